"""When somebody is due, a day each, and what papers they have: one form, all of it changed in place."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from siteops.core.access.people import Call
from siteops.core.db import db
from siteops.core.web import who
from siteops.crew.papers import KINDS
from siteops.crew.words import of_call, of_paper
from siteops.desk.above import may_change
from siteops.desk.crew import call_plan
from siteops.desk.crew.call_plan import Kept, Whose, as_given, last_day, rows_of
from siteops.desk.edits import Merge, before, shown
from siteops.desk.forms import clean
from siteops.desk.frame import frame, zone_of
from siteops.desk.plan_form import PlanForm
from siteops.desk.plan_rows import Author
from siteops.desk.roster import Member, member

calls = Blueprint("calls", __name__, url_prefix="/shows/<show>/people/<int:person>/calls")
FRESH_CALLS = ("cnew1", "cnew2", "cnew3")
FRESH_PAPERS = ("pnew1", "pnew2")
"""Empty lines at the end of each table; more of them stand there once these are kept."""
CALL = ("day", "starts", "ends", "function")
PAPER = ("kind", "until", "written", "endless")


@calls.get("")
def page(show: str, person: int) -> ResponseReturnValue:
    """Somebody's calls on the show, and their papers."""
    return filled(show, changeable(show, person), PlanForm(), Merge())


@calls.post("")
def rewrite(show: str, person: int) -> ResponseReturnValue:
    """Keep what the form says of each, and the new ones."""
    one, form, made = changeable(show, person), PlanForm(), Merge()
    zone = zone_of(frame(show, "people")["show"])
    sent = read(form, zone)
    if not form.errors:
        made = call_plan.keep(sent, Whose(person, zone, Author(show, who().person)))
    if form.errors or made.clashes:
        return filled(show, one, form, made), 409 if made.clashes else 400
    flash(_("Kept.") if made.changed else _("Nothing was changed."), "ok")
    return redirect(url_for("calls.page", show=show, person=person), 303)


def changeable(show: str, person: int) -> Member:
    """A person whom the asker may change. Aborts with 404, 403."""
    one = member(show, person) or abort(404)
    if not may_change(who(), show, one):
        abort(403, _("%(name)s stands above you on this show: ask somebody who does not.", name=one.name))
    return one


def read(form: PlanForm, zone: ZoneInfo) -> Kept:
    """What the form says: of rows that it shows what was changed, and new rows that say something."""
    was = before()
    there = {name.removeprefix("was-day-") for name in request.form if name.startswith("was-day-")}
    there |= {name.removeprefix("was-kind-") for name in request.form if name.startswith("was-kind-")}
    rows: dict[str, dict[str, Any] | None] = {}
    for key in sorted(there):
        columns = CALL if key.startswith("c") else PAPER
        if f"remove-{key}" in request.form:
            rows[key] = None
        elif any(typed(name, key) != was.get(f"{name}-{key}", "") for name in columns):
            rows[key] = call(form, key, zone) if columns is CALL else paper(form, key, was.get(f"kind-{key}", ""))
    fresh_calls = [call(form, key, zone) for key in FRESH_CALLS if any(typed(name, key) for name in CALL)]
    fresh_papers = [paper(form, key) for key in FRESH_PAPERS if any(typed(name, key) for name in PAPER)]
    return Kept(rows, fresh_calls, fresh_papers)


def typed(name: str, key: str) -> str:
    """A field as it was sent."""
    return clean(request.form.get(f"{name}-{key}", ""))


def call(form: PlanForm, key: str, zone: ZoneInfo) -> dict[str, Any]:
    """What the form says of one call. A wrap that is not after the call is of the next day."""
    day = form.day(f"day-{key}")
    hours = {name: form.hour(f"{name}-{key}") if typed(name, key) else None for name in ("starts", "ends")}
    begins, until = hours["starts"], hours["ends"]
    if day and begins:
        form.at(f"starts-{key}", day, begins, zone)
    if day and until:
        form.at(f"ends-{key}", last_day(day, begins, until), until, zone)
    texts = {name: f"{hour:%H:%M}" if hour else "" for name, hour in hours.items()}
    return {"day": day.isoformat() if day else "", **texts, "function": form.text(f"function-{key}")}


def paper(form: PlanForm, key: str, known: str = "") -> dict[str, Any]:
    """What the form says of one paper. `known`: what it was about so far, should nobody know that kind any more."""
    kind = form.choice(f"kind-{key}", (*KINDS, known))
    if not kind:
        form.errors.setdefault(f"kind-{key}", _("Say which paper it is."))
    until = form.day(f"until-{key}") if typed("until", key) else None
    endless = form.flag(f"endless-{key}")
    if until and endless:
        form.errors[f"until-{key}"] = _("It ends on a day, or it has no end.")
    return {
        "kind": kind, "until": until.isoformat() if until else "", "written": form.text(f"written-{key}", most=200),
        "endless": endless,
    }  # fmt: skip


def filled(show: str, one: Member, form: PlanForm, made: Merge) -> str:
    """The page, its form as it was sent or as it is stored."""
    around = frame(show, "people")
    zone = zone_of(around["show"])
    rows = rows_of(db.session(), show, one.id)
    removed = [name for name in request.form if name.startswith("remove-")]
    changed = [*made.changed, *removed] if made.clashes else ()
    fields = shown(as_given(rows, zone), faulty=bool(form.errors), typed=changed)
    fresh = {name: text for name, text in request.form.items() if name.endswith((*FRESH_CALLS, *FRESH_PAPERS))}
    gone = {name: _("Call") if name.startswith("day") else _("Paper") for name in made.clashes}
    return render_template(
        "desk/calls.html", **around, one=one, rows=rows, fresh_calls=FRESH_CALLS, fresh_papers=FRESH_PAPERS, form=form,
        clashes=made.clashes, given={**fresh, **fields.given}, was=fields.was, names=gone | labels(rows, zone),
        kinds=KINDS, of_paper=of_paper,
    )  # fmt: skip


def labels(rows: dict[str, Any], zone: ZoneInfo) -> dict[str, str]:
    """What the form calls its fields: `starts-c12` is the beginning of call 12."""
    words = {"day": _("Day"), "starts": _("Call"), "ends": _("Wrap"), "function": _("Function"), "kind": _("Paper"),
             "until": _("Last valid day"), "written": _("As written"), "endless": _("No end"), "remove": _("Remove")}
    which = {
        key: of_call(row.day, row.starts, None, zone) if isinstance(row, Call) else of_paper(row.kind)
        for key, row in rows.items()
    }
    which |= {key: _("new call %(number)s", number=number) for number, key in enumerate(FRESH_CALLS, 1)}
    which |= {key: _("new paper %(number)s", number=number) for number, key in enumerate(FRESH_PAPERS, 1)}
    return {
        f"{name}-{key}": _("%(field)s of %(name)s", field=word, name=what)
        for key, what in which.items()
        for name, word in words.items()
    }
