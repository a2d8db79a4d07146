"""What belongs on a truck, in the order in which it is loaded, with the code that each case wears."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, String, cast, func, literal, select
from sqlalchemy.orm import aliased

from siteops.core.plan import Case, Code, Item, Line, Owner, Place

MOST = 2000
"""Cases on one set of sheets. Each has a code of its own drawing: 2,000 are some 7 MB, which a browser still prints."""
DEEPEST = 5
"""How deep cases lie in cases, at most; deeper ones are listed with the truck that their own line names."""
ASKED_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Content:
    """What lies in a case."""

    code: str
    name: str
    quantity: int
    serial: str


@dataclass(slots=True)
class Pulled:
    """A case to be picked. `label`: what its code stands for when scanned, empty without one; `depth`: how deep it
    lies in others; `inside`: the code of the case around it."""

    id: int
    code: str
    name: str
    department: str
    weight: float | None
    owner: str
    zone: str
    dock: str
    sort: int | None
    around: int | None
    label: str
    depth: int = 0
    inside: str = ""
    contents: list[Content] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One truck: its cases in load order, each followed by what lies in it. `due`: full by then."""

    truck: str
    cases: Sequence[Pulled]

    @property
    def loose(self) -> int:
        """Cases that stand on the truck by themselves."""
        return sum(not one.depth for one in self.cases)

    @property
    def kilograms(self) -> float:
        """What those weigh, as far as it is known: a case that lies in another is weighed with it."""
        return sum(one.weight or 0 for one in self.cases if not one.depth)

    @property
    def unweighed(self) -> int:
        """Those whose weight nobody knows."""
        return sum(one.weight is None for one in self.cases if not one.depth)


def trucks(connection: Connection, show: str) -> list[tuple[int, str, int]]:
    """The show's trucks, with how many cases their lines name. One query."""
    lines = (Line.truck == Place.id) & (Line.show == show) & ~Line.gone
    query = select(Place.id, Place.name, func.count(Line.id)).outerjoin(Line, lines)
    query = query.where(Place.show == show, Place.kind == "truck", ~Place.gone)
    query = query.group_by(Place.id, Place.name, Place.sort).order_by(Place.sort, Place.name)
    return [(id, name, count) for id, name, count in connection.execute(query)]


def sheet(connection: Connection, show: str, truck: tuple[int, str], *, contents: bool) -> Sheet:
    """One truck's sheet. A query for each depth of cases in cases, and one for contents."""
    key, name = truck
    found = {one.id: one for one in pulled(connection, asked(show).where(Line.truck == key))}
    fresh: Collection[int] = set(found)
    for _ in range(DEEPEST):
        inner = [one for one in within(connection, show, fresh) if one.id not in found]
        if not inner:
            break
        found |= {one.id: one for one in inner}
        fresh = {one.id for one in inner}
    cases = list(nested(found))
    if contents:
        add_contents(connection, found)
    return Sheet(name, cases)


def asked(show: str) -> Select[*tuple[Any, ...]]:
    """The question for cases on a show's list, in load order, each with its newest code."""
    zone, dock = aliased(Place), aliased(Place)
    label = select(func.max(Code.id)).where(Code.subject == literal("case:").concat(cast(Case.id, String)), ~Code.gone)
    return (
        select(Case.id, Case.code, Case.name, Case.department, Case.weight, Owner.name.label("owner"),
               zone.name.label("zone"), dock.name.label("dock"), Line.sort, Line.inside, Code.code.label("label"))
        .join(Line, Line.case == Case.id)
        .outerjoin(Owner, Owner.id == Case.owner)
        .outerjoin(zone, zone.id == Line.zone)
        .outerjoin(dock, dock.id == Line.dock)
        .outerjoin(Code, Code.id == label.correlate(Case).scalar_subquery())
        .where(Line.show == show, ~Line.gone)
        .order_by(Line.sort.is_(None), Line.sort, Case.folded)
    )  # fmt: skip


def pulled(connection: Connection, query: Select[*tuple[Any, ...]]) -> list[Pulled]:
    """The answer to such a question."""
    return [
        Pulled(row.id, row.code, row.name, row.department, row.weight, row.owner or "", row.zone or "", row.dock or "",
               row.sort, row.inside, row.label or "")
        for row in connection.execute(query)
    ]  # fmt: skip


def within(connection: Connection, show: str, cases: Iterable[int]) -> list[Pulled]:
    """Cases that lie in these."""
    return [one for some in portions(cases) for one in pulled(connection, asked(show).where(Line.inside.in_(some)))]


def nested(found: dict[int, Pulled]) -> Iterator[Pulled]:
    """Each case followed by those that lie in it; a circle is listed once."""
    inner: dict[int | None, list[Pulled]] = {}
    for one in found.values():
        inner.setdefault(one.around if one.around in found else None, []).append(one)
    seen: set[int] = set()
    rest = [(one, 0) for one in reversed(inner.get(None, []))]
    while rest:  # a list may name a thousand cases each of which lies in the one before
        one, depth = rest.pop()
        seen.add(one.id)
        one.depth, one.inside = depth, found[one.around].code if one.around in found else ""
        yield one
        rest += [(each, depth + 1) for each in reversed(inner.get(one.id, []))]
    yield from (one for one in found.values() if one.id not in seen)


def add_contents(connection: Connection, found: dict[int, Pulled]) -> None:
    """Add what lies in the cases."""
    query = select(Item.case, Item.code, Item.name, Item.quantity, Item.serial).order_by(Item.name, Item.code)
    for some in portions(found):
        for row in connection.execute(query.where(Item.case.in_(some))):
            found[row.case].contents.append(Content(row.code, row.name, row.quantity, row.serial or ""))


def portions(keys: Iterable[int]) -> Iterator[list[int]]:
    """Keys, in portions that fit one question."""
    every = list(keys)
    return (every[start : start + ASKED_AT_ONCE] for start in range(0, len(every), ASKED_AT_ONCE))
