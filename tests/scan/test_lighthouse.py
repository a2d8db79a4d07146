"""Lighthouse has nothing to say against the phone's app, at its first visit. How quick it finds it, the bench says."""

import pytest

from tests.bench.site import cookie
from tests.harness import lighthouse

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("stage")]


@pytest.mark.parametrize("screen", ["", "#board"])
def test_the_app_is_good_for_everybody(live_server, tmp_path, screen):
    address = f"{live_server.url}/field{screen}"
    points, lacking = lighthouse.judged(address, cookie(live_server.port, "lea"), tmp_path, desk=False)
    assert (points["accessibility"], points["best-practices"]) == (100, 100), lacking
