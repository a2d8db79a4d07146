"""An archive as a database of its own, with this installation's keys: there it is judged before anything is touched."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from flask_babel import gettext as _
from sqlalchemy import Connection, Engine, create_engine, delete, event, insert, or_, select, text
from sqlalchemy.exc import SQLAlchemyError

from siteops.core.access.people import Grant
from siteops.core.db import Base
from siteops.core.facts import KINDS
from siteops.core.facts.show import Adopted
from siteops.core.journal import chain, rows
from siteops.core.journal.log import head, log, private
from siteops.core.journal.origin import origin
from siteops.core.journal.record import append, tell
from siteops.core.journal.replay import subjects
from siteops.core.journal.respelling import respelled
from siteops.core.journal.state import from_start
from siteops.core.journal.verify import verify
from siteops.core.plan import Case, Code, Show, folded
from siteops.exports.archive.arrival import NOBODY, Arrival
from siteops.exports.archive.manifest import Refused
from siteops.exports.archive.parts import parts
from siteops.exports.archive.reading import Archive, Read, Words, damaged
from siteops.exports.table import portions

CHUNK = 1000
Rows = list[dict[str, Any]]


class Staging:
    """The database under construction. `here`: keys of rows that this installation has already, by table."""

    def __init__(self, archive: Archive, arrival: Arrival, engine: Engine) -> None:
        self.archive, self.arrival, self.engine = archive, arrival, engine
        self.show = arrival.keys.show[1]
        self.here: dict[str, set[int]] = {}

    def fill(self, target: Connection, by: int | None) -> None:
        """Put everything there. `by`: in whose name; None: its own producer's. Raises Refused, SQLAlchemyError."""
        Base.metadata.create_all(self.engine)
        rows.metadata.create_all(self.engine, rows.tables())
        with self.engine.begin() as connection:
            connection.execute(insert(Show).values({**self.archive.about.show, "id": self.show, "rev": 0}))
            self.plan(connection, target)
            changed = self.log(connection)
            self.origins(connection)
            about, who = self.archive.about.log, by or first(connection) or NOBODY
            tell(connection, self.show, who, f"show:{self.show}", Adopted(about.head, about.entries, changed))
            self.spoken_of(connection, target)
            self.states(connection)
            if lost := connection.execute(text("PRAGMA foreign_key_check")).first():
                raise damaged(f"plan/{lost[0]}.ndjson")
            if faults := verify(connection, self.show):
                raise damaged(faults[0])

    def plan(self, connection: Connection, target: Connection) -> None:
        """The rows of the plan: ours where they are known here, else the archive's."""
        for name, part in parts().items():
            known, keys = self.arrival.known[name], self.arrival.keys
            mine = {keys.here[name][key] for key in known if key in keys.here[name]}
            self.ours(connection, target, name, mine)
            for some in portions((row for row in self.archive.rows(part) if row["id"] not in known), CHUNK):
                connection.execute(insert(part.table), [keys.row(part, row) for row in some])

    def ours(self, connection: Connection, target: Connection, name: str, keys: Iterable[int]) -> None:
        """Rows that this installation has already, so that what refers to them finds them."""
        table = Base.metadata.tables[name]
        there = self.here.setdefault(name, set())
        for some in portions(sorted(set(keys) - there), CHUNK):
            found = [row._asdict() for row in target.execute(select(table).where(table.c.id.in_(some)))]
            there.update(row["id"] for row in found)
            connection.execute(insert(table), [row | ({"owner": None} if name == "case" else {}) for row in found])

    def log(self, connection: Connection) -> bool:
        """The log, spelled with our keys and chained anew; whether that changed anything."""
        about, last, seq, changed = self.archive.about.log, chain.START, 0, False
        words = self.archive.words()
        waiting = next(words, None)
        for some in portions(self.archive.log(), CHUNK):
            entries: Rows = []
            kept: Rows = []
            for read in some:
                seq += 1
                line = self.line(read)
                changed = changed or line != read.raw
                entries.append(entry(self.show, seq, last, line))
                last = entries[-1]["hash"]
                if read.said.entry.private is not None:
                    mine = waiting if waiting and waiting.entry == read.said.entry.id else None
                    kept.append(sealed(self.show, entries[-1], read, mine))
                    waiting = next(words, None) if mine else waiting
            if kept:
                connection.execute(insert(private), kept)
            originals = [{"show": self.show, "head": about.head, "seq": one["seq"], "line": read.raw}
                         for one, read in zip(entries, some, strict=True)]  # fmt: skip
            connection.execute(insert(origin), originals)
            append(connection, self.show, entries)
        if waiting is not None:
            raise damaged("private.ndjson")
        if not changed:
            connection.execute(delete(origin).where(origin.c.show == self.show, origin.c.head == about.head))
        connection.execute(insert(head).values(show=self.show, epoch=1, seq=seq, hash=last))
        return changed

    def line(self, read: Read) -> bytes:
        """A line with our keys; the very bytes where none is another."""
        there = msgspec.json.decode(read.raw)
        here = respelled(there, self.arrival.keys.ref)
        return read.raw if here == there else chain.encoder.encode(here)

    def origins(self, connection: Connection) -> None:
        """The originals that the archive itself keeps."""
        for name in self.archive.named("origins"):
            lines = ({"show": self.show, "head": name[8:72], "seq": seq, "line": line}
                     for seq, line in enumerate(self.archive.lines(name), 1))  # fmt: skip
            for some in portions(lines, CHUNK):
                connection.execute(insert(origin), some)

    def spoken_of(self, connection: Connection, target: Connection) -> None:
        """What else this installation knows of codes that were scanned: it decides whose history they are."""
        query = select(log.c.subject).where(log.c.show == self.show, log.c.subject.startswith("code:")).distinct()
        for some in portions(connection.scalars(query).all()):
            keys = [subject.partition(":")[2] for subject in some]
            cases = target.scalars(select(Case.id).where(Case.folded.in_([folded(key) for key in keys])))
            self.ours(connection, target, "case", cases.all())
            codes = target.scalars(select(Code.id).where(or_(Code.code.in_(keys), Code.hashed.in_(keys))))
            self.ours(connection, target, "code", codes.all())

    def states(self, connection: Connection) -> None:
        """All state, folded from the log; that of codes first, as they say whose history their entries are."""
        top = connection.scalar(select(head.c.seq).where(head.c.show == self.show)) or 0
        for codes in (True, False):
            wanted = (one for one in subjects(connection, self.show, 0) if one.startswith("code:") == codes)
            for some in portions(wanted):
                made = from_start(connection, self.show, some)
                rows.save(connection, self.show, {subject: (row, top) for subject, row in made.items()})


def first(connection: Connection) -> int | None:
    """Whoever has the highest part in the show."""
    return connection.scalar(select(Grant.person).order_by(Grant.role.desc(), Grant.id).limit(1))


def entry(show: str, seq: int, last: bytes, line: bytes) -> dict[str, Any]:
    """The log's row of a line after the entry with the hash `last`."""
    said = msgspec.json.decode(line)
    own, digest = said["entry"], sha256(line).digest()
    return {
        "show": show, "seq": seq, "id": own["id"], "device": own["device"], "n": own["n"], "kind": own["kind"],
        "subject": own["subject"], "by": own["by"], "at": said["at"], "role": said["role"],
        "flags": ",".join(said["flags"]), "line": line, "digest": digest, "hash": chain.link(last, digest),
        "salt": None, "words": None,
    }  # fmt: skip


def sealed(show: str, row: dict[str, Any], read: Read, words: Words | None) -> dict[str, Any]:
    """The row of an entry's private words; without them they count as erased. Raises Refused."""
    made = {"show": show, "entry": row["id"], "subject": row["subject"], "salt": None, "words": None, "rev": row["seq"]}
    if words is None or words.words is None:
        return made
    salt, known = bytes.fromhex(words.salt or ""), KINDS[read.said.entry.kind].private
    if chain.seal(salt, words.words) != read.said.entry.private or words.words.keys() - known:
        raise Refused(_("Private words in it are not those that its log was sealed with."))
    return made | {"salt": salt, "words": chain.spell(words.words)}


@contextmanager
def staged(archive: Archive, arrival: Arrival, target: Connection, by: int | None) -> Iterator[Staging]:
    """The archive as a database, judged as a whole. Raises Refused."""
    with TemporaryDirectory(prefix="siteops-") as folder:
        engine = create_engine(f"sqlite:///{folder}/staging.db")
        event.listen(engine, "connect", lambda raw, _record: raw.execute("PRAGMA synchronous=OFF"))
        made = Staging(archive, arrival, engine)
        try:
            try:
                made.fill(target, by)
            except (SQLAlchemyError, LookupError, TypeError, ValueError, AttributeError) as error:
                raise damaged(str(error).partition("\n")[0]) from error
            yield made
        finally:
            engine.dispose()
