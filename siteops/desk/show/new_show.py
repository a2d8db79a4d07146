"""Another show: an administrator's form for it, empty or with the plan of a show that was."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import select

from siteops.core.db import db
from siteops.core.plan import Show
from siteops.core.web import who
from siteops.desk.frame import me_of, zone_of
from siteops.desk.plan_form import PlanForm
from siteops.desk.show import copy_source, copying, show_made
from siteops.desk.show.copy_source import PARTS
from siteops.desk.show.copying import Wish
from siteops.desk.show.shifting import Shift
from siteops.desk.show.show_fields import COLUMNS, choices, read

new_show = Blueprint("new_show", __name__, url_prefix="/shows")
CLOCK = "UTC"


class Old(NamedTuple):
    """A show to begin with: itself, how much of each part it has, in words the first day that it plans (or none)."""

    show: Show
    counts: Mapping[str, int]
    day: str


@new_show.get("/new")
def new() -> ResponseReturnValue:
    """The form for another show; `of`: filled in with what an old one has."""
    old = chosen(request.args.get("of", ""))
    given = {"timezone": CLOCK}
    if old:
        stored = {name: getattr(old.show, name) for name in COLUMNS}
        given = stored | {"first_day": "", **{part: "1" for part in PARTS if old.counts[part]}}
    return page(PlanForm(), old, given)


@new_show.post("")
def make() -> ResponseReturnValue:
    """A new show. Its people come next; of a copy, what has become of it."""
    form, old = PlanForm(), chosen(request.form.get("of", ""))
    sent = read(form, CLOCK)
    if old is None:
        if form.errors:
            return page(form, None, request.form), 400
        return redirect(url_for("team.people", show=show_made.make(sent)), 303)
    day = form.day("first_day") if request.form.get("first_day", "").strip() else None
    if day and not old.day:
        day = None
    if form.errors:
        return page(form, old, request.form), 400
    was, zone = zone_of(old.show), ZoneInfo(sent["timezone"])
    first = copy_source.first_day(db.session.connection(), old.show.id, was)
    shift = Shift(day - first, was, zone) if day and first else None
    wish = Wish(old.show.id, {part for part in PARTS if part in request.form}, shift, who().person)
    made = copying.copied(sent, wish)
    flash(_("The copy is there. Nothing that happened came along; places, slots and badges have new codes."), "ok")
    return redirect(url_for("show.page", show=made), 303)


def chosen(id: str) -> Old | None:
    """The show to begin with; None for an empty one. 404 for one that is not there."""
    if not id:
        return None
    show = db.session.get(Show, id)
    if show is None:
        abort(404)
    connection = db.session.connection()
    first = copy_source.first_day(connection, id, zone_of(show))
    day = str(format_date(first, _("EEEE d MMMM y"))) if first else ""
    return Old(show, copy_source.counts(connection, id), day)


def page(form: PlanForm, old: Old | None, given: Mapping[str, Any]) -> str:
    """The page of the form."""
    others = db.session.execute(select(Show.id, Show.name).order_by(Show.created.desc(), Show.name)).all()
    offered = choices()
    names = offered.pop("names") | {"first_day": _("First day of the new show")}
    return render_template(
        "desk/show-new.html", me=me_of(who()), form=form, given=given, old=old, others=others, parts=words(),
        names=names, **offered,
    )  # fmt: skip


def words() -> dict[str, str]:
    """What can come along, in words."""
    return {
        "places": _("Places, with new codes"), "cases": _("Cases on the list, with their labels"),
        "slots": _("Slots, if places come along"), "lists": _("Lists with their steps"),
        "phases": _("Planned phases"), "contacts": _("Contacts"), "people": _("People with their parts and new badges"),
        "calls": _("Their calls, if people come along"),
    }  # fmt: skip
