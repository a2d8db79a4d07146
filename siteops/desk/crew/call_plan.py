"""Writing calls and papers of somebody: changed, taken off and added, as one edit that the log tells without values."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from siteops.core.access.people import Call, Certificate, Grant
from siteops.core.journal.record import planning
from siteops.desk.edits import Merge, before, merge, spelled
from siteops.desk.plan_rows import Author, told

Values = Mapping[str, Any]


class Whose(NamedTuple):
    """Whose calls and papers are edited, on which clock, by whom."""

    person: int
    zone: ZoneInfo
    author: Author


class Kept(NamedTuple):
    """A sent form. `rows`: by the keys of their fields, `c12` is call 12, `p7` paper 7; None: take it off."""

    rows: Mapping[str, Values | None]
    calls: Sequence[Values]
    papers: Sequence[Values]


def as_shown(row: Call | Certificate, zone: ZoneInfo) -> dict[str, Any]:
    """A row as its form has it: times on the site's clock; of a paper in doubt no day stands there."""
    if isinstance(row, Call):
        starts, ends = (f"{at.astimezone(zone):%H:%M}" if at else "" for at in (row.starts, row.ends))
        return {"day": row.day.isoformat() if row.day else "", "starts": starts, "ends": ends, "function": row.function}
    until = row.until.isoformat() if row.until and not row.doubtful else ""
    return {"kind": row.kind, "until": until, "written": row.written, "endless": not (row.until or row.doubtful)}


def rows_of(session: Session, show: str, person: int, *, gone: bool = False) -> dict[str, Call | Certificate]:
    """Somebody's calls on the show and their papers, in order, by the keys of their fields. Two queries."""
    calls = select(Call).where(Call.show == show, Call.person == person).order_by(Call.day, Call.starts, Call.id)
    papers = select(Certificate).where(Certificate.person == person).order_by(Certificate.id)
    found: dict[str, Call | Certificate] = {f"c{one.id}": one for one in session.scalars(calls) if gone or not one.gone}
    return found | {f"p{one.id}": one for one in session.scalars(papers)}


def as_given(rows: Mapping[str, Call | Certificate], zone: ZoneInfo) -> dict[str, str]:
    """The fields of a form: `day-c12`, `until-p7`."""
    given = ((key, spelled(as_shown(row, zone))) for key, row in rows.items())
    return {f"{name}-{key}": text for key, texts in given for name, text in texts.items()}


def keep(sent: Kept, whose: Whose) -> Merge:
    """Store the form; nothing of it where any of it clashes with somebody else's edit. Raises Busy.

    In the answer the names of columns end in their row's key, as in the form.
    """
    was, all_of_it = before(), Merge()
    with planning() as session:
        rows = rows_of(session, whose.author.show, whose.person, gone=True)
        merged = {
            key: taken_off(key, values) if is_gone(rows.get(key)) else one_of(key, rows[key], (values, was, whose.zone))
            for key, values in sent.rows.items()
        }
        for key, made in merged.items():
            all_of_it.changed.update({f"{name}-{key}": value for name, value in made.changed.items()})
            all_of_it.clashes.update({f"{name}-{key}": text for name, text in made.clashes.items()})
        if all_of_it.clashes or not (all_of_it.changed or sent.calls or sent.papers):
            return all_of_it
        for key, made in merged.items():
            if made.changed:
                change(session, rows[key], made.changed, whose.zone)
        add(session, sent, whose)
        touch(session, whose, [*merged, *("c" for _one in sent.calls), *("p" for _one in sent.papers)])
        all_of_it.changed["fresh"] = len(sent.calls) + len(sent.papers)
    return all_of_it


def is_gone(row: Call | Certificate | None) -> bool:
    """Whether a row that a form shows was taken off meanwhile."""
    return row is None or (isinstance(row, Call) and row.gone)


def taken_off(key: str, values: Values | None) -> Merge:
    """A row that somebody took off clashes with what was written into it since."""
    if values is None:
        return Merge()
    wrote = " ".join(value for value in values.values() if isinstance(value, str) and value)
    return Merge({}, {"day" if key.startswith("c") else "kind": _("taken off; you wrote “%(text)s”", text=wrote)})


def one_of(key: str, row: Call | Certificate, sent: tuple[Values | None, Mapping[str, str], ZoneInfo]) -> Merge:
    """One row's part of the form: its values, what it showed, on which clock. One that somebody changed clashes with
    its being taken off."""
    values, was, zone = sent
    stored = as_shown(row, zone)
    mine = {name: was[f"{name}-{key}"] for name in stored if f"{name}-{key}" in was}
    if values is not None:
        return merge(stored, values, mine)
    others = {name: text for name, text in spelled(stored).items() if mine.get(name, text) != text}
    return Merge({"gone": True}, others)


def change(session: Session, row: Call | Certificate, changed: Values, zone: ZoneInfo) -> None:
    """Give a row other values, or take it off."""
    if changed.get("gone"):
        if isinstance(row, Call):
            row.gone = True
        else:
            session.delete(row)
        return
    values = {**as_shown(row, zone), **changed}
    if isinstance(row, Certificate):
        keeps = row.until if row.doubtful and not values["until"] else None
        for name, value in of_paper(values, keeps).items():
            setattr(row, name, value)
    else:
        for name, value in of_call(values, zone).items():
            if name == "function" or changed.keys() & {"day", "starts", "ends"}:
                setattr(row, name, value)


def add(session: Session, sent: Kept, whose: Whose) -> None:
    """New rows."""
    show, person = whose.author.show, whose.person
    session.add_all(Call(show, person, **of_call(values, whose.zone)) for values in sent.calls)
    session.add_all(Certificate(person, **of_paper(values)) for values in sent.papers)


def of_call(values: Values, zone: ZoneInfo) -> dict[str, Any]:
    """The columns of a call. A wrap that is not after the call is of the next day."""
    day = date.fromisoformat(values["day"])
    begins, until = (time.fromisoformat(values[name]) if values[name] else None for name in ("starts", "ends"))
    return {
        "day": day, "starts": at(day, begins, zone), "ends": at(last_day(day, begins, until), until, zone),
        "function": values["function"],
    }  # fmt: skip


def last_day(day: date, begins: time | None, until: time | None) -> date:
    """The day of a wrap: of a call that is not before it, the next one."""
    overnight = begins is not None and until is not None and until <= begins
    return day + timedelta(days=overnight)


def at(day: date, hour: time | None, zone: ZoneInfo) -> datetime | None:
    """An instant on the site's clock."""
    return datetime.combine(day, hour, zone).astimezone(UTC) if hour is not None else None


def of_paper(values: Values, keeps: date | None = None) -> dict[str, Any]:
    """The columns of a paper. Without a day, and not endless, it is in doubt; `keeps`: the latest day it may mean."""
    until = date.fromisoformat(values["until"]) if values["until"] else None
    doubtful = until is None and not values["endless"]
    return {
        "kind": values["kind"], "until": keeps if doubtful else until, "written": values["written"],
        "doubtful": doubtful,
    }  # fmt: skip


def touch(session: Session, whose: Whose, keys: Sequence[str]) -> None:
    """Tell of the edit, and give the part its first call; the phones of the show learn of both."""
    session.flush()
    show, person = whose.author.show, whose.person
    columns = [word for start, word in (("c", "calls"), ("p", "papers")) if any(key.startswith(start) for key in keys)]
    rev = told(session, f"person:{person}", whose.author, columns)
    mine = (Call.show == show, Call.person == person)
    first = session.scalar(select(func.min(Call.starts)).where(*mine, ~Call.gone))
    values = {"rev": rev, "call": first} if "calls" in columns else {"rev": rev}
    session.execute(update(Grant).where(Grant.show == show, Grant.person == person).values(**values))
    session.execute(update(Call).where(*mine).values(rev=rev))
