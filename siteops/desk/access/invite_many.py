"""An invitation for each of several people: as a sheet to print or to copy from, and as a table of links."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup
from sqlalchemy import select

from siteops.core import clock
from siteops.core.access.joining import LASTS, Newcomer, invite
from siteops.core.access.people import Grant, Person
from siteops.core.db import db, editing
from siteops.core.facts import Role
from siteops.core.plan import Show
from siteops.core.web import who
from siteops.desk.above import may_let_in_all
from siteops.desk.access.ways import link, mail, picture, words
from siteops.desk.frame import frame, told, zone_of

STANDS = 3 * LASTS
"""How long a way back for somebody who is known stands: long enough to reach who is not on site yet."""


class Way(NamedTuple):
    """Somebody's own way in. `code`: the link as a picture."""

    name: str
    email: str
    function: str
    company: str
    link: str
    code: Markup
    mail: str


class Terms(NamedTuple):
    """Of an invitation: the role, how long it stands, and its other columns (function, company, department)."""

    role: Role
    lasts: timedelta
    columns: Mapping[str, Any]


def invite_people(show: str, people: Sequence[int]) -> ResponseReturnValue:
    """Make an invitation for each whom the asker may let in, and show them. They are to be seen this once."""
    allowed = may_let_in_all(who(), people)
    if left := len(people) - len(allowed):
        left_out = ngettext("%(num)s stands beside or above you: ask somebody who stands above them.",
                            "%(num)s stand beside or above you: ask somebody who stands above them.", left)  # fmt: skip
        flash(left_out, "warn")
    if not allowed:
        return redirect(url_for("team.people", show=show), 303)
    return handed_out(show, ways_back(show, sorted(allowed)), STANDS, known=True)


def invite_newcomers(show: str, people: Sequence[Newcomer], terms: Terms) -> ResponseReturnValue:
    """Make an invitation for each who is not on the show yet, and show them. They are to be seen this once."""
    here = on_show(show, [one.email for one in people if one.email])
    if here:
        names = ", ".join(here.values())
        flash(_("On the show already, and not invited anew: %(names)s.", names=names), "warn")
    fresh = [one for one in people if one.email not in here]
    if not fresh:
        return redirect(url_for("invitations.ways_in", show=show), 303)
    return handed_out(show, ways_of(show, fresh, terms), terms.lasts, known=False)


def on_show(show: str, emails: Collection[str]) -> dict[str, str]:
    """The names of those who are on the show, by their e-mail. One query."""
    query = select(Person.email, Person.name).join(Grant, Grant.person == Person.id)
    query = query.where(Grant.show == show, Grant.revoked.is_(None), Person.email.in_(emails))
    return {str(email): name for email, name in db.session.execute(query.order_by(Person.folded))}


def ways_back(show: str, people: Iterable[int]) -> list[Way]:
    """An invitation for each who is known, by name; earlier ones stand as long as they did."""
    query = select(Person.id, Person.name, Person.email, Grant.function, Grant.company, Grant.role)
    query = query.join(Grant, Grant.person == Person.id).where(Grant.show == show, Person.id.in_(list(people)))
    found, title = db.session.execute(query.order_by(Person.folded)).all(), title_of(show)
    with editing() as session:
        tokens = [invite(session, show, Role(one.role), who().person, STANDS, person=one.id) for one in found]
    return [way(one, token, title, known=True) for one, token in zip(found, tokens, strict=True)]


def ways_of(show: str, people: Sequence[Newcomer], terms: Terms) -> list[Way]:
    """An invitation for each who is new, in that order."""
    title, columns = title_of(show), terms.columns
    with editing() as session:
        tokens = [
            invite(session, show, terms.role, who().person, terms.lasts, name=one.name, **columns) for one in people
        ]
    about = [Invited(one.name, one.email, columns["function"], columns["company"]) for one in people]
    return [way(one, token, title, known=False) for one, token in zip(about, tokens, strict=True)]


class Invited(NamedTuple):
    """Somebody new, as their invitation names them."""

    name: str
    email: str
    function: str
    company: str


def title_of(show: str) -> str:
    """What a show is called."""
    return db.session.get_one(Show, show).name


def way(one: Any, token: str, show: str, *, known: bool) -> Way:
    """One person's way in."""
    address = link("join", token)
    text = words(show, address, one.name, known=known)
    written, code = mail(one.email or "", show, text), picture(link("join", token, capitals=True))
    return Way(one.name, one.email or "", one.function, one.company, address, code, written)


def handed_out(show: str, made: Sequence[Way], lasts: timedelta, *, known: bool) -> ResponseReturnValue:
    """The ways in, on a sheet or as a table. `known`: they let people in as themselves."""
    if request.form.get("as") == "csv":
        return table(made)
    around = frame(show, "people")
    until = told(clock.now() + lasts, zone_of(around["show"]))
    return render_template("desk/invitation-sheet.html", **around, ways=made, until=until, known=known), 201


def table(made: Sequence[Way]) -> Response:
    """The links as a file for a spreadsheet or a mail merge."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow([_("Name"), _("E-mail"), _("Function"), _("Company"), _("Link")])
    rows.writerows([safe(one) for one in (way.name, way.email, way.function, way.company, way.link)] for way in made)
    answer = Response("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="invitations.csv"'
    return answer


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
