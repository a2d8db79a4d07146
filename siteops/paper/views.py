"""Pages for print: what to print, pull sheets, the call list, contacts. All only read."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import format_date, format_datetime
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import Connection

from siteops.core import clock, codes
from siteops.core.db import db
from siteops.desk.frame import frame, zone_of
from siteops.desk.plan_form import a_day
from siteops.desk.show.contact_plan import contacts_of
from siteops.labels import qr
from siteops.labels.orders import named_host
from siteops.paper import people, pull

paper = Blueprint("paper", __name__, url_prefix="/shows/<show>/paper")
BLUEPRINTS = (paper,)


@paper.get("")
def page(show: str) -> ResponseReturnValue:
    """What can be printed."""
    around = around_of(show)
    connection = db.session.connection()
    days = people.days(connection, show, around["zone"])
    return render_template("paper/choose.html", **around, trucks=pull.trucks(connection, show), days=days)


@paper.get("/pull")
def pull_sheets(show: str) -> ResponseReturnValue:
    """The pull sheet of one truck, or of all; `contents`: with what lies in the cases."""
    around = around_of(show)
    connection = db.session.connection()
    every = pull.trucks(connection, show)
    wanted = request.args.get("truck", "")
    chosen = [one for one in every if wanted in ("", str(one[0]))]
    if not chosen and wanted:
        abort(404)
    too_many = sum(count for _, _, count in chosen) > pull.MOST and len(chosen) > 1
    sheets = [] if too_many else sheets_of(connection, show, chosen)
    unlabelled = sum(not one.label for sheet in sheets for one in sheet.cases)
    return render_template(
        "paper/pull.html", **around, sheets=sheets, trucks=every, too_many=too_many, most=pull.MOST, code=drawn(),
        unlabelled=unlabelled, with_contents="contents" in request.args, wanted=wanted,
    )  # fmt: skip


@paper.get("/calls")
def call_list(show: str) -> ResponseReturnValue:
    """Who is due, by day and company, with room to sign; `day`: only that one."""
    around = around_of(show)
    days = people.days(db.session.connection(), show, around["zone"])
    if day := a_day(request.args.get("day", "")):
        days = {one: found for one, found in days.items() if one == day}
    return render_template("paper/calls.html", **around, days=days)


@paper.get("/contacts")
def contact_sheet(show: str) -> ResponseReturnValue:
    """Whom to call."""
    around = around_of(show)
    every = people.people(db.session.connection(), show)
    drivers = [one for one in every if one.drives]
    return render_template(
        "paper/contacts.html", **around, contacts=contacts_of(show), leads=people.leads(every), drivers=drivers
    )


def sheets_of(connection: Connection, show: str, chosen: list[tuple[int, str, int]]) -> list[pull.Sheet]:
    """The sheets of some trucks."""
    contents = "contents" in request.args
    return [pull.sheet(connection, show, (key, name), contents=contents) for key, name, _ in chosen]


def around_of(show: str) -> dict[str, Any]:
    """What every page has: its frame, the show's clock, and when it was made."""
    around = frame(show, "paper")
    zone = zone_of(around["show"])
    now = clock.now().astimezone(zone)
    return {
        **around, "zone": zone, "told_day": told_day,
        "printed": format_datetime(now, _("EEE d MMM y HH:mm"), rebase=False),
    }  # fmt: skip


def told_day(day: date | None) -> str:
    """A day, in full."""
    return str(format_date(day, _("EEEE d MMMM y"))) if day else ""


def drawn() -> Any:
    """Draws a label's code as it stands on the label: black on white, one unit a module, with its quiet zone."""
    host = named_host(current_app.config["PUBLIC_URL"], request.host)

    def picture(label: str) -> Markup:
        modules = qr.matrix(codes.url(host, label))
        size = len(modules) + 2 * qr.QUIET
        path = "".join(f"M{x + qr.QUIET} {y + qr.QUIET}h{wide}v1h-{wide}z" for x, y, wide in qr.bars(modules))
        ground = f'<rect width="{size}" height="{size}" fill="#fff"/>'
        head = f'<svg class="papercode" viewBox="0 0 {size} {size}" aria-hidden="true">'
        return Markup(f'{head}{ground}<path d="{path}"/></svg>')  # noqa: S704 (numbers alone)

    return picture
