"""Ways onto a show, to be held up as a QR code or sent as a link. The token stands on the page that makes it alone."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select, update

from siteops.core import clock
from siteops.core.access.joining import Newcomer, find, invite, part
from siteops.core.access.people import Grant, Invitation, Person
from siteops.core.db import db, editing
from siteops.core.facts import Role
from siteops.core.plan import DEPARTMENTS
from siteops.core.web import who
from siteops.desk.above import may_let_in
from siteops.desk.access import pasted
from siteops.desk.access.invite_many import Terms, invite_newcomers
from siteops.desk.access.role_table import role_table
from siteops.desk.access.ways import link, mail, picture, subject, words
from siteops.desk.forms import Form
from siteops.desk.frame import frame, told, zone_of

invitations = Blueprint("invitations", __name__, url_prefix="/shows/<show>")

HOURS = (4, 24, 72, 168)
"""How long an invitation may stand."""
MOST_USES = 200
LATEST = 20
"""How many of those who came in are shown."""
REJOIN = timedelta(hours=1)
"""How long a way back in stands: it is shown to somebody who waits beside it."""


@invitations.get("/invitations")
def ways_in(show: str) -> ResponseReturnValue:
    """The form, and the invitations that stand."""
    return form_page(show, Form())


@invitations.post("/invitations")
def make(show: str) -> ResponseReturnValue:
    """Make an invitation and show it."""
    form = Form()
    terms, uses = read(form, show), form.number("uses", 1, MOST_USES, 1)
    if request.form.get("pasted", "").strip():
        form.errors["pasted"] = _("For these press “Invite each”, or leave this empty.")
    if form.errors:
        return form_page(show, form), 400
    with editing() as session:
        token = invite(session, show, terms.role, who().person, terms.lasts, uses=uses, **terms.columns)
    return shown(show, token)


@invitations.post("/invitations/each")
def make_each(show: str) -> ResponseReturnValue:
    """An invitation of their own for each of several people, who are new here, by name or e-mail."""
    form = Form()
    terms, newcomers = read(form, show), named(form)
    if form.errors:
        return form_page(show, form), 400
    return invite_newcomers(show, newcomers, terms)


def read(form: Form, show: str) -> Terms:
    """What the form says of an invitation, whoever comes in by it. Faults go to the form."""
    own = who().role(show) or Role.CREW
    role = int(form.choice("role", [str(int(role)) for role in Role if role <= own], "1") or 1)
    hours = int(form.choice("hours", [str(each) for each in HOURS], "24") or 24)
    return Terms(Role(role), timedelta(hours=hours), {
        "function": form.text("function"),
        "company": form.text("company"),
        "department": form.choice("department", ("", *DEPARTMENTS)),
    })  # fmt: skip


def named(form: Form) -> list[Newcomer]:
    """Who is named in the form. Faults go to it."""
    try:
        found = pasted.people(request.form.get("pasted", ""))
    except pasted.Unreadable as error:
        text = str(error)[:60]
        form.errors["pasted"] = _("“%(text)s” is neither a name, nor an e-mail address, nor one of each.", text=text)
        return []
    if not found:
        form.errors["pasted"] = _("Write names or e-mail addresses, a line each.")
    if len(found) > MOST_USES:
        form.errors["pasted"] = _("At most %(count)s people at once.", count=MOST_USES)
    return found


@invitations.post("/people/<int:person>/invitation")
def let_in(show: str, person: int) -> ResponseReturnValue:
    """A way back in for somebody who is known: a new phone, a lost one, somebody else's."""
    one = part(db.session(), show, person)
    if one is None or one.revoked:
        abort(404)
    if not may_let_in(who(), person):
        abort(403, _("Whoever uses this may do all that the person may: ask somebody who stands above them."))
    role = Role(one.role)
    with editing() as session:
        token = invite(session, show, role, who().person, REJOIN, person=person)
    return shown(show, token)


@invitations.post("/invitations/<int:invitation>/withdraw")
def withdraw(show: str, invitation: int) -> ResponseReturnValue:
    """End an invitation."""
    mine = (Invitation.show == show) & (Invitation.id == invitation)
    if db.session.scalar(select(Invitation.id).where(mine)) is None:
        abort(404)
    with editing() as session:
        session.execute(update(Invitation).where(mine).values(expires=clock.now()))
    flash(_("The invitation is over."), "ok")
    return redirect(url_for("invitations.ways_in", show=show), 303)


def open_invitations(show: str) -> list[Any]:
    """Invitations that stand: id, role, uses, expires, name, function, company, by (a name), bound (a name or None)."""
    maker, bound = select(Person.id, Person.name).subquery("maker"), select(Person.id, Person.name).subquery("bound")
    query = (
        select(Invitation.id, Invitation.role, Invitation.uses, Invitation.expires, Invitation.name,
               Invitation.function, Invitation.company, maker.c.name.label("by"), bound.c.name.label("bound"))
        .outerjoin(maker, maker.c.id == Invitation.by)
        .outerjoin(bound, bound.c.id == Invitation.person)
        .where(Invitation.show == show, Invitation.uses > 0, Invitation.expires > clock.now())
    )  # fmt: skip
    return list(db.session.execute(query.order_by(Invitation.expires)))


def came_in(show: str) -> list[Any]:
    """Who came in by an invitation, the latest first: id, name, used, by (a name). One query."""
    maker = select(Person.id, Person.name).subquery("maker")
    query = (
        select(Person.id, Person.name, Invitation.used, maker.c.name.label("by"))
        .join(Grant, Grant.person == Person.id)
        .join(Invitation, Invitation.id == Grant.invitation)
        .outerjoin(maker, maker.c.id == Invitation.by)
        .where(Grant.show == show)
    )
    return list(db.session.execute(query.order_by(Invitation.used.desc(), Person.id.desc()).limit(LATEST)))


def form_page(show: str, form: Form) -> str:
    """The page on which invitations are made."""
    around = frame(show, "people")
    own = who().role(show) or Role.CREW
    return render_template(
        "desk/invitations.html", **around, form=form, given=request.form, hours=HOURS, departments=DEPARTMENTS,
        roles=[role for role in Role if role <= own], open=open_invitations(show), told=told, Role=Role,
        came=came_in(show),
        zone=zone_of(around["show"]), most=MOST_USES, deeds=role_table(),
    )  # fmt: skip


def shown(show: str, token: str) -> ResponseReturnValue:
    """A fresh invitation: its code to hold up, its link to send."""
    around, one = frame(show, "people"), find(token)
    assert one is not None  # it was made a moment ago
    whose = db.session.get(Person, one.person) if one.person else None
    bound, address, title = whose.name if whose else "", link("join", token), around["show"].name
    text = words(title, address, bound, known=whose is not None)
    return render_template(
        "desk/invitation.html", **around, invitation=one, bound=bound, role=Role(one.role).name.lower(),
        link=address, code=picture(link("join", token, capitals=True)), subject=subject(title), words=text,
        mail=mail((whose and whose.email) or "", title, text),
        ends=told(one.expires, zone_of(around["show"])),
    ), 201  # fmt: skip
