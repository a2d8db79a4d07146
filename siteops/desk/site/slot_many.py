"""What is done with many slots of the list: another dock or truck, earlier or later, another vendor, cancelled."""

from collections.abc import Mapping, Sequence

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from siteops.core.db import db
from siteops.core.plan import Place, Show, Slot
from siteops.desk.at_once import Wish, all_get, each
from siteops.desk.frame import told as on_clock
from siteops.desk.frame import zone_of
from siteops.desk.many_fields import shift, whither
from siteops.desk.picking import Deeds, Listing, act_on
from siteops.desk.plan_form import PlanForm, a_day
from siteops.desk.site.slot_list import EVERY_DAY, asked, booked, narrowed

slot_many = Blueprint("slot_many", __name__, url_prefix="/shows/<show>/slots")
FIELDS = {"move": ("dock", "truck"), "direction": ("direction",), "vendor": ("vendor",)}
"""Acts that want something said, with the fields that say it."""


@slot_many.post("/many")
def change(show: str) -> ResponseReturnValue:
    """Do something with the chosen slots, or with all that match; then back to the same page."""
    form = PlanForm()
    return act_on(show, LISTING, deeds(show, form), form)


def every(show: str, given: Mapping[str, str]) -> Sequence[int]:
    """Every slot that the list shows on all its pages, by what its address asked for; a form names its day."""
    wanted = asked(given)
    day = a_day(wanted.day)
    if day is None and wanted.day != EVERY_DAY:
        return []
    zone = zone_of(db.session.get_one(Show, show))
    return [one.id for one in narrowed(booked(db.session.connection(), show, day, zone), wanted)]


def named(some: Sequence[int]) -> Sequence[str]:
    """Some slots by dock and time."""
    query = select(Place.name, Slot.starts, Show).join(Place, Place.id == Slot.dock).join(Show, Show.id == Slot.show)
    found = db.session.execute(query.where(Slot.id.in_(some)).order_by(Slot.starts, Slot.id))
    return [f"{dock} {on_clock(starts, zone_of(show))}" for dock, starts, show in found]


LISTING = Listing(
    "slots", "slot", FIELDS, every, named,
    lambda count, names: ngettext(
        "%(num)s slot stays as it is, for somebody changed it meanwhile: %(names)s.",
        "%(num)s slots stay as they are, for somebody changed them meanwhile: %(names)s …", count, names=names,
    ),
)  # fmt: skip


def deeds(show: str, form: PlanForm) -> Deeds:
    """What can be done with many slots."""
    return {
        "move": lambda: moved(show, form), "direction": lambda: turned(form), "vendor": lambda: supplied(form),
        "earlier": lambda: shifted(form, back=True), "later": lambda: shifted(form, back=False),
        "cancel": lambda: all_get(Slot, {"gone": True}, cancelled),
    }  # fmt: skip


def moved(show: str, form: PlanForm) -> Wish | None:
    """Another dock, another truck, or no truck that is known yet."""
    values, where = whither(form, show, {"dock": "", "truck": _("no truck")})
    return all_get(Slot, values, lambda count: ngettext(
        "%(num)s slot has %(where)s now", "%(num)s slots have %(where)s now", count, where=", ".join(where),
    )) if values else None  # fmt: skip


def turned(form: PlanForm) -> Wish:
    """The other direction."""
    way = form.choice("direction", ("in", "out"))

    def told(count: int) -> str:
        if way == "in":
            return str(ngettext("%(num)s slot is to unload", "%(num)s slots are to unload", count))
        return str(ngettext("%(num)s slot is to load", "%(num)s slots are to load", count))

    return all_get(Slot, {"direction": way}, told)


def supplied(form: PlanForm) -> Wish:
    """Another vendor; empty: none."""
    return all_get(Slot, {"vendor": " ".join(form.text("vendor").split())}, lambda count: ngettext(
        "%(num)s slot has another vendor", "%(num)s slots have another vendor", count))  # fmt: skip


def shifted(form: PlanForm, *, back: bool) -> Wish | None:
    """So much earlier or later, and as long as before."""
    by = shift(form, back=back)
    if by is None:
        return None
    minutes = abs(int(by.total_seconds() // 60))

    def told(count: int) -> str:
        if back:
            return str(ngettext("%(num)s slot is %(minutes)s min earlier", "%(num)s slots are %(minutes)s min earlier",
                                count, minutes=minutes))  # fmt: skip
        return str(ngettext("%(num)s slot is %(minutes)s min later", "%(num)s slots are %(minutes)s min later",
                            count, minutes=minutes))  # fmt: skip

    find = each(Slot, lambda row: {"starts": row["starts"] + by, "ends": row["ends"] + by})
    return Wish(told, lambda _session: find)


def cancelled(count: int) -> str:
    """How cancelling is told."""
    return str(ngettext("%(num)s slot is cancelled", "%(num)s slots are cancelled", count))
