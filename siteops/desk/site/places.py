"""Docks, zones, trucks, gates, muster points and yards of a show."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from siteops.core.db import db
from siteops.core.plan import PLACE_KINDS, Owner, Place, Show
from siteops.core.web import who
from siteops.desk.asked import SIZES, written
from siteops.desk.cell import answer, is_cell
from siteops.desk.edits import Merge, before, in_words, shown, spell, spelled
from siteops.desk.frame import frame, told, zone_of
from siteops.desk.plan_form import PlanForm
from siteops.desk.plan_rows import Author
from siteops.desk.site import place_list, place_plan
from siteops.desk.site.place_list import asked, codes
from siteops.desk.site.place_plan import InUse, Taken
from siteops.gear.ladder import mark_of
from siteops.gear.queries import planned_at

places = Blueprint("places", __name__, url_prefix="/shows/<show>/places")
PLACE = "/<int(max=2147483647):place>"
MOST_SORT = 9999


@places.get("")
def page(show: str) -> ResponseReturnValue:
    """Places of the show: searched, narrowed, sorted, a page at a time; and the form for another."""
    return listed(show, PlanForm(), {"kind": request.args.get("new", request.args.get("kind", "dock"))})


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
    return redirect(url_for("places.page", show=show, new=kind), 303)


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
            made = place_plan.rewrite(place, sent, before_on_clock(row), Author(show, who().person))
        except Taken:
            form.errors["name"] = taken(sent["name"])
    if is_cell():
        return answer(row_of(show, place), form, Merge(made.changed, clashes(show, made)))
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
    docks = select(Place.id).where(Place.show == show, Place.kind == "dock", ~Place.gone)
    readers: dict[str, Callable[[], Any]] = {
        "name": lambda: " ".join(form.text("name", most=80, needed=_("Say what it is called.")).split()),
        "sort": lambda: form.whole("sort", MOST_SORT) or 0,
        "note": lambda: form.text("note", most=200),
    }
    if kind == "zone":
        readers["dock"] = lambda: form.key("dock", db.session.scalars(docks).all())
    if kind == "truck":
        readers["owner"] = lambda: " ".join(form.text("owner").split())
    if kind in ("zone", "truck", "dock"):
        readers["due"] = lambda: form.moment("due", zone_of(show_of(show)))
    sent = {name: reader() for name, reader in readers.items() if name in request.form or name == "name"}
    if is_cell() and "name" not in request.form:
        sent.pop("name")
        form.errors.pop("name", None)
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
    """A page of the list, and the form of another place as it was sent."""
    around, wanted = frame(show, "places"), asked(request.args)
    seq = mark_of(db.session.connection(), show)[1]  # first, so that no edit of a row that is shown is older
    said, found = written(wanted), place_list.listed(db.session.connection(), show, wanted)
    removed = select(Place).where(Place.show == show, Place.gone).order_by(Place.sort, Place.name)

    def link(**changed: Any) -> str:
        return url_for("places.page", show=show, **(said | changed))

    return render_template(
        "desk/places.html", **around, **choices(show), given=given, form=form, kinds=PLACE_KINDS,
        found=found, wanted=wanted, link=link, written=said, sizes=SIZES, columns=columns(), seq=seq,
        views=views(found.counts, wanted.kind), removed=db.session.scalars(removed).all(),
        **clocks(zone_of(around["show"])),
    )  # fmt: skip


def views(counts: Mapping[str, int], chosen: str) -> list[tuple[str, str, int]]:
    """The kinds of places that there are: key, words, how many; first all of them."""
    words = {"dock": _("Docks"), "zone": _("Zones"), "truck": _("Trucks"), "gate": _("Gates"),
             "muster": _("Muster points"), "yard": _("Yards")}  # fmt: skip
    kinds = [one for one in PLACE_KINDS if counts.get(one) or one == chosen]
    return [("", _("All"), sum(counts.values())), *((one, words[one], counts.get(one, 0)) for one in kinds)]


def columns() -> list[tuple[str, str, str]]:
    """The table's columns: words, class, what they sort by."""
    return [
        (_("Order"), "n", "order"), (_("Name"), "", "name"), (_("Kind"), "", "kind"), (_("Note"), "", "note"),
        (_("Usual dock"), "", "dock"), (_("Full by"), "", "due"), (_("Planned"), "n", "planned"),
        (_("Code"), "", "code"),
    ]  # fmt: skip


def row_of(show: str, place: int) -> str:
    """A place's row by itself; empty if it is off the plan."""
    found, stage = [*place_list.places(db.session.connection(), show, place)], show_of(show)
    if not found:
        return ""
    return render_template("desk/place-cell.html", rows=found, show=stage, **clocks(zone_of(stage)))


def clocks(zone: ZoneInfo) -> dict[str, Any]:
    """How instants are said on the show's clock, and how a field for day and time has them."""
    return {"told": lambda at: told(at, zone), "local": lambda at: local(at, zone)}


def before_on_clock(place: Place) -> dict[str, str]:
    """What was shown when it was opened, as the plan has it: a cell shows an instant on the show's clock."""
    was, shown_due = before(), local(place.due, zone_of(show_of(place.show)))
    return was | {"due": spell(place.due)} if was.get("due") == shown_due else was


def clashes(show: str, made: Merge) -> dict[str, str]:
    """What somebody else stored meanwhile, as people say it."""
    docks = {str(id): name for id, name in choices(show)["dock_choices"]}
    return in_words(made.clashes, docks, zone_of(show_of(show)))


def show_of(show: str) -> Show:
    """The show that an address names."""
    return db.session.get_one(Show, show)


def filled(show: str, place: Place, form: PlanForm, made: Merge) -> str:
    """The page of one place, its form as it was sent or as it is stored."""
    around = frame(show, "places")
    stored = spelled(place_plan.values_of(db.session(), place))
    fields = shown(stored, faulty=bool(form.errors.keys() - {"use"}), typed=made.changed if made.clashes else ())
    due = {"due": local(place.due, zone_of(around["show"]))} if fields.given.get("due") == stored["due"] else {}
    connection = db.session.connection()
    return render_template(
        "desk/place.html", **around, **choices(show), place=place, was=fields.was, given={**fields.given, **due},
        form=form, clashes=clashes(show, made),
        codes=codes(connection, show, place.kind).get(place.ref, []),
        planned=planned_at(connection, show).get(place.ref, 0),
    )  # fmt: skip


def choices(show: str) -> dict[str, Any]:
    """What the form's choices offer, and what it calls its fields."""
    docks = select(Place.id, Place.name).where(Place.show == show, Place.kind == "dock", ~Place.gone)
    names = {"kind": _("Kind"), "name": _("Name"), "dock": _("Usual dock"), "owner": _("Whose truck"),
             "due": _("Full by"), "note": _("Note"), "sort": _("Order in lists")}  # fmt: skip
    owners = db.session.scalars(select(Owner.name).order_by(Owner.name)).all()
    offered = [(id, name) for id, name in db.session.execute(docks.order_by(Place.sort, Place.name))]
    return {"dock_choices": offered, "owners": owners, "names": names}


def local(at: datetime | None, zone: ZoneInfo) -> str:
    """An instant as a field for day and time has it."""
    return f"{at.astimezone(zone):%Y-%m-%dT%H:%M}" if at else ""
