"""Writes the laid-out rows of a gear list: what is new by itself hidden, the rest in the batch's one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from siteops.core.db import db
from siteops.core.journal import rows as state_rows
from siteops.core.journal import state
from siteops.core.plan import Case, Code, Item, Line, Owner, Place, folded
from siteops.imports.gear.known import Known
from siteops.imports.gear.table_rows import PLACES, Rows
from siteops.imports.minting import code_row
from siteops.imports.names import key
from siteops.imports.write import Hiding, Values, Writing


@dataclass(slots=True)
class Keys:
    """Keys of owners by joined name, places by kind and joined name, cases by folded code; `fresh`: of new cases."""

    owners: dict[str, int]
    places: dict[tuple[str, str], int]
    cases: dict[str, int]
    fresh: dict[str, int]

    @classmethod
    def of(cls, known: Known) -> "Keys":
        """Those that the site has; more come as rows are written."""
        return cls(dict(known.owners), dict(known.places), dict(known.cases), {})

    def fill(self, values: Values) -> Values:
        """Values with keys in place of names and codes."""
        made = dict(values)
        if made.get("owner"):
            made["owner"] = self.owners[made["owner"]]
        for kind in PLACES:
            if made.get(kind):
                made[kind] = self.places[kind, made[kind]]
        for name in ("case", "inside"):
            if made.get(name):
                made[name] = self.cases[made[name]]
        return made

    def fill_all(self, changes: Iterable[tuple[int, Values]]) -> list[tuple[int, Values]]:
        """The same for changes of rows."""
        return [(id, self.fill(values)) for id, values in changes]


class GearHiding:
    """The new rows of a gear list, written where nobody sees them, and what it changes, noted."""

    def __init__(self, hiding: Hiding, keys: Keys) -> None:
        self.hiding = hiding
        self.keys = keys

    def hide(self, rows: Rows) -> None:
        """Write them, in the order in which they refer to each other."""
        self._names(rows)
        self._cases(rows)
        own = {"show": self.hiding.show}
        self.hiding.write(Line, [self.keys.fill(line) | own for line in rows.lines])
        fresh, cases = self.keys.fresh, self.keys.cases
        self.hiding.write(Item, [one | {"case": fresh[one["case"]]} for one in rows.items if one["case"] in fresh])
        self.hiding.put_into([one | {"case": cases[one["case"]]} for one in rows.items if one["case"] not in fresh])
        self.hiding.change(Case, self.keys.fill_all(rows.case_changes))
        self.hiding.change(Line, self.keys.fill_all(rows.line_changes))
        self.hiding.change(Item, rows.item_changes)

    def _names(self, rows: Rows) -> None:
        """Owners and places. An owner's name alone can be seen: it stands for nothing."""
        made = self.hiding.write(Owner, [{"name": name} for name in rows.owners])
        self.keys.owners |= zip(map(key, rows.owners), made, strict=True)
        with db.engine.connect() as connection:
            sort = connection.scalar(select(func.max(Place.sort)).where(Place.show == self.hiding.show)) or 0
        named = enumerate(rows.places, sort + 1)
        places = [{"show": self.hiding.show, "kind": kind, "name": name, "sort": at} for at, (kind, name) in named]
        made = self.hiding.write(Place, places)
        self.keys.places |= {(kind, key(name)): id for (kind, name), id in zip(rows.places, made, strict=True)}

    def _cases(self, rows: Rows) -> None:
        """Cases, and a code for each."""
        made = self.hiding.write(Case, [self.keys.fill(case) for case in rows.cases])
        self.keys.fresh = {case["folded"]: id for case, id in zip(rows.cases, made, strict=True)}
        self.keys.cases |= self.keys.fresh
        self.hiding.write(Code, [code_row(rows.codes.pop(), f"case:{id}", None, 0) for id in made])


class GearWriting:
    """What of a gear list everybody can see at once, written within the transaction of the batch."""

    def __init__(self, writing: Writing, keys: Keys) -> None:
        self.writing = writing
        self.keys = keys

    def write(self, rows: Rows) -> None:
        """Write it, and tell the phones of other shows."""
        writing, keys = self.writing, self.keys
        codes = iter(rows.codes)
        for kind, name in rows.places:
            subject = f"{kind}:{keys.places[kind, key(name)]}"
            writing.insert(Code, [code_row(next(codes), subject, writing.show, writing.seq)])
        self._link()
        writing.touch(Case, rows.case_changes)

    def _link(self) -> None:
        """Give new cases what was scanned of them before anybody knew them."""
        show, connection = self.writing.show, self.writing.connection
        seen = state_rows.table("code")
        waiting = {folded(code) for code in connection.scalars(select(seen.c.key).where(seen.c.show == show))}
        found = [f"case:{self.keys.fresh[code]}" for code in waiting & self.keys.fresh.keys()]
        if found:
            state.relink(connection, show, found, self.writing.seq)
