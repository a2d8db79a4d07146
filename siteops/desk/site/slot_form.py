"""A slot as forms have it: days and times on the show's clock, read and written."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import select

from siteops.core.db import db
from siteops.core.plan import Place, Slot
from siteops.desk.edits import spelled
from siteops.desk.plan_form import PlanForm

COLUMNS = ("dock", "truck", "direction", "starts", "ends", "vendor")
WHEN = ("day", "starts", "ends")
CELLS = ("dock", "truck", "direction", "vendor", *WHEN)
LONGEST = timedelta(hours=24)
"""A slot that ends before it starts, read as the next day, must still be shorter than a day."""
Choices = Mapping[str, list[tuple[int, str]]]


def read(form: PlanForm, choices: Choices, zone: ZoneInfo, kept: Slot | None) -> dict[str, Any]:
    """What the form says. An end before the start is of the next day."""
    sent = {name: said(form, name, choices) for name in CELLS if name not in WHEN}
    day, begins, until = form.day("day"), form.hour("starts"), form.hour("ends")
    return sent | (span(form, (day, begins, until), zone, kept) if day and begins and until else {})


def read_cell(form: PlanForm, name: str, choices: Choices, zone: ZoneInfo, kept: Slot) -> dict[str, Any]:
    """What one cell says. Another day or start moves the whole slot; an end is of the same day, or of the next."""
    if name not in WHEN:
        return {name: said(form, name, choices)}
    starts, ends = (at.astimezone(zone).replace(tzinfo=None) for at in (kept.starts, kept.ends))
    if name == "day":
        day = form.day("day")
        return span(form, (day, starts.time(), ends.time()), zone, kept) if day else {}
    hour = form.hour(name)
    if hour is None:
        return {}
    if name == "ends":
        return span(form, (starts.date(), starts.time(), hour), zone, kept)
    moved = as_kept(kept.starts, form.at("starts", starts.date(), hour, zone), zone)
    return {"starts": moved, "ends": kept.ends + (moved - kept.starts)} if moved else {}


def said(form: PlanForm, name: str, choices: Choices) -> Any:
    """What a field says that is no day or time."""
    match name:
        case "dock":
            return form.key("dock", {id for id, _name in choices["dock"]}, needed=_("Choose a dock."))
        case "truck":
            return form.key("truck", {id for id, _name in choices["truck"]})
        case "direction":
            return form.choice("direction", ("in", "out"))
    return " ".join(form.text(name).split())


def span(form: PlanForm, when: tuple[date, time, time], zone: ZoneInfo, kept: Slot | None) -> dict[str, Any]:
    """From when to when: a day, and two times on it, the second maybe of the next day."""
    day, begins, until = when
    starts = form.at("starts", day, begins, zone)
    ends = form.at("ends", day + timedelta(days=until <= begins), until, zone)
    sent = {"starts": as_kept(kept.starts if kept else None, starts, zone),
            "ends": as_kept(kept.ends if kept else None, ends, zone)}  # fmt: skip
    if sent["starts"] and sent["ends"] and not timedelta() < sent["ends"] - sent["starts"] < LONGEST:
        form.errors["ends"] = _("It ends when it starts.")
    return sent


def as_kept(kept: datetime | None, sent: datetime | None, zone: ZoneInfo) -> datetime | None:
    """The stored instant where the form shows that very time: of an hour that comes twice it may be the second."""
    same = kept and sent and kept.astimezone(zone).replace(fold=0) == sent.astimezone(zone).replace(fold=0)
    return kept if same else sent


def as_given(values: Mapping[str, Any], zone: ZoneInfo) -> dict[str, str]:
    """A slot's values as its form's fields have them."""
    starts, ends = (values[name].astimezone(UTC).astimezone(zone) for name in ("starts", "ends"))
    return spelled(values) | {"day": f"{starts:%Y-%m-%d}", "starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"}


def values_of(row: Slot) -> dict[str, Any]:
    """A slot's values, by column."""
    return {name: getattr(row, name) for name in COLUMNS}


def choices(show: str) -> dict[str, list[tuple[int, str]]]:
    """Docks and trucks to choose from."""
    query = select(Place.id, Place.kind, Place.name).where(Place.show == show, ~Place.gone)
    found = db.session.execute(query.order_by(Place.sort, Place.name)).all()
    return {kind: [(one.id, one.name) for one in found if one.kind == kind] for kind in ("dock", "truck")}


def labels() -> dict[str, str]:
    """What the form calls its fields."""
    return {"dock": _("Dock"), "truck": _("Truck"), "direction": _("Direction"), "day": _("Day"), "starts": _("From"),
            "ends": _("Until"), "vendor": _("Vendor")}  # fmt: skip
