"""What a process keeps of a day is what it would find if it looked at all of it anew, and what a phone finds."""

import pytest
from flask import Flask
from sqlalchemy import Connection, select

from siteops.board import rules
from siteops.board.course import Course, course
from siteops.board.known import Known, known
from siteops.board.stuck import MOST, stuck
from siteops.core import clock
from siteops.core.db import db, editing
from siteops.core.journal import rows
from siteops.core.plan import Line
from siteops.desk.plan_rows import Author, change
from siteops.gear.counts import Count
from siteops.gear.ladder import ladder, rung
from tests.harness.cast import SHOW, Cast
from tests.harness.crowd import crowd, happenings

pytestmark = pytest.mark.both


def as_text(found: Course) -> list[str]:
    """All of it, without what nothing is counted in."""
    groups = {
        ref: (sorted(map(str, group.parts())), group.times) for ref, group in found.groups.items() if group.parts()
    }
    halfway = {zone: waiting for zone, waiting in found.halfway.items() if waiting}
    return [text for part in (found.cases, groups, halfway) for text in sorted(map(str, part.items()))]


def judge(app: Flask, leg: str) -> int:
    """How many have come, found both ways."""
    with app.app_context(), db.engine.connect() as connection:
        kept = course(connection, SHOW, leg)
        told = as_text(kept)
        del app.extensions["course"], app.extensions["ladder"]
        assert told == as_text(course(connection, SHOW, leg))
        app.extensions["course"][SHOW] = kept
    return len(kept.groups["show"].times)


@pytest.mark.parametrize("leg", ["in", "out"])
def test_scan_after_scan_the_same_has_come(app, cast: Cast, phone_of, leg):
    ids = crowd(app, cast)
    came = [judge(app, leg) for _ in happenings(phone_of("cem"), cast, ids)]
    assert came[-1] > 5


def by_rules(connection: Connection, now: Known) -> list[tuple[str, int]]:
    """Since when which cases stand still, one by one, by the rules."""
    leg, before = now.standing.leg, clock.spell(clock.now() - rules.STUCK)
    state = rows.table("case").c
    scanned = set(connection.scalars(select(state.key).where(state.show == SHOW, state.place.is_not(None))))
    return sorted(
        (one.since, case)
        for case, one in ladder(connection, SHOW).cases.items()
        if str(case) in scanned and one.place and one.since
        and rules.is_stuck(leg, rung(one.reached, now.standing), one.since, before)
        and (now.counts.get(f"zone:{one.zone}", Count()).placed if leg == "in" else not one.place.startswith("truck:"))
    )  # fmt: skip


def test_what_stands_still_is_what_the_rules_say_of_each_case(app, cast: Cast, phone_of):
    ids, lea = crowd(app, cast), phone_of("lea")
    seen = set()
    lea.push(lea.entry("PhaseBegan", f"show:{SHOW}", phase="load-in"))

    def judged() -> None:
        with app.app_context(), db.engine.connect() as connection:
            now = known(SHOW)
            told, wanted = stuck(connection, SHOW, now), by_rules(connection, now)
        assert (told.total, [one.case for one in told.cases]) == (len(wanted), [case for _, case in wanted[:MOST]])
        seen.add((now.standing.leg, told.total))

    for _ in happenings(phone_of("cem"), cast, ids):
        judged()
    came = {"place": cast.refs["dock2"], "leg": "in", "at": clock.stamp()}
    lea.push(*(lea.entry("Moved", f"case:{id}", **came) for id in ids[:5]))
    judged()
    lea.push(lea.entry("PhaseBegan", f"show:{SHOW}", 96, phase="load-out"))
    judged()
    assert len(seen) > 4
    assert {leg for leg, total in seen if total} == {"in", "out"}


def test_an_edit_of_the_plan_moves_what_came(app, cast: Cast, phone_of):
    ids = crowd(app, cast)
    list(happenings(phone_of("cem"), cast, ids))
    judge(app, "in")
    author = Author(SHOW, cast.people["lea"])
    for values in ({"zone": cast.places["foh"], "inside": None}, {"gone": True}, {"gone": False}):
        with app.app_context(), editing() as session:
            for line in session.query(Line).where(Line.case.in_(ids[:20])):
                change(session, line, f"case:{line.case}", author, values)
        judge(app, "in")
    with app.app_context(), db.engine.connect() as connection:
        assert course(connection, SHOW, "in").leg == "in"
        assert course(connection, SHOW, "out").leg == "out"
