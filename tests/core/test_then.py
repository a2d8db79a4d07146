"""A moment of the past is what the rows were then, had everything come in time."""

from typing import Any

import pytest
from sqlalchemy import select

from siteops.core.db import db
from siteops.core.journal import rows
from siteops.core.journal.then import then
from tests.harness.cast import SHOW
from tests.harness.crowd import crowd, happenings

pytestmark = pytest.mark.both


def now(connection, noun):
    table = rows.table(noun)
    found = connection.execute(select(table).where(table.c.show == SHOW)).mappings()
    return {row["key"]: rows.unfold(noun, row) for row in found}


def test_each_ten_minutes_of_a_day_stand_as_they_stood(app, cast, phone_of):
    ids, kept = crowd(app, cast), {}
    for ten, _ in enumerate(happenings(phone_of("cem"), cast, ids)):
        with app.app_context(), db.engine.connect() as connection:
            kept[f"2026-05-01T06:{ten * 10 + 9:02}:59.000Z"] = now(connection, "case")
        if ten == 4:
            break
    with app.app_context(), db.engine.connect() as connection:
        assert {at: then(connection, SHOW, "case", at) for at in kept} == kept
        assert then(connection, SHOW, "case", "2026-05-01T05:00:00.000Z") == {}


def test_what_comes_late_or_is_taken_back_counts_where_it_happened(app, cast, phone_of):
    case, cem, lea = f"case:{cast.cases['LX-0108']}", phone_of("cem"), phone_of("lea")
    early = cem.entry("Moved", case, 5, place=cast.refs["dock1"])
    held = cem.entry("Held", case, 20, reason="wet")
    lea.push(lea.entry("Moved", case, 10, place=cast.refs["stage"]))
    cem.push(held)
    cem.push(early)
    lea.push(lea.entry("Undone", case, 30, entry=held["id"]))
    with app.app_context(), db.engine.connect() as connection:
        times = [f"2026-05-01T06:{minute}:00.000Z" for minute in ("07", "25", "31")]
        at: list[dict[str, Any]] = [{**then(connection, SHOW, "case", time)} for time in times]
    key = case.partition(":")[2]
    assert [one[key].place for one in at] == [cast.refs["dock1"], cast.refs["stage"], cast.refs["stage"]]
    assert [one[key].held for one in at] == [None, "wet", None]
