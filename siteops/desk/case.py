"""One case at the desk: its plan, what is in it, where it is, what happened to it; and adding one."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from siteops.core import clock
from siteops.core.db import db
from siteops.core.plan import DEPARTMENTS, Case, Owner
from siteops.core.web import who
from siteops.desk.case_list import places
from siteops.desk.case_page import Found, found, gathered
from siteops.desk.case_plan import Known, Loop, add, case_on, change, list_or_not, values_of
from siteops.desk.case_words import words as state_words
from siteops.desk.edits import Merge, before, shown, spelled
from siteops.desk.frame import frame, told, zone_of
from siteops.desk.plan_form import PlanForm

case = Blueprint("case", __name__, url_prefix="/shows/<show>/cases")
CASE = "/<int(max=2147483647):case>"
HEAVIEST_KG = 40_000
"""A loaded truck of the heaviest class that drives on every road."""
MOST_STEPS = 99_999
PLACED = ("truck", "dock", "zone")


@case.get("/new")
def new(show: str) -> ResponseReturnValue:
    """The form for a case that is not on the list yet."""
    return blank(show, PlanForm(), {"code": request.args.get("code", "")[:40], "department": "other"})


@case.post("")
def make(show: str) -> ResponseReturnValue:
    """Put a case on the list. One that the installation knows is shown first, as it is known."""
    form = PlanForm()
    code = " ".join(form.text("code", most=40, needed=_("Say the code that is painted on it.")).split())
    sent = read(form, show)
    if form.errors:
        return blank(show, form, request.form), 400
    expected = request.form.get("known", "")
    try:
        made = add(show, who().person, code, sent, int(expected) if expected.isdecimal() else None)
    except Loop:
        form.errors["inside"] = loop(sent["inside"])
        return blank(show, form, request.form), 400
    except Known as known:
        return introduced(show, form, known), 409
    flash(_("%(code)s is on the list.", code=code), "ok")
    return redirect(url_for("case.page", show=show, case=made), 303)


@case.get(CASE)
def page(show: str, case: int) -> ResponseReturnValue:
    """One case."""
    return filled(show, case, PlanForm(), Merge())


@case.post(CASE)
def edit(show: str, case: int) -> ResponseReturnValue:
    """Change its plan; what somebody else changed meanwhile stays, or is shown where both did."""
    one, form = on_show(show, case), PlanForm()
    sent = read(form, show, listed=one.listed)
    made = Merge()
    if not form.errors:
        try:
            made = change(show, case, who().person, sent, before())
        except Loop:
            form.errors["inside"] = loop(sent["inside"])
    if form.errors or made.clashes:
        return filled(show, case, form, made), 409 if made.clashes else 400
    flash(_("Kept.") if made.changed else _("Nothing was changed."), "ok")
    return redirect(url_for("case.page", show=show, case=case), 303)


@case.post(f"{CASE}/off")
def off(show: str, case: int) -> ResponseReturnValue:
    """Take it off this show's list. Its codes, its history and other shows keep it."""
    return listed(show, case, gone=True)


@case.post(f"{CASE}/on")
def on(show: str, case: int) -> ResponseReturnValue:
    """Put it on this show's list, or back."""
    return listed(show, case, gone=False)


def listed(show: str, case: int, *, gone: bool) -> Response:
    """Off the list or on it, and back to the case."""
    row = on_show(show, case).case
    words = _("%(code)s is off the list.", code=row.code) if gone else _("%(code)s is on the list.", code=row.code)
    if list_or_not(show, [case], who().person, gone=gone):
        flash(words, "ok")
    return redirect(url_for("case.page", show=show, case=case), 303)


def read(form: PlanForm, show: str, *, listed: bool = True) -> dict[str, Any]:
    """The plan that the form says, owner and outer case as written. Faults go to the form."""
    sent: dict[str, Any] = {
        "name": form.text("name", most=200),
        "department": form.choice("department", DEPARTMENTS, "other"),
        "weight": form.decimal("weight", HEAVIEST_KG),
        "owner": " ".join(form.text("owner").split()),
        "note": form.text("note", most=500),
    }
    if not listed:
        return sent
    keys = db.session.execute(places(show)).all()
    for kind in PLACED:
        sent[kind] = form.key(kind, {one.id for one in keys if one.kind == kind})
    sent["sort"] = form.whole("sort", MOST_STEPS)
    sent["inside"] = inside(form, show)
    return sent


def inside(form: PlanForm, show: str) -> str:
    """The case that it travels in, by its code as painted; empty for none."""
    typed = " ".join(form.text("inside", most=40).split())
    around = case_on(db.session.connection(), show, typed) if typed else None
    if typed and around is None:
        form.errors["inside"] = _("No case on this show's list has the code %(code)s.", code=typed)
    return db.session.get_one(Case, around).code if around else ""


def loop(code: str) -> str:
    """What to say where a case would lie in itself."""
    return str(_("%(code)s lies in this case itself.", code=code))


def on_show(show: str, case: int) -> Found:
    """A case that this show has or saw. 404 for any other."""
    one = found(db.session(), show, case)
    if one is None:
        abort(404)
    return one


def filled(show: str, case: int, form: PlanForm, made: Merge) -> str:
    """The page of a case, its form as it was sent or as the plan is."""
    around, one = frame(show, "cases"), on_show(show, case)
    zone = zone_of(around["show"])
    stored = spelled(values_of(db.session(), one.case, one.line))
    fields = shown(stored, faulty=bool(form.errors), typed=made.changed if made.clashes else ())
    return render_template(
        "desk/case.html", **around, **choices(show), one=one, all=gathered(db.session(), show, case), form=form,
        given=fields.given, was=fields.was, clashes=in_words(made.clashes, show), words=state_words(),
        when=lambda at: told(clock.read(at), zone) if at else "",
    )  # fmt: skip


def in_words(clashes: dict[str, str], show: str) -> dict[str, str]:
    """What is stored now, with places by name."""
    names = {str(one.id): one.name for one in db.session.execute(places(show))}
    return {name: names.get(text, text) if name in PLACED else text for name, text in clashes.items()}


def blank(show: str, form: PlanForm, given: Any, known: Case | None = None) -> str:
    """The page for a new case. `known`: the case of the installation that has the typed code."""
    return render_template("desk/case-new.html", **frame(show, "cases"), **choices(show), given=given, form=form,
                           known=known)  # fmt: skip


def introduced(show: str, form: PlanForm, known: Known) -> str:
    """The page for a new case whose code is known: how it is known; sending it again puts that one on the list."""
    row = db.session.get_one(Case, known.case)
    if known.listed:
        form.errors["code"] = _("%(code)s is on the list already.", code=row.code)
        return blank(show, form, request.form, row)
    typed = {name: value for name, value in request.form.items() if value}
    as_known = spelled(values_of(db.session(), row, None))
    given = as_known | {name: value for name, value in typed.items() if not as_known.get(name)}
    return blank(show, form, given | {"code": row.code, "known": str(row.id)}, row)


def choices(show: str) -> dict[str, Any]:
    """What the form's choices offer."""
    found = db.session.execute(places(show)).all()
    by_kind = {kind: [(one.id, one.name) for one in found if one.kind == kind] for kind in PLACED}
    names = db.session.scalars(select(Owner.name).order_by(Owner.name)).all()
    return {"choices": by_kind, "owners": names, "departments": DEPARTMENTS, "names": labels()}


def labels() -> dict[str, str]:
    """What the form calls its fields."""
    return {
        "code": _("Code"), "name": _("Name"), "department": _("Department"), "weight": _("Weight in kg"),
        "owner": _("Owner"), "note": _("Note"), "truck": _("Truck"), "dock": _("Dock"), "zone": _("Zone"),
        "sort": _("Load order"), "inside": _("Inside case"),
    }  # fmt: skip
