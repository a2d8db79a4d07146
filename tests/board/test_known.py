"""What a process keeps of a show is what it would find if it looked at everything anew."""

import pytest
from flask import Flask

from siteops.board.known import known
from siteops.core.db import editing
from siteops.core.plan import Line, Place
from siteops.desk.plan_rows import Author, change
from tests.harness.cast import SHOW, Cast
from tests.harness.crowd import crowd, happenings

pytestmark = pytest.mark.both


def judge(app: Flask) -> int:
    """How many matters there are, found both ways."""
    with app.app_context():
        kept = known(SHOW)
        del app.extensions["board"], app.extensions["ladder"]
        anew = known(SHOW)
        app.extensions["board"][SHOW] = kept
    assert {one: list(found) for one, found in kept.open.items() if found} == anew.open
    assert sorted(map(str, kept.matters)) == sorted(map(str, anew.matters))
    assert sorted(map(str, kept.groups)) == sorted(map(str, anew.groups))
    assert kept.counts == anew.counts
    return len(kept.matters)


def test_scan_after_scan_the_same_is_open(app, cast: Cast, phone_of):
    ids, lea = crowd(app, cast), phone_of("lea")
    seen = set()
    for _ in happenings(phone_of("cem"), cast, ids):
        seen.add(judge(app))
    lea.push(lea.entry("PhaseBegan", f"show:{SHOW}", 96, phase="load-out"))
    seen.add(judge(app))
    assert len(seen) > 4


def test_an_edit_of_the_plan_opens_and_closes_matters(app, cast: Cast, phone_of):
    ids = crowd(app, cast)
    list(happenings(phone_of("cem"), cast, ids))
    seen = [judge(app)]
    author = Author(SHOW, cast.people["lea"])
    for values in ({"zone": cast.places["foh"], "inside": None}, {"gone": True}, {"gone": False}):
        with app.app_context(), editing() as session:
            for line in session.query(Line).where(Line.case.in_(ids[:20])):
                change(session, line, f"case:{line.case}", author, values)
        seen.append(judge(app))
    with app.app_context(), editing() as session:
        stage = session.get_one(Place, cast.places["stage"])
        change(session, stage, stage.ref, author, {"dock": cast.places["dock2"]})
    assert len({*seen, judge(app)}) > 2
