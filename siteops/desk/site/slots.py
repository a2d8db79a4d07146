"""Bookings of docks: a day at a glance, and the list of it, or of every day. All times on the show's clock."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from siteops.board.known import standing_of
from siteops.core import clock
from siteops.core.db import db
from siteops.desk.asked import SIZES, written
from siteops.desk.frame import frame, zone_of
from siteops.desk.paging import cut, ranked
from siteops.desk.plan_form import a_day
from siteops.desk.site import slot_list
from siteops.desk.site.day import Booked, jumps, laid_out, overlaps
from siteops.desk.site.slot_form import choices, labels
from siteops.desk.site.slot_list import EVERY_DAY, ORDERS, Asked, Listed, asked, narrowed
from siteops.gear import queries
from siteops.gear.ladder import mark_of

slots = Blueprint("slots", __name__, url_prefix="/shows/<show>/slots")


@slots.get("")
def page(show: str) -> ResponseReturnValue:
    """Slots of a day, or of every day: searched, narrowed, sorted, a page at a time."""
    around, wanted, connection = frame(show, "slots"), asked(request.args), db.session.connection()
    zone, said, offered = zone_of(around["show"]), written(wanted), choices(show)
    seq = mark_of(connection, show)[1]  # first, so that no edit of a row that is shown is older
    days = slot_list.days(connection, show, zone)
    day = None if wanted.day == EVERY_DAY else chosen(wanted.day, days, clock.now().astimezone(zone).date())
    every = slot_list.booked(connection, show, day, zone)
    found = narrowed(every, wanted)

    def link(**changed: Any) -> str:
        return url_for("slots.page", show=show, **(said | changed))

    return render_template(
        "desk/slots.html", **around, **on_clock(zone), days=days, day=day, wanted=wanted, link=link, written=said,
        seq=seq, asked=urlencode({**request.args, "day": day.isoformat() if day else EVERY_DAY}),
        found=cut(ranked(found, ORDERS[wanted.by], down=wanted.down), wanted.page, wanted.size), sizes=SIZES,
        columns=columns(), choices=offered, names=labels(), progress=progress(show), docks=used(every, wanted, offered),
        **(pictured(day, zone, every, found if wanted.narrows_day else None, offered["dock"]) if day else {}),
    )  # fmt: skip


def chosen(asked: str, days: Sequence[date], today: date) -> date:
    """The day that was asked for, else today or the next one with slots, else the last."""
    if found := a_day(asked):
        return found
    later = [one for one in days if one >= today]
    return later[0] if later else days[-1] if days else today


def pictured(
    day: date, zone: ZoneInfo, every: Sequence[Listed], found: Sequence[Listed] | None, docks: Sequence[tuple[int, str]]
) -> dict[str, Any]:
    """The picture of a day, with its free docks; of what was `found` alone where somebody narrowed it."""
    booked = [Booked(one.id, one.dock, one.starts, one.ends) for one in every]
    mine = booked if found is None else [one for one in booked if one.key in {each.id for each in found}]
    return {
        "table": laid_out(day, zone, mine, [id for id, _name in docks] if found is None else ()),
        "slots": {one.id: one for one in every}, "overlaps": overlaps(booked), "jumps": jumps(day, day, zone),
        "places": {one.dock: one.at for one in every} | dict(docks), "now": clock.now(),
    }  # fmt: skip


def on_clock(zone: ZoneInfo) -> dict[str, Any]:
    """How instants are said on the show's clock; kept while a page is made, on which hundreds begin at one time."""
    return {"format_date": cache(format_date), "local": cache(lambda at: at.astimezone(zone)),
            "hour": cache(lambda at: f"{at.astimezone(zone):%H:%M}")}  # fmt: skip


def used(every: Sequence[Listed], wanted: Asked, offered: dict[str, list[tuple[int, str]]]) -> list[tuple[int, str]]:
    """Docks that the list can be narrowed to: those of the plan, and any other that is booked."""
    return [*({one.dock: one.at for one in every if one.dock == wanted.dock} | dict(offered["dock"])).items()]


def columns() -> list[tuple[str, str, str]]:
    """The table's columns: words, class, what they sort by."""
    return [
        (_("Code"), "", "code"), (_("Day"), "", "when"), (_("From"), "n", ""), (_("Until"), "n", ""),
        (_("Dock"), "", "dock"), (_("Truck"), "", "truck"), (_("Vendor"), "", "vendor"),
        (_("Direction"), "", "direction"), (_("Cases"), "n", ""),
    ]  # fmt: skip


def progress(show: str) -> dict[int, tuple[int, int]]:
    """Of each truck's cases, how many have come where the leg wants them, and how many there are."""
    connection = db.session.connection()
    return queries.progress(connection, show, standing_of(connection, show).leg)
