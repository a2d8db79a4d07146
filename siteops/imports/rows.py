"""A preview laid out as rows of the database, before the write lock is taken: all but keys and `rev`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from siteops.core import codes
from siteops.core.plan import Code, folded
from siteops.imports.examine import Examined
from siteops.imports.names import key
from siteops.imports.planned import CaseRow
from siteops.imports.preview import Change

OF_CASE = ("name", "department", "weight", "length", "width", "height", "owner", "note")
OF_LINE = ("truck", "zone", "dock", "sort", "inside")
PLACES = ("truck", "zone", "dock")
Values = dict[str, Any]


@dataclass(slots=True)
class Rows:
    """What is to be written. In values, owners and places stand as joined names, cases as folded codes.

    `cases`, `lines`, `items`: new rows. `case_changes`, `line_changes`, `item_changes`: (key, values);
    a line without values is only touched. `codes`: fresh ones for new cases and places.
    """

    owners: list[str] = field(default_factory=list)
    places: list[tuple[str, str]] = field(default_factory=list)
    cases: list[Values] = field(default_factory=list)
    lines: list[Values] = field(default_factory=list)
    items: list[Values] = field(default_factory=list)
    case_changes: list[tuple[int, Values]] = field(default_factory=list)
    line_changes: list[tuple[int, Values]] = field(default_factory=list)
    item_changes: list[tuple[int, Values]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


def prepared(connection: Connection, examined: Examined) -> Rows:
    """Lay out everything that storing will write."""
    rows = Rows()
    preview, known = examined.preview, examined.known
    rows.owners = preview.names["owner"]
    rows.places = [(kind, name) for kind in PLACES for name in preview.names[kind]]
    for case in preview.new:
        _new(case, examined, rows)
    for code, changes in _by_case(preview.changes).items():
        values = _joined({change.field: change.after for change in changes})
        if of_case := {name: value for name, value in values.items() if name in OF_CASE}:
            rows.case_changes.append((known.cases[code], of_case))
        of_line = {name: value for name, value in values.items() if name in OF_LINE}
        rows.line_changes.append((known.lines[code], of_line))
    _contents(examined, rows)
    rows.codes = _fresh(connection, len(rows.cases) + len(rows.places))
    return rows


def _new(case: CaseRow, examined: Examined, rows: Rows) -> None:
    """A case that is new to the show: new to the site as well, known from another show, or back on its list."""
    code, known = folded(case.code), examined.known
    stated = _joined({name: value for name in OF_CASE + OF_LINE if (value := getattr(case, name)) is not None})
    of_case = {name: stated.get(name) for name in OF_CASE}
    if code not in known.cases:
        defaults = {"name": case.contents or "", "department": "other", "note": ""}
        filled = {name: value if value is not None else defaults.get(name) for name, value in of_case.items()}
        rows.cases.append({"code": case.code, "folded": code, **filled})
    elif changes := {name: value for name, value in of_case.items() if value is not None}:
        rows.case_changes.append((known.cases[code], changes))
    if code in known.lines:
        back = {name: stated[name] for name in OF_LINE if name in stated}
        rows.line_changes.append((known.lines[code], back | {"gone": False}))
    else:
        rows.lines.append({"case": code, **{name: stated.get(name) for name in OF_LINE}})


def _joined(values: Values) -> Values:
    """Values with names as they are joined."""
    made = dict(values)
    for name in ("owner", *PLACES):
        if name in made:
            made[name] = key(made[name])
    if "inside" in made:
        made["inside"] = folded(made["inside"])
    return made


def _by_case(changes: Iterable[Change]) -> dict[str, list[Change]]:
    by_case: dict[str, list[Change]] = {}
    for change in changes:
        by_case.setdefault(folded(change.case), []).append(change)
    return by_case


def _contents(examined: Examined, rows: Rows) -> None:
    for content in examined.preview.new_contents:
        rows.items.append({
            "case": folded(content.case), "code": content.code, "name": content.name, "quantity": content.quantity,
            "serial": content.serial,
        })  # fmt: skip
    changed: dict[int, Values] = {}
    for change in examined.preview.content_changes:
        item = examined.known.items[folded(change.case), folded(change.item)]
        changed.setdefault(item, {})[change.field] = change.after
    rows.item_changes = list(changed.items())


def _fresh(connection: Connection, count: int) -> list[str]:
    """As many codes that nothing has yet."""
    taken = set(connection.scalars(select(Code.code))) if count else set()
    fresh: set[str] = set()
    while len(fresh) < count:
        fresh.add(codes.mint())
        fresh -= taken
    return list(fresh)
