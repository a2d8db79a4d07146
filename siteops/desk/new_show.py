"""Making a show: an administrator's way from an empty installation to a site."""

import re
import unicodedata

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from siteops.core import clock
from siteops.core.db import editing
from siteops.core.log import open_log
from siteops.core.plan import NO_SHOW, Show
from siteops.core.web import who
from siteops.desk.forms import Form
from siteops.desk.frame import me_of
from siteops.desk.show_fields import choices, read

new_show = Blueprint("new_show", __name__, url_prefix="/shows")
CLOCK = "UTC"


@new_show.get("/new")
def new() -> ResponseReturnValue:
    """The form for another show."""
    return page(Form())


@new_show.post("")
def make() -> ResponseReturnValue:
    """A new show. Its people come next."""
    form = Form()
    sent = read(form, CLOCK)
    if form.errors:
        return page(form), 400
    with editing() as session:
        show = Show(free_id(session, sent["name"]), created=clock.now(), **sent)
        session.add(show)
        session.flush()
        open_log(session.connection(), show.id)
    return redirect(url_for("team.people", show=show.id), 303)


def page(form: Form) -> str:
    """The page of the form, as it was sent."""
    given = request.form or {"timezone": CLOCK}
    return render_template("desk/show-new.html", me=me_of(who()), form=form, given=given, **choices())


def free_id(session: Session, name: str) -> str:
    """An id for a show's addresses, made of its name: `glass-horizon`, `glass-horizon-2`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:32] or "show"
    taken = {NO_SHOW, *session.scalars(select(Show.id).where(Show.id.startswith(stem)))}
    return next(one for one in (stem, *(f"{stem}-{number}" for number in range(2, 10**6))) if one not in taken)
