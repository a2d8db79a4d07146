"""What a process keeps of a show is what it would find if it looked at all of it anew, and what the rules say of it."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, select

from siteops.board import rules
from siteops.board.beside import Part
from siteops.board.figures import LISTS, PEOPLE, SPOTS
from siteops.board.known import LOCK, Known, known
from siteops.board.standing import PLANS
from siteops.board.stuck import MOST, stuck
from siteops.core import clock
from siteops.core.access.people import Grant
from siteops.core.batch.undo import undo
from siteops.core.db import db, editing
from siteops.core.journal import rows
from siteops.core.plan import Case, Line, Place, Slot, Step
from siteops.desk.plan_rows import Author, add, change
from siteops.gear import counts
from siteops.gear.ladder import ladder, rung
from siteops.gear.site import read
from siteops.imports.examine import examine
from siteops.imports.store import Origin, store
from siteops.imports.wishes import Wishes
from tests.harness.cast import DAWN, SHOW, Cast
from tests.harness.crowd import crowd, happenings, second_thoughts

pytestmark = pytest.mark.both


def as_text(found: Known) -> list[str]:
    """All of it, without what nothing is counted in."""
    course = found.course
    groups = {
        ref: (sorted(map(str, group.parts)), group.cases, group.aboard(None), group.times)
        for ref, group in course.groups.items()
        if group.parts
    }
    halfway = {zone: waiting for zone, waiting in course.halfway.items() if waiting}
    trails = ({case: sorted(those) for case, those in way.items()} for way in (found.trails.of, found.trails.within))
    parts: list[Mapping[Any, Any]] = [course.cases, groups, halfway, *trails]
    told = [text for part in parts for text in sorted(map(str, part.items()))]
    return [str(found.standing), *told, *map(str, found.matters), str(found.look)]


def beside(found: Known, connection: Connection) -> list[str]:
    """What is known beside cases."""
    parts: list[Part[Any]] = [SPOTS, PEOPLE, LISTS, PLANS]
    return [str(found.beside.of(part, connection, SHOW)) for part in parts]


def judge(app: Flask) -> Known:
    """What is kept, held against what is found anew and against the rules."""
    with app.app_context(), db.engine.connect() as connection, LOCK:
        kept = known(connection, SHOW)
        told = [*as_text(kept), *beside(kept, connection)]
        del app.extensions["board"], app.extensions["ladder"]
        anew = known(connection, SHOW)
        assert told == [*as_text(anew), *beside(anew, connection)]
        app.extensions["board"][SHOW] = kept
        everything = counts.tally(read(connection, SHOW, kept.standing))
    counted = {ref: group.cases for ref, group in kept.course.groups.items() if group.parts}
    assert {ref: one for ref, one in counted.items() if not ref.startswith("department:")} == everything
    return kept


def test_scan_after_scan_the_same_is_known(app, cast: Cast, phone_of):
    ids, lea = crowd(app, cast), phone_of("lea")
    seen, came = set(), 0
    for _ in happenings(phone_of("cem"), cast, ids):
        kept = judge(app)
        seen.add(kept.look)
        came = len(kept.course.groups["show"].times)
    assert came > 5
    for phase, leg in (("show", "in"), ("load-out", "out")):
        lea.push(lea.entry("PhaseBegan", f"show:{SHOW}", 96, phase=phase))
        kept = judge(app)
        assert (kept.standing.phase, kept.course.leg) == (phase, leg)
        assert kept.course.groups["show"].times
        seen.add(kept.look)
    assert len(seen) > 4


def test_a_day_of_second_thoughts_is_known_in_every_process(app, elsewhere, cast: Cast, phone_of):
    ids = crowd(app, cast)
    looks = {judge(process).look for process in (app, elsewhere)}
    for number, answers in enumerate(second_thoughts(phone_of("lea"), cast, ids)):
        assert {one["status"] for one in answers} == {"stored"}
        looks.add(judge(app).look)
        if number % 3 == 2:
            judge(elsewhere)
    assert len(looks) > 4


def test_an_edit_of_the_plan_is_known(app, cast: Cast, phone_of):
    ids = crowd(app, cast)
    list(happenings(phone_of("cem"), cast, ids))
    seen = [judge(app).look]
    author = Author(SHOW, cast.people["lea"])
    for values in ({"zone": cast.places["foh"], "inside": None}, {"gone": True}, {"gone": False}):
        with app.app_context(), editing() as session:
            for line in session.query(Line).where(Line.case.in_(ids[:20])):
                change(session, line, f"case:{line.case}", author, values)
        seen.append(judge(app).look)
    with app.app_context(), editing() as session:
        stage = session.get_one(Place, cast.places["stage"])
        change(session, stage, stage.ref, author, {"dock": cast.places["dock2"]})
    assert len({*seen, judge(app).look}) > 2


def test_an_import_and_its_undo_are_known(app, cast: Cast, phone_of, tmp_path: Path):
    ids = crowd(app, cast)
    list(happenings(phone_of("cem"), cast, ids))
    before = judge(app).course
    count = len(before.cases)
    path = tmp_path / "list.csv"
    listed = ("Code;Name;Department;Truck;Zone", "R-1;Rack;video;Truck 2;FOH", "NEW-1;Trunk;audio;Truck 9;Stage left")
    path.write_text("\n".join(listed))
    with app.app_context():
        done = store(examine(SHOW, path, Wishes()), Origin(path.name, "0" * 64, cast.people["lea"]))
    assert done.new
    with app.app_context():
        added = db.session.scalars(select(Case.id).where(Case.code == "NEW-1")).one()
    course = judge(app).course
    assert course.cases[added].department == "audio"
    assert course.cases[ids[1]].department == "video"
    with app.app_context():
        undo(SHOW, done.batch, cast.people["lea"])
    assert len(judge(app).course.cases) == count


def test_what_happens_beside_the_cases_is_known(app, cast: Cast, phone_of):
    judge(app)
    lea, author, hour = phone_of("lea"), Author(SHOW, cast.people["lea"]), timedelta(hours=1)
    seen = []

    def judged() -> None:
        kept = judge(app)
        with app.app_context(), db.engine.connect() as connection, LOCK:
            seen.append(str(beside(kept, connection)))

    judged()
    for said in (
        lea.entry("Ticked", f"step:{cast.steps[0]}", 1),
        lea.entry("CheckedIn", f"person:{cast.people['lea']}", 2, gate=cast.refs["gate"]),
    ):
        lea.push(said)
        judged()
    with app.app_context(), editing() as session:
        slot = Slot(SHOW, cast.places["dock1"], cast.places["truck1"], "in", DAWN, DAWN + hour)
        subject = add(session, slot, "slot", author, ["starts"])
        key = slot.id
    judged()
    edits: list[tuple[Any, Any, str, dict[str, Any]]] = [
        (Slot, key, subject, {"ends": DAWN + 2 * hour}),
        (Place, cast.places["stage"], cast.refs["stage"], {"due": DAWN + hour, "name": "Stage right"}),
        (Step, cast.steps[0], f"step:{cast.steps[0]}", {"gone": True}),
    ]
    for table, number, about, values in edits:
        with app.app_context(), editing() as session:
            change(session, session.get_one(table, number), about, author, values)
        judged()
    with app.app_context(), editing() as session:
        grant = session.scalars(select(Grant).where(Grant.person == cast.people["cem"])).one()
        change(session, grant, f"person:{grant.person}", author, {"call": DAWN + hour})
    judged()
    assert len({*seen}) == len(seen)


def by_rules(connection: Connection, now: Known) -> list[tuple[str, int]]:
    """Since when which cases stand still, one by one, by the rules."""
    leg, before = now.standing.leg, clock.spell(clock.now() - rules.STUCK)
    state = rows.table("case").c
    scanned = set(connection.scalars(select(state.key).where(state.show == SHOW, state.place.is_not(None))))
    placed = {ref: count.placed for ref, count in counts.tally(read(connection, SHOW, now.standing)).items()}
    return sorted(
        (one.since, case)
        for case, one in ladder(connection, SHOW).cases.items()
        if str(case) in scanned and one.place and one.since
        and rules.is_stuck(leg, rung(one.reached, now.standing), one.since, before)
        and (placed.get(f"zone:{one.zone}") if leg == "in" else not one.place.startswith("truck:"))
    )  # fmt: skip


def test_what_stands_still_is_what_the_rules_say_of_each_case(app, cast: Cast, phone_of):
    ids, lea = crowd(app, cast), phone_of("lea")
    seen = set()
    lea.push(lea.entry("PhaseBegan", f"show:{SHOW}", phase="load-in"))

    def judged() -> None:
        with app.app_context(), db.engine.connect() as connection, LOCK:
            now = known(connection, SHOW)
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
