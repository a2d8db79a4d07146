"""What a phone could not send and gave out as a file, sorted and taken in: once, under its authors' names."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from siteops.core.journal.ingest import take
from siteops.core.journal.record import Result
from siteops.core.journal.rights import Uploader
from siteops.core.journal.seals import Carried

AT_ONCE = 100
"""Lines taken in one transaction: as many as of a push."""
DESK = "desk"
"""The device that a file comes from, as far as the server knows."""
NOBODY = 0
encoder = msgspec.json.Encoder()


class Said(msgspec.Struct):
    """Of an entry, what the report tells. Everything else is judged when it is taken in."""

    by: int = NOBODY


@dataclass
class Sorted:
    """A file's lines. `mine`: of this show, as a push has them; `elsewhere`: how many by show; `strange`: of no shape
    that a phone writes."""

    mine: list[bytes] = field(default_factory=list)
    elsewhere: Counter[str] = field(default_factory=Counter)
    strange: list[bytes] = field(default_factory=list)


@dataclass
class Report:
    """What became of a file: by author, how many ended with which status. `strange`: lines kept as they are."""

    by_author: dict[int, Counter[str]] = field(default_factory=dict)
    elsewhere: Counter[str] = field(default_factory=Counter)
    strange: int = 0

    def total(self, *statuses: str) -> int:
        """How many entries ended with one of these."""
        return sum(counts[status] for counts in self.by_author.values() for status in statuses)


def sort(lines: Iterable[bytes], show: str) -> Sorted:
    """Tell a file's lines apart. Nothing is taken in yet."""
    found = Sorted()
    for raw in lines:
        if not raw.strip():
            continue
        told = object_of(raw)
        where = told.pop("show", None)
        if not isinstance(where, str) or not {"carried", "id"} & told.keys():
            found.strange.append(raw)
        elif where != show:
            found.elsewhere[where] += 1
        else:
            found.mine.append(encoder.encode(told))
    return found


def load(show: str, uploader: Uploader, found: Sorted) -> Report:
    """Take a sorted file in; a second time changes nothing. Raises Busy: what is in is in, load it again."""
    report = Report(elsewhere=found.elsewhere, strange=len(found.strange))
    for line, result in taken(show, uploader, found.mine):
        report.by_author.setdefault(author(line), Counter())[result.status] += 1
    for _ in taken(show, uploader, found.strange):
        pass  # set aside, byte by byte
    return report


def taken(show: str, uploader: Uploader, lines: Sequence[bytes]) -> Iterator[tuple[bytes, Result]]:
    """Each line with what became of it."""
    for start in range(0, len(lines), AT_ONCE):
        some = lines[start : start + AT_ONCE]
        yield from zip(some, take(show, DESK, uploader, some).results, strict=True)


def author(line: bytes) -> int:
    """Whose word a line is; NOBODY where it does not say."""
    try:
        told = object_of(line)
        text = msgspec.convert(told, Carried).carried.encode() if "carried" in told else line
        return msgspec.json.decode(text, type=Said).by
    except (msgspec.MsgspecError, RecursionError):
        return NOBODY


def object_of(raw: bytes) -> dict[str, Any]:
    """A line as an object; empty where it is none."""
    try:
        told = msgspec.json.decode(raw)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
