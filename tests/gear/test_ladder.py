"""What a process keeps of a show's cases is what the rules say of each, however it came to know it."""

import pytest

from siteops.core.db import db, editing
from siteops.core.plan import Line, Place
from siteops.desk.plan_rows import Author, change
from siteops.gear import counts, rules, site
from siteops.gear.ladder import Stand, ladder, rung
from siteops.gear.site import Standing
from tests.harness.cast import SHOW
from tests.harness.crowd import crowd, happenings

pytestmark = pytest.mark.both
STANDINGS = [
    Standing("in", "prep"), Standing("in", "load-in"), Standing("in", "show", ("in",)), Standing("out", "load-out"),
    Standing("out", "load-out", ("in",)), Standing("out", "wrapped", ("in", "out")),
]  # fmt: skip


@pytest.fixture
def ids(app, cast):
    return crowd(app, cast)


@pytest.fixture
def day(cast, phone_of, ids):
    """`day()`: everything that moves cases, ten minutes at a time."""
    return lambda: happenings(phone_of("cem"), cast, ids)


def by_rules(connection) -> dict[int, Stand]:
    """Every case on the list, as the rules have it."""
    everything = site.read(connection, SHOW, Standing())
    found = {}
    for one in (planned.id for planned in rules.listed(everything)):
        state, reached = rules.state_of(one, everything), counts.rungs(one, everything)
        wanted, spot = rules.plan(one, everything), rules.where(one, everything)
        aboard = counts.is_aboard(one, wanted.truck, everything)
        bits = sum(bit for bit, has in zip((1, 2, 4, 8), reached[1:], strict=True) if has)
        found[one] = Stand(*wanted, bits, aboard, *spot[:2], state.held is not None, state.damaged is not None)
    return found


def judge(app) -> None:
    """What is kept is what is so; and what would be read anew."""
    with app.app_context(), db.engine.connect() as connection:
        kept = ladder(connection, SHOW)
        assert dict(kept.cases) == by_rules(connection)
        app.extensions.pop("ladder")
        anew = ladder(connection, SHOW)
        app.extensions["ladder"] = {SHOW: kept}
    assert anew == kept


def test_scan_after_scan_it_stays_what_the_rules_say(app, day):
    for _ in day():
        judge(app)


def test_every_edit_of_the_plan_is_taken_in(app, cast, day, ids):
    list(day())
    judge(app)
    author = Author(SHOW, cast.people["lea"])
    for values in ({"truck": cast.places["truck1"]}, {"inside": None}, {"gone": True}, {"gone": False}):
        with app.app_context(), editing() as session:
            for line in session.query(Line).where(Line.case.in_(ids[:20])):
                change(session, line, f"case:{line.case}", author, values)
        judge(app)
    with app.app_context(), editing() as session:
        stage = session.get_one(Place, cast.places["stage"])
        change(session, stage, stage.ref, author, {"dock": cast.places["dock2"]})
    judge(app)


def test_each_rung_is_called_as_the_rules_call_it(app, day):
    list(day())
    seen = set()
    with app.app_context(), db.engine.connect() as connection:
        kept = ladder(connection, SHOW).cases
        for standing in STANDINGS:
            found = site.read(connection, SHOW, standing)
            rungs = {one: rung(stand.reached, standing) for one, stand in kept.items()}
            assert rungs == {one.id: rules.rung(one.id, found) for one in rules.listed(found)}
            seen |= set(rungs.values())
    assert len(seen) >= 7
