"""What a show still lacks before its next phase, and when its clocks change. Counts only."""

from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import Connection, Select, func, literal, or_, select

from siteops.core.people import Grant
from siteops.core.plan import Code, Line, List, Place, Show, Slot
from siteops.desk.day import jumps
from siteops.gear.queries import counted, tally
from siteops.gear.site import Standing

LONGEST_DAYS = 60
"""A show's slots further apart than this are a slip of the pen, not a run."""


class Matter(NamedTuple):
    """One thing to have: whether it is there, what it is, how far it is, and the word of its page's address."""

    done: bool
    words: str
    value: str
    page: str


def matters(connection: Connection, show: Show) -> list[Matter]:
    """What is there and what is not, in the order in which it is made."""
    on_list = select(Line).where(Line.show == show.id, ~Line.gone)
    cases = count(connection, on_list)
    placed = count(
        connection, on_list.where(or_(Line.zone.is_not(None), Line.dock.is_not(None), Line.inside.is_not(None)))
    )
    printed = select(Code.subject).where(Code.printed.is_not(None), Code.subject == literal("case:").concat(Line.case))
    labelled = count(connection, on_list.where(printed.exists()))
    docks = count(connection, select(Place).where(Place.show == show.id, Place.kind == "dock", ~Place.gone))
    slots = count(connection, select(Slot).where(Slot.show == show.id, ~Slot.gone))
    lists = count(connection, select(List).where(List.show == show.id, ~List.gone))
    people = count(connection, select(Grant).where(Grant.show == show.id, Grant.revoked.is_(None)))
    return [
        Matter(cases > 0, _("Cases on the list"), f"{cases:,}", "import" if not cases else "cases"),
        Matter(cases == placed > 0, _("With a dock, a zone or a case around"), of(placed, cases), "cases"),
        Matter(cases == labelled > 0, _("With a printed label"), of(labelled, cases), "labels"),
        Matter(docks > 0, _("Docks"), str(docks), "places"),
        Matter(slots > 0, _("Slots"), str(slots), "slots"),
        Matter(lists > 0, _("Lists"), str(lists), "lists"),
        Matter(people > 1, _("People"), str(people), "people"),
        Matter(bool(show.control_phone), _("Phone of control"), show.control_phone or _("none"), ""),
        Matter(bool(show.medic_phone), _("Phone of the medic"), show.medic_phone or _("none"), ""),
    ]


def of(some: int, all_of_them: int) -> str:
    """Some of all."""
    return str(_("%(count)s of %(total)s", count=f"{some:,}", total=f"{all_of_them:,}"))


def count(connection: Connection, rows: Select[Any]) -> int:
    """How many rows there are."""
    return connection.scalar(select(func.count()).select_from(rows.subquery())) or 0


def expected(connection: Connection, show: str, standing: Standing) -> tuple[int, int]:
    """How many cases the leg still waits for, and how many there are."""
    found = tally(counted(connection, show))["show"]
    return found.total - found.done(standing.leg), found.total


def clock_changes(connection: Connection, show: Show, zone: ZoneInfo) -> list[tuple[datetime, datetime, int]]:
    """When clocks change between the show's first and last slot: what they showed, what they show, slots it touches."""
    slots = connection.execute(select(Slot.starts, Slot.ends).where(Slot.show == show.id, ~Slot.gone)).all()
    if not slots:
        return []
    first, last = min(one.starts for one in slots), max(one.ends for one in slots)
    if (last - first).days > LONGEST_DAYS:
        return []
    return [
        (before, after, sum(1 for one in slots if one.starts.astimezone(zone).replace(tzinfo=None) < after
                            and one.ends.astimezone(zone).replace(tzinfo=None) > before))
        for before, after in jumps(first.astimezone(zone).date(), last.astimezone(zone).date(), zone)
    ]  # fmt: skip
