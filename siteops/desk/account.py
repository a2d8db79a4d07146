"""Oneself: name and contacts, the account, the phones and browsers one is signed in on."""

from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import logout_user
from sqlalchemy import select

from siteops.core.db import db, editing
from siteops.core.joining import rename
from siteops.core.people import Person, SignIn
from siteops.core.plan import Show
from siteops.core.sessions import check_password, enter, set_password, start, switch_off
from siteops.core.throttle import of_account, of_visitor, remember_browser, slow_down
from siteops.core.web import who
from siteops.desk.forms import Form
from siteops.desk.frame import told
from siteops.desk.home import SHORTEST_PASSWORD
from siteops.desk.people import taken
from siteops.desk.phones import of_people

account = Blueprint("account", __name__, url_prefix="/me")


@account.get("")
def me() -> ResponseReturnValue:
    """Who one is here, and where one is signed in."""
    return page(Form())


@account.post("")
def change() -> ResponseReturnValue:
    """Change one's own name and phone."""
    form = Form()
    name = form.text("name", most=80, needed=_("Everybody has a name."))
    phone = form.text("phone", most=40)
    if form.errors:
        return page(form), 400
    with editing() as session:
        rename(session, who().person, who().person, {"name": name, "phone": phone})
    flash(_("Kept."), "ok")
    return redirect(url_for("account.me"), 303)


@account.post("/password")
def change_password() -> ResponseReturnValue:
    """Set e-mail and password: the account one signs in by at a desk. Every other session ends."""
    form, one = Form(), myself()
    email = form.email("email", needed=_("You sign in by it."))
    password = form.password("password", SHORTEST_PASSWORD)
    if one.password and not proven(one):
        form.errors["current"] = _("That is not your password.")
    if email and email != one.email and taken(email, None):
        form.errors["email"] = _("Somebody else has this e-mail address.")
    if form.errors:
        return page(form), 400
    set_password(one.id, password)
    with editing() as session:
        if email != one.email:
            rename(session, one.id, one.id, {"email": email})
        token = start(session, one.id)
    enter(token)
    remember_browser(email)
    flash(_("From now on you also sign in by e-mail and password. Every other session has ended."), "ok")
    return redirect(url_for("account.me"), 303)


@account.post("/sessions/<sign_in>/end")
def end(sign_in: str) -> ResponseReturnValue:
    """Switch off one of one's phones."""
    mine = (SignIn.id == sign_in) & (SignIn.person == who().person)
    if db.session.scalar(select(SignIn.id).where(mine)) is None:
        abort(404)
    switch_off(mine)
    flash(_("Switched off. What it had not sent waits for a lead, should it turn up."), "ok")
    return redirect(url_for("account.me"), 303)


@account.post("/sessions/end")
def end_all() -> ResponseReturnValue:
    """Sign out everywhere, here too."""
    switch_off(SignIn.person == who().person)
    logout_user()
    return redirect(url_for("people.sign_in"), 303)


def myself() -> Person:
    """The asker's row."""
    found = db.session.get(Person, who().person)
    assert found is not None  # their session stands
    return found


def proven(one: Person) -> bool:
    """Whether the form holds the asker's present password. Aborts with 429 for somebody who guesses."""
    tries = (of_account(one.email or ""), of_visitor(who()))
    throttle = slow_down(tries)
    if check_password(one.email or "", request.form.get("current", "")) != one.id:
        return False
    throttle.give_back(tries)
    return True


def page(form: Form) -> str:
    """One's page."""
    asker, one = who(), myself()
    names = {id: name for id, name in db.session.execute(select(Show.id, Show.name).where(Show.id.in_(asker.roles)))}
    zones = db.session.scalars(select(Show.timezone).where(Show.id.in_(asker.roles)).distinct()).all()
    return render_template(
        "link/me.html", form=form, given=request.form, one=one, mine=asker.sign_in, told=told,
        zone=ZoneInfo(zones[0] if len(zones) == 1 else "UTC"),
        shows=[(name, asker.roles[id].name.lower()) for id, name in sorted(names.items(), key=lambda pair: pair[1])],
        sessions=of_people(Person.id == one.id),
    )  # fmt: skip
