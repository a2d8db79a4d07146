"""A new password for somebody who lost theirs: a lead hands them a link, and they alone learn what they choose."""

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import update

from siteops.core.access.joining import part
from siteops.core.access.people import Person
from siteops.core.access.sessions import SHORTEST_PASSWORD, enter, hasher, principal, put_password, start
from siteops.core.access.throttle import of_visitor, remember_browser, slow_down
from siteops.core.access.tickets import LASTS, PASSWORD, Spent, Way, find, issue, use
from siteops.core.db import db, editing
from siteops.core.web import who
from siteops.desk.above import may_let_in, still_may_let_in
from siteops.desk.access.ways import link, picture
from siteops.desk.forms import Form
from siteops.desk.frame import frame
from siteops.desk.roster import taken

passwords = Blueprint("passwords", __name__)


@passwords.post("/shows/<show>/people/<int:person>/password")
def offer(show: str, person: int) -> ResponseReturnValue:
    """A link by which somebody chooses a new password: to be held up, or sent."""
    one = part(db.session(), show, person)
    if one is None or one.revoked:
        abort(404)
    if not may_let_in(who(), person):
        abort(403, _("Whoever uses this may do all that the person may: ask somebody who stands above them."))
    with editing() as session:
        token = issue(session, PASSWORD, person, who().person)
    return render_template(
        "desk/password.html", **frame(show, "people"), one=db.session.get_one(Person, person),
        link=link(PASSWORD, token), code=picture(link(PASSWORD, token, capitals=True)),
        minutes=int(LASTS[PASSWORD].total_seconds() // 60),
    ), 201  # fmt: skip


@passwords.get("/password/<token>")
@passwords.get("/PASSWORD/<token>", endpoint="choose_in_capitals")
def choose(token: str) -> ResponseReturnValue:
    """The form. Looking at it uses nothing up."""
    return page(standing(token), Form())


@passwords.post("/password/<token>")
@passwords.post("/PASSWORD/<token>", endpoint="set_in_capitals")
def chosen(token: str) -> ResponseReturnValue:
    """Keep the new password, end every other session of theirs, and sign them in here."""
    way, form = standing(token), Form()
    if way is None:
        return page(None, form)
    one = db.session.get_one(Person, way.person)
    email = one.email or form.email("email", needed=_("Type your e-mail address."))
    password = form.password("password", SHORTEST_PASSWORD)
    if email != one.email and email and taken(email, None):
        form.errors["email"] = _("Somebody else has this e-mail address.")
    if form.errors:
        return page(way, form)
    try:
        enter(change(way, email, hasher.hash(password)))
    except Spent:
        return page(None, form)
    remember_browser(email)
    return redirect("/", 303)


def change(way: Way, email: str, hashed: str) -> str:
    """Use the link up. Answers the token of the session that takes the place of all others. Raises Spent."""
    asker = principal()
    with editing() as session:
        use(session, way)
        put_password(session, way.person, hashed)
        session.execute(update(Person).where(Person.id == way.person).values(email=email))
        return start(session, way.person, instead_of=asker.sign_in if asker else None)


def standing(token: str) -> Way | None:
    """The way in, if it stands and its maker might still make it. Aborts with 429 for somebody who guesses."""
    tries = [of_visitor(principal())]
    throttle = slow_down(tries)
    found = find(PASSWORD, token)
    if found is None:
        return None
    throttle.give_back(tries)
    return found if found.by is None or still_may_let_in(found.by, found.person) else None


def page(way: Way | None, form: Form) -> ResponseReturnValue:
    """The page behind the link: the form, or why there is none."""
    if way is None:
        return render_template("link/spent.html"), 410
    one = db.session.get_one(Person, way.person)
    status = 400 if form.errors else 200
    return render_template("link/password.html", one=one, form=form, given=request.form), status
