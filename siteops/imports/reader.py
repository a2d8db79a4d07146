"""File → rows: starts the child process that opens the file, and understands what it says."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import monotonic
from typing import IO

import msgspec

from siteops.imports.child.limits import SECONDS
from siteops.imports.problems import Outcome, Problem, Where
from siteops.imports.progress import Progress, untold

Cell = str | float | bool | date | time | datetime | timedelta | None


LOOK_S = 0.2
"""How often the rows that the child said are counted."""
PATIENCE_S = 4.0 * SECONDS
"""The child dies of its own limit, which counts seconds of work; a machine with other work gives it fewer."""


QUICK_BYTES = 2**20
"""A file of this size, whose rows take no more either (some 5000 of them), is read while its sender waits."""
QUICK_S = 5.0


class Slow(Exception):
    """Reading takes longer, or gives more, than somebody can wait for."""


class Shown(str):
    """The digits that a number cell shows, leading zeros and all: 413 formatted to show `000413`."""

    __slots__ = ()


HERE = Path(__file__).resolve().parent
# The child sees its own package and what is installed, nothing of SiteOps.
START = "import sys; sys.path.append(sys.argv[1]); from child.main import main; main(sys.argv[2])"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something. `filled`: columns whose value comes from a merged cell above."""

    line: int
    cells: tuple[Cell, ...]
    filled: frozenset[int] = frozenset()

    def cell(self, index: int | None) -> Cell:
        """The cell in column `index` (from 0), None beyond the row's end or without a column."""
        return self.cells[index] if index is not None and index < len(self.cells) else None


@dataclass(slots=True)
class Sheet:
    """One table of the file; a text file is one sheet without a name."""

    name: str
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Book:
    """Everything that was read. `refused` is set where the file could not be read at all.

    `delimiter`, `encoding`: of a text file, as they were found.
    """

    sheets: list[Sheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: Problem | None = None
    delimiter: str = ""
    encoding: str = ""

    @property
    def size(self) -> int:
        """How many rows hold something, headers too."""
        return sum(len(sheet.rows) for sheet in self.sheets)


def read(path: Path, *, seconds: float = PATIENCE_S, progress: Progress = untold) -> Book:
    """The rows of the file at `path`, opened in a confined process.

    Never raises for a bad file: a process that dies, runs over `seconds` or stops half-way gives a
    book that is `refused`, without rows. `progress` is told how many rows were read, of 0: nobody knows yet.
    """
    with tempfile.TemporaryFile() as said:
        try:
            died = _open_confined(path, said, seconds, progress)
        except Slow:
            return _unsafe()
        said.seek(0)
        return _unsafe() if died else understand(said)


def read_quickly(path: Path) -> Book:
    """The same for a file that is soon read and not large, as most are. Raises Slow for any other."""
    if path.stat().st_size > QUICK_BYTES:
        raise Slow
    with tempfile.TemporaryFile() as said:
        died = _open_confined(path, said, QUICK_S, untold)
        if said.seek(0, os.SEEK_END) > QUICK_BYTES:
            raise Slow
        said.seek(0)
        return _unsafe() if died else understand(said)


def understand(said: Iterable[bytes]) -> Book:
    """The book that the child's lines describe; refused if it stopped before the end."""
    book = Book()
    ended = _took(said, book)
    return book if ended else Book(refused=book.refused or _unsafe().refused)


def _unsafe() -> Book:
    return Book(refused=Problem("unsafe", Where(), Outcome.REFUSED))


def _open_confined(path: Path, said: IO[bytes], seconds: float, progress: Progress) -> bool:
    """Run the child; True if it died. Its output goes to a file: a pipe would need a reader thread. Raises Slow."""
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", START, str(HERE), str(path)],
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=subprocess.DEVNULL,
        env={"RUST_BACKTRACE": "0"},
    )
    began, rows, place = monotonic(), 0, 0
    try:
        while monotonic() - began < seconds:
            with suppress(subprocess.TimeoutExpired):
                return child.wait(min(LOOK_S, seconds)) != 0
            fresh = os.pread(said.fileno(), os.fstat(said.fileno()).st_size - place, place)
            rows, place = rows + fresh.count(b"\n"), place + len(fresh)
            progress(rows, 0)
        raise Slow
    finally:
        child.kill()
        child.wait()


def _took(said: Iterable[bytes], book: Book) -> bool:
    """Fill `book` from the child's lines; True if the child reached the end of the file."""
    decode = msgspec.json.Decoder().decode
    for line in said:
        value = decode(line)
        if isinstance(value, list):
            book.sheets[-1].rows.append(_row(value))
        elif "sheet" in value:
            book.sheets.append(Sheet(value["sheet"]))
        elif "delimiter" in value:
            book.delimiter, book.encoding = value["delimiter"], value["encoding"]
        elif "end" in value:
            return True
        else:
            _report(value, book)
    return False


def _row(value: list[list[object]]) -> Row:
    line, cells, *filled = value
    read_cells = tuple(_cell(each) if isinstance(each, dict) else each for each in cells)
    return Row(int(str(line)), read_cells, frozenset(filled[0]) if filled else frozenset())  # type: ignore[arg-type]


def _cell(spelled: dict[str, str]) -> Cell:
    """A date, time or span from the form that `child` describes."""
    ((kind, value),) = spelled.items()
    return _READERS[kind](value)


_READERS: dict[str, Callable[[str], Cell]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "span": lambda seconds: timedelta(seconds=float(seconds)),
    "shown": Shown,
}


def _report(value: dict[str, str | int], book: Book) -> None:
    params = dict(value)
    code = str(params.pop("problem"))
    fatal = params.pop("fatal", False)
    sheet = book.sheets[-1].name if book.sheets else ""
    where = Where(sheet, int(params.pop("line", 0)))
    kept = Outcome.DOUBTFUL if code == "control_characters" else Outcome.LEFT_OUT
    outcome = Outcome.REFUSED if fatal else kept
    problem = Problem(code, where, outcome, params)
    if fatal:
        book.refused = problem
    else:
        book.problems.append(problem)
