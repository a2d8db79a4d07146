"""The door: where the bare address leads, the first administrator of an empty installation, one's shows."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from siteops import demo
from siteops.core import clock
from siteops.core.access.first import is_known, is_right
from siteops.core.access.people import Person
from siteops.core.access.sessions import SHORTEST_PASSWORD, Principal, enter, hasher, nobody_yet, principal, start
from siteops.core.access.throttle import of_visitor, remember_browser, slow_down
from siteops.core.db import db, editing
from siteops.core.facts import Role
from siteops.core.journal import rows
from siteops.core.plan import Show
from siteops.core.upgrade import remember, setting
from siteops.core.web import who
from siteops.demo import forgetting
from siteops.desk.forms import Form
from siteops.desk.frame import me_of
from siteops.desk.show import first_visit
from siteops.desk.show.first_visit import steps, visit

home = Blueprint("home", __name__)

CONTACT = "contact"
"""The setting that says whom a stranger may call who finds one of our labels."""


@home.get("/")
def begin() -> ResponseReturnValue:
    """To where somebody works: crew to the scanner, leads to their shows, strangers to the way in."""
    asker = principal()
    if asker is None:
        return redirect(url_for("home.set_up" if nobody_yet() else "people.sign_in"), 303)
    if (found := visit()) and found.show is None:
        return redirect(url_for("first.show"), 303)
    leads = asker.admin or any(role >= Role.LEAD for role in asker.roles.values())
    return redirect(url_for("home.shows" if leads else "scan.shell"), 303)


@home.get("/setup")
def set_up() -> ResponseReturnValue:
    """The form for the first administrator; not there once somebody has a password."""
    if not nobody_yet():
        abort(404)
    return set_up_page(Form(), request.args.get("code", ""))


@home.post("/setup")
def set_up_now() -> ResponseReturnValue:
    """Make the first administrator and sign them in."""
    if not nobody_yet():
        abort(404)
    slow_down([of_visitor(None)])
    form = Form()
    if not is_known() and not is_right(request.form.get("code", "")):
        form.errors["code"] = _("This is not the code.")
    name = form.text("name", needed=_("Say your name: it stands beside all that you do."))
    email = form.email("email", needed=_("Type your e-mail address."))
    password = form.password("password", SHORTEST_PASSWORD)
    if form.errors:
        return set_up_page(form, request.form.get("code", "")), 400
    hashed = hasher.hash(password)
    try:
        with editing() as session:
            token = first_person(session, Person(name, email, password=hashed, admin=True, created=clock.now()))
    except IntegrityError:
        abort(404)  # somebody was faster
    enter(token)
    remember_browser(email)
    return redirect(url_for("first.show"), 303)


def set_up_page(form: Form, code: str) -> str:
    """The form for the first account; a code is asked for where a stranger could stand at the door."""
    asked = {"known": is_known(), "least": SHORTEST_PASSWORD}
    return render_template("link/setup.html", form=form, code=code, steps=steps(None), **asked)


def first_person(session: Session, person: Person) -> str:
    """Make the first account, and a session for it. Raises IntegrityError if there is one already."""
    session.execute(insert(setting).values(name="set_up", value=clock.stamp()))  # its name is unique
    first_visit.begin(session.connection())
    session.add(person)
    session.flush()
    return start(session, person.id)


@home.get("/shows")
def shows() -> ResponseReturnValue:
    """One's shows, and for an administrator what concerns all of them."""
    return page(Form())


@home.post("/contact")
def set_contact() -> ResponseReturnValue:
    """Whom a stranger may call who finds one of our labels."""
    form = Form()
    contact = form.text("words", most=200)
    if form.errors:
        return page(form), 400
    with editing() as session:
        remember(session.connection(), CONTACT, contact)
    return redirect(url_for("home.shows"), 303)


@home.post("/demo/forget")
def forget_demo() -> ResponseReturnValue:
    """Throw the demo show away, with all that was done in it. What another show knows too stays."""
    there = db.session.get(Show, demo.SHOW)
    if there is None or not there.demo:
        abort(404)
    forgetting.forget()
    flash(_("The demo is gone."), "ok")
    return redirect(url_for("home.shows"), 303)


def page(form: Form) -> str:
    """The page of one's shows."""
    asker = who()
    return render_template(
        "desk/shows.html", form=form, given=request.form, mine=mine(asker), asker=asker, me=me_of(asker),
        contact=contact_of_installation(),
    )  # fmt: skip


def mine(asker: Principal) -> list[dict[str, object]]:
    """The shows somebody may see, by name: the show, its phase, their role there."""
    states = rows.table("show")
    query = select(Show, states.c.phase).outerjoin(states, (states.c.show == Show.id) & (states.c.key == Show.id))
    if not asker.admin:
        query = query.where(Show.id.in_(asker.roles))
    found = db.session.execute(query.order_by(Show.name))
    return [{"show": show, "phase": phase, "role": asker.role(show.id)} for show, phase in found]


def contact_of_installation() -> str:
    """What every stranger may read: the installation's words, else those of its only show, else nothing."""
    said: str | None = db.session.scalar(select(setting.c.value).where(setting.c.name == CONTACT))
    if said:
        return said
    contacts = db.session.scalars(select(Show.contact).limit(2)).all()
    return contacts[0] if len(contacts) == 1 else ""
