"""Lighthouse has next to nothing to say against a full page of a desk's list."""

import pytest
from sqlalchemy import insert

from siteops.core.db import writing
from siteops.core.facts.plan import Imported
from siteops.core.journal.record import tell
from siteops.core.plan import Case, Line, folded
from tests.bench.site import cookie
from tests.desk.conftest import DESK
from tests.harness import lighthouse
from tests.harness.cast import SHOW

pytestmark = pytest.mark.browser


@pytest.fixture
def full(app, cast):
    """Two hundred cases more, on the second truck."""
    with app.app_context(), writing() as connection:
        seq = tell(connection, SHOW, cast.people["lea"], f"show:{SHOW}", Imported(1, "gear.csv", 200, 0))
        codes = [f"LX-{number:04}" for number in range(1000, 1200)]
        rows = [{"code": code, "folded": folded(code), "name": f"Robe MegaPointe {code}", "department": "lighting",
                 "note": ""} for code in codes]  # fmt: skip
        keys = connection.scalars(insert(Case).returning(Case.id, sort_by_parameter_order=True), rows)
        connection.execute(insert(Line), [
            {"show": SHOW, "case": key, "truck": cast.places["truck2"], "gone": False, "rev": seq} for key in keys
        ])  # fmt: skip


def test_a_list_is_good_for_everybody_and_quick(full, live_server, tmp_path):
    address = f"{live_server.url}{DESK}/cases"
    points, lacking = lighthouse.judged(address, cookie(live_server.port, "lea"), tmp_path)
    assert (points["accessibility"], points["best-practices"]) == (100, 100), lacking
    assert points["performance"] >= 95, lacking
