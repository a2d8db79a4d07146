"""Writing the plan of a case: its own row, which outlives shows, and its line on this one."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from siteops.core.facts.plan import Edited
from siteops.core.journal import state
from siteops.core.journal.record import planning, tell
from siteops.core.plan import Case, Line, Owner, folded
from siteops.desk.edits import Merge, merge
from siteops.desk.plan_rows import give_code, owner_named

OF_CASE = ("name", "department", "weight", "owner", "note")
OF_LINE = ("truck", "dock", "zone", "sort", "inside")
Values = dict[str, Any]


class Loop(Exception):
    """A case would lie in itself."""


class Known(Exception):
    """There is a case with that code already. `case`: its key; `listed`: it is on this show's list."""

    def __init__(self, case: int, *, listed: bool) -> None:
        super().__init__(case)
        self.case, self.listed = case, listed


def values_of(session: Session, case: Case, line: Line | None) -> Values:
    """A case's plan as its form has it: owner by name, the case around it by code."""
    owner = session.get(Owner, case.owner) if case.owner else None
    around = session.get(Case, line.inside) if line and line.inside else None
    values = {name: getattr(case, name) for name in OF_CASE} | {name: getattr(line, name, None) for name in OF_LINE}
    return values | {"owner": owner.name if owner else "", "inside": around.code if around else ""}


def change(show: str, case: int, by: int, sent: Values, was: Mapping[str, str]) -> Merge:
    """Store an edit. Where it clashes with somebody else's, nothing is stored. Raises Loop, Busy."""
    with planning() as session:
        row, line = session.get_one(Case, case), line_of(session, show, case)
        made = merge(values_of(session, row, line), sent, was)
        if made.changed and not made.clashes:
            put(session, row, line, made.changed)
            say(session, show, case, by, made.changed)
        return made


def put(session: Session, case: Case, line: Line | None, changed: Mapping[str, Any]) -> None:
    """Write values into the rows. Raises Loop."""
    for name, value in changed.items():
        if name == "owner":
            case.owner = owner_named(session, value)
        elif name in OF_CASE:
            setattr(case, name, value)
        elif line is not None:
            setattr(line, name, inside_of(session, line, value) if name == "inside" else value)


def say(session: Session, show: str, case: int, by: int, columns: Iterable[str]) -> None:
    """Tell the log of each show that the edit concerns, and mark the case's line there as touched."""
    named = list(columns)
    own = [name for name in named if name in OF_CASE]
    lines = {line.show: line for line in session.scalars(select(Line).where(Line.case == case)) if not line.gone}
    for one in sorted({show, *(lines if own else ())}):
        seq = tell(session.connection(), one, by, f"case:{case}", Edited(named if one == show else own))
        if one in lines:
            lines[one].rev = seq


def add(show: str, by: int, code: str, sent: Values, expected: int | None = None) -> int:
    """Put a case on the show's list, a new one or one that the installation knows; its key. Raises Known, Loop, Busy.

    `expected`: the known case that the sender was told of, so that nobody changes one unawares.
    """
    with planning() as session:
        row = session.scalar(select(Case).where(Case.folded == folded(code)))
        line = line_of(session, show, row.id) if row else None
        away = row is not None and row.gone and (line is None or line.gone)  # as good as new
        if row and not away and (row.id != expected or (line and not line.gone)):
            raise Known(row.id, listed=line is not None and not line.gone)
        fresh = row is None
        row = row or Case(code, folded(code))
        row.gone = False
        session.add(row)
        session.flush()
        line = line or Line(show, row.id)
        line.gone = False
        session.add(line)
        put(session, row, line, sent)
        session.flush()
        say(session, show, row.id, by, (name for name, value in sent.items() if value not in (None, "")))
        if fresh:
            give_code(session, f"case:{row.id}", None, line.rev)
            state.relink(session.connection(), show, [f"case:{row.id}"], line.rev)
        return row.id


def list_or_not(show: str, cases: Iterable[int], by: int, *, gone: bool) -> int:
    """Take cases off the show's list, or put them back; how many. They stay in the installation."""
    with planning() as session:
        changed = [one for case in cases if (one := line_of(session, show, case, make=not gone)) and one.gone != gone]
        for line in changed:
            line.gone = gone
            line.rev = tell(session.connection(), show, by, f"case:{line.case}", Edited(["listed"]))
        return len(changed)


def line_of(session: Session, show: str, case: int, *, make: bool = False) -> Line | None:
    """The line of a case on a show, gone or not. `make`: one that is gone, where there is none."""
    found = session.scalar(select(Line).where(Line.show == show, Line.case == case))
    if found is None and make:
        found = Line(show, case, gone=True)
        session.add(found)
        session.flush()
    return found


def inside_of(session: Session, line: Line, code: str) -> int | None:
    """The case with a code, to lie in. Raises Loop if that one lies in this one."""
    if not code:
        return None
    here = around = case_on(session.connection(), line.show, code)
    seen = {line.case}
    while here is not None:
        if here in seen:
            raise Loop
        seen.add(here)
        here = session.scalar(select(Line.inside).where(Line.show == line.show, Line.case == here, ~Line.gone))
    return around


def case_on(connection: Connection, show: str, code: str) -> int | None:
    """The case with a painted code on a show's list; None if there is none."""
    query = select(Case.id).join(Line, Line.case == Case.id)
    found: int | None = connection.scalar(query.where(Case.folded == folded(code), Line.show == show, ~Line.gone))
    return found
