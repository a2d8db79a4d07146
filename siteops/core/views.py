"""What every installation answers: is it up, and how one gets in and out."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import logout_user
from sqlalchemy import text

from siteops.core.db import db, editing
from siteops.core.sessions import check_password, end, enter, principal, start

core = Blueprint("core", __name__)
people = Blueprint("people", __name__)
BLUEPRINTS = (core, people)


@core.get("/healthz")
def health() -> ResponseReturnValue:
    """200 once the database answers."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}


@people.get("/login")
def sign_in() -> ResponseReturnValue:
    """The sign-in form."""
    return render_template("link/login.html", email="", next=after())


@people.post("/login")
def sign_in_now() -> ResponseReturnValue:
    """Check the password and open a session. 303 to where one wanted to go."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    person = check_password(email, password)
    if person is None:
        flash(_("E-mail or password is not right."), "stop")
        return render_template("link/login.html", email=email, next=after()), 401
    with editing() as session:
        token = start(session, person)
    enter(token)
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
    return wanted if wanted.startswith("/") and not wanted.startswith(("//", "/\\")) else "/"
