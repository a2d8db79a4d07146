"""Lighthouse has nothing to say against the phone's app, at its first visit. How quick it finds it, the bench says."""

import pytest

from tests.bench.site import cookie
from tests.harness import lighthouse

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("stage")]


def test_the_app_is_good_for_everybody(live_server, tmp_path):
    address = f"{live_server.url}/field"
    points, lacking = lighthouse.judged(address, cookie(live_server.port, "lea"), tmp_path, desk=False)
    assert (points["accessibility"], points["best-practices"]) == (100, 100), lacking
