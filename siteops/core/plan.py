"""The plan: what should be. Nouns that several features share, as plain rows.

Every row that a phone holds carries `rev`, the log's seq at which the show last touched it, and is
never deleted but marked `gone`. Change rows only inside `record.planning()`, and tell the log.
"""

from datetime import datetime
from typing import Annotated

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from siteops.core.db import Base, Id

Show_ = Annotated[str, mapped_column(String(40), index=True)]
PlaceKey = Annotated[int, mapped_column(ForeignKey("place.id"), index=True)]
OwnerKey = Annotated[int, mapped_column(ForeignKey("owner.id"), index=True)]
CaseKey = Annotated[int, mapped_column(ForeignKey("case.id"), index=True)]
ListKey = Annotated[int, mapped_column(ForeignKey("list.id"), index=True)]
DEPARTMENTS = (
    "audio", "lighting", "video", "rigging", "power", "backline",
    "staging", "wardrobe", "catering", "effects", "other",
)  # fmt: skip
PLACE_KINDS = ("dock", "zone", "truck", "gate", "muster", "yard")
NO_SHOW = "new"
"""No show has this id: `/shows/new` is where one is made."""


class Show(Base):
    """One production at one site."""

    __tablename__ = "show"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str]
    venue: Mapped[str] = mapped_column(default="")
    client: Mapped[str] = mapped_column(default="")  # artist or client
    timezone: Mapped[str] = mapped_column(default="UTC")
    control_phone: Mapped[str] = mapped_column(default="")
    medic_phone: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")  # what a stranger who scans a code may know
    demo: Mapped[bool] = mapped_column(default=False)
    created: Mapped[datetime | None] = mapped_column(default=None)
    rev: Mapped[int] = mapped_column(default=0)


class Phase(Base):
    """When a phase of the show (one of `core.facts.show.PHASES`) is planned to begin. One row a phase."""

    __tablename__ = "phase"
    __table_args__ = (UniqueConstraint("show", "phase"),)

    id: Mapped[Id] = mapped_column(init=False)
    show: Mapped[str] = mapped_column(String(40))
    phase: Mapped[str]
    starts: Mapped[datetime]
    gone: Mapped[bool] = mapped_column(default=False)
    rev: Mapped[int] = mapped_column(default=0)


class Contact(Base):
    """Whom to call, besides the people of the show: venue, police, hospital, client. Personal data."""

    __tablename__ = "contact"

    id: Mapped[Id] = mapped_column(init=False)
    show: Mapped[Show_]
    name: Mapped[str]
    function: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    sort: Mapped[int] = mapped_column(default=0)
    gone: Mapped[bool] = mapped_column(default=False)
    rev: Mapped[int] = mapped_column(default=0)


class Place(Base):
    """Where a thing can be. `dock`: a zone's usual dock. `owner`: whose truck. `due`: full by then."""

    __tablename__ = "place"

    id: Mapped[Id] = mapped_column(init=False)
    show: Mapped[Show_]
    kind: Mapped[str]
    name: Mapped[str]
    dock: Mapped[PlaceKey | None] = mapped_column(default=None)
    owner: Mapped[OwnerKey | None] = mapped_column(default=None)
    due: Mapped[datetime | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")  # "leveller, 4.0 m"
    sort: Mapped[int] = mapped_column(default=0)
    gone: Mapped[bool] = mapped_column(default=False)
    rev: Mapped[int] = mapped_column(default=0)

    @property
    def ref(self) -> str:
        """How facts name it: `dock:3`."""
        return f"{self.kind}:{self.id}"


class Slot(Base):
    """A booking of a dock for a time, a truck, a vendor and a direction (`in` or `out`)."""

    __tablename__ = "slot"

    id: Mapped[Id] = mapped_column(init=False)
    show: Mapped[Show_]
    dock: Mapped[PlaceKey]
    truck: Mapped[PlaceKey | None]
    direction: Mapped[str]
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    vendor: Mapped[str] = mapped_column(default="")
    gone: Mapped[bool] = mapped_column(default=False)
    rev: Mapped[int] = mapped_column(default=0)


class Owner(Base):
    """Whose gear it is, where it is not our own: a cross-hire vendor. Belongs to the installation."""

    __tablename__ = "owner"

    id: Mapped[Id] = mapped_column(init=False)
    name: Mapped[str]


class Case(Base):
    """The smallest thing the dock moves. Belongs to the installation and outlives shows.

    `code` is what is painted on it (`LX-0108`); `folded` the same without regard to case, unique.
    Weight in kg, sizes in cm, None where unknown. `gone`: the batch that made it was undone and nobody had spoken
    of it; it keeps key, code and labels for whoever scans it yet, and comes back with the next list that names it.
    """

    __tablename__ = "case"

    id: Mapped[Id] = mapped_column(init=False)
    code: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(default="")
    department: Mapped[str] = mapped_column(default="other")
    weight: Mapped[float | None] = mapped_column(default=None)
    length: Mapped[float | None] = mapped_column(default=None)
    width: Mapped[float | None] = mapped_column(default=None)
    height: Mapped[float | None] = mapped_column(default=None)
    owner: Mapped[OwnerKey | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")
    gone: Mapped[bool] = mapped_column(default=False)


class Line(Base):
    """Puts a case on a show: planned truck, dock, zone, order, and the case it travels in."""

    __tablename__ = "line"
    __table_args__ = (UniqueConstraint("show", "case"), Index("ix_line_show_rev", "show", "rev"))

    id: Mapped[Id] = mapped_column(init=False)
    show: Mapped[str] = mapped_column(String(40))
    case: Mapped[CaseKey]
    truck: Mapped[PlaceKey | None] = mapped_column(default=None)
    dock: Mapped[PlaceKey | None] = mapped_column(default=None)
    zone: Mapped[PlaceKey | None] = mapped_column(default=None)
    sort: Mapped[int | None] = mapped_column(default=None)
    inside: Mapped[CaseKey | None] = mapped_column(default=None)
    gone: Mapped[bool] = mapped_column(default=False)
    rev: Mapped[int] = mapped_column(default=0)


class Item(Base):
    """Content of a case: a serialised thing (with its serial number), or a bulk quantity line."""

    __tablename__ = "item"

    id: Mapped[Id] = mapped_column(init=False)
    case: Mapped[CaseKey]
    code: Mapped[str]
    name: Mapped[str]
    quantity: Mapped[int] = mapped_column(default=1)
    serial: Mapped[str | None] = mapped_column(default=None)


class Code(Base):
    """A printed code and what it stands for. None: a blank label, to be bound on its first scan.

    Case codes belong to the installation (`show` is None); places, slots and badges to a show.
    `code` is 8 characters; a badge's has 16, of which phones only ever see `hashed`.
    `said`: the words that stood on the label when it was last printed, None: nobody knows. `blank`: it was printed
    before anybody knew for what.
    """

    __tablename__ = "code"

    id: Mapped[Id] = mapped_column(init=False)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    subject: Mapped[str | None] = mapped_column(index=True)
    show: Mapped[str | None] = mapped_column(String(40), index=True, default=None)
    hashed: Mapped[str | None] = mapped_column(unique=True, default=None)
    printed: Mapped[datetime | None] = mapped_column(default=None)
    said: Mapped[str | None] = mapped_column(default=None)
    blank: Mapped[bool] = mapped_column(default=False)
    gone: Mapped[bool] = mapped_column(default=False)
    rev: Mapped[int] = mapped_column(default=0)


class List(Base):
    """A checklist: load-out of one truck and zone, closing a dock, wrapping a room."""

    __tablename__ = "list"

    id: Mapped[Id] = mapped_column(init=False)
    show: Mapped[Show_]
    name: Mapped[str]
    truck: Mapped[PlaceKey | None] = mapped_column(default=None)
    zone: Mapped[PlaceKey | None] = mapped_column(default=None)
    leg: Mapped[str] = mapped_column(default="out")
    sort: Mapped[int] = mapped_column(default=0)
    gone: Mapped[bool] = mapped_column(default=False)
    rev: Mapped[int] = mapped_column(default=0)


class Step(Base):
    """A line of a list. `auto`: what the log ticks by itself (`all_on_board`), None: a person does."""

    __tablename__ = "step"

    id: Mapped[Id] = mapped_column(init=False)
    show: Mapped[Show_]
    list: Mapped[ListKey]
    text: Mapped[str]
    sort: Mapped[int] = mapped_column(default=0)
    safety: Mapped[bool] = mapped_column(default=False)
    photo: Mapped[bool] = mapped_column(default=False)
    auto: Mapped[str | None] = mapped_column(default=None)
    gone: Mapped[bool] = mapped_column(default=False)
    rev: Mapped[int] = mapped_column(default=0)


def folded(code: str) -> str:
    """A painted code as it is compared: trimmed, without regard to case; leading zeros count."""
    return " ".join(code.split()).casefold()
