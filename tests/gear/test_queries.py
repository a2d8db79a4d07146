"""What the database counts is what the rules count, case by case."""

import random

import pytest

from siteops.core.db import db, editing
from siteops.core.plan import Case, Line
from siteops.gear import counts, findings, queries, site
from siteops.gear.site import Standing
from tests.harness.cast import SHOW

pytestmark = pytest.mark.both


@pytest.fixture
def busy(app, cast, phone_of):
    """A show with 60 cases more, some in others, and everything that can happen to them."""
    dice = random.Random(7)
    with app.app_context(), editing() as session:
        made = [Case(f"R-{one}", f"r-{one}") for one in range(60)]
        session.add_all(made)
        session.flush()
        ids = [one.id for one in made]
        for one in ids[:55]:
            session.add(Line(SHOW, one, **plan(dice, cast), inside=dice.choice([None, None, None, *ids])))
    phone = phone_of("cem")
    happened = [event(dice, phone, cast, ids, minute) for minute in range(95)]
    phone.push(*happened, phone.entry("Held", "case:no-number", 99, reason="x"))
    return ids


def plan(dice, cast):
    return {
        "truck": dice.choice([None, cast.places["truck1"], cast.places["truck2"]]),
        "dock": dice.choice([None, None, cast.places["dock1"]]),
        "zone": dice.choice([None, cast.places["stage"], cast.places["foh"]]),
    }


def event(dice, phone, cast, ids, minute):
    subject = f"case:{dice.choice(ids)}"
    match dice.randrange(10):
        case 0:
            return phone.entry("Held", subject, minute, reason="wet")
        case 1 | 2:
            return phone.entry("Packed", subject, minute, into=dice.choice(ids))
        case _:
            places = [ref for name, ref in cast.refs.items() if name != "gate"]
            leg = dice.choice(["in", "in", "out"])
            return phone.entry("Moved", subject, minute, place=dice.choice(places), leg=leg)


def test_the_database_counts_as_the_rules_do(app, cast, busy):
    with app.app_context(), db.engine.connect() as connection:
        groups = queries.counted(connection, SHOW)
        everything = site.read(connection, SHOW, Standing())
    assert queries.tally(groups) == counts.tally(everything)
    for truck in (cast.places["truck1"], cast.places["truck2"]):
        for zone in (None, cast.places["stage"], cast.places["foh"]):
            assert queries.aboard(groups, truck, zone) == counts.aboard(truck, zone, everything)


@pytest.mark.parametrize("leg", ["in", "out"])
def test_no_finding_hides_from_the_suspects(app, busy, leg):
    with app.app_context(), db.engine.connect() as connection:
        standing = Standing(leg)
        everything = site.read(connection, SHOW, standing)
        some = site.read(connection, SHOW, standing, queries.suspects(connection, SHOW))
    expected = {case: found for case in everything.states if (found := findings.findings(case, everything))}
    assert expected
    judged = {case: found for case in some.states if (found := findings.findings(case, some))}
    assert judged == expected
