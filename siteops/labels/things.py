"""What a label, a badge and a poster say: plain facts, already looked up and already in the show's own time."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class CaseLabel:
    """A case. `code`: the 8 characters of its QR code. `number`: what is painted on it, LX-0108.

    `name`: as the gear list says it; a count at its end (`7/18`) is never cut off. `weight` in kg, None: unknown.
    `owner`: the vendor it goes back to, empty for our own stock. `zone`, `dock`, `truck`: where it belongs, or empty.
    """

    code: str
    number: str
    name: str = ""
    department: str = "other"
    weight: float | None = None
    owner: str = ""
    zone: str = ""
    dock: str = ""
    truck: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """A person on one show. `code`: the 16 characters of the badge. All but the name may be empty.

    `photo`: the sha256 that names it, see `core/faces.py`.
    """

    code: str
    name: str
    function: str = ""
    department: str = ""
    company: str = ""
    show: str = ""
    photo: str = ""


@dataclass(frozen=True, slots=True)
class Poster:
    """A place: `kind` is dock, zone, truck, gate, muster or yard. `arrow`: up, down, left, right or none.

    `arrow` is the way to it, for a poster that hangs beside the door or at the corner before it.
    """

    code: str
    kind: str
    name: str
    show: str = ""
    arrow: str = ""


@dataclass(frozen=True, slots=True)
class SlotPoster:
    """A booking of a dock. `starts`, `ends`: in the show's own time. `direction`: in or out."""

    code: str
    dock: str
    starts: datetime
    ends: datetime
    direction: str
    truck: str = ""
    vendor: str = ""
    show: str = ""


@dataclass(frozen=True, slots=True)
class DaySheet:
    """The bookings of one dock on one day, in their order, to hang beside its door. It has no code of its own."""

    dock: str
    day: date
    slots: tuple[SlotPoster, ...]
    show: str = ""

    @property
    def code(self) -> str:
        """None: each booking has one."""
        return ""


@dataclass(frozen=True, slots=True)
class Blank:
    """A label printed before anybody knows for what: its code is linked to a case when it is first scanned."""

    code: str


Thing = CaseLabel | Badge | Poster | SlotPoster | DaySheet | Blank
"""Everything that can be printed."""
