"""Into the app on the home screen, which an iPhone keeps apart from the browser: a code takes its person along.

Whoever is signed in makes a code; the app, or another browser, takes it. As pages for every browser, and under /api/
for the app's own screens.
"""

import msgspec
from flask import Blueprint, abort, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from siteops.core import clock, codes
from siteops.core.access.sessions import enter, principal, start
from siteops.core.access.throttle import of_visitor, slow_down
from siteops.core.access.tickets import LASTS, MOVE, Spent, find, issue, of_everybody, use
from siteops.core.db import editing
from siteops.core.web import who
from siteops.sync.shapes import Typed

moving = Blueprint("moving", __name__)
MINUTES = int(LASTS[MOVE].total_seconds() // 60)


class NoSuchCode(Exception):
    """This code lets nobody in: a slip of the hand, or it was used, or its time has passed."""


@moving.post("/me/move")
def leave() -> ResponseReturnValue:
    """A code for oneself, as a page."""
    return render_template("link/move-out.html", code=codes.spaced(minted()), minutes=MINUTES), 201


@moving.post("/api/move/code")
def code() -> ResponseReturnValue:
    """A code by which the asker comes in elsewhere: once, within 15 minutes. It ends an earlier one."""
    return jsonify(code=minted(), until=clock.spell(clock.now() + LASTS[MOVE])), 201


@moving.get("/move")
def form() -> ResponseReturnValue:
    """Where a code is typed."""
    return page()


@moving.post("/move")
def arrive() -> ResponseReturnValue:
    """In by a code, then to the scanner."""
    try:
        let_in(request.form.get("code", ""))
    except NoSuchCode:
        return page(_("This code opens nothing: a slip of the hand, or it was used, or its 15 minutes are over.")), 404
    return redirect("/field#scan", 303)


@moving.post("/api/move")
def arrive_in_app() -> ResponseReturnValue:
    """In by a code: the session is in the cookie. 404 for one that opens nothing."""
    try:
        typed = msgspec.json.decode(request.get_data(), type=Typed)
        let_in(typed.code)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        abort(400, str(error))
    except NoSuchCode:
        abort(404, "This code opens nothing.")
    return "", 204


def minted() -> str:
    """A fresh code of the asker's."""
    with editing() as session:
        return issue(session, MOVE, who().person, who().person)


def let_in(typed: str) -> None:
    """Open a session for whose code it is, in the place of one that this browser had. Raises NoSuchCode.

    Aborts with 429 for somebody who guesses.
    """
    asker = principal()
    tries = (of_visitor(asker), of_everybody())
    throttle = slow_down(tries)
    way = find(MOVE, typed)
    if way is None:
        raise NoSuchCode
    throttle.give_back(tries)
    try:
        with editing() as session:
            use(session, way)
            token = start(session, way.person, instead_of=asker.sign_in if asker else None)
    except Spent as error:
        raise NoSuchCode from error
    enter(token)


def page(error: str = "") -> str:
    """The page where a code is typed."""
    return render_template("link/move-in.html", error=error, typed=request.form.get("code", ""), asker=principal())
