"""Days as call sheets write them: `Fri 26, Sat 27`, `26.03. + 27.03.`, `26-28 March`, and dates in full.

What is left out (a month, a year) is found near the days that the show or the file names in full.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from siteops.core.clock import YEARS
from siteops.imports.crew.calendar import Calendar
from siteops.imports.dates import MONTHS, named_in, planned
from siteops.imports.reader import Cell
from siteops.imports.values import NOTHING, Unreadable, text

LONGEST = 62
"""A range of more days is a slip of the hand."""
WEEKDAYS = {
    word: number
    for number, words in enumerate((
        "mon monday mo montag ma maandag lun lundi",
        "tue tues tuesday di dienstag dinsdag mardi",
        "wed weds wednesday mi mittwoch wo woensdag mer mercredi",
        "thu thur thurs thursday do donnerstag donderdag jeu jeudi",
        "fri friday fr freitag vr vrijdag ven vendredi",
        "sat saturday sa samstag sonnabend za zaterdag sam samedi",
        "sun sunday so sonntag zo zondag dim dimanche",
    ))
    for word in words.split()
}  # fmt: skip
EVERY = frozenset("all daily every alle täglich ganze tous toutes elke full".split())
FILLING = frozenset("days day tage tag dagen dag jours les le am vom on the of de und and et en jour show run".split())
RANGES = frozenset("- – — to until till through thru bis tot t/m au".split())
_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2})|(?P<dotted>\d{1,2}\.\d{1,2}(?:\.(?:\d{4}|\d{2}(?![\d.]))?)?(?!\d)"
    r"|\d{1,2}-\d{1,2}-\d{4})"
    r"|(?P<slashed>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2}))|(?P<year>(?:19|20)\d{2})"
    r"|(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?(?![^\W_])|(?P<range>t/m|[-–—])|(?P<word>[^\W\d_]+)\.?|(?P<slash>/)|[\s,+&;.()]+"
    r"|(?P<other>.)",
    re.DOTALL,
)  # fmt: skip


class Contradiction(Unreadable):
    """The weekday that stands beside a date is not that date's."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A day as written. `joined`: a range leads here from the one before."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    joined: bool = False


def days(cell: Cell, calendar: Calendar) -> list[date]:
    """The days in a cell, in order, each once; none where it is empty. Raises Unreadable, Contradiction."""
    if isinstance(cell, datetime):
        return [planned(cell.date())]
    if isinstance(cell, date):
        return [planned(cell)]
    written = text(cell)
    if written.casefold() in NOTHING:
        return []
    words = re.findall(r"[^\W\d_]+", written.casefold())
    if EVERY & set(words) and calendar.named and not re.search(r"\d", written):
        return list(_through(min(calendar.named), max(calendar.named), written))
    items = _items(written)
    if not items:
        raise Unreadable(written)
    found = [_resolved(one, calendar, written) for one in items]
    every = set(found)
    for (_, first), (item, last) in pairwise(zip(items, found, strict=True)):
        if item.joined:
            every |= set(_through(first, last, written))
    return sorted(every)


def one_day(titles: Iterable[str], calendar: Calendar) -> date | None:
    """The one day that a sheet's name or titles speak of; None where they speak of none, or of several."""
    for title in titles:
        full = {one for one in named_in(title) if one.year in YEARS}
        if len(full) == 1:
            return full.pop()
        if not full:
            try:
                found = days(title, calendar)
            except Unreadable:
                continue
            if len(found) == 1 and re.search(r"\d", title):
                return found[0]
    return None


def _through(first: date, last: date, written: str) -> Iterator[date]:
    if not 0 <= (last - first).days <= LONGEST:
        raise Unreadable(written)
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _items(written: str) -> list[_Item]:
    """The days that stand in a text. A month or a year holds for the days before it that have none."""
    reading = _Reading(written, written.casefold())
    for match in _TOKEN.finditer(reading.folded):
        if match.lastgroup:
            reading.take(match.lastgroup, match[match.lastgroup])
    return reading.ended()


class _Reading:
    """Tokens, one after the other, become days."""

    def __init__(self, written: str, folded: str) -> None:
        self.written, self.folded = written, folded
        self.items: list[_Item] = []
        self.weekday: int | None = None
        self.month: int | None = None
        self.joined = False
        self.has_month = any(word in MONTHS for word in re.findall(r"[^\W\d_]+", folded))

    def take(self, kind: str, value: str) -> None:
        """One token more. Raises Unreadable."""
        if kind == "iso":
            year, month, day = map(int, value.split("-"))
            self._add(day, month, year)
        elif kind == "dotted":
            parts = [int(part) for part in re.split(r"[.-]", value) if part]
            self._add(parts[0], parts[1], _full(parts[2:]))
        elif kind == "slashed":
            first, second, year = map(int, value.split("/"))
            self._add(*((second, first) if second > 12 >= first else (first, second)), _full([year]))
        elif kind == "day":
            self._add(int(value), self.month, None)
        elif kind == "year":
            self.items = _filled(self.items, "year", int(value))
        elif kind == "range":
            self._range()
        elif kind == "word":
            self._word(value)
        elif kind == "other":
            raise Unreadable(self.written)

    def _word(self, word: str) -> None:
        if word in MONTHS and not (word == "mar" and self._is_mardi()):
            if any(one.day and not one.month for one in self.items):
                self.items = _filled(self.items, "month", MONTHS[word])
            else:
                self.month = MONTHS[word]
        elif word in WEEKDAYS:
            self._flush()
            self.weekday = WEEKDAYS[word]
        elif word in RANGES:
            self._range()
        elif word not in FILLING:
            raise Unreadable(self.written)

    def _is_mardi(self) -> bool:
        return bool({"lun", "mer", "jeu", "ven", "sam", "dim", "mars"} & set(re.findall(r"[^\W\d_]+", self.folded)))

    def _range(self) -> None:
        self._flush()
        self.joined = bool(self.items)

    def _flush(self) -> None:
        """A weekday that no number followed is a day by itself."""
        if self.weekday is not None:
            self._add(None, None, None)

    def _add(self, day: int | None, month: int | None, year: int | None) -> None:
        self.items.append(_Item(day, month, year, self.weekday, self.joined))
        self.weekday, self.joined = None, False

    def ended(self) -> list[_Item]:
        """All days; those without a month have that of the next, or of the last, that has one."""
        self._flush()
        month, year = None, None
        for index in reversed(range(len(self.items))):
            one = self.items[index]
            month, year = one.month or month, one.year or year
            if one.day:
                self.items[index] = replace(one, month=month, year=year)
        if not self.has_month and "/" in self.folded:
            return _slashes(self.items, self.folded)
        return self.items


def _slashes(items: list[_Item], folded: str) -> list[_Item]:
    """`26/03` is a day of a month; `26/27` two days."""
    pair = re.fullmatch(r"\D*(\d{1,2})/(\d{1,2})\D*", folded)
    if pair and len(items) == 2 and min(int(pair[1]), int(pair[2])) <= 12:
        day, month = int(pair[1]), int(pair[2])
        day, month = (month, day) if month > 12 else (day, month)
        return [_Item(day, month, None, items[0].weekday)]
    return items


def _filled(items: list[_Item], name: str, value: int) -> list[_Item]:
    """The items with a month or a year where they have none, from the end back to the first that has one."""
    made = list(items)
    for index in reversed(range(len(made))):
        if getattr(made[index], name) is not None:
            break
        made[index] = replace(made[index], month=value) if name == "month" else replace(made[index], year=value)
    return made


def _full(year: Sequence[int]) -> int | None:
    return year[0] + 2000 if year and year[0] < 100 else next(iter(year), None)


def _resolved(item: _Item, calendar: Calendar, written: str) -> date:
    """The date that an item means, near the days that are known; without any, it must name its month."""
    if item.day is None:
        every = (one + timedelta(days=off) for one in calendar.named for off in range(-3, 4))
        found = calendar.nearest(one for one in every if one.weekday() == item.weekday)
    else:
        found = calendar.nearest(_candidates(item, calendar)) if item.month or calendar.named else None
    if found is None:
        raise Unreadable(written)
    if item.weekday is not None and found.weekday() != item.weekday:
        raise Contradiction(written)
    return found


def _candidates(item: _Item, calendar: Calendar) -> list[date]:
    """The dates that an item may mean."""
    years = [item.year] if item.year else list(calendar.around())
    months = [item.month] if item.month else range(1, 13)
    return [made for year in years for month in months if (made := _date(year, month, item.day or 0))]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return planned(date(year, month, day))
    except ValueError:
        return None
