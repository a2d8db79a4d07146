"""One person's data: handed out to whoever may have it, and erased for good, after a look at what goes."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import logout_user
from sqlalchemy import select

from siteops.core.access.erasing import LastAdministrator, erase, preview
from siteops.core.access.people import Grant, Person
from siteops.core.access.sessions import Principal
from siteops.core.db import db
from siteops.core.facts import Role
from siteops.core.web import who
from siteops.desk.crew.person_file import packed
from siteops.desk.frame import frame
from siteops.desk.roster import member

erasing = Blueprint("erasing", __name__)
PERSON = "/shows/<show>/people/<int:person>"


@erasing.get("/me/data.zip")
def my_data() -> ResponseReturnValue:
    """All that is known of oneself, as a file."""
    return handed_out(who().person)


@erasing.get(f"{PERSON}/data.zip")
def data(show: str, person: int) -> ResponseReturnValue:
    """All that is known of somebody, for them, as a file."""
    check(show, person)
    return handed_out(person)


@erasing.get("/me/erase")
def look_at_mine() -> ResponseReturnValue:
    """What would go if one erased oneself."""
    return render_template("link/erase.html", one=row(who().person), goes=preview(who().person))


@erasing.post("/me/erase")
def erase_me() -> ResponseReturnValue:
    """Erase oneself."""
    if not request.form.get("sure"):
        return redirect(url_for("erasing.look_at_mine"), 303)
    erase_or_say(who().person)
    logout_user()
    flash(_("You are erased here. What happened on site stays, without your name."), "ok")
    return redirect(url_for("people.sign_in"), 303)


@erasing.get(f"{PERSON}/erase")
def look(show: str, person: int) -> ResponseReturnValue:
    """What would go if somebody was erased."""
    check(show, person)
    return render_template("desk/erase.html", **frame(show, "people"), one=row(person), goes=preview(person))


@erasing.post(f"{PERSON}/erase")
def erase_now(show: str, person: int) -> ResponseReturnValue:
    """Erase somebody."""
    check(show, person)
    if not request.form.get("sure"):
        return redirect(url_for("erasing.look", show=show, person=person), 303)
    if person == who().person:
        abort(400, _("Erase yourself on your own page."))
    name = row(person).name
    erase_or_say(person)
    flash(_("%(name)s is erased. Phones forget them as soon as they hear of it.", name=name), "ok")
    return redirect(url_for("team.people", show=show), 303)


def check(show: str, person: int) -> None:
    """Abort with 404 unless they are of this show, with 403 for whom the asker may not erase."""
    if member(show, person) is None:
        abort(404)
    if not may_erase(who(), person):
        abort(403, _("Only they themselves, or an administrator, can do this: they have an account or other shows."))


def may_erase(asker: Principal, person: int) -> bool:
    """An administrator may; a producer of every show that somebody without an account ever had a part in."""
    one = row(person)
    if asker.admin:
        return one.erased is None
    shows = db.session.scalars(select(Grant.show).where(Grant.person == person))
    own = all(asker.role(show) == Role.PRODUCER for show in shows)
    return own and not one.admin and one.password is None and one.erased is None


def row(person: int) -> Person:
    """A person's row. Aborts with 404."""
    return db.session.get(Person, person) or abort(404)


def erase_or_say(person: int) -> None:
    """Erase somebody, in the asker's name. Aborts with 409 for the last administrator."""
    try:
        erase(person, by=who().person)
    except LastAdministrator:
        abort(409, _("Nobody else administers this installation. Make somebody else an administrator first."))


def handed_out(person: int) -> Response:
    """One person's file."""
    answer = Response(packed(person), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="siteops-person-{person}.zip"'
    return answer
