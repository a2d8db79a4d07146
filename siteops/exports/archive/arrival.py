"""How an archive's things are called in this installation: who and what is known here already, and every other key.

People are known by their e-mail address, cases by the code that is painted on them, owners by their name, however
spelt. What is known keeps what this installation says of it. A key that is free stays; one that is taken gets another.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, func, select

from siteops.core.access.people import Person
from siteops.core.db import Base
from siteops.core.journal.respelling import ROW
from siteops.core.plan import Case, Code, Owner, Show, folded
from siteops.exports.archive.parts import NOUNS, Part, parts
from siteops.exports.archive.reading import Archive
from siteops.exports.table import portions
from siteops.imports.names import key as joined

NOBODY = 900_000_000
"""Keys from here on are of no row, now or ever: they stand for what an entry named and no row of the archive is."""
Finder = Callable[[Archive, Part, Connection, "Arrival"], None]
"""Finds the rows of a table that are known here."""
USUAL = range(1, NOBODY // 2)
"""Keys that an archive's rows may keep: none beyond them may push others to those of nobody."""
COMPARED = ("name", "department", "weight", "length", "width", "height", "note")


class Difference(NamedTuple):
    """What the archive says of a case that is known here, and what is said here, which stands."""

    code: str
    column: str
    here: Any
    there: Any


@dataclass(slots=True)
class Keys:
    """The key that stands here for each key of the archive, by table. `show`: the two ids of the show."""

    show: tuple[str, str]
    here: dict[str, dict[int, int]] = field(default_factory=dict)
    unknown: int = 0

    def of(self, table: str, key: int) -> int:
        """The key here of a row there."""
        mine = self.here.setdefault(table, {})
        if key not in mine:
            self.unknown += 1
            mine[key] = NOBODY + self.unknown
        return mine[key]

    def ref(self, ref: str) -> str:
        """A reference here."""
        noun, _, key = ref.partition(":")
        if noun == "show":
            there, here = self.show
            # Whoever named another show, and that by the id which this one gets here, still means another.
            return f"show:{here}" if key == there else f"show:{there}" if key == here else ref
        return f"{noun}:{self.of(NOUNS[noun], int(key))}" if noun in NOUNS and ROW.fullmatch(key) else ref

    def row(self, part: Part, row: dict[str, Any]) -> dict[str, Any]:
        """A row with this installation's keys."""
        keyed = {name: self.of(of, row[name]) for name, of in part.keys.items() if row[name] is not None}
        subjects = {name: self.ref(row[name]) for name in part.subjects if row[name]}
        show = {"show": self.show[1]} if row.get("show") is not None else {}
        return {**row, **keyed, **subjects, **show}


@dataclass(slots=True)
class Arrival:
    """What reading an archive would bring. `known`: rows that are here already, by table, as keys of the archive.

    `clashes`: codes that stand for something else here, and so stay with that.
    """

    keys: Keys
    taken: bool = False
    rows: dict[str, int] = field(default_factory=dict)
    known: dict[str, set[int]] = field(default_factory=dict)
    people: list[tuple[str, str]] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)

    def new(self, table: str) -> int:
        """How many rows of a table would be new here."""
        return self.rows.get(table, 0) - len(self.known.get(table, ()))


def arrive(archive: Archive, connection: Connection, show: str) -> Arrival:
    """How an archive would arrive as a show of that id. Reads every row of it. Raises Refused."""
    made = Arrival(Keys((str(archive.about.show["id"]), show)))
    made.taken = connection.scalar(select(Show.id).where(Show.id == show)) is not None
    for name, part in parts().items():
        own = [row["id"] for row in archive.rows(part)]
        made.rows[name] = len(own)
        made.known[name] = set()
        made.keys.here[name] = {}
        if name in KNOWN:
            KNOWN[name](archive, part, connection, made)
        if name != "code":  # what a code stands for decides, and comes last
            number(connection, part.table, own, made.keys.here[name])
    codes(archive, connection, made)
    return made


def number(connection: Connection, table: Table, own: Iterable[int], here: dict[int, int]) -> None:
    """Give every key that has none yet one that is free: its own, or the next after all."""
    wanted = [key for key in own if key not in here]
    taken: set[int] = set(here.values())
    for some in portions(wanted):
        taken.update(connection.scalars(select(table.c.id).where(table.c.id.in_(some))))
    top = connection.scalar(select(func.max(table.c.id))) or 0
    following = max((key for key in (top, *wanted, *taken) if key in USUAL), default=0)
    for key in wanted:
        if key in taken or key not in USUAL:
            following += 1
        here[key] = following if key in taken or key not in USUAL else key


def people(archive: Archive, part: Part, connection: Connection, made: Arrival) -> None:
    """Find those whose e-mail address is known here."""
    for some in portions(row for row in archive.rows(part) if row["email"]):
        wanted = {row["email"]: row for row in some}
        query = select(Person.email, Person.id, Person.name).where(Person.email.in_(wanted))
        for email, id, name in connection.execute(query):
            known(made, "person", wanted[email]["id"], id)
            made.people.append((wanted[email]["name"], name))


def owners(archive: Archive, part: Part, connection: Connection, made: Arrival) -> None:
    """Find those whose name is known here."""
    query = select(Owner.id, Owner.name).order_by(Owner.id.desc())
    there = {joined(name): id for id, name in connection.execute(query)}
    for row in archive.rows(part):
        if (id := there.get(joined(row["name"]))) is not None:
            known(made, "owner", row["id"], id)


def cases(archive: Archive, part: Part, connection: Connection, made: Arrival) -> None:
    """Find those whose painted code is known here, and what is said otherwise of them there."""
    for some in portions(archive.rows(part)):
        wanted = {row["folded"]: row for row in some}
        for one in connection.execute(select(Case.__table__).where(Case.folded.in_(wanted))).mappings():
            row = wanted[one["folded"]]
            known(made, "case", row["id"], one["id"])
            made.differences += differing(one["code"], dict(one), row)


def within(parent: type[Base], told_apart: Callable[[Any], Any]) -> Finder:
    """Finds rows that go by a thing known here, which has one like them: it keeps its own and gets no second one."""

    def find(archive: Archive, part: Part, connection: Connection, made: Arrival) -> None:
        name, of = part.table.name, parent.__tablename__
        mine = made.keys.here[of]
        for some in portions(row for row in archive.rows(part) if row[of] in made.known[of]):
            query = select(part.table).where(part.table.c[of].in_({mine[row[of]] for row in some}))
            there = {(one[of], told_apart(one)): one["id"] for one in connection.execute(query).mappings()}
            for row in some:
                if (id := there.get((mine[row[of]], told_apart(row)))) is not None:
                    known(made, name, row["id"], id)

    return find


def differing(code: str, here: dict[str, Any], there: dict[str, Any]) -> Iterator[Difference]:
    """In which columns a case is another there; what the archive does not say is no difference."""
    for name in COMPARED:
        if there[name] not in (None, "") and there[name] != here[name]:
            yield Difference(code, name, here[name], there[name])


def codes(archive: Archive, connection: Connection, made: Arrival) -> None:
    """Find printed codes that are known here: the same thing's, or something else's."""
    part, own = parts()["code"], []
    for some in portions(archive.rows(part)):
        wanted = {row["code"]: made.keys.row(Part(part.table, part.by, {}, part.subjects), row) for row in some}
        for code, subject in connection.execute(select(Code.code, Code.subject).where(Code.code.in_(wanted))):
            row = wanted.pop(code)
            made.known["code"].add(row["id"])
            if subject != row["subject"]:
                made.clashes.append(code)
        own += [row["id"] for row in wanted.values()]
    number(connection, part.table, own, made.keys.here["code"])


def known(made: Arrival, table: str, there: int, here: int) -> None:
    """A row of the archive is this one here."""
    made.keys.here[table][there] = here
    made.known[table].add(there)


KNOWN: dict[str, Finder] = {
    "person": people, "owner": owners, "case": cases, "item": within(Case, lambda row: folded(row["code"])),
    "certificate": within(Person, lambda row: row["kind"]),
}  # fmt: skip
"""Tables of the installation: their rows may be here already."""
