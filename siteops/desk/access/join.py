"""The page behind an invitation: what one is invited to, and in with a name. Looking changes nothing."""

from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from siteops.core.access.joining import Newcomer, NotStanding, find, redeem, stands
from siteops.core.access.people import Invitation, Person
from siteops.core.access.sessions import Principal, enter, has_been_in, principal, start
from siteops.core.access.throttle import of_visitor, slow_down
from siteops.core.db import db
from siteops.core.facts import Role
from siteops.core.journal.record import planning
from siteops.core.plan import Show
from siteops.desk.above import still_may_let_in
from siteops.desk.forms import Form
from siteops.desk.frame import told, zone_of

join = Blueprint("join", __name__)
SCANNER = "/field#scan"
FIRST = "/field#ready"
"""What a phone needs before the first shift; somebody who has been in before goes straight to the scanner."""


@join.get("/join/<token>")
@join.get("/JOIN/<token>", endpoint="invitation_in_capitals")
def invitation(token: str) -> ResponseReturnValue:
    """What one is invited to, and the form."""
    return page(found(token), Form())


@join.post("/join/<token>")
@join.post("/JOIN/<token>", endpoint="accept_in_capitals")
def accept(token: str) -> ResponseReturnValue:
    """In: a person, a part in the show, a session on this phone; then what it needs, or straight to the scanner."""
    one, asker, form = found(token), principal(), Form()
    if one is None or not opens(one):
        return page(one, form)
    newcomer = read(form, one, asker)
    if form.errors:
        return page(one, form)
    number, show = one.id, one.show
    try:
        with planning() as session:
            person = redeem(session, number, newcomer)
            known = has_been_in(session, person)
            opened = start(session, person, instead_of=asker.sign_in if asker else None)
    except NotStanding:
        return over(show)
    enter(opened)
    return redirect(SCANNER if known else FIRST, 303)


def found(token: str) -> Invitation | None:
    """The invitation with this token. Aborts with 429 for somebody who guesses."""
    tries = [of_visitor(principal())]
    throttle = slow_down(tries)
    one = find(token)
    if one:
        throttle.give_back(tries)
    return one


def opens(one: Invitation) -> bool:
    """Whether an invitation lets somebody in now. As somebody who is known: only while its maker stands above them."""
    return stands(db.session(), one) and (one.person is None or still_may_let_in(one.by, one.person))


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
    if one is None or not opens(one):
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
