"""Oneself: name and contacts, the account, the phones and browsers one is signed in on."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import logout_user
from sqlalchemy import ColumnElement, select

from siteops.core.access.joining import rename
from siteops.core.access.people import Person, SignIn
from siteops.core.access.sessions import (
    SHORTEST_PASSWORD,
    check_password,
    enter,
    hasher,
    put_password,
    start,
    switch_off,
)
from siteops.core.access.sessions import rename as name_phone
from siteops.core.access.throttle import of_account, of_visitor, remember_browser, slow_down
from siteops.core.db import db
from siteops.core.journal.record import planning
from siteops.core.plan import Show
from siteops.core.web import who
from siteops.desk.access.devices import of_person
from siteops.desk.access.phones import LONGEST_NAME
from siteops.desk.edits import Merge, before, merge, shown
from siteops.desk.forms import Form
from siteops.desk.frame import told
from siteops.desk.roster import taken

account = Blueprint("account", __name__, url_prefix="/me")


@account.get("")
def me() -> ResponseReturnValue:
    """Who one is here, and where one is signed in."""
    return page(Form(), Merge())


@account.post("")
def change() -> ResponseReturnValue:
    """Change one's own name and phone. Of somebody without an account a lead may do so, too."""
    form, made = Form(), Merge()
    sent = {"name": form.text("name", most=80, needed=_("Everybody has a name.")), "phone": form.text("phone", most=40)}
    if not form.errors:
        with planning() as session:
            made = merge(own_columns(session.get_one(Person, who().person)), sent, before())
            if made.changed and not made.clashes:
                rename(session, who().person, who().person, made.changed)
    if form.errors or made.clashes:
        return page(form, made), 409 if made.clashes else 400
    flash(_("Kept.") if made.changed else _("Nothing was changed."), "ok")
    return redirect(url_for("account.me"), 303)


@account.post("/password")
def change_password() -> ResponseReturnValue:
    """Set e-mail and password: the account one signs in by at a desk. Every other session ends."""
    form, one = Form(), myself()
    email = form.email("email", needed=_("Type your e-mail address."))
    password = form.password("password", SHORTEST_PASSWORD)
    if one.password and not proven(one):
        form.errors["current"] = _("That is not your password.")
    if email and email != one.email and taken(email, None):
        form.errors["email"] = _("Somebody else has this e-mail address.")
    if form.errors:
        return page(form, Merge()), 400
    hashed = hasher.hash(password)
    with planning() as session:
        put_password(session, one.id, hashed)
        if email != one.email:
            rename(session, one.id, one.id, {"email": email})
        token = start(session, one.id)
    enter(token)
    remember_browser(email)
    flash(_("From now on you also sign in by e-mail and password. Every other session has ended."), "ok")
    return redirect(url_for("account.me"), 303)


@account.post("/sessions/<sign_in>/name")
def name(sign_in: str) -> ResponseReturnValue:
    """Call one of one's phones something."""
    own(sign_in)
    form = Form()
    wanted = form.text("name", most=LONGEST_NAME)
    if form.errors:
        abort(400, form.errors["name"])
    name_phone(sign_in, wanted)
    return redirect(url_for("account.me"), 303)


@account.post("/sessions/<sign_in>/end")
def end(sign_in: str) -> ResponseReturnValue:
    """Switch off one of one's phones."""
    switch_off(own(sign_in))
    flash(_("Switched off. What it had not sent waits for a lead, should it turn up."), "ok")
    return redirect(url_for("account.me"), 303)


@account.post("/sessions/end")
def end_all() -> ResponseReturnValue:
    """Sign out everywhere, here too."""
    switch_off(SignIn.person == who().person)
    logout_user()
    return redirect(url_for("people.sign_in"), 303)


def own(sign_in: str) -> ColumnElement[bool]:
    """The condition of one of one's own sign-ins. Aborts with 404 for another's."""
    mine = (SignIn.id == sign_in) & (SignIn.person == who().person)
    if db.session.scalar(select(SignIn.id).where(mine)) is None:
        abort(404)
    return mine


def myself() -> Person:
    """The asker's row."""
    found = db.session.get(Person, who().person)
    assert found is not None  # their session stands
    return found


def proven(one: Person) -> bool:
    """Whether the form holds the asker's present password. Aborts with 429 for somebody who guesses."""
    tries = (*of_account(one.email or ""), of_visitor(who()))
    throttle = slow_down(tries)
    if check_password(one.email or "", request.form.get("current", "")) != one.id:
        return False
    throttle.give_back(tries)
    return True


def own_columns(one: Person) -> dict[str, str]:
    """What somebody changes of themselves on their page."""
    return {"name": one.name, "phone": one.phone}


def page(form: Form, made: Merge) -> str:
    """One's page, its forms as they were sent or as one is stored."""
    asker, one = who(), myself()
    stored = own_columns(one)
    fields = shown(stored, faulty=bool(form.errors), typed=made.changed if made.clashes else ())
    names = {id: name for id, name in db.session.execute(select(Show.id, Show.name).where(Show.id.in_(asker.roles)))}
    theirs = select(Show.timezone) if asker.admin else select(Show.timezone).where(Show.id.in_(asker.roles))
    zones = db.session.scalars(theirs.distinct()).all()
    return render_template(
        "link/me.html", form=form, given={**stored, **fields.given}, was={**stored, **fields.was}, one=one,
        clashes=made.clashes, names={"name": _("Name"), "phone": _("Phone")}, mine=asker.sign_in,
        told=told if len(zones) == 1 else in_utc, zone=ZoneInfo(zones[0] if len(zones) == 1 else "UTC"),
        shows=[(name, asker.roles[id].name.lower()) for id, name in sorted(names.items(), key=lambda pair: pair[1])],
        sessions=of_person(one.id),
    )  # fmt: skip


def in_utc(at: datetime | None, zone: ZoneInfo) -> str:
    """As `told`, for somebody whose shows have no clock in common."""
    return f"{told(at, zone)} UTC" if at else ""
