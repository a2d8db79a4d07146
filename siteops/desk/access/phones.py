"""Phones and browsers on which people are signed in: what they are called, and switching them off."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from siteops.core.access.people import Grant, SignIn
from siteops.core.access.sessions import rename, switch_off
from siteops.core.db import db
from siteops.core.web import who
from siteops.desk.above import may_change
from siteops.desk.access.devices import SIZE, listed
from siteops.desk.asked import number
from siteops.desk.forms import Form
from siteops.desk.frame import frame, told, zone_of
from siteops.desk.roster import member

sessions = Blueprint("sessions", __name__, url_prefix="/shows/<show>")
LONGEST_NAME = 40


@sessions.get("/sessions")
def shown(show: str) -> ResponseReturnValue:
    """Phones and browsers of a show's people, the last used first, fifty a page."""
    around, text = frame(show, "sessions"), request.args.get("q", "").strip()[:100]
    found, page = listed(show, text, number(request.args, "page") or 1)
    return render_template(
        "desk/sessions.html", **around, sessions=found, total=page.total, text=text, size=SIZE, mine=who().sign_in,
        number=page.number, told=told, zone=zone_of(around["show"]),
        may=lambda one: may_change(who(), show, one),
    )  # fmt: skip


@sessions.post("/sessions/<sign_in>/end")
def end(show: str, sign_in: str) -> ResponseReturnValue:
    """Switch off one phone."""
    person = whose(show, sign_in)
    switch_off(SignIn.id == sign_in)
    flash(_("Switched off. What it had not sent is kept and shown to you, should it turn up."), "ok")
    return back(show, person)


@sessions.post("/sessions/<sign_in>/name")
def name(show: str, sign_in: str) -> ResponseReturnValue:
    """Call a phone something that people on site know it by: "Dock phone 2"."""
    person, form = whose(show, sign_in), Form()
    wanted = form.text("name", most=LONGEST_NAME)
    if form.errors:
        abort(400, form.errors["name"])
    rename(sign_in, wanted)
    return back(show, person)


@sessions.post("/people/<int:person>/sessions/end")
def end_all(show: str, person: int) -> ResponseReturnValue:
    """Switch off every phone of one person."""
    check(show, person)
    switch_off(SignIn.person == person)
    flash(_("Every phone of theirs is switched off."), "ok")
    return redirect(url_for("person.page", show=show, person=person), 303)


def whose(show: str, sign_in: str) -> int:
    """Whose phone that is. Aborts with 404 for one of another show, with 403 for somebody's above the asker."""
    mine = (SignIn.id == sign_in, Grant.show == show)
    person = db.session.scalar(select(SignIn.person).join(Grant, Grant.person == SignIn.person).where(*mine))
    return check(show, person)


def check(show: str, person: int | None) -> int:
    """Abort with 404 unless they are of this show, with 403 if they stand above the asker. Answers their number."""
    one = member(show, person) if person else None
    if one is None:
        abort(404)
    if not may_change(who(), show, one):
        abort(403, _("%(name)s stands above you on this show: ask somebody who does not.", name=one.name))
    return one.id


def back(show: str, person: int) -> ResponseReturnValue:
    """To the page that the form stood on."""
    if request.form.get("back") == "person":
        return redirect(url_for("person.page", show=show, person=person), 303)
    return redirect(url_for("sessions.shown", show=show), 303)
