"""What every installation answers: is it up, and how one gets in and out."""

from urllib.parse import urlsplit

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import logout_user
from sqlalchemy import text

from siteops.core import proof, words
from siteops.core.access.sessions import check_password, end, enter, nobody_yet, principal, start
from siteops.core.access.throttle import of_account, of_visitor, remember_browser, slow_down
from siteops.core.db import db, editing

core = Blueprint("core", __name__)
people = Blueprint("people", __name__)
BLUEPRINTS = (core, people)


@core.get("/healthz")
def health() -> ResponseReturnValue:
    """200 once the database answers. To this installation's own doctor it says more."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok", **proof.answer()}


@core.post("/language")
def speak() -> ResponseReturnValue:
    """Speak another language in this browser from now on, and go on with the page that asked for it."""
    came_from = urlsplit(request.referrer or "")
    here = came_from._replace(scheme="", netloc="").geturl()
    answer = make_response(redirect(here if came_from.netloc == request.host and is_path(here) else "/", 303))
    words.keep(answer, request.form.get("language", ""))
    return answer


@people.get("/login")
def sign_in() -> ResponseReturnValue:
    """The sign-in form; of an installation that nobody has set up, the way to its beginning."""
    if nobody_yet():
        return redirect("/", 303)
    return render_template("link/login.html", email="", next=after(), asker=principal())


@people.post("/login")
def sign_in_now() -> ResponseReturnValue:
    """Check the password and open a session. 303 to where one wanted to go.

    Words and time are the same for a wrong password and for an account that does not exist.
    """
    email, password = request.form.get("email", ""), request.form.get("password", "")
    tries = (*of_account(email), of_visitor(asker := principal()))
    throttle = slow_down(tries)
    person = None if "\0" in email else check_password(email, password)
    if person is None:
        flash(_("E-mail or password is not right."), "stop")
        return render_template("link/login.html", email=email, next=after(), asker=asker), 401
    throttle.give_back(tries)
    with editing() as session:
        token = start(session, person, instead_of=asker.sign_in if asker else None)
    enter(token)
    remember_browser(email)
    return redirect(after(), 303)


@people.post("/logout")
def sign_out() -> ResponseReturnValue:
    """End this session, here and in the table."""
    asker = principal()
    if asker and asker.sign_in:
        end(asker.sign_in)
    logout_user()
    return redirect(url_for("people.sign_in"), 303)


def after() -> str:
    """Where to go after signing in: a path of this site only."""
    wanted = request.values.get("next", "")
    return wanted if is_path(wanted) else "/"


def is_path(wanted: str) -> bool:
    """Whether an address leads nowhere but to this site."""
    return wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
