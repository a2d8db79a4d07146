"""What is done with many places of the list: another usual dock, owner, time to be full by, or note."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from siteops.core.db import db
from siteops.core.plan import Place, Show
from siteops.desk.at_once import Find, Told, Wish, all_get, each
from siteops.desk.frame import zone_of
from siteops.desk.many_fields import shift, whither
from siteops.desk.picking import Deeds, Listing, act_on
from siteops.desk.plan_form import PlanForm
from siteops.desk.plan_rows import owner_named
from siteops.desk.site.place_list import asked, narrowed, places

place_many = Blueprint("place_many", __name__, url_prefix="/shows/<show>/places")
FIELDS = {"dock": ("dock",), "owner": ("owner",), "due": ("due",), "note": ("note",)}
"""Acts that want something said, with the fields that say it."""
TIMED = ("zone", "truck", "dock")
"""Kinds of places that are full by some time."""


@place_many.post("/many")
def change(show: str) -> ResponseReturnValue:
    """Do something with the chosen places, or with all that match; then back to the same page."""
    form = PlanForm()
    return act_on(show, LISTING, deeds(show, form), form)


def every(show: str, given: Mapping[str, str]) -> Sequence[int]:
    """Every place that the list shows on all its pages, by what its address asked for."""
    return [one.id for one in narrowed(places(db.session.connection(), show), asked(given))]


def named(some: Sequence[int]) -> Sequence[str]:
    """What some places are called."""
    return db.session.scalars(select(Place.name).where(Place.id.in_(some)).order_by(Place.sort, Place.name)).all()


LISTING = Listing(
    "places", "place", FIELDS, every, named,
    lambda count, names: ngettext(
        "%(num)s place stays as it is, for somebody changed it meanwhile: %(names)s.",
        "%(num)s places stay as they are, for somebody changed them meanwhile: %(names)s …", count, names=names,
    ),
)  # fmt: skip


def deeds(show: str, form: PlanForm) -> Deeds:
    """What can be done with many places."""
    return {
        "dock": lambda: docked(show, form), "owner": lambda: owned(form), "due": lambda: due(show, form),
        "note": lambda: noted(form), "earlier": lambda: shifted(form, back=True),
        "later": lambda: shifted(form, back=False),
    }  # fmt: skip


def docked(show: str, form: PlanForm) -> Wish | None:
    """Another usual dock for the zones among them, or none."""
    values, where = whither(form, show, {"dock": _("no dock")})

    def told(count: int) -> str:
        if values["dock"] is None:
            return str(ngettext("%(num)s zone has no usual dock", "%(num)s zones have no usual dock", count))
        return str(ngettext("%(num)s zone gets its cases by way of %(dock)s",
                            "%(num)s zones get their cases by way of %(dock)s", count, dock=where[0]))  # fmt: skip

    return at(("zone",), values, told) if values else None


def owned(form: PlanForm) -> Wish:
    """Another owner for the trucks among them; empty: our own."""
    name = " ".join(form.text("owner").split())

    def told(count: int) -> str:
        if not name:
            return str(ngettext("%(num)s truck is our own", "%(num)s trucks are our own", count))
        return str(ngettext("%(num)s truck belongs to %(name)s", "%(num)s trucks belong to %(name)s", count, name=name))

    return Wish(told, lambda session: finding(("truck",), {"owner": owner_named(session, name)}))


def due(show: str, form: PlanForm) -> Wish:
    """Another time by which those that fill up are to be full; empty: none."""
    at_what = form.moment("due", zone_of(db.session.get_one(Show, show)))
    return at(TIMED, {"due": at_what}, lambda count: ngettext(
        "%(num)s place has another time to be full by", "%(num)s places have another time to be full by", count,
    ))  # fmt: skip


def shifted(form: PlanForm, *, back: bool) -> Wish | None:
    """Full by another time, so much earlier or later, where there is one."""
    by = shift(form, back=back)
    if by is None:
        return None
    find = each(Place, lambda row: {"due": row["due"] + by} if row["due"] and row["kind"] in TIMED else {})
    minutes = abs(int(by.total_seconds() // 60))

    def told(count: int) -> str:
        if back:
            return str(ngettext("%(num)s place is to be full %(minutes)s min earlier",
                                "%(num)s places are to be full %(minutes)s min earlier", count, minutes=minutes))
        return str(ngettext("%(num)s place is to be full %(minutes)s min later",
                            "%(num)s places are to be full %(minutes)s min later", count, minutes=minutes))

    return Wish(told, lambda _session: find)


def noted(form: PlanForm) -> Wish:
    """Another note; empty: none."""
    return all_get(Place, {"note": form.text("note", most=200)}, lambda count: ngettext(
        "%(num)s place has another note", "%(num)s places have another note", count))  # fmt: skip


def at(kinds: Collection[str], values: Mapping[str, Any], told: Told) -> Wish:
    """What the places of some kinds among them get."""
    return Wish(told, lambda _session: finding(kinds, values))


def finding(kinds: Collection[str], values: Mapping[str, Any]) -> Find:
    """How to find what must change at places of some kinds."""
    return each(Place, lambda row: values if row["kind"] in kinds else {})
