"""The page behind an invitation: what one is invited to, and in with a name. Looking changes nothing."""

from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from siteops.core.db import db, editing
from siteops.core.facts import Role
from siteops.core.joining import Newcomer, NotStanding, find, redeem, stands
from siteops.core.people import Invitation, Person
from siteops.core.plan import Show
from siteops.core.sessions import Principal, enter, principal, start
from siteops.core.throttle import of_visitor, slow_down
from siteops.desk.forms import Form
from siteops.desk.frame import told, zone_of

join = Blueprint("join", __name__)
SCANNER = "/field#scan"


@join.get("/join/<token>")
@join.get("/JOIN/<token>", endpoint="invitation_in_capitals")
def invitation(token: str) -> ResponseReturnValue:
    """What one is invited to, and the form."""
    return page(found(token), Form())


@join.post("/join/<token>")
@join.post("/JOIN/<token>", endpoint="accept_in_capitals")
def accept(token: str) -> ResponseReturnValue:
    """In: a person, a part in the show, a session on this phone; then straight to the scanner."""
    one, asker, form = found(token), principal(), Form()
    if one is None or not stands(db.session(), one):
        return page(one, form)
    newcomer = read(form, one, asker)
    if form.errors:
        return page(one, form)
    number, show = one.id, one.show
    try:
        with editing() as session:
            person = redeem(session, number, newcomer)
            opened = start(session, person, instead_of=asker.sign_in if asker else None)
    except NotStanding:
        return over(show)
    enter(opened)
    return redirect(SCANNER, 303)


def found(token: str) -> Invitation | None:
    """The invitation with this token. Aborts with 429 for somebody who guesses."""
    tries = [of_visitor(principal())]
    throttle = slow_down(tries)
    one = find(token)
    if one:
        throttle.give_back(tries)
    return one


def read(form: Form, one: Invitation, asker: Principal | None) -> Newcomer:
    """Who comes in: whom the invitation is bound to, who is signed in already, or somebody new."""
    if one.person:
        return Newcomer("", known=one.person)
    if asker and request.form.get("as") == "me":
        return Newcomer("", known=asker.person)
    name = form.text("name", most=80, needed=_("Your name is needed: it goes on your badge and into the log."))
    return Newcomer(name, form.email("email"), form.text("phone", most=40))


def page(one: Invitation | None, form: Form) -> ResponseReturnValue:
    """An invitation as its page: open, or over in plain words."""
    if one is None or not stands(db.session(), one):
        return over(one.show if one else None)
    show = db.session.get_one(Show, one.show)
    status = 400 if form.errors else 200
    return render_template("link/join.html", form=form, given=request.form, **seen(one, show)), status


def over(show: str | None) -> ResponseReturnValue:
    """The page of an invitation that lets nobody in; `show` None: there never was one."""
    return render_template("link/over.html", show=db.session.get(Show, show) if show else None), 410 if show else 404


def seen(one: Invitation, show: Show) -> dict[str, Any]:
    """What an invitation says about itself."""
    asker = principal()
    here = asker.roles.get(show.id) if asker else None
    return {
        "show": show,
        "invitation": one,
        "role": Role(one.role).name.lower(),
        "by": db.session.scalar(select(Person.name).where(Person.id == one.by)),
        "bound": db.session.scalar(select(Person.name).where(Person.id == one.person)) if one.person else None,
        "ends": told(one.expires, zone_of(show)),
        "asker": asker,
        "here": bool(here and here >= one.role and not one.person),
        "scanner": SCANNER,
    }
