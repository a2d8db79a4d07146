"""Docks, zones, trucks, gates, muster points and yards of a show."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from siteops.core.codes import spaced
from siteops.core.db import db
from siteops.core.plan import PLACE_KINDS, Code, Owner, Place
from siteops.core.web import who
from siteops.desk import place_plan
from siteops.desk.edits import Merge, before, shown, spelled
from siteops.desk.frame import frame, told, zone_of
from siteops.desk.place_plan import InUse, Taken
from siteops.desk.plan_form import PlanForm
from siteops.desk.plan_rows import Author
from siteops.gear.queries import counted, tally

places = Blueprint("places", __name__, url_prefix="/shows/<show>/places")
PLACE = "/<int(max=2147483647):place>"
MOST_SORT = 9999


@places.get("")
def page(show: str) -> ResponseReturnValue:
    """Every place of the show, and the form for another."""
    return listed(show, PlanForm(), {"kind": request.args.get("kind", "dock")})


@places.post("")
def make(show: str) -> ResponseReturnValue:
    """A new place."""
    form = PlanForm()
    kind = form.choice("kind", PLACE_KINDS)
    sent = read(form, show, kind)
    if not form.errors:
        try:
            place_plan.make(kind, sent, Author(show, who().person))
        except Taken:
            form.errors["name"] = taken(sent["name"])
    if form.errors:
        return listed(show, form, request.form), 400
    flash(_("%(name)s is on the plan. It has a code for its poster.", name=sent["name"]), "ok")
    return redirect(url_for("places.page", show=show, kind=kind), 303)


@places.get(PLACE)
def one(show: str, place: int) -> ResponseReturnValue:
    """One place."""
    return filled(show, on_show(show, place), PlanForm(), Merge())


@places.post(PLACE)
def edit(show: str, place: int) -> ResponseReturnValue:
    """Change it; its kind stays what it is."""
    row, form = on_show(show, place), PlanForm()
    sent, made = read(form, show, row.kind), Merge()
    if not form.errors:
        try:
            made = place_plan.rewrite(place, sent, before(), Author(show, who().person))
        except Taken:
            form.errors["name"] = taken(sent["name"])
    if form.errors or made.clashes:
        return filled(show, on_show(show, place), form, made), 409 if made.clashes else 400
    flash(_("Kept.") if made.changed else _("Nothing was changed."), "ok")
    return redirect(url_for("places.page", show=show), 303)


@places.post(f"{PLACE}/remove")
def remove(show: str, place: int) -> ResponseReturnValue:
    """Take it out of the plan, unless something is planned there."""
    row, form = on_show(show, place), PlanForm()
    try:
        place_plan.remove(place, Author(show, who().person))
    except InUse as used:
        form.errors["use"] = in_use(used)
        return filled(show, on_show(show, place), form, Merge()), 409
    flash(_("%(name)s is off the plan.", name=row.name), "ok")
    return redirect(url_for("places.page", show=show), 303)


@places.post(f"{PLACE}/back")
def back(show: str, place: int) -> ResponseReturnValue:
    """Put a removed one back."""
    row, form = on_show(show, place), PlanForm()
    try:
        place_plan.put_back(place, Author(show, who().person))
    except Taken:
        form.errors["name"] = taken(row.name)
        return filled(show, on_show(show, place), form, Merge()), 409
    return redirect(url_for("places.page", show=show), 303)


def read(form: PlanForm, show: str, kind: str) -> dict[str, Any]:
    """What the form says of a place of a kind."""
    sent: dict[str, Any] = {"name": form.text("name", most=80, needed=_("Say what it is called."))}
    sent["name"] = " ".join(sent["name"].split())
    if "sort" in request.form:
        sent["sort"] = form.whole("sort", MOST_SORT) or 0
    if kind == "zone":
        docks = select(Place.id).where(Place.show == show, Place.kind == "dock", ~Place.gone)
        sent["dock"] = form.key("dock", db.session.scalars(docks).all())
    if kind == "truck":
        sent["owner"] = " ".join(form.text("owner").split())
    if kind in ("zone", "truck", "dock"):
        sent["due"] = form.moment("due", zone_of(frame(show, "places")["show"]))
    return sent


def taken(name: str) -> str:
    """What to say where a name is in use."""
    return str(_("There is one called %(name)s already.", name=name))


def in_use(used: InUse) -> str:
    """What to say where something is planned at a place."""
    words = {
        "cases": lambda count: ngettext("%(num)s case", "%(num)s cases", count),
        "slots": lambda count: ngettext("%(num)s slot", "%(num)s slots", count),
        "lists": lambda count: ngettext("%(num)s list", "%(num)s lists", count),
        "zones": lambda count: ngettext("%(num)s zone", "%(num)s zones", count),
    }
    what = ", ".join(words[name](count) for name, count in used.what.items())
    return str(_("Still planned here: %(what)s. Move them first.", what=what))


def on_show(show: str, place: int) -> Place:
    """A place of the show, removed or not. 404 for any other."""
    found = db.session.scalar(select(Place).where(Place.id == place, Place.show == show))
    if found is None:
        abort(404)
    return found


def listed(show: str, form: PlanForm, given: Any) -> str:
    """The page of all places."""
    around = frame(show, "places")
    rows = db.session.scalars(select(Place).where(Place.show == show).order_by(Place.sort, Place.name)).all()
    return render_template(
        "desk/places.html", **around, **choices(show), given=given, form=form, kinds=PLACE_KINDS,
        rows=[one for kind in PLACE_KINDS for one in rows if one.kind == kind and not one.gone],
        removed=[one for one in rows if one.gone], planned=planned(show), codes=codes(show),
        docks={one.id: one.name for one in rows}, told=lambda at: told(at, zone_of(around["show"])),
    )  # fmt: skip


def filled(show: str, place: Place, form: PlanForm, made: Merge) -> str:
    """The page of one place, its form as it was sent or as it is stored."""
    around = frame(show, "places")
    stored = spelled(place_plan.values_of(db.session(), place))
    fields = shown(stored, faulty=bool(form.errors.keys() - {"use"}), typed=made.changed if made.clashes else ())
    due = {"due": local(place.due, zone_of(around["show"]))} if fields.given.get("due") == stored["due"] else {}
    return render_template(
        "desk/place.html", **around, **choices(show), place=place, was=fields.was, given={**fields.given, **due},
        form=form, clashes=made.clashes, codes=codes(show).get(place.ref, []), planned=planned(show).get(place.ref, 0),
    )  # fmt: skip


def choices(show: str) -> dict[str, Any]:
    """What the form's choices offer, and what it calls its fields."""
    docks = select(Place.id, Place.name).where(Place.show == show, Place.kind == "dock", ~Place.gone)
    names = {"kind": _("Kind"), "name": _("Name"), "dock": _("Usual dock"), "owner": _("Whose truck"),
             "due": _("Full by"), "sort": _("Order in lists")}  # fmt: skip
    owners = {id: name for id, name in db.session.execute(select(Owner.id, Owner.name).order_by(Owner.name))}
    return {"dock_choices": [tuple(one) for one in db.session.execute(docks.order_by(Place.sort, Place.name))],
            "owners": owners.values(), "owner_names": owners, "names": names}  # fmt: skip


def planned(show: str) -> dict[str, int]:
    """How many cases of the list are planned at each place, by reference; as the boards count them."""
    return {ref: count.total for ref, count in tally(counted(db.session.connection(), show)).items()}


def codes(show: str) -> dict[str, list[str]]:
    """The codes of the show's places, by reference, as people read them."""
    found: dict[str, list[str]] = {}
    query = select(Code.subject, Code.code).where(Code.show == show, ~Code.gone, Code.hashed.is_(None))
    for subject, code in db.session.execute(query.order_by(Code.id)):
        found.setdefault(str(subject), []).append(spaced(code))
    return found


def local(at: datetime | None, zone: ZoneInfo) -> str:
    """An instant as a field for day and time has it."""
    return f"{at.astimezone(zone):%Y-%m-%dT%H:%M}" if at else ""
