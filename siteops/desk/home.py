"""The door: where the bare address leads, the first administrator of an empty installation, one's shows."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from siteops.core import clock, rows
from siteops.core.db import db, editing
from siteops.core.facts import Role
from siteops.core.people import Person
from siteops.core.plan import Show
from siteops.core.sessions import Principal, enter, hasher, nobody_yet, principal, start
from siteops.core.throttle import of_visitor, remember_browser, slow_down
from siteops.core.upgrade import remember, setting
from siteops.core.web import who
from siteops.desk.forms import Form
from siteops.desk.frame import me_of

home = Blueprint("home", __name__)

SHORTEST_PASSWORD = 10
"""Characters. OWASP ASVS asks for eight where nothing else is asked for."""
CONTACT = "contact"
"""The setting that says whom a stranger may call who finds one of our labels."""


@home.get("/")
def begin() -> ResponseReturnValue:
    """To where somebody works: crew to the scanner, leads to their shows, strangers to the way in."""
    asker = principal()
    if asker is None:
        return redirect(url_for("home.set_up" if nobody_yet() else "people.sign_in"), 303)
    leads = asker.admin or any(role >= Role.LEAD for role in asker.roles.values())
    return redirect(url_for("home.shows" if leads else "scan.shell"), 303)


@home.get("/setup")
def set_up() -> ResponseReturnValue:
    """The form for the first administrator; not there once somebody has a password."""
    if not nobody_yet():
        abort(404)
    return render_template("link/setup.html", form=Form())


@home.post("/setup")
def set_up_now() -> ResponseReturnValue:
    """Make the first administrator and sign them in."""
    if not nobody_yet():
        abort(404)
    slow_down([of_visitor(None)])
    form = Form()
    name = form.text("name", needed=_("Say your name: it stands beside all that you do."))
    email = form.email("email", needed=_("You sign in by it."))
    password = form.password("password", SHORTEST_PASSWORD)
    if form.errors:
        return render_template("link/setup.html", form=form), 400
    hashed = hasher.hash(password)
    try:
        with editing() as session:
            token = first_person(session, Person(name, email, password=hashed, admin=True, created=clock.now()))
    except IntegrityError:
        abort(404)  # somebody was faster
    enter(token)
    remember_browser(email)
    return redirect(url_for("home.shows"), 303)


def first_person(session: Session, person: Person) -> str:
    """Make the first account, and a session for it. Raises IntegrityError if there is one already."""
    session.execute(insert(setting).values(name="set_up", value=clock.stamp()))  # its name is unique
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
