"""A preview laid out as rows of the database, before the write lock is taken: all but keys and `rev`."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from siteops.core.plan import folded
from siteops.imports.gear.compare import Comparison
from siteops.imports.gear.known import Known
from siteops.imports.gear.planned import CaseRow
from siteops.imports.kind import Change
from siteops.imports.minting import minted
from siteops.imports.names import key
from siteops.imports.write import Values

OF_CASE = ("name", "department", "weight", "length", "width", "height", "owner", "note")
OF_LINE = ("truck", "zone", "dock", "sort", "inside")
PLACES = ("truck", "zone", "dock")


@dataclass(slots=True)
class Rows:
    """What is to be written. In values, owners and places stand as joined names, cases as folded codes.

    `cases`, `lines`, `items`: new rows. `case_changes`, `line_changes`, `item_changes`: (key, values).
    `codes`: fresh ones for new cases and places.
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

    @property
    def size(self) -> int:
        """How many rows there are."""
        fresh = len(self.owners) + len(self.places) + len(self.cases) + len(self.lines) + len(self.items)
        changed = len(self.case_changes) + len(self.line_changes) + len(self.item_changes)
        return fresh + changed + len(self.codes)


def prepared(connection: Connection, compared: Comparison, known: Known) -> Rows:
    """Lay out everything that storing will write."""
    rows = Rows()
    rows.owners = compared.names["owner"]
    rows.places = [(kind, name) for kind in PLACES for name in compared.names[kind]]
    for case in compared.new:
        _new(case, known, rows)
    for code, changes in _by_case(compared.changes).items():
        values = _joined({change.field: change.after for change in changes})
        if of_case := {name: value for name, value in values.items() if name in OF_CASE}:
            rows.case_changes.append((known.cases[code], of_case))
        if of_line := {name: value for name, value in values.items() if name in OF_LINE}:
            rows.line_changes.append((known.lines[code], of_line))
    _contents(compared, known, rows)
    rows.codes = minted(connection, len(rows.cases) + len(rows.places))
    return rows


def _new(case: CaseRow, known: Known, rows: Rows) -> None:
    """A case that is new to the show: new to the site as well, known from another show, or back on its list."""
    code = folded(case.code)
    stated = _joined({name: value for name in OF_CASE + OF_LINE if (value := getattr(case, name)) is not None})
    of_case = {name: stated.get(name) for name in OF_CASE}
    if code not in known.cases or code in known.gone:
        defaults = {"name": case.contents or "", "department": "other", "note": ""}
        filled = {name: value if value is not None else defaults.get(name) for name, value in of_case.items()}
        if code in known.gone:
            rows.case_changes.append((known.cases[code], {**filled, "gone": False}))
        else:
            rows.cases.append({"code": case.code, "folded": code, **filled})
    elif changes := {name: value for name, value in of_case.items() if value is not None}:
        rows.case_changes.append((known.cases[code], changes))
    if code in known.lines:
        back = {name: stated.get(name) for name in OF_LINE if name in stated or code in known.gone}
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
        by_case.setdefault(folded(change.subject), []).append(change)
    return by_case


def _contents(compared: Comparison, known: Known, rows: Rows) -> None:
    for content in compared.new_contents:
        rows.items.append({
            "case": folded(content.case), "code": content.code, "name": content.name, "quantity": content.quantity,
            "serial": content.serial,
        })  # fmt: skip
    changed: dict[int, Values] = {}
    for change in compared.content_changes:
        item = known.items[folded(change.subject), folded(change.part)]
        changed.setdefault(item, {})[change.field] = change.after
    rows.item_changes = list(changed.items())
