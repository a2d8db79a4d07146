"""A person's photo for the badge: sent, shown to leads, taken away again."""

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Connection, select, update
from werkzeug.wrappers import Response as Answer

from siteops.core.access import faces
from siteops.core.access.people import Person
from siteops.core.db import db, writing
from siteops.core.facts.plan import Edited
from siteops.core.journal.record import lock_all, tell
from siteops.core.web import who
from siteops.desk.crew.person import changeable, known

portraits = Blueprint("portraits", __name__, url_prefix="/shows/<show>/people/<int:person>/photo")
AROUND_FILE = 64 * 1024
"""Bytes of a form around the file that it carries."""


@portraits.get("")
def shown(show: str, person: int) -> ResponseReturnValue:
    """The photo. Never kept by what lies between: it may have to be forgotten."""
    known(show, person)
    made = faces.read(db.session.get_one(Person, person).photo)
    if made is None:
        abort(404)
    return Response(made, content_type="image/jpeg")


@portraits.post("")
def keep(show: str, person: int) -> ResponseReturnValue:
    """Keep a new photo in place of the old one."""
    changeable(show, person)
    request.max_content_length = faces.LARGEST + AROUND_FILE
    sent = request.files.get("photo")
    try:
        name = faces.keep(sent.stream.read() if sent else b"")
    except faces.NoPicture as problem:
        flash(str(problem), "stop")
        return back(show, person)
    with writing() as connection:
        lock_all(connection)
        if connection.scalar(select(Person.photo).where(Person.id == person)) != name:
            faces.forget_photo(connection, person)
        connection.execute(update(Person).where(Person.id == person).values(photo=name))
        told(connection, show, person)
    flash(_("The photo is kept. It stands on the badge from the next print on."), "ok")
    return back(show, person)


@portraits.post("/forget")
def forget(show: str, person: int) -> ResponseReturnValue:
    """Take the photo away for good."""
    changeable(show, person)
    with writing() as connection:
        lock_all(connection)
        faces.forget_photo(connection, person)
        told(connection, show, person)
    flash(_("The photo is gone."), "ok")
    return back(show, person)


def told(connection: Connection, show: str, person: int) -> None:
    """Tell the log that a photo was changed, and not whose face it shows."""
    tell(connection, show, who().person, f"person:{person}", Edited(["photo"]))


def back(show: str, person: int) -> Answer:
    """To the person's page."""
    return redirect(url_for("person.page", show=show, person=person), 303)
