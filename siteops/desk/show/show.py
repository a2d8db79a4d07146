"""The show as a whole: what it is called, its clock, whom to call, and which phase it is in."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import select

from siteops.board.known import standing_of
from siteops.core import clock
from siteops.core.db import db, writing
from siteops.core.facts.entry import Undone
from siteops.core.facts.show import PHASES, LegClosed, PhaseBegan
from siteops.core.journal.record import tell
from siteops.core.plan import PLACE_KINDS, Place, Show
from siteops.core.web import who
from siteops.desk.clock_change import changes
from siteops.desk.edits import Merge, before, shown, spelled
from siteops.desk.frame import frame, told, zone_of
from siteops.desk.plan_form import PlanForm, twice
from siteops.desk.plan_rows import Author, Sent
from siteops.desk.show import phase_plan, show_plan
from siteops.desk.show.contact_plan import contacts_of
from siteops.desk.show.phase_plan import STARTS
from siteops.desk.show.ready import expected, matters
from siteops.desk.show.show_fields import choices, read
from siteops.desk.telling import Told, phases, story
from siteops.gear.queries import counted, tally

show_page = Blueprint("show", __name__, url_prefix="/shows/<show>")
LEGS = {"in": "load-in", "out": "load-out"}
UNDOABLE = ("PhaseBegan", "LegClosed")


@show_page.get("")
def page(show: str) -> ResponseReturnValue:
    """The show."""
    return filled(show, PlanForm(), Merge())


@show_page.post("")
def rewrite(show: str) -> ResponseReturnValue:
    """Change what it is called, where it is, its clock, whom to call, and when its phases are planned."""
    form, made, row = PlanForm(), Merge(), db.session.get_one(Show, show)
    planned = phase_plan.planned(db.session(), show)
    sent = read(form)
    zone = zone_of(row) if "timezone" in form.errors else ZoneInfo(sent["timezone"])
    sent |= phase_plan.read(form, zone, planned)
    if not form.errors:
        made = show_plan.keep(Sent(sent, before()), Author(show, who().person))
    if form.errors or made.clashes:
        return filled(show, form, made), 409 if made.clashes else 400
    flash(_("Kept.") if made.changed else _("Nothing was changed."), "ok")
    for name in made.changed:
        if (at := sent[name]) and name.startswith(STARTS) and twice(at, zone):
            flash(doubled(name.removeprefix(STARTS), at.astimezone(zone)), "warn")
    return redirect(url_for("show.page", show=show), 303)


@show_page.post("/phase")
def begin(show: str) -> ResponseReturnValue:
    """Go on to a phase. Phones ask again where they are."""
    phase = request.form.get("phase", "")
    if phase not in PHASES:
        abort(400, _("There is no such phase."))
    return say(show, PhaseBegan(phase), _("Phase: %(phase)s.", phase=phases()[phase]))


@show_page.post("/leg")
def close(show: str) -> ResponseReturnValue:
    """Close a leg: what was not scanned in it is missing from now on."""
    leg = request.form.get("leg", "")
    if leg not in LEGS:
        abort(400, _("There is no such leg."))
    return say(show, LegClosed(leg), _("Load-in closed.") if leg == "in" else _("Load-out closed."))


@show_page.post("/undo")
def undo(show: str) -> ResponseReturnValue:
    """Take back a phase or a closed leg that was a slip."""
    wanted = request.form.get("entry", "")
    entries = story(db.session.connection(), show, f"show:{show}")
    found = next((one for one in entries if one.id == wanted and one.kind in UNDOABLE), None)
    if found is None:
        abort(404)
    return say(show, Undone(wanted), _("Taken back: %(what)s.", what=found.words))


def say(show: str, fact: object, words: str) -> ResponseReturnValue:
    """Tell the log of the show, and go back to its page."""
    with writing() as connection:
        tell(connection, show, who().person, f"show:{show}", fact)
    flash(words, "ok")
    return redirect(url_for("show.page", show=show), 303)


def filled(show: str, form: PlanForm, made: Merge) -> str:
    """The page, its form as it was sent or as it is stored."""
    around = frame(show, "show")
    row, connection = around["show"], db.session.connection()
    zone, planned = zone_of(row), phase_plan.planned(db.session(), show)
    stored = spelled(show_plan.values_of(row, planned))
    fields = shown(as_given(stored, zone), faulty=bool(form.errors), typed=made.changed if made.clashes else ())
    standing, entries = standing_of(connection, show), story(connection, show, f"show:{show}")
    cases = tally(counted(connection, show))
    return render_template(
        "desk/show.html", **around, form=form, clashes=in_words(made.clashes, zone), phases=phases(), **choices(),
        given=fields.given, was=fields.was if form.errors else stored, standing=standing, legs=LEGS, undoable=UNDOABLE,
        begun=begun(entries), entries=entries, planned=planned, disorder=list(phase_plan.disorder(planned)),
        matters=matters(connection, row, last_day(planned, zone)), expected=expected(cases["show"], standing),
        changes=changes(connection, show, planned, zone), places=places_of(show), cases=cases,
        contacts=contacts_of(show), now=clock.now(), zone=zone, twice=twice,
        when=lambda at: told(clock.read(at), zone), told=told, format_date=format_date,
    )  # fmt: skip


def as_given(stored: Mapping[str, str], zone: ZoneInfo) -> dict[str, str]:
    """A show as its form's fields have it: instants on its own clock."""
    return {name: local(text, zone) if name.startswith(STARTS) else text for name, text in stored.items()}


def local(text: str, zone: ZoneInfo) -> str:
    """A spelled instant as a field for day and time has it."""
    return f"{clock.read(text).astimezone(zone):%Y-%m-%dT%H:%M}" if text else ""


def in_words(clashes: Mapping[str, str], zone: ZoneInfo) -> dict[str, str]:
    """What is stored now, as people say it."""
    return {name: local(text, zone).replace("T", " ") if name.startswith(STARTS) else text
            for name, text in clashes.items()}  # fmt: skip


def doubled(phase: str, there: datetime) -> str:
    """What to say of a planned time that comes twice."""
    said = {"phase": phases()[phase], "day": format_date(there, _("EEEE d MMMM")), "time": f"{there:%H:%M}"}
    if there.fold:
        return str(_("%(phase)s: on %(day)s %(time)s comes twice, as clocks go back. The second is meant.", **said))
    return str(_("%(phase)s: on %(day)s %(time)s comes twice, as clocks go back. The first is meant; choose the second "
                 "below if that is wrong.", **said))  # fmt: skip


def last_day(planned: phase_plan.Planned, zone: ZoneInfo) -> date:
    """The last day of the show as it is planned; today if it is not."""
    return max([clock.now(), *planned.values()]).astimezone(zone).date()


def places_of(show: str) -> list[Place]:
    """The show's places, by kind and order."""
    rows = db.session.scalars(select(Place).where(Place.show == show, ~Place.gone).order_by(Place.sort, Place.name))
    return sorted(rows, key=lambda one: PLACE_KINDS.index(one.kind))


def begun(entries: list[Told]) -> dict[str, str]:
    """When each phase last began."""
    return {one.fact.phase: one.at for one in reversed(entries) if isinstance(one.fact, PhaseBegan) and one.counts}
