"""One row of a file, read field by field. What cannot be read is told, and left open."""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from siteops.imports import dates, values
from siteops.imports.columns import normal
from siteops.imports.crew.times import moment
from siteops.imports.dates import NoSuchTime
from siteops.imports.names import key
from siteops.imports.plan.planned import Known, Named, named
from siteops.imports.problems import Outcome, Problem, Where
from siteops.imports.reader import Cell, Row
from siteops.imports.values import NOTHING, Unreadable

T = TypeVar("T")
LONGEST = 400
"""Letters of a text. What offices write into cells of such tables is shorter."""


class NotOffered(Unreadable):
    """The cell says a word, and it is none of those that there are."""


class Reading:
    """A row and what its columns are. `columns`: by field, where it stands; `titles`: what the file, or a form, calls
    it. `needed`: fields without which the row is left out.
    """

    def __init__(self, row: Row, columns: Mapping[str, int], titles: Mapping[str, str], needed: Collection[str],
                 *, sheet: str, known: Known) -> None:  # fmt: skip
        self.row, self.columns, self.titles, self.needed, self.known = row, columns, titles, needed, known
        self.where = Where(sheet, row.line)
        self.problems: list[Problem] = []

    @property
    def zone(self) -> ZoneInfo:
        """The show's clock."""
        return self.known.zone

    @property
    def filled(self) -> int:
        """How many of the columns that are read say something."""
        return sum(1 for name in self.columns if self.written(name))

    @property
    def left_out(self) -> bool:
        """Whether the row cannot come in."""
        return any(one.outcome is Outcome.LEFT_OUT for one in self.problems)

    def cell(self, name: str) -> Cell:
        """The cell of a field; None where the file has no such column."""
        return self.row.cell(self.columns.get(name))

    def written(self, name: str) -> str:
        """The cell of a field as text."""
        return values.text(self.cell(name))

    def take(self, name: str, read: Callable[[Cell], T | None]) -> T | None:
        """What a field says, read by `read`; None where it is empty or cannot be read."""
        if self.written(name).casefold() in NOTHING:
            return None
        try:
            return read(self.cell(name))
        except NoSuchTime:
            self.tell("no_such_time", name)
        except NotOffered:
            self.tell("not_offered", name)
        except Unreadable:
            self.tell("unreadable", name)
        return None

    def text(self, name: str) -> str | None:
        """A text; None where it is empty."""
        return self.take(name, short)

    def line(self, name: str) -> str | None:
        """A text of one line: line breaks and runs of spaces are one space."""
        found = self.text(name)
        return " ".join(found.split()) if found else None

    def named(self, name: str, what: str | None = None) -> Named | None:
        """What goes by the name in a cell."""
        found = self.line(name)
        return named(what or name, found) if found else None

    def instant(self, name: str) -> datetime | None:
        """An instant, on the show's clock where the cell has no offset of its own."""
        return self.take(name, lambda cell: instant(cell, self.zone))

    def tell(self, code: str, name: str, outcome: Outcome | None = None, **params: str | int) -> None:
        """Report something about a field; the row is left out where it cannot do without."""
        told = {"column": self.titles[name], "written": self.written(name)[:80], **params}
        usual = Outcome.LEFT_OUT if name in self.needed else Outcome.DOUBTFUL
        self.problems.append(Problem(code, self.where, outcome or usual, told))

    def miss(self, found: Mapping[str, Any]) -> None:
        """Report fields that the row cannot do without, and that nothing was said of yet."""
        for name in self.needed:
            if found.get(name) is None and not self.left_out:
                self.tell("missing", name)


def short(cell: Cell) -> str | None:
    """A text that is not too long. Raises Unreadable."""
    found = values.text(cell)
    if len(found) > LONGEST:
        raise Unreadable(found)
    return found or None


def instant(cell: Cell, zone: ZoneInfo) -> datetime:
    """Day and time of a cell. Raises Unreadable, NoSuchTime."""
    if exact := with_offset(values.text(cell)):
        return exact
    found = moment(cell, zone)
    if found is None or found.on is None:
        raise Unreadable(values.text(cell))
    return dates.instant(found.on, found.at, zone)


def with_offset(written: str) -> datetime | None:
    """An instant that says how far its clock is from UTC, as our exports do: of an hour that comes twice, the one."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    if found.tzinfo is None:
        return None
    dates.planned(found.date())
    return found.astimezone(UTC)


def day(cell: Cell) -> date | None:
    """A day. Raises Unreadable."""
    return dates.day(cell)


def clock(cell: Cell, zone: ZoneInfo) -> tuple[date | None, time, int]:
    """A time of day, the day beside it if it names one, and how many days later it is meant. Raises Unreadable."""
    found = moment(cell, zone)
    if found is None:
        raise Unreadable(values.text(cell))
    return found.on, found.at, found.later


def whole(cell: Cell) -> int | None:
    """A whole number. Raises Unreadable."""
    return values.step(cell)


def one_of(words: Mapping[str, Collection[str]]) -> Callable[[Cell], str]:
    """Reads one of some things, by the words that each goes by."""
    known = {plain(word): name for name, all_of_it in words.items() for word in (name, *all_of_it)}

    def read(cell: Cell) -> str:
        found = known.get(plain(values.text(cell)))
        if found is None:
            raise NotOffered(values.text(cell))
        return found

    return read


def plain(word: str) -> str:
    """A word as it is compared."""
    return key(normal(word)[0])
