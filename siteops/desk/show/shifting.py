"""Times of one show as times of another: so many days later, at the same time of the site's clock. Pure."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo


class Shift(NamedTuple):
    """From the clock of one site to that of another, `days` later."""

    days: timedelta
    was: ZoneInfo
    zone: ZoneInfo

    def at(self, instant: datetime) -> datetime:
        """The instant at which the other site's clock shows the same time, that many days later.

        Where clocks go forward over it, as much later as they jump; of a time that comes twice, the first.
        """
        local = instant.astimezone(self.was).replace(tzinfo=None, fold=0) + self.days
        return local.replace(tzinfo=self.zone).astimezone(UTC)

    def span(self, starts: datetime, ends: datetime) -> tuple[datetime, datetime]:
        """The same for something with an end: it never ends before it starts, whatever clocks do in between."""
        first, last = self.at(starts), self.at(ends)
        return first, last if last > first else first + (ends - starts)
