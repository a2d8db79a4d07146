"""One case at the desk: its plan, what is in it, where it is, what happened to it; and adding one."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from siteops.board.known import standing_of
from siteops.core import clock
from siteops.core.db import db
from siteops.core.plan import DEPARTMENTS, Case, Owner, Show
from siteops.core.web import who
from siteops.desk.asked import number
from siteops.desk.cell import answer, is_cell
from siteops.desk.edits import Merge, before, in_words, shown, spelled
from siteops.desk.frame import frame, told, zone_of
from siteops.desk.gear.case_list import entries
from siteops.desk.gear.case_page import MOST_INSIDE, Found, found, gathered
from siteops.desk.gear.case_plan import Known, Loop, add, case_on, change, list_or_not, values_of
from siteops.desk.gear.case_roll import places
from siteops.desk.gear.case_words import words as state_words
from siteops.desk.gear.content_plan import called, contents_of
from siteops.desk.plan_form import PlanForm
from siteops.labels.linking import link, wanted

case = Blueprint("case", __name__, url_prefix="/shows/<show>/cases")
CASE = "/<int(max=2147483647):case>"
HEAVIEST_KG = 40_000
"""A loaded truck of the heaviest class that drives on every road."""
MOST_STEPS = 99_999
PLACED = ("truck", "dock", "zone")
NEW = ("code-new", "name-new", "serial-new", "quantity-new")


@case.get("/new")
def new(show: str) -> ResponseReturnValue:
    """The form for a case that is not on the list yet."""
    given = {"code": request.args.get("code", "")[:40], "department": "other"}
    return blank(show, PlanForm(), given | {"link": wanted(request.args.get("link", ""))})


@case.post("")
def make(show: str) -> ResponseReturnValue:
    """Put a case on the list. One that the installation knows is shown first, as it is known."""
    form = PlanForm()
    code = " ".join(form.text("code", most=40, needed=_("Say the code that is painted on it.")).split())
    sent = read(form, show)
    if form.errors:
        return blank(show, form, request.form), 400
    try:
        made = add(show, who().person, code, sent, number(request.form, "known"))
    except Loop:
        form.errors["inside"] = loop(sent["inside"])
        return blank(show, form, request.form), 400
    except Known as known:
        return introduced(show, form, known), 409
    if label := wanted(request.form.get("link", "")):
        link(show, who().person, label, made)
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
    if is_cell():
        return cell_answer(show, case, form, made)
    if form.errors or made.clashes:
        return filled(show, case, form, made), 409 if made.clashes else 400
    flash(_("Kept.") if made.changed else _("Nothing was changed."), "ok")
    return redirect(url_for("case.page", show=show, case=case), 303)


def cell_answer(show: str, case: int, form: PlanForm, made: Merge) -> ResponseReturnValue:
    """What became of one cell of the list, with its row as it is now."""
    with db.engine.connect() as connection:
        found = list(entries(connection, show, [case], standing_of(connection, show)))
        names = {f"{one.kind}:{one.id}": one.name for one in connection.execute(places(show))}
    zone = zone_of(db.session.get_one(Show, show))
    row = render_template(
        "desk/case-cell.html", rows=found, show={"id": show}, place_names=names,
        seen=lambda at: told(clock.read(at), zone) if at else "–",
    ) if found else ""  # fmt: skip
    return answer(row, form, Merge(made.changed, in_words(made.clashes, named_places(show))))


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
    """The plan that the form says, owner and outer case as written; what it does not name is left as it is.

    Faults go to the form.
    """
    readers: dict[str, Callable[[], Any]] = {
        "name": lambda: form.text("name", most=200),
        "department": lambda: form.choice("department", DEPARTMENTS, "other"),
        "weight": lambda: form.decimal("weight", HEAVIEST_KG),
        "owner": lambda: " ".join(form.text("owner").split()),
        "note": lambda: form.text("note", most=500),
    }
    if listed:
        keys = db.session.execute(places(show)).all()
        readers |= {
            kind: partial(form.key, kind, {one.id for one in keys if one.kind == kind}) for kind in PLACED
        } | {"sort": lambda: form.whole("sort", MOST_STEPS), "inside": lambda: inside(form, show)}
    return {name: reader() for name, reader in readers.items() if name in request.form}


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
    inside_it = is_of_contents()
    mine, theirs = (PlanForm(), form) if inside_it else (form, PlanForm())
    fields = shown(stored, faulty=bool(mine.errors), typed=() if inside_it or not made.clashes else made.changed)
    everything = gathered(db.session(), show, case, None if inside_it or "all" in request.args else MOST_INSIDE)
    items = shown(contents_of(everything.items.rows), faulty=bool(theirs.errors),
                  typed=[*made.changed, *NEW] if inside_it and made.clashes else ())  # fmt: skip
    offered = choices(show)
    names = called(everything.items.rows, made.clashes) | offered.pop("names")
    return render_template(
        "desk/case.html", **around, **offered, names=names, one=one, all=everything, form=form,
        items_given=items.given, items_was=items.was,
        given=fields.given, was=fields.was, clashes=in_words(made.clashes, named_places(show)), words=state_words(),
        when=lambda at: told(clock.read(at), zone) if at else "",
    )  # fmt: skip


def is_of_contents() -> bool:
    """Whether what was sent is the form of the contents, and not that of the plan."""
    return request.endpoint == "contents.rewrite"


def named_places(show: str) -> dict[str, str]:
    """The show's places, by key as a form has it."""
    return {str(one.id): one.name for one in db.session.execute(places(show))}


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
