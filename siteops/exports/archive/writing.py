"""Writes a show into a zip file: plan, the log's exact lines, words, photos, tables for people, and checksums."""

import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import version
from io import BufferedIOBase, TextIOWrapper
from pathlib import Path
from typing import IO, Any, cast

import msgspec
from sqlalchemy import Connection, func, select

from siteops.core import clock
from siteops.core.access import faces
from siteops.core.access.people import Person
from siteops.core.db import moment
from siteops.core.journal.log import head, log, private
from siteops.core.journal.origin import origin
from siteops.core.journal.quarantine import quarantine
from siteops.core.plan import Show
from siteops.core.upgrade import revision
from siteops.desk.frame import zone_of
from siteops.exports.archive.manifest import FORMAT, NAME, Log, Manifest, Member
from siteops.exports.archive.parts import NEVER, Part, bare, parts
from siteops.exports.archive.wanted import Wanted
from siteops.exports.catalogue import TABLES, personal
from siteops.exports.spelling import Manner, usual, write
from siteops.exports.table import Source, portions, streamed

README = """This is one show of SiteOps, complete: {name}.
Another installation reads it: siteops show import FILE, or Archives on the page of shows.

plan/       rows of the plan, a JSON object a line
log.ndjson  the site log, byte for byte: hash(n) = sha256(hash(n-1) + sha256(line)), hash(0) = 32 zeros;
            the last one stands in manifest.json
csv/        the same for a spreadsheet
"""


def named(show: Show) -> str:
    """What the file of a show is called: show and day, as the site has it."""
    return f"{show.id}-{clock.now().astimezone(zone_of(show)).date().isoformat()}.siteops.zip"


def archived(path: Path, show: Show, data: Path, *, personal: bool) -> Manifest:
    """Write a show's archive, of one moment. The file is for our eyes only, and appears only when it is whole."""
    part = path.with_name(path.name + ".part")
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            with moment() as connection:
                made = Writer(file, connection, show, personal=personal).fill(data / "photos" / show.id)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return made


class Writer:
    """An archive being written. `personal`: with names, contacts, words and photos."""

    def __init__(self, file: IO[bytes], connection: Connection, show: Show, *, personal: bool) -> None:
        self.zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self.connection, self.show, self.personal = connection, show, personal
        self.files: dict[str, Member] = {}
        self.wanted = Wanted(connection, show)

    def fill(self, photos: Path) -> Manifest:
        """Write everything; at last what is in it. `photos`: the folder of the show's photos."""
        with self.zip:
            self.text("README.txt", README.format(name=self.show.name))
            entries = self.lines("log.ndjson", self.log())
            self.wanted.find()
            rows = {name: self.part(one) for name, one in parts().items()}
            if self.personal:
                self.records("private.ndjson", self.words())
                self.photos(photos)
                self.faces()
            self.origins()
            self.tables()
            made = self.manifest(entries, rows)
            self.zip.writestr(NAME, msgspec.json.format(msgspec.json.encode(made)))
        return made

    @contextmanager
    def member(self, name: str) -> Iterator["Counted"]:
        """A file of the archive, whose size and checksum go into the manifest."""
        with self.zip.open(name, "w", force_zip64=True) as file:
            counted = Counted(file)
            yield counted
        self.files[name] = Member(counted.size, counted.digest.hexdigest())

    def text(self, name: str, text: str) -> None:
        """A short file."""
        with self.member(name) as file:
            file.write(text.encode())

    def lines(self, name: str, lines: Iterable[bytes]) -> int:
        """A file of lines as they are; how many."""
        count = 0
        with self.member(name) as file:
            for line in lines:
                file.write(line + b"\n")
                count += 1
        return count

    def records(self, name: str, records: Iterable[Any]) -> int:
        """A file with a JSON object a line; how many."""
        return self.lines(name, (msgspec.json.encode(one) for one in records))

    def log(self) -> Iterator[bytes]:
        """The log's lines; what they name is wanted."""
        columns = (log.c.line, log.c.subject, log.c.by, log.c.flags)
        for entry in streamed(self.connection, select(*columns).where(log.c.show == self.show.id).order_by(log.c.seq)):
            self.wanted.note(entry)
            yield bytes(entry.line)

    def part(self, one: Part) -> int:
        """A table of the plan; how many rows."""
        return self.records(f"plan/{one.table.name}.ndjson", self.rows(one))

    def rows(self, one: Part) -> Iterator[dict[str, Any]]:
        """The show's rows of a table, by key."""
        if one.by == "show":
            query = select(one.table).where(self.wanted.own(one.table)).order_by(one.table.c.id)
            yield from self.told(one, streamed(self.connection, query))
            return
        column = one.table.c["id" if one.by == one.table.name else one.by]
        for some in portions(self.wanted.of(one)):
            query = select(one.table).where(column.in_(some)).order_by(one.table.c.id)
            yield from self.told(one, self.connection.execute(query))

    def told(self, one: Part, found: Iterable[Any]) -> Iterator[dict[str, Any]]:
        """Rows without what is not carried."""
        never = NEVER.get(one.table.name, {})
        for row in found:
            made = {name: value for name, value in self.wanted.told(one, row._asdict()).items() if name not in never}
            kept = made if self.personal else bare(one.table.name, made)
            if kept is not None:
                yield kept

    def words(self) -> Iterator[dict[str, Any]]:
        """Private words in the order of the log, erased ones as null."""
        joined = (log.c.show == private.c.show) & (log.c.id == private.c.entry)
        query = select(private.c.entry, private.c.salt, private.c.words).join(log, joined)
        for entry, salt, words in streamed(
            self.connection, query.where(private.c.show == self.show.id).order_by(log.c.seq)
        ):
            known = words is not None
            yield {"entry": entry, "salt": bytes(salt).hex() if known else None,
                   "words": msgspec.json.decode(words) if known else None}  # fmt: skip

    def photos(self, folder: Path) -> None:
        """The show's finished photos."""
        for path in sorted(folder.glob("*.jpg")) if folder.is_dir() else ():
            with self.member(f"photos/{path.name}") as target, path.open("rb") as source:
                while piece := source.read(1 << 20):
                    target.write(piece)

    def faces(self) -> None:
        """The photos on people's badges."""
        for some in portions(sorted(self.wanted.faces)):
            for name in self.connection.scalars(select(Person.photo).where(Person.id.in_(some)).distinct()):
                member = f"faces/{name}.jpg"
                if member not in self.files and (made := faces.read(name)):
                    with self.member(member) as target:
                        target.write(made)

    def origins(self) -> None:
        """The originals that a log which itself came from elsewhere keeps."""
        mine = select(origin.c.head).where(origin.c.show == self.show.id).distinct()
        for one in self.connection.scalars(mine).all():
            query = select(origin.c.line).where(origin.c.show == self.show.id, origin.c.head == one)
            found = streamed(self.connection, query.order_by(origin.c.seq))
            self.lines(f"origins/{one}.ndjson", (bytes(line) for (line,) in found))

    def tables(self) -> None:
        """The tables for people, in the reader's language."""
        manner = Manner(usual(), zone_of(self.show))
        for name, table in TABLES.items():
            if self.personal or name not in personal():
                with self.member(f"csv/{name}.csv") as file:
                    lines = TextIOWrapper(cast(IO[bytes], file), "utf-8", newline="")
                    write(lines, table.header(), table.rows(Source(self.connection, self.show)), manner)
                    lines.flush()

    def manifest(self, entries: int, rows: dict[str, int]) -> Manifest:
        """What is in it."""
        top = self.connection.execute(select(head.c.seq, head.c.hash).where(head.c.show == self.show.id)).one()
        assert top.seq == entries
        waits = select(func.count()).where(quarantine.c.show == self.show.id, quarantine.c.settled.is_(None))
        left = {"quarantine": self.connection.scalar(waits.select_from(quarantine)) or 0}
        table = Show.__table__
        row = self.connection.execute(select(table).where(table.c.id == self.show.id)).one()._asdict()
        show = {name: msgspec.to_builtins(value) for name, value in row.items() if name != "rev"}
        return Manifest(
            FORMAT, version("siteops"), clock.stamp(), revision(self.connection), self.personal, show,
            Log(entries, bytes(top.hash).hex()), rows, self.files, left,
        )  # fmt: skip


class Counted(BufferedIOBase):
    """A file that is only written, and what was written into it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.size, self.digest = file, 0, sha256()

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, piece: Any) -> int:
        """Write a piece."""
        data = bytes(piece)
        self.size += len(data)
        self.digest.update(data)
        return self.file.write(data)
