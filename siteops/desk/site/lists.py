"""Checklists of a show and their steps. One form a list: every step with its flags, and room for more."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from siteops.core.db import db
from siteops.core.journal.record import planning
from siteops.core.plan import List, Place, Step
from siteops.core.web import who
from siteops.desk.asked import SIZES, written
from siteops.desk.cell import answer, is_cell
from siteops.desk.edits import Merge, in_words, shown, spelled
from siteops.desk.frame import frame
from siteops.desk.plan_form import PlanForm
from siteops.desk.plan_rows import Author, change
from siteops.desk.site import list_list
from siteops.desk.site.list_list import LEGS, asked
from siteops.desk.site.list_plan import FLAGS, OF_STEP, Kept, keep, make_list, steps_of
from siteops.gear.ladder import mark_of

lists = Blueprint("lists", __name__, url_prefix="/shows/<show>/lists")
LIST = "/<int(max=2147483647):key>"
COLUMNS = ("name", "truck", "zone", "leg", "sort")
AUTO = ("", "all_on_board")
MOST_STEPS, MOST_SORT = 200, 9999
LONGEST_STEP = 200


@lists.get("")
def page(show: str) -> ResponseReturnValue:
    """Lists of the show: searched, narrowed, sorted, a page at a time; and the form for another."""
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
    if is_cell():
        return keep_cell(show, key)
    row, form = on_show(show, key), PlanForm()
    sent = Kept(read(form, show), steps(form, key), fresh(form))
    made = Merge() if form.errors else keep(row.id, sent, Author(show, who().person))
    if form.errors or made.clashes:
        return filled(show, on_show(show, key), form, made), 409 if made.clashes else 400
    flash(_("Kept."), "ok")
    return redirect(url_for("lists.one", show=show, key=key), 303)


@lists.post(f"{LIST}/steps/<int(max=2147483647):number>")
def keep_step(show: str, key: int, number: int) -> ResponseReturnValue:
    """Keep one field of a step, unless somebody else was faster; answers the step's row as it is stored."""
    row, form = on_show(show, key), PlanForm()
    of_it = select(Step).where(Step.id == number, Step.list == row.id, ~Step.gone)
    name = request.form.get("cell", "").partition("-")[0]
    if name not in OF_STEP:
        abort(400, _("This cannot be changed here."))
    sent, made = {name: of_step(form, number)[name]()}, Merge()
    if not form.errors and db.session.scalar(of_it) is not None:
        made = keep(row.id, Kept({}, {number: sent}, ()), Author(show, who().person))
    db.session.expire_all()
    stored = db.session.scalar(of_it)
    clashes = {each: step_word(each, text) for each, text in made.clashes.items()}
    return answer(step_row(stored) if stored else "", form, Merge(made.changed, clashes))


@lists.post(f"{LIST}/remove")
def remove(show: str, key: int) -> ResponseReturnValue:
    """Take the list off the plan; what was ticked stays in the log."""
    row = on_show(show, key)
    with planning() as session:
        change(session, session.get_one(List, key), f"list:{key}", Author(show, who().person), {"gone": True})
    flash(_("%(name)s is off the plan.", name=row.name), "ok")
    return redirect(url_for("lists.page", show=show), 303)


def keep_cell(show: str, key: int) -> ResponseReturnValue:
    """Keep one cell of the list of lists, unless somebody else was faster; answers the row as it is stored."""
    row, form = db.session.scalar(select(List).where(List.id == key, List.show == show)), PlanForm()
    if row is None:
        abort(404)
    sent, made, names = read(form, show), Merge(), choices(show)
    if not (form.errors or row.gone):
        made = keep(key, Kept(sent, {}, ()), Author(show, who().person))
    found = [*list_list.checklists(db.session.connection(), show, key)]
    page = render_template("desk/list-cell.html", rows=found, show={"id": show}) if found else ""
    said = {str(id): name for id, name in names["place_names"].items()} | {"in": _("Load-in"), "out": _("Load-out")}
    return answer(page, form, Merge(made.changed, in_words(made.clashes, said)))


def read(form: PlanForm, show: str) -> dict[str, Any]:
    """What the form says of a list; of a cell, its column alone."""
    places = db.session.execute(select(Place.id, Place.kind).where(Place.show == show, ~Place.gone)).all()
    readers: dict[str, Callable[[], Any]] = {
        "name": lambda: form.text("name", most=80, needed=_("Say what it is called.")),
        "truck": lambda: form.key("truck", {one.id for one in places if one.kind == "truck"}),
        "zone": lambda: form.key("zone", {one.id for one in places if one.kind == "zone"}),
        "leg": lambda: form.choice("leg", LEGS, "out"),
    }
    if "sort" in request.form:
        readers["sort"] = lambda: form.whole("sort", MOST_SORT) or 0
    wanted = {request.form["cell"]} if is_cell() else readers.keys()
    return {name: reader() for name, reader in readers.items() if name in wanted}


def steps(form: PlanForm, key: int) -> dict[int, dict[str, Any] | None]:
    """What the form says of each step that it shows; None: take it off."""
    shown = [
        one for one in db.session.scalars(select(Step.id).where(Step.list == key)) if f"text-{one}" in request.form
    ]
    return {one: None if f"remove-{one}" in request.form else step(form, one) for one in shown}


def step(form: PlanForm, key: int) -> dict[str, Any]:
    """What the form says of one step."""
    return {name: reader() for name, reader in of_step(form, key).items()}


def of_step(form: PlanForm, key: int) -> dict[str, Callable[[], Any]]:
    """What reads each field of a step."""
    return {
        "text": lambda: form.text(f"text-{key}", most=LONGEST_STEP, needed=_("A step says what is to be done.")),
        "sort": lambda: form.whole(f"sort-{key}", MOST_SORT) or 0,
        **{flag: partial(form.flag, f"{flag}-{key}") for flag in FLAGS},
        "auto": lambda: form.choice(f"auto-{key}", AUTO) or None,
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
    """A page of the list of lists, and the form of another as it was sent."""
    wanted, offered = asked(request.args), choices(show)
    seq = mark_of(db.session.connection(), show)[1]  # first, so that no edit of a row that is shown is older
    said, found = written(wanted), list_list.listed(db.session.connection(), show, wanted)

    def link(**changed: Any) -> str:
        return url_for("lists.page", show=show, **(said | changed))

    views = [("", _("All"), sum(found.counts.values())), ("in", _("Load-in"), found.counts.get("in", 0)),
             ("out", _("Load-out"), found.counts.get("out", 0))]  # fmt: skip
    return render_template(
        "desk/lists.html", **frame(show, "lists"), **offered, found=found, wanted=wanted, link=link, written=said,
        sizes=SIZES, seq=seq, views=views, columns=columns(), form=form, given=given,
    )  # fmt: skip


def columns() -> list[tuple[str, str, str]]:
    """The table's columns: words, class, what they sort by."""
    return [
        (_("Order"), "n", "order"), (_("Name"), "", "name"), (_("Truck"), "", "truck"), (_("Zone"), "", "zone"),
        (_("Leg"), "", "leg"), (_("Steps"), "n", "steps"),
    ]  # fmt: skip


def step_row(step: Step) -> str:
    """A step's row by itself. It has no place among others, so it is called by its key."""
    return render_template("desk/list-step.html", step=step, given=steps_of(db.session(), step.list), number=step.id)


def step_word(name: str, text: str) -> str:
    """What is stored of a step, as its field says it."""
    match name.partition("-")[0]:
        case "auto":
            return str(_("The log: all on board") if text else _("A person"))
        case "safety" | "photo":
            return str(_("Yes") if text else _("No"))
    return text


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
    names = {"name": _("Name"), "truck": _("Truck"), "zone": _("Zone"), "leg": _("Leg"), "more": _("More steps"),
             "sort": _("Order in lists")}  # fmt: skip
    return {"choices": by_kind, "names": names, "place_names": {one.id: one.name for one in found}}
