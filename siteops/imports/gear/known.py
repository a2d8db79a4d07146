"""What the site knows before an import: the rows that a file is held against, and their keys."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from siteops.core.batch import hidden
from siteops.core.batch.batches import Batch
from siteops.core.plan import Case, Item, Line, Owner, Place, Show, folded
from siteops.imports.gear.planned import CaseRow, ContentRow, Stored
from siteops.imports.kind import Mark
from siteops.imports.names import key

KINDS = ("truck", "zone", "dock")
"""Places that a gear list may name."""
ASKED_AT_ONCE = 5000  # values in one query; SQLite takes 32,766
CASE_COLUMNS = ("code", "name", "department", "weight", "length", "width", "height", "note")


@dataclass(slots=True)
class Known:
    """Rows and their keys. `cases`, `lines`: by folded code; `items`: by folded case and code;
    `places`: by kind and joined name; `owners`: by joined name.

    `gone`: folded codes of cases that an undo took away; they are as good as new.

    `mark` tells whether the plan was changed since: see `mark()`.
    """

    stored: Stored
    cases: dict[str, int] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    items: dict[tuple[str, str], int] = field(default_factory=dict)
    places: dict[tuple[str, str], int] = field(default_factory=dict)
    owners: dict[str, int] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    mark: Mark = ()


def known(connection: Connection, show: str) -> Known:
    """Cases, lines, places and owners, as `show` sees them. Seven queries."""
    seen = mark(connection, show)  # first: what is changed while we read must not be missed
    places = connection.execute(
        select(Place.id, Place.kind, Place.name).where(Place.show == show, ~Place.gone, Place.kind.in_(KINDS))
    ).all()
    owners = connection.execute(select(Owner.id, Owner.name).where(Owner.id.not_in(hidden.keys_of("owner")))).all()
    names = {id: name for id, _, name in places}
    found = Known(_stored([(kind, name) for _, kind, name in places], [name for _, name in owners]), mark=seen)
    found.places = {(kind, key(name)): id for id, kind, name in places}
    found.owners = {key(name): id for id, name in owners}
    _cases(connection, show, found, names, {id: name for id, name in owners})
    return found


def mark(connection: Connection, show: str) -> Mark:
    """Changes whenever somebody edits what an import relies on. What another import hides changes nothing yet.

    A case is shared, and its edit touches its line on every show; a place belongs to this one.
    """
    touched = select(func.coalesce(func.max(Line.rev), 0)).where(Line.show == Show.id).correlate(Show).scalar_subquery()
    stored = select(func.count(), func.count(Batch.undone)).where(~Batch.unfinished)
    places = select(func.max(Place.rev), func.count()).where(Place.show == show, ~Place.gone)
    return (
        *connection.scalars(select(touched).select_from(Show).order_by(Show.id)),
        *connection.execute(stored).one(),
        *connection.execute(places).one(),
    )


def _stored(places: list[tuple[str, str]], owners: list[str]) -> Stored:
    trucks, zones, docks = (tuple(name for kind, name in places if kind == wanted) for wanted in KINDS)
    return Stored({}, {}, tuple(owners), trucks, zones, docks)


def _cases(connection: Connection, show: str, found: Known, places: dict[int, str], owners: dict[int, str]) -> None:
    query = select(
        Case.id, Case.folded, Case.owner, Case.gone.label("away"), *(getattr(Case, name) for name in CASE_COLUMNS),
        Line.id.label("line"), Line.gone, Line.truck, Line.zone, Line.dock, Line.sort, Line.inside,
    ).outerjoin(Line, (Line.case == Case.id) & (Line.show == show))  # fmt: skip
    query = query.where(~Case.folded.startswith(" "))  # another import is just writing these
    rows = connection.execute(query).all()
    codes = {row.id: row.code for row in rows}
    cases: dict[str, CaseRow] = {}
    for row in rows:
        found.cases[row.folded] = row.id
        if row.line is not None:
            found.lines[row.folded] = row.line
        if row.away:
            found.gone.add(row.folded)
        cases[row.folded] = _case(row, places, owners, codes)
    found.stored.cases = cases


def _case(row: Any, places: dict[int, str], owners: dict[int, str], codes: dict[int, str]) -> CaseRow:
    return CaseRow(
        row.code, row.name, row.department, row.weight, row.length, row.width, row.height,
        owners.get(row.owner), row.note or None, places.get(row.truck), places.get(row.zone), places.get(row.dock),
        row.sort, codes.get(row.inside), listed=row.line is not None and not row.gone,
    )  # fmt: skip


def add_contents(connection: Connection, found: Known, codes: Iterable[str]) -> None:
    """Add the stored contents of the cases with these codes."""
    wanted = {found.cases[name]: name for code in codes if (name := folded(code)) in found.cases}
    contents = {}
    query = select(Item.id, Item.case, Item.code, Item.name, Item.quantity, Item.serial)
    for some in _chunks(wanted):
        for id, case, code, name, quantity, serial in connection.execute(query.where(Item.case.in_(some))):
            at = (wanted[case], folded(code))
            found.items[at] = id
            contents[at] = ContentRow(found.stored.cases[at[0]].code, code, name, quantity, serial)
    found.stored.contents = contents


def _chunks(values: Iterable[int]) -> Iterator[list[int]]:
    every = list(values)
    for start in range(0, len(every), ASKED_AT_ONCE):
        yield every[start : start + ASKED_AT_ONCE]
