"""The days of a show, as far as they are known: near them lie the days that a list names by half."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known of the show's days. `named`: those that the plan or the file names; `today`: where none is."""

    named: Sequence[date]
    today: date

    def nearest(self, candidates: Iterable[date]) -> date | None:
        """The candidate nearest to the named days, the later of two; without any, the next from a month ago on."""
        if self.named:
            return min(candidates, key=lambda one: (self._away(one), -one.toordinal()), default=None)
        since = self.today - timedelta(days=30)
        return min((one for one in candidates if one >= since), default=None)

    def around(self) -> range:
        """The years in which a day without one may lie."""
        every = [*self.named, self.today] if not self.named else self.named
        return range(min(every).year - 1, max(every).year + 2)

    def _away(self, day: date) -> int:
        return min(abs((day - named).days) for named in self.named)
