"""One slot: its form, and its cells in the list. All times on the show's clock."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from siteops.core.codes import spaced
from siteops.core.db import db
from siteops.core.journal.record import planning
from siteops.core.plan import Code, Place, Show, Slot
from siteops.core.web import who
from siteops.desk.cell import answer, is_cell
from siteops.desk.edits import Merge, before, in_words, merge, shown, spelled
from siteops.desk.frame import frame, zone_of
from siteops.desk.plan_form import PlanForm
from siteops.desk.plan_rows import Author, Sent, add, change, edit, give_code
from siteops.desk.site import slot_list
from siteops.desk.site.slot_form import CELLS, COLUMNS, WHEN, as_given, choices, labels, read, read_cell, values_of
from siteops.desk.site.slots import on_clock, progress

slot = Blueprint("slot", __name__, url_prefix="/shows/<show>/slots")
SLOT = "/<int(max=2147483647):key>"
NOTHING = Merge()


@slot.get("/new")
def new(show: str) -> ResponseReturnValue:
    """The form for another slot."""
    given = {"day": request.args.get("day", "")[:10], "direction": "in", "dock": request.args.get("dock", "")}
    return filled(show, None, PlanForm(), given=given)


@slot.post("")
def make(show: str) -> ResponseReturnValue:
    """A new slot, with a code of its own."""
    form, zone = PlanForm(), zone_of_show(show)
    sent = read(form, choices(show), zone, None)
    if form.errors:
        return filled(show, None, form), 400
    author = Author(show, who().person)
    with planning() as session:
        row = Slot(show, **sent)
        subject = add(session, row, "slot", author, COLUMNS)
        give_code(session, subject, show, row.rev)
    flash(_("The slot is booked. It has a code for its poster."), "ok")
    return redirect(url_for("slots.page", show=show, day=day_of(sent["starts"], zone)), 303)


@slot.get(SLOT)
def one(show: str, key: int) -> ResponseReturnValue:
    """One slot."""
    return filled(show, on_show(show, key), PlanForm())


@slot.post(SLOT)
def rewrite(show: str, key: int) -> ResponseReturnValue:
    """Change it."""
    if is_cell():
        return keep_cell(show, key)
    row, form, made, zone = on_show(show, key), PlanForm(), Merge(), zone_of_show(show)
    sent = read(form, choices(show), zone, row)
    if not form.errors:
        with planning() as session:
            kept = session.get_one(Slot, key)
            made = edit(session, kept, f"slot:{key}", Author(show, who().person), Sent(sent, before()))
    if form.errors or made.clashes:
        return filled(show, on_show(show, key), form, made), 409 if made.clashes else 400
    flash(_("Kept.") if made.changed else _("Nothing was changed."), "ok")
    return redirect(url_for("slots.page", show=show, day=day_of(sent["starts"], zone)), 303)


@slot.post(f"{SLOT}/remove")
def remove(show: str, key: int) -> ResponseReturnValue:
    """Cancel it."""
    row = on_show(show, key)
    with planning() as session:
        change(session, session.get_one(Slot, key), f"slot:{key}", Author(show, who().person), {"gone": True})
    flash(_("The slot is cancelled."), "ok")
    return redirect(url_for("slots.page", show=show, day=day_of(row.starts, zone_of_show(show))), 303)


def keep_cell(show: str, key: int) -> ResponseReturnValue:
    """Keep one cell of the list, unless somebody else was faster; answers the row as it is stored.

    A cell shows times as the clock does, so what it showed is held against what it would show now.
    """
    form, zone, name, offered = PlanForm(), zone_of_show(show), request.form["cell"], choices(show)
    if name not in CELLS:
        abort(400, _("This cannot be changed here."))
    with planning() as session:
        row = session.scalar(select(Slot).where(Slot.id == key, Slot.show == show))
        if row is None:
            abort(404)
        stored, made = values_of(row), Merge()
        values = {} if row.gone else read_cell(form, name, offered, zone, row)
        if values and not form.errors:
            shows, wanted = as_given(stored, zone), as_given(stored | values, zone)
            made = merge({name: shows[name]}, {name: wanted[name]}, before())
        if made.changed and not made.clashes:
            change(session, row, f"slot:{key}", Author(show, who().person), values)
    return answer(row_of(show, key), form, Merge(made.changed, in_words(made.clashes, names(show))), WHEN)


def row_of(show: str, key: int) -> str:
    """A slot's row by itself; empty if it was cancelled."""
    found = slot_list.slot(db.session.connection(), show, key)
    if found is None:
        return ""
    return render_template("desk/slot-cell.html", rows=[found], show={"id": show}, progress=progress(show),
                           **on_clock(zone_of_show(show)))  # fmt: skip


def filled(show: str, row: Slot | None, form: PlanForm, made: Merge = NOTHING, given: Any = None) -> str:
    """The form of a slot, new or known; as it was sent, or as the slot is."""
    zone = zone_of_show(show)
    stored = spelled(values_of(row)) if row else {}
    typed = {*made.changed, *(WHEN if made.changed.keys() & {"starts", "ends"} else ())} if made.clashes else set()
    fields = shown(as_given(values_of(row), zone) if row else {}, faulty=bool(form.errors), typed=typed)
    code = select(Code.code).where(Code.subject == f"slot:{row.id}", ~Code.gone) if row else None
    return render_template(
        "desk/slot.html", **frame(show, "slots"), slot=row, form=form, given=given or fields.given,
        was=fields.was if form.errors else stored, clashes=in_words(made.clashes, names(show), zone),
        choices=choices(show), names=labels(),
        codes=[spaced(one) for one in db.session.scalars(code)] if code is not None else [],
    )  # fmt: skip


def on_show(show: str, key: int) -> Slot:
    """A slot of the show. 404 for any other."""
    found = db.session.scalar(select(Slot).where(Slot.id == key, Slot.show == show, ~Slot.gone))
    if found is None:
        abort(404)
    return found


def names(show: str) -> dict[str, str]:
    """The show's places by key, and directions, as a form has them: in words."""
    rows = db.session.execute(select(Place.id, Place.name).where(Place.show == show))
    return {str(id): name for id, name in rows} | {"in": _("In, to unload"), "out": _("Out, to load")}


def zone_of_show(show: str) -> ZoneInfo:
    """The show's own time."""
    return zone_of(db.session.get_one(Show, show))


def day_of(at: datetime, zone: ZoneInfo) -> date:
    """The day on the site's calendar that an instant is of."""
    return at.astimezone(zone).date()
