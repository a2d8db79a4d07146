"""What every desk page needs around it: the show, its phase, who is looking, the show's clock."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask import abort, flash
from flask_babel import gettext as _
from sqlalchemy import select

from siteops.core import clock
from siteops.core.access.sessions import Principal
from siteops.core.db import db
from siteops.core.journal import rows
from siteops.core.plan import Show
from siteops.core.web import who
from siteops.core.words import moment


def frame(show: str, page: str) -> dict[str, Any]:
    """Values of `desk/base.html` for a page of a show. `page`: its word in the rail. Two queries."""
    found = db.session.get(Show, show)
    if found is None:
        abort(404)
    states = rows.table("show")
    phase = db.session.scalar(select(states.c.phase).where(states.c.show == show, states.c.key == show))
    return {
        "show": found,
        "phase": phase,
        "me": me_of(who(), show),
        "page": page,
        "as_of": f"{clock.now().astimezone(zone_of(found)):%H:%M}",
    }


def me_of(asker: Principal, show: str = "") -> dict[str, str]:
    """Who is looking, as the desk's bar says it."""
    role = asker.roles.get(show)
    return {"name": asker.name, "role": "admin" if asker.admin else role.name.lower() if role else ""}


def zone_of(show: Show) -> ZoneInfo:
    """The show's own time."""
    return zone_named(show.timezone)


def zone_named(name: str) -> ZoneInfo:
    """A time zone; UTC where its name is not known here."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def told(at: datetime | None, zone: ZoneInfo) -> str:
    """An instant as people of a show say it: the time if it is today, else day and time. Empty for None."""
    if at is None:
        return ""
    there = at.astimezone(zone)
    if there.date() == clock.now().astimezone(zone).date():
        return f"{there:%H:%M}"
    return moment(there, _("EEE d MMM HH:mm"))


def say(words: str, tone: str = "ok", **way: str) -> None:
    """Tell it on the next page. `way`: an address to `undo` it, or one to go on to (`href`) with its name (`to`)."""
    message: Any = {"words": words, **way}
    flash(message, tone)
