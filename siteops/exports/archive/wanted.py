"""Which rows of the installation an archive carries: the show's own, and those that its rows or its log name."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, select

from siteops.core.access.people import Grant
from siteops.core.aliases import homes
from siteops.core.journal.log import HELD
from siteops.core.journal.respelling import ROW, references
from siteops.core.plan import Case, Code, Place, Show
from siteops.exports.archive.parts import Part, parts
from siteops.exports.table import portions

STRANGER: Mapping[str, Any] = {"email": None, "phone": "", "photo": None}
"""What an archive says of somebody whom an entry merely names: anybody on the show can name anybody."""


class Wanted:
    """Keys of the rows that a show needs of tables that shows share, by table.

    `strangers`: people whom the log names, and who neither have or had a part in the show nor did anything there.
    `faces`: those who have a part now. Of others nobody on the show may see the photo.
    """

    def __init__(self, connection: Connection, show: Show) -> None:
        self.connection, self.show = connection, show
        self.keys: dict[str, set[int]] = {name: set() for name in ("person", "case", "owner", "code")}
        self.strangers: set[int] = set()
        self.faces: set[int] = set()
        self._codes: set[str] = set()
        self._named: set[int] = set()

    def note(self, entry: Any) -> None:
        """Want what an entry (its row of the log) names; its author, unless nobody knows that they said it."""
        if entry.subject.startswith("code:"):
            self._codes.add(entry.subject)
        self._name(references(msgspec.json.decode(entry.line)))
        if HELD.isdisjoint(entry.flags.split(",")):
            self.keys["person"].add(entry.by)

    def _name(self, refs: Iterable[str]) -> None:
        for noun, _, key in (ref.partition(":") for ref in refs):
            if noun in ("case", "person") and ROW.fullmatch(key):
                (self.keys["case"] if noun == "case" else self._named).add(int(key))

    def find(self) -> None:
        """Find the people, cases, owners and codes, once every entry was noted."""
        ask, show, keys = self.connection.scalars, self.show.id, self.keys
        for scanned in portions(self._codes):
            self._name(homes(self.connection, show, scanned).values())
        keys["person"].update(ask(select(Grant.person).where(Grant.show == show)))
        self.faces.update(ask(select(Grant.person).where(Grant.show == show, Grant.revoked.is_(None))))
        for one in parts().values():
            for column, of in one.keys.items():
                if one.by == "show" and of in ("person", "case") and column != "id":
                    mine = select(one.table.c[column]).where(self.own(one.table))
                    keys[of].update(key for key in ask(mine) if key is not None)
        self.strangers = self._named - keys["person"]
        for some in portions(keys["case"]):
            keys["owner"].update(key for key in ask(select(Case.owner).where(Case.id.in_(some))) if key)
        keys["owner"].update(key for key in ask(select(Place.owner).where(Place.show == show)) if key)
        self._find_codes()

    def _find_codes(self) -> None:
        """The show's own codes, those of the cases, and whatever was scanned."""
        ask, keys = self.connection.scalars, self.keys["code"]
        keys.update(ask(select(Code.id).where(Code.show == self.show.id)))
        cases, scanned = (f"case:{key}" for key in self.keys["case"]), (one.partition(":")[2] for one in self._codes)
        for column, values in ((Code.subject, cases), (Code.code, scanned)):
            for some in portions(values):
                keys.update(ask(select(Code.id).where(Code.show.is_(None), column.in_(some))))

    def own(self, table: Table) -> ColumnElement[bool]:
        """The condition of the show's own rows of a table. What an import is just writing is not the show's yet."""
        mine = table.c.show == self.show.id
        if table.name == "batch":
            return mine & ~table.c.unfinished
        return mine & ~(table.c.gone & (table.c.rev == 0)) if table.name == "line" else mine

    def of(self, part: Part) -> Iterable[int]:
        """The keys by which the rows of a table that shows share are chosen, ascending."""
        return sorted(self.keys[part.by] | (self.strangers if part.table.name == "person" else set()))

    def told(self, part: Part, row: dict[str, Any]) -> dict[str, Any]:
        """A row, without what is nobody's business."""
        if part.table.name != "person" or row["id"] in self.faces:
            return row
        return {**row, **(STRANGER if row["id"] in self.strangers else {"photo": None})}
