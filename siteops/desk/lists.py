"""Checklists of a show and their steps. One form a list: every step with its flags, and room for more."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func, select

from siteops.core.db import db, editing
from siteops.core.plan import List, Place, Step
from siteops.core.web import who
from siteops.desk.edits import Merge, shown, spelled
from siteops.desk.frame import frame
from siteops.desk.list_plan import FLAGS, OF_STEP, Kept, keep, make_list, steps_of
from siteops.desk.plan_form import PlanForm
from siteops.desk.plan_rows import Author, change

lists = Blueprint("lists", __name__, url_prefix="/shows/<show>/lists")
LIST = "/<int(max=2147483647):key>"
COLUMNS = ("name", "truck", "zone", "leg", "sort")
AUTO = ("", "all_on_board")
MOST_STEPS = 200
LONGEST_STEP = 200


@lists.get("")
def page(show: str) -> ResponseReturnValue:
    """Every list of the show, and the form for another."""
    return listed(show, PlanForm(), {"leg": "out"})


@lists.post("")
def make(show: str) -> ResponseReturnValue:
    """A new list; its steps come next."""
    form = PlanForm()
    sent = read(form, show)
    if form.errors:
        return listed(show, form, request.form), 400
    made = make_list(sent, Author(show, who().person))
    return redirect(url_for("lists.one", show=show, key=made), 303)


@lists.get(LIST)
def one(show: str, key: int) -> ResponseReturnValue:
    """One list with its steps."""
    return filled(show, on_show(show, key), PlanForm(), Merge())


@lists.post(LIST)
def edit(show: str, key: int) -> ResponseReturnValue:
    """Change the list, its steps, and add new ones, all at once."""
    row, form = on_show(show, key), PlanForm()
    sent = Kept(read(form, show), steps(form, key), fresh(form))
    made = Merge() if form.errors else keep(row.id, sent, Author(show, who().person))
    if form.errors or made.clashes:
        return filled(show, on_show(show, key), form, made), 409 if made.clashes else 400
    flash(_("Kept."), "ok")
    return redirect(url_for("lists.one", show=show, key=key), 303)


@lists.post(f"{LIST}/remove")
def remove(show: str, key: int) -> ResponseReturnValue:
    """Take the list off the plan; what was ticked stays in the log."""
    row = on_show(show, key)
    with editing() as session:
        change(session, session.get_one(List, key), f"list:{key}", Author(show, who().person), {"gone": True})
    flash(_("%(name)s is off the plan.", name=row.name), "ok")
    return redirect(url_for("lists.page", show=show), 303)


def read(form: PlanForm, show: str) -> dict[str, Any]:
    """What the form says of a list."""
    places = db.session.execute(select(Place.id, Place.kind).where(Place.show == show, ~Place.gone)).all()
    sent: dict[str, Any] = {"name": form.text("name", most=80, needed=_("Say what it is called."))}
    for kind in ("truck", "zone"):
        sent[kind] = form.key(kind, {one.id for one in places if one.kind == kind})
    sent["leg"] = form.choice("leg", ("in", "out"), "out")
    return sent


def steps(form: PlanForm, key: int) -> dict[int, dict[str, Any] | None]:
    """What the form says of each step that it shows; None: take it off."""
    shown = [
        one for one in db.session.scalars(select(Step.id).where(Step.list == key)) if f"text-{one}" in request.form
    ]
    return {one: None if f"remove-{one}" in request.form else step(form, one) for one in shown}


def step(form: PlanForm, key: int) -> dict[str, Any]:
    """What the form says of one step."""
    return {
        "text": form.text(f"text-{key}", most=LONGEST_STEP, needed=_("A step says what is to be done.")),
        "sort": form.whole(f"sort-{key}", 9999) or 0,
        **{flag: form.flag(f"{flag}-{key}") for flag in FLAGS},
        "auto": form.choice(f"auto-{key}", AUTO) or None,
    }


def fresh(form: PlanForm) -> list[str]:
    """New steps, a line each."""
    lines = [" ".join(line.split()) for line in request.form.get("more", "").splitlines()]
    lines = [line for line in lines if line]
    if len(lines) > MOST_STEPS or any(len(line) > LONGEST_STEP for line in lines):
        form.errors["more"] = _(
            "Up to %(count)s steps of %(length)s characters.", count=MOST_STEPS, length=LONGEST_STEP
        )
    return lines


def on_show(show: str, key: int) -> List:
    """A list of the show. 404 for any other."""
    found = db.session.scalar(select(List).where(List.id == key, List.show == show, ~List.gone))
    if found is None:
        abort(404)
    return found


def listed(show: str, form: PlanForm, given: Any) -> str:
    """The page of all lists."""
    count = select(Step.list, func.count()).where(Step.show == show, ~Step.gone).group_by(Step.list)
    rows = select(List).where(List.show == show, ~List.gone).order_by(List.sort, List.id)
    return render_template(
        "desk/lists.html", **frame(show, "lists"), rows=db.session.scalars(rows).all(), form=form, given=given,
        counts={one: steps for one, steps in db.session.execute(count)}, **choices(show),
    )  # fmt: skip


def filled(show: str, row: List, form: PlanForm, made: Merge) -> str:
    """The page of one list, its form as it was sent or as it is stored."""
    stored = spelled({name: getattr(row, name) for name in COLUMNS}) | steps_of(db.session(), row.id)
    removed = [name for name in request.form if name.startswith("remove-")]
    typed = [*made.changed, *removed, "more"] if made.clashes else ()
    fields = shown(stored, faulty=bool(form.errors), typed=typed)
    query = select(Step).where(Step.list == row.id, ~Step.gone).order_by(Step.sort, Step.id)
    found, offered = db.session.scalars(query).all(), choices(show)
    offered["names"] |= {f"{name}-{one.id}": _("Step %(number)s", number=number) for number, one in enumerate(found, 1)
                         for name in OF_STEP}  # fmt: skip
    return render_template(
        "desk/list.html", **frame(show, "lists"), list=row, steps=found, form=form, clashes=made.clashes,
        given=fields.given, was=fields.was, **offered,
    )  # fmt: skip


def choices(show: str) -> dict[str, Any]:
    """What the form's choices offer, and what it calls its fields."""
    query = select(Place.id, Place.kind, Place.name).where(Place.show == show, ~Place.gone)
    found = db.session.execute(query.order_by(Place.sort, Place.name)).all()
    by_kind = {kind: [(one.id, one.name) for one in found if one.kind == kind] for kind in ("truck", "zone")}
    names = {"name": _("Name"), "truck": _("Truck"), "zone": _("Zone"), "leg": _("Leg"), "more": _("More steps")}
    return {"choices": by_kind, "names": names, "place_names": {one.id: one.name for one in found}}
