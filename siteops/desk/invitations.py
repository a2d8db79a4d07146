"""Ways onto a show, to be held up as a QR code or sent as a link. The token stands on the page that makes it alone."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import select, update

from siteops.core import clock
from siteops.core.db import db, editing
from siteops.core.facts import Role
from siteops.core.joining import find, invite, part
from siteops.core.people import Invitation, Person
from siteops.core.plan import DEPARTMENTS
from siteops.core.web import who
from siteops.desk.forms import Form
from siteops.desk.frame import frame, told, zone_of
from siteops.desk.roster import may_let_in
from siteops.labels import qr

invitations = Blueprint("invitations", __name__, url_prefix="/shows/<show>")

HOURS = (4, 24, 72, 168)
"""How long an invitation may stand."""
MOST_USES = 200
REJOIN = timedelta(hours=1)
"""How long a way back in stands: it is shown to somebody who waits beside it."""


@invitations.get("/invitations")
def ways_in(show: str) -> ResponseReturnValue:
    """The form, and the invitations that stand."""
    return form_page(show, Form())


@invitations.post("/invitations")
def make(show: str) -> ResponseReturnValue:
    """Make an invitation and show it."""
    form, own = Form(), who().role(show) or Role.CREW
    role = int(form.choice("role", [str(int(role)) for role in Role if role <= own], "1") or 1)
    hours = int(form.choice("hours", [str(each) for each in HOURS], "24") or 24)
    more: dict[str, Any] = {
        "uses": form.number("uses", 1, MOST_USES, 1),
        "function": form.text("function"),
        "company": form.text("company"),
        "department": form.choice("department", ("", *DEPARTMENTS)),
    }
    if form.errors:
        return form_page(show, form), 400
    with editing() as session:
        token = invite(session, show, Role(role), who().person, timedelta(hours=hours), **more)
    return shown(show, token)


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
    """Invitations that stand: id, role, uses, expires, function, company, by (a name), bound (a name or None)."""
    maker, bound = select(Person.id, Person.name).subquery("maker"), select(Person.id, Person.name).subquery("bound")
    query = (
        select(Invitation.id, Invitation.role, Invitation.uses, Invitation.expires, Invitation.function,
               Invitation.company, maker.c.name.label("by"), bound.c.name.label("bound"))
        .outerjoin(maker, maker.c.id == Invitation.by)
        .outerjoin(bound, bound.c.id == Invitation.person)
        .where(Invitation.show == show, Invitation.uses > 0, Invitation.expires > clock.now())
    )  # fmt: skip
    return list(db.session.execute(query.order_by(Invitation.expires)))


def form_page(show: str, form: Form) -> str:
    """The page on which invitations are made."""
    around = frame(show, "people")
    own = who().role(show) or Role.CREW
    return render_template(
        "desk/invitations.html", **around, form=form, given=request.form, hours=HOURS, departments=DEPARTMENTS,
        roles=[role for role in Role if role <= own], open=open_invitations(show), told=told, Role=Role,
        zone=zone_of(around["show"]), most=MOST_USES,
    )  # fmt: skip


def shown(show: str, token: str) -> ResponseReturnValue:
    """A fresh invitation: its code to hold up, its link to send."""
    around, one = frame(show, "people"), find(token)
    assert one is not None  # it was made a moment ago
    bound = db.session.scalar(select(Person.name).where(Person.id == one.person)) if one.person else None
    return render_template(
        "desk/invitation.html", **around, invitation=one, bound=bound, role=Role(one.role).name.lower(),
        link=link(token), code=picture(link(token, capitals=True)), ends=told(one.expires, zone_of(around["show"])),
    ), 201  # fmt: skip


def link(token: str, capitals: bool = False) -> str:
    """Where an invitation leads. In capitals, as far as they mean the same, a QR code of it is coarser."""
    base = current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")
    if capitals and base.count("/") == 2:
        return f"{base.upper()}/JOIN/{token}"
    return f"{base}/join/{token}"


def picture(text: str) -> Markup:
    """A QR code as a picture within a page."""
    name = Markup.escape(_("QR code of the link below"))
    return Markup(qr.svg(text).replace("<svg ", f'<svg class="qr" role="img" aria-label="{name}" ', 1))  # noqa: S704
