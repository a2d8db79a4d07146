"""The screens of the first visit after the account: a show, its crew, its labels. Each can be left and come back to."""

import os
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.exceptions import RequestEntityTooLarge

from siteops import demo as demo_show
from siteops.core.access.first import is_here
from siteops.core.access.joining import find, invite
from siteops.core.db import db, editing
from siteops.core.facts import Role
from siteops.core.plan import Show
from siteops.core.web import who
from siteops.demo import making
from siteops.desk.access.invitations import MOST_USES
from siteops.desk.access.ways import link, picture
from siteops.desk.forms import Form, clean
from siteops.desk.frame import told, zone_of
from siteops.desk.show import first_visit, show_made
from siteops.desk.show.first_visit import steps, visit
from siteops.desk.show.new_show import CLOCK
from siteops.desk.show.ready import on_paper
from siteops.desk.show.show_fields import choices, read
from siteops.imports import uploads
from siteops.imports.child.limits import FILE_BYTES
from siteops.imports.views import AROUND_FILE

first = Blueprint("first", __name__, url_prefix="/first")
USES, STANDS = 20, timedelta(hours=24)
"""Of the invitation that is made here: a crew's first shift. Others are made on the page for it."""
BY_HAND = "PUBLIC_URL=https://ops.example.org siteops serve"
BY_SYSTEMD = "echo PUBLIC_URL=https://ops.example.org > /etc/siteops.env\nsystemctl restart siteops"
"""How to tell a server its address, by how it was started."""
EMPTY = {"timezone": CLOCK}
NAMES = 120
"""Characters of a file's name that are kept, its end."""


@first.app_template_global("first_visit")
def strip() -> list[first_visit.Step]:
    """The steps of the first visit that the person who asks is on; none if there is none."""
    found = visit()
    return steps(found) if found else []


@first.get("/show")
def show() -> ResponseReturnValue:
    """A show of one's own, with a list or without, or the demo."""
    return choose(Form(), EMPTY)


@first.post("/show")
def make() -> ResponseReturnValue:
    """Make the show; a list that came along is looked at next, and else the crew."""
    request.max_content_length = FILE_BYTES + AROUND_FILE
    form = Form()
    try:
        file = request.files.get("file")
        sent = read(form, CLOCK)
        sha256 = uploads.keep(file.stream) if file and file.filename and not form.errors else ""
    except uploads.TooBig:
        return choose(too_big(), request.form), 413
    except RequestEntityTooLarge:  # the form was not even read
        return choose(too_big(), EMPTY), 413
    if form.errors:
        return choose(form, request.form), 400
    made = show_made.make(sent)
    first_visit.about(made)
    if file and sha256:
        name = clean(file.filename or "")[-NAMES:]
        return redirect(url_for("imports.check", show=made, sha256=sha256, name=name), 303)
    return redirect(url_for("first.crew"), 303)


@first.post("/demo")
def demo() -> ResponseReturnValue:
    """Load the demo show, without accounts that a stranger could know: an administrator sees every show."""
    there = db.session.get(Show, demo_show.SHOW)
    if there is None:
        making.make(accounts=False)
    elif not there.demo:
        flash(_("The show named demo is no demo; it stays as it is."), "warn")
        return redirect(url_for("first.show"), 303)
    first_visit.about(demo_show.SHOW)
    return redirect(url_for("first.crew"), 303)


@first.get("/crew")
def crew() -> ResponseReturnValue:
    """A way in for the first of the crew."""
    about = its_show()
    return render_template("desk/first-crew.html", show=about, uses=USES, **around("crew"))


@first.post("/crew")
def let_in() -> ResponseReturnValue:
    """Make it, and show it: this once."""
    about, form = its_show(), Form()
    uses = form.number("uses", 1, MOST_USES, USES)
    if form.errors:
        return render_template("desk/first-crew.html", show=about, form=form, uses=request.form["uses"],
                               **around("crew")), 400  # fmt: skip
    show, by = about.id, who().person
    with editing() as session:
        token = invite(session, show, Role.CREW, by, STANDS, uses=uses)
    one = find(token)
    assert one is not None  # it was made a moment ago
    drawn, ends = picture(link("join", token, capitals=True)), told(one.expires, zone_of(about))
    return render_template(
        "desk/first-invitation.html", show=about, link=link("join", token), code=drawn, uses=uses, ends=ends,
        **around("crew"),
    ), 201  # fmt: skip


@first.get("/labels")
def labels() -> ResponseReturnValue:
    """What there is to print, and what printing needs."""
    about = its_show()
    count = on_paper(db.session.connection(), about.id)
    return render_template("desk/first-labels.html", show=about, count=count, **around("labels"))


@first.post("/end")
def end() -> ResponseReturnValue:
    """That was it: its strip goes away."""
    found = visit()
    first_visit.end()
    flash(_("You are set up. What is still missing stands on the page of the show."), "ok")
    there = url_for("show.page", show=found.show) if found and found.show else url_for("home.shows")
    return redirect(there, 303)


def its_show() -> Show:
    """The show that the visit is about. Ends the request where there is none, or no visit any more."""
    found = visit()
    if found is None:
        abort(redirect(url_for("home.shows"), 303))
    about = db.session.get(Show, found.show) if found.show else None
    if about is None:
        abort(redirect(url_for("first.show"), 303))
    return about


def too_big() -> Form:
    """A form with a file that is no list."""
    return Form({"file": _("The file is larger than %(limit)d MB.", limit=FILE_BYTES // 2**20)})


def choose(form: Form, given: Mapping[str, str]) -> str:
    """The screen of the show, its form as it was sent."""
    if visit() is None:
        abort(redirect(url_for("home.shows"), 303))
    mine = db.session.scalars(select(Show).order_by(Show.name)).all()
    return render_template("desk/first-show.html", form=form, given=given, mine=mine, **choices(), **around("show"))


def around(here: str) -> dict[str, Any]:
    """What every screen wants: where one is, and what phones need to find this installation."""
    public = current_app.config["PUBLIC_URL"]
    base = public or request.host_url.rstrip("/")
    alone = is_here(urlsplit(base).hostname or "")
    return {"here": here, "public": public, "alone": alone, "commands": BY_SYSTEMD if by_systemd() else BY_HAND}


def by_systemd() -> bool:
    """Whether this server was started by systemd, as the README has it."""
    return "INVOCATION_ID" in os.environ
