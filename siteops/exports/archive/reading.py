"""Reads an archive as something that a stranger made: its members, sizes, checksums, columns, values, and its log."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from flask_babel import gettext as _

from siteops.core import clock, facts
from siteops.core.facts import BadFact, Role
from siteops.core.journal import chain
from siteops.core.upgrade import TooNew, refuse_newer
from siteops.exports.archive.manifest import FORMAT, MEMBERS, NAME, PICTURES, Manifest, Refused
from siteops.exports.archive.parts import Part
from siteops.exports.archive.values import row, show

MOST_BYTES = 4 * 2**30
"""Unpacked, photos too: a show with a thousand photos has less than one."""
MOST_TEXT = 2**30
"""Unpacked, of all that is not a photo. A log of a million entries has half of it."""
MOST_MEMBERS = 100_000
LONGEST_LINE = 4 * 2**20
MOST_MANIFEST = 32 * 2**20
READ_ERRORS = (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, zlib.error)
"""What Python's own zip reader says to what is no archive, damaged, encrypted, or packed in another manner."""


class Entry(msgspec.Struct, forbid_unknown_fields=True):
    """An entry as its line has it. `private`: the seal of what is personal in it."""

    id: str
    device: str
    n: int
    kind: str
    subject: str
    by: int
    at: str
    v: int
    offset: float | None
    body: dict[str, Any]
    private: str | None


class Line(msgspec.Struct, forbid_unknown_fields=True):
    """A line of the log."""

    show: str
    entry: Entry
    at: str
    received: str
    uploaded_by: int
    role: int
    flags: list[str]


class Read(NamedTuple):
    """A line, as bytes and as what it says."""

    raw: bytes
    said: Line


class Words(msgspec.Struct, forbid_unknown_fields=True):
    """The private words of an entry; None where they were erased."""

    entry: str
    salt: str | None
    words: dict[str, str] | None


class Archive:
    """An archive whose members are those that it lists. What its rows say is checked as they are read."""

    def __init__(self, packed: zipfile.ZipFile, about: Manifest) -> None:
        self.zip, self.about = packed, about

    def lines(self, name: str) -> Iterator[bytes]:
        """A member's lines; none where it is not there. Raises Refused."""
        if name not in self.about.files:
            return
        with self.zip.open(name) as file:
            while line := file.readline(LONGEST_LINE):
                if not line.endswith(b"\n"):
                    raise damaged(name)
                yield line[:-1]

    def rows(self, part: Part) -> Iterator[dict[str, Any]]:
        """A table's rows as the database takes them. Raises Refused."""
        name = f"plan/{part.table.name}.ndjson"
        for number, line in enumerate(self.lines(name), 1):
            try:
                yield row(part, msgspec.json.decode(line))
            except (msgspec.MsgspecError, ValueError, TypeError, OverflowError, RecursionError) as error:
                raise damaged(f"{name}, {number}: {error}") from error

    def log(self) -> Iterator[Read]:
        """The log's lines, each readable, in the chain whose head the manifest names. Raises Refused."""
        last, count = chain.START, 0
        for count, raw in enumerate(self.lines("log.ndjson"), 1):
            try:
                said = msgspec.json.decode(raw, type=Line)
                check(said, str(self.about.show["id"]))
            except (msgspec.MsgspecError, BadFact, ValueError, OverflowError, RecursionError) as error:
                raise damaged(f"log.ndjson, {count}: {error}") from error
            last = chain.link(last, sha256(raw).digest())
            yield Read(raw, said)
        if (count, last.hex()) != (self.about.log.entries, self.about.log.head):
            raise Refused(_("Its log was changed: the hash of the last entry is not the one that it names."))

    def words(self) -> Iterator[Words]:
        """Private words, in the order of the log. Raises Refused."""
        for line in self.lines("private.ndjson"):
            try:
                yield msgspec.json.decode(line, type=Words)
            except msgspec.MsgspecError as error:
                raise damaged(f"private.ndjson: {error}") from error

    def named(self, folder: str) -> list[str]:
        """The members of a folder."""
        return sorted(name for name in self.about.files if name.startswith(f"{folder}/"))


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """An archive that is whole: every member that it lists is there as it was written, and no other. Raises Refused."""
    with ExitStack() as open_files:
        try:
            # Ours to close: a member that nobody read to its end would keep it open.
            packed = open_files.enter_context(zipfile.ZipFile(open_files.enter_context(path.open("rb"))))
            about = manifest(packed)
            changed = [name for name, member in about.files.items() if digest(packed, name) != member.sha256]
        except READ_ERRORS as error:
            raise Refused(_("This is no archive of a show, or not all of one. Have it sent once more.")) from error
        if changed:
            raise damaged(changed[0])
        yield Archive(packed, about)


def manifest(packed: zipfile.ZipFile) -> Manifest:
    """What it says of itself, once it is certain that reading it is safe. Raises Refused."""
    there = {one.filename: one for one in packed.infolist()}
    if NAME not in there or there[NAME].file_size > MOST_MANIFEST:
        raise Refused(_("This is no archive of a show: it has no manifest."))
    about = understood(packed.read(NAME))
    strange = sorted(there.keys() ^ {*about.files, NAME}) or [one for one in about.files if not MEMBERS.fullmatch(one)]
    if strange or len(packed.infolist()) != len(there):
        name = ", ".join(strange[:3])
        raise Refused(_("It holds what no archive holds, or lacks what it lists: %(name)s", name=name))
    sizes = {name: there[name].file_size for name in about.files}
    text = sum(size for name, size in sizes.items() if not name.startswith(PICTURES))
    if any(size != about.files[name].bytes for name, size in sizes.items()):
        raise damaged(NAME)
    if sum(sizes.values()) > MOST_BYTES or text > MOST_TEXT or len(sizes) > MOST_MEMBERS:
        raise Refused(_("Unpacked it would be larger than any show."))
    return about


def understood(raw: bytes) -> Manifest:
    """A manifest that this version understands. Raises Refused."""
    try:
        bare = msgspec.json.decode(raw, type=dict[str, Any])
    except msgspec.MsgspecError as error:
        raise damaged(f"{NAME}: {error}") from error
    try:
        if isinstance(bare.get("format"), int) and bare["format"] > FORMAT:
            raise TooNew
        about = msgspec.convert(bare, Manifest)
        refuse_newer(about.revision)
        about.show = show(about.show)
    except TooNew as error:
        version = bare.get("siteops")
        raise Refused(
            _("It was made by a newer SiteOps (%(version)s). Bring this one up to date first.", version=version)
        ) from error
    except (msgspec.MsgspecError, ValueError, TypeError) as error:
        raise damaged(f"{NAME}: {error}") from error
    return about


def digest(packed: zipfile.ZipFile, name: str) -> str:
    """The checksum of a member."""
    made = sha256()
    with packed.open(name) as file:
        while piece := file.read(1 << 20):
            made.update(piece)
    return made.hexdigest()


def damaged(where: str) -> Refused:
    """What to say to a file that is not as it was written."""
    return Refused(_("It is damaged: %(where)s", where=where[:200]))


def check(said: Line, show: str) -> None:
    """Raises BadFact, ValueError where a line is none that this version could have kept."""
    entry = said.entry
    facts.about(entry.kind, entry.subject)
    facts.read(entry.kind, entry.body)
    Role(said.role)
    if said.show != show or not 0 < len(entry.id) <= 64 or not 0 < len(entry.device) <= 64 or len(said.at) > 24:
        raise BadFact("it is of another show, or has no name")
    if not (0 <= entry.n < 2**63 and 0 < entry.by < 2**31 and 0 < said.uploaded_by < 2**31):
        raise BadFact("a number is too large")
    if len(",".join(said.flags)) > 200 or "\0" in msgspec.json.encode(said).decode().replace("\\u0000", "\0"):
        raise BadFact("a text cannot be kept")
    at = clock.spell(clock.read(said.at))
    if at != said.at or not clock.EARLIEST <= at < str(clock.YEARS[-1]):
        raise BadFact("it is of no moment that clocks show")
