"""Now, and the one way an instant is spelled on the wire, in the log and in state."""

from datetime import UTC, datetime

YEARS = range(1990, 2200)
"""Years that a plan may name. At the ends of the calendar no instant can be moved between zones."""

EARLIEST = "1970-01-01T00:00:00.000Z"
"""No clock of a phone that was never set says less; see YEARS for why there is a bound."""


def now() -> datetime:
    """The current instant, aware, in UTC."""
    return datetime.now(UTC)


def spell(instant: datetime) -> str:
    """An aware instant as `YYYY-MM-DDTHH:MM:SS.mmmZ`: fixed width, so text order is time order."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def stamp() -> str:
    """Now, spelled."""
    return spell(now())


def read(text: str) -> datetime:
    """The instant that `text` spells, in any ISO 8601 form with a zone. Raises ValueError."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"{text!r} names no time zone")
    return instant.astimezone(UTC)
