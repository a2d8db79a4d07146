"""Bookings of docks: a day at a glance, and one slot's form. All times on the show's clock."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import select

from siteops.board.known import standing_of
from siteops.core import clock
from siteops.core.codes import spaced
from siteops.core.db import db, editing
from siteops.core.plan import Code, Place, Show, Slot
from siteops.core.web import who
from siteops.desk.day import Booked, bounds, jumps, laid_out, overlaps
from siteops.desk.edits import Merge, before, shown, spelled
from siteops.desk.frame import frame, zone_of
from siteops.desk.plan_form import PlanForm, a_day
from siteops.desk.plan_rows import Author, Sent, add, change, edit, give_code
from siteops.gear.queries import counted, tally

slots = Blueprint("slots", __name__, url_prefix="/shows/<show>/slots")
SLOT = "/<int(max=2147483647):slot>"
WHEN = ("day", "starts", "ends")
NOTHING = Merge()
COLUMNS = ("dock", "truck", "direction", "starts", "ends", "vendor")
LONGEST = timedelta(hours=24)
"""A slot that ends before it starts, read as the next day, must still be shorter than a day."""


@slots.get("")
def page(show: str) -> ResponseReturnValue:
    """One day of the show's docks."""
    around = frame(show, "slots")
    zone = zone_of(around["show"])
    every = db.session.scalars(select(Slot).where(Slot.show == show, ~Slot.gone).order_by(Slot.starts, Slot.id)).all()
    days = sorted({one.starts.astimezone(zone).date() for one in every})
    day = chosen(days, clock.now().astimezone(zone).date())
    first, last = bounds(day, zone)
    mine = {one.id: one for one in every if one.starts < last and one.ends > first}
    booked = [Booked(one.id, one.dock, one.starts, one.ends) for one in mine.values()]
    return render_template(
        "desk/slots.html", **around, days=days, day=day, slots=mine,
        table=laid_out(day, zone, booked, [key for key, _name in choices(show)["dock"]]),
        overlaps=overlaps(booked), places=names(show), zone=zone, now=clock.now(), progress=progress(show),
        jumps=jumps(day, day, zone), format_date=format_date,
    )  # fmt: skip


@slots.get("/new")
def new(show: str) -> ResponseReturnValue:
    """The form for another slot."""
    given = {"day": request.args.get("day", "")[:10], "direction": "in", "dock": request.args.get("dock", "")}
    return filled(show, None, PlanForm(), given=given)


@slots.post("")
def make(show: str) -> ResponseReturnValue:
    """A new slot, with a code of its own."""
    form = PlanForm()
    sent = read(form, show, None)
    if form.errors:
        return filled(show, None, form), 400
    author = Author(show, who().person)
    with editing() as session:
        row = Slot(show, **sent)
        subject = add(session, row, "slot", author, COLUMNS)
        give_code(session, subject, show, row.rev)
    flash(_("The slot is booked. It has a code for its poster."), "ok")
    return redirect(url_for("slots.page", show=show, day=local(sent["starts"], show).date()), 303)


@slots.get(SLOT)
def one(show: str, slot: int) -> ResponseReturnValue:
    """One slot."""
    return filled(show, on_show(show, slot), PlanForm())


@slots.post(SLOT)
def rewrite(show: str, slot: int) -> ResponseReturnValue:
    """Change it."""
    row, form = on_show(show, slot), PlanForm()
    sent, made = read(form, show, row), Merge()
    if not form.errors:
        with editing() as session:
            kept = session.get_one(Slot, slot)
            made = edit(session, kept, f"slot:{slot}", Author(show, who().person), Sent(sent, before()))
    if form.errors or made.clashes:
        return filled(show, on_show(show, slot), form, made), 409 if made.clashes else 400
    flash(_("Kept.") if made.changed else _("Nothing was changed."), "ok")
    return redirect(url_for("slots.page", show=show, day=local(sent["starts"], show).date()), 303)


@slots.post(f"{SLOT}/remove")
def remove(show: str, slot: int) -> ResponseReturnValue:
    """Cancel it."""
    row = on_show(show, slot)
    with editing() as session:
        change(session, session.get_one(Slot, slot), f"slot:{slot}", Author(show, who().person), {"gone": True})
    flash(_("The slot is cancelled."), "ok")
    return redirect(url_for("slots.page", show=show, day=local(row.starts, show).date()), 303)


def read(form: PlanForm, show: str, kept: Slot | None) -> dict[str, Any]:
    """What the form says. An end before the start is of the next day."""
    places = db.session.execute(select(Place.id, Place.kind).where(Place.show == show, ~Place.gone)).all()
    docks, trucks = ({one.id for one in places if one.kind == kind} for kind in ("dock", "truck"))
    sent: dict[str, Any] = {
        "dock": form.key("dock", docks, needed=_("Choose a dock.")),
        "truck": form.key("truck", trucks),
        "direction": form.choice("direction", ("in", "out")),
        "vendor": " ".join(form.text("vendor").split()),
    }
    day, begins, until = form.day("day"), form.hour("starts"), form.hour("ends")
    if day and begins and until:
        zone = zone_of(db.session.get_one(Show, show))
        starts = form.at("starts", day, begins, zone)
        ends = form.at("ends", day + timedelta(days=until <= begins), until, zone)
        sent["starts"] = as_kept(kept.starts if kept else None, starts, zone)
        sent["ends"] = as_kept(kept.ends if kept else None, ends, zone)
        if starts and ends and not timedelta() < sent["ends"] - sent["starts"] < LONGEST:
            form.errors["ends"] = _("It ends when it starts.")
    return sent


def as_kept(kept: datetime | None, sent: datetime | None, zone: ZoneInfo) -> datetime | None:
    """The stored instant where the form shows that very time: of an hour that comes twice it may be the second."""
    same = kept and sent and kept.astimezone(zone).replace(fold=0) == sent.astimezone(zone).replace(fold=0)
    return kept if same else sent


def as_given(row: Slot, show: str) -> dict[str, str]:
    """A slot as its form's fields have it."""
    starts, ends = local(row.starts, show), local(row.ends, show)
    texts = spelled({name: getattr(row, name) for name in COLUMNS})
    return texts | {"day": f"{starts:%Y-%m-%d}", "starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"}


def filled(show: str, row: Slot | None, form: PlanForm, made: Merge = NOTHING, given: Any = None) -> str:
    """The form of a slot, new or known; as it was sent, or as the slot is."""
    stored = spelled({name: getattr(row, name) for name in COLUMNS}) if row else {}
    typed = {*made.changed, *(WHEN if made.changed.keys() & {"starts", "ends"} else ())} if made.clashes else set()
    fields = shown(as_given(row, show) if row else {}, faulty=bool(form.errors), typed=typed)
    code = select(Code.code).where(Code.subject == f"slot:{row.id}", ~Code.gone) if row else None
    return render_template(
        "desk/slot.html", **frame(show, "slots"), slot=row, form=form, given=given or fields.given,
        was=fields.was if form.errors else stored, clashes=in_words(made.clashes, show), choices=choices(show),
        codes=[spaced(one) for one in db.session.scalars(code)] if code is not None else [], names=labels(),
    )  # fmt: skip


def labels() -> dict[str, str]:
    """What the form calls its fields."""
    return {"dock": _("Dock"), "truck": _("Truck"), "direction": _("Direction"), "day": _("Day"), "starts": _("From"),
            "ends": _("Until"), "vendor": _("Vendor")}  # fmt: skip


def in_words(clashes: dict[str, str], show: str) -> dict[str, str]:
    """What is stored now, as people say it."""
    places = {str(key): name for key, name in names(show).items()}
    words = {name: places.get(text, text) if name in ("dock", "truck") else text for name, text in clashes.items()}
    for name in clashes.keys() & {"starts", "ends"}:
        words[name] = f"{local(clock.read(clashes[name]), show):%Y-%m-%d %H:%M}"
    return words


def chosen(days: Sequence[date], today: date) -> date:
    """The day that was asked for, else today or the next one with slots, else the last."""
    if asked := a_day(request.args.get("day", "")):
        return asked
    later = [one for one in days if one >= today]
    return later[0] if later else days[-1] if days else today


def on_show(show: str, slot: int) -> Slot:
    """A slot of the show. 404 for any other."""
    found = db.session.scalar(select(Slot).where(Slot.id == slot, Slot.show == show, ~Slot.gone))
    if found is None:
        abort(404)
    return found


def choices(show: str) -> dict[str, list[tuple[int, str]]]:
    """Docks and trucks to choose from."""
    query = select(Place.id, Place.kind, Place.name).where(Place.show == show, ~Place.gone)
    found = db.session.execute(query.order_by(Place.sort, Place.name)).all()
    return {kind: [(one.id, one.name) for one in found if one.kind == kind] for kind in ("dock", "truck")}


def names(show: str) -> dict[int, str]:
    """The show's places by key."""
    rows = db.session.execute(select(Place.id, Place.name).where(Place.show == show).order_by(Place.sort, Place.name))
    return {id: name for id, name in rows}


def progress(show: str) -> dict[int, tuple[int, int]]:
    """Of each truck's cases, how many have come where the leg wants them, and how many there are."""
    connection = db.session.connection()
    leg = standing_of(connection, show).leg
    found = tally(counted(connection, show)).items()
    return {int(ref.partition(":")[2]): (one.done(leg), one.total) for ref, one in found if ref.startswith("truck:")}


def local(at: datetime, show: str) -> datetime:
    """An instant on the show's clock."""
    return at.astimezone(UTC).astimezone(zone_of(db.session.get_one(Show, show)))
