"""The show as a whole: what it is called, its clock, whom to call, and which phase it is in."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from siteops.board.known import standing_of
from siteops.core import clock
from siteops.core.db import db, editing, writing
from siteops.core.facts.entry import Undone
from siteops.core.facts.show import PHASES, LegClosed, PhaseBegan
from siteops.core.plan import Show
from siteops.core.record import tell
from siteops.core.web import who
from siteops.desk.edits import Merge, before, shown, spelled
from siteops.desk.frame import frame, told, zone_of
from siteops.desk.plan_form import PlanForm
from siteops.desk.plan_rows import Author, Sent, edit
from siteops.desk.ready import clock_changes, expected, matters
from siteops.desk.show_fields import COLUMNS, choices, read
from siteops.desk.telling import Told, phases, story

show_page = Blueprint("show", __name__, url_prefix="/shows/<show>")
LEGS = {"in": "load-in", "out": "load-out"}
UNDOABLE = ("PhaseBegan", "LegClosed")


@show_page.get("")
def page(show: str) -> ResponseReturnValue:
    """The show."""
    return filled(show, PlanForm(), Merge())


@show_page.post("")
def rewrite(show: str) -> ResponseReturnValue:
    """Change what it is called, where it is, its clock, and whom to call."""
    form, made = PlanForm(), Merge()
    sent = read(form)
    if not form.errors:
        with editing() as session:
            row = session.get_one(Show, show)
            made = edit(session, row, f"show:{show}", Author(show, who().person), Sent(sent, before()))
    if form.errors or made.clashes:
        return filled(show, form, made), 409 if made.clashes else 400
    flash(_("Kept.") if made.changed else _("Nothing was changed."), "ok")
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
    zone = zone_of(row)
    stored = spelled({name: getattr(row, name) for name in COLUMNS})
    fields = shown(stored, faulty=bool(form.errors), typed=made.changed if made.clashes else ())
    standing, entries = standing_of(connection, show), story(connection, show, f"show:{show}")
    return render_template(
        "desk/show.html", **around, form=form, clashes=made.clashes, was=fields.was, phases=phases(), **choices(),
        given=fields.given, standing=standing, legs=LEGS, undoable=UNDOABLE,
        begun=begun(entries), entries=entries, matters=matters(connection, row),
        expected=expected(connection, show, standing), changes=clock_changes(connection, row, zone),
        when=lambda at: told(clock.read(at), zone), format_date=format_date,
    )  # fmt: skip


def begun(entries: list[Told]) -> dict[str, str]:
    """When each phase last began."""
    return {one.fact.phase: one.at for one in reversed(entries) if isinstance(one.fact, PhaseBegan) and one.counts}
