"""The database says of every case what the rules say of one."""

import random

import pytest
from sqlalchemy import select

from siteops.core.db import db, editing
from siteops.core.plan import Case, Line
from siteops.desk import ladder
from siteops.gear import rules, site
from siteops.gear.site import Standing
from tests.harness.cast import SHOW

STANDINGS = [
    Standing("in", "prep"), Standing("in", "load-in"), Standing("in", "show", ("in",)), Standing("out", "load-out"),
    Standing("out", "load-out", ("in",)), Standing("out", "wrapped", ("in", "out")),
]  # fmt: skip


@pytest.fixture
def busy(app, cast, phone_of):
    """Sixty cases, some in others, and a day of everything that moves them."""
    dice = random.Random(11)
    with app.app_context(), editing() as session:
        made = [Case(f"R-{one}", f"r-{one}") for one in range(60)]
        session.add_all(made)
        session.flush()
        ids = [one.id for one in made]
        for place, one in enumerate(ids[:55]):
            session.add(Line(SHOW, one, inside=dice.choice([None, None, *ids[:place]]), gone=dice.random() < 0.1))
    phone = phone_of("cem")
    places = [ref for name, ref in cast.refs.items() if name != "gate"]
    happened = []
    for minute in range(90):
        case = dice.randrange(1, 60)
        if dice.random() < 0.3:
            entry = phone.entry("Packed", f"case:{ids[case]}", minute, into=ids[dice.randrange(case)])
        else:
            leg = "out" if minute > 60 else "in"
            entry = phone.entry("Moved", f"case:{ids[case]}", minute, place=dice.choice(places), leg=leg)
        happened.append(entry)
    phone.push(*happened, phone.entry("Packed", "case:made-up", 95, into=ids[0]))
    return ids


@pytest.mark.both
def test_the_ladder_is_the_rules(app, busy):
    with app.app_context(), db.engine.connect() as connection:
        seen = set()
        for standing in STANDINGS:
            found = site.read(connection, SHOW, standing)
            asked = ladder.rungs(SHOW, standing)
            rungs = dict(connection.execute(select(asked.c.case, asked.c.rung)).all())
            listed = [one.id for one in rules.listed(found)]
            assert rungs == {one: rules.rung(one, found) for one in listed if not rules.where(one, found).loop}
            since = dict(connection.execute(select(asked.c.case, asked.c.since)).all())
            assert since == {one: rules.where(one, found).since for one in listed}
            seen |= set(rungs.values())
    assert len(seen) >= 7
