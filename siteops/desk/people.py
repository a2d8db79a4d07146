"""The people of a show: the list, one person's page, adding and changing them, and ending their part."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from siteops.core.db import db, editing
from siteops.core.facts import Role
from siteops.core.joining import Newcomer, add_person, badge_of, end_part, new_badge, put_part, rename
from siteops.core.people import Person
from siteops.core.plan import DEPARTMENTS
from siteops.core.web import who
from siteops.desk.forms import Form
from siteops.desk.frame import frame, told, zone_of
from siteops.desk.invitations import open_invitations
from siteops.desk.phones import sessions_of
from siteops.desk.roster import VIEWS, Member, matching, may_change, may_let_in, member, members, seen

team = Blueprint("team", __name__, url_prefix="/shows/<show>/people")
PERSON = "/<int:person>"
PAGE = 50
"""People on one page of the list."""


@team.get("")
def people(show: str) -> ResponseReturnValue:
    """The list: searched, narrowed to a view, fifty a page."""
    around = frame(show, "people")
    everybody = members(show)
    view = request.args.get("view", "all")
    view = view if view in VIEWS else "all"
    text = request.args.get("q", "")[:100]
    found = matching(seen(everybody, view), text)
    asked = request.args.get("page", "1")
    number = min(int(asked) if asked.isdecimal() and len(asked) < 6 else 1, max(1, -(-len(found) // PAGE))) or 1
    return render_template(
        "desk/people.html", **around, found=found[(number - 1) * PAGE : number * PAGE], total=len(found), view=view,
        counts={one: len(seen(everybody, one)) for one in VIEWS},
        companies=len({one.company for one in everybody if one.company}),
        text=text, number=number, size=PAGE, open=open_invitations(show), told=told, zone=zone_of(around["show"]),
    )  # fmt: skip


@team.get("/new")
def new(show: str) -> ResponseReturnValue:
    """The form for somebody new."""
    return filled(show, Form())


@team.post("")
def add(show: str) -> ResponseReturnValue:
    """Somebody new on the show. Two people may have the same name."""
    around = frame(show, "people")
    form = Form()
    personal, columns = read(form, show, zone_of(around["show"]), None)
    if form.errors:
        return filled(show, form), 400
    with editing() as session:
        newcomer = Newcomer(personal["name"], personal["email"] or "", personal["phone"])
        person = add_person(session, newcomer)
        put_part(session, show, person, by=who().person, columns=columns)
    flash(_("%(name)s is on the show.", name=personal["name"]), "ok")
    return redirect(url_for("team.person", show=show, person=person), 303)


@team.get(PERSON)
def person(show: str, person: int) -> ResponseReturnValue:
    """One person: part, contacts, badge, phones."""
    return filled(show, Form(), known(show, person))


@team.post(PERSON)
def change(show: str, person: int) -> ResponseReturnValue:
    """Change a person's part; name and contacts too, unless they keep an account of their own."""
    one, form = changeable(show, person), Form()
    personal, columns = read(form, show, zone_of(frame(show, "people")["show"]), one)
    if form.errors:
        return filled(show, form, one), 400
    with editing() as session:
        if one.revoked is None:
            put_part(session, show, person, by=who().person, columns=columns)
        personal = {key: value for key, value in personal.items() if getattr(one, key) != value}
        if personal:
            rename(session, person, who().person, personal)
    flash(_("Kept."), "ok")
    return redirect(url_for("team.person", show=show, person=person), 303)


@team.post(f"{PERSON}/end")
def end(show: str, person: int) -> ResponseReturnValue:
    """End somebody's part in the show. What they already said stays; what still comes is held."""
    one = changeable(show, person)
    if person == who().person:
        abort(400, _("Nobody ends their own part: ask another lead."))
    with editing() as session:
        end_part(session, show, person, by=who().person)
    flash(_("%(name)s is no longer on the show. What their phones still send waits for a lead.", name=one.name), "ok")
    return redirect(url_for("team.person", show=show, person=person), 303)


@team.post(f"{PERSON}/again")
def again(show: str, person: int) -> ResponseReturnValue:
    """Give somebody back the part that had ended."""
    one = changeable(show, person)
    with editing() as session:
        put_part(session, show, person, by=who().person, columns={"role": one.role})
    return redirect(url_for("team.person", show=show, person=person), 303)


@team.post(f"{PERSON}/badge")
def badge(show: str, person: int) -> ResponseReturnValue:
    """A new badge in place of a lost one."""
    one = changeable(show, person)
    if one.revoked:
        abort(400, _("%(name)s is not on the show any more.", name=one.name))
    with editing() as session:
        new_badge(session, show, person, by=who().person)
    flash(_("The old badge opens nothing any more. Print the new one."), "ok")
    return redirect(url_for("team.person", show=show, person=person), 303)


def known(show: str, person: int) -> Member:
    """A person of the show. Aborts with 404: another show's people are not there."""
    return member(show, person) or abort(404)


def changeable(show: str, person: int) -> Member:
    """A person whom the asker may change. Aborts with 403."""
    one = known(show, person)
    if not may_change(who(), show, one):
        abort(403, _("%(name)s stands above you on this show: ask somebody who does not.", name=one.name))
    return one


def read(form: Form, show: str, zone: ZoneInfo, one: Member | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """The form's personal columns, and those of the part. Personal ones only where they are not the person's own."""
    columns: dict[str, Any] = {
        "function": form.text("function"),
        "company": form.text("company"),
        "department": form.choice("department", ("", *DEPARTMENTS)),
        "call": form.instant("call", zone),
    }
    if one is None or one.id != who().person:
        columns["role"] = int(form.choice("role", [str(int(role)) for role in roles(show)], "1") or 1)
    if one and one.account:
        return {}, columns
    name = form.text("name", most=80, needed=_("Everybody has a name."))
    personal = {"name": name, "phone": form.text("phone", most=40), "email": form.email("email") or None}
    if personal["email"] and taken(str(personal["email"]), one):
        form.errors["email"] = _("Somebody else has this e-mail address.")
    return personal, columns


def taken(email: str, one: Member | None) -> bool:
    """Whether another person has an e-mail address."""
    owner = db.session.scalar(select(Person.id).where(Person.email == email))
    return owner is not None and (one is None or owner != one.id)


def roles(show: str) -> list[Role]:
    """Roles that the asker may give: up to one's own."""
    own = who().role(show) or Role.CREW
    return [role for role in Role if role <= own]


def filled(show: str, form: Form, one: Member | None = None) -> str:
    """The page of a person, or of somebody new."""
    around = frame(show, "people")
    zone = zone_of(around["show"])
    more: dict[str, Any] = {}
    if one:
        more = {
            "badge": badge_of(db.session(), show, one.id),
            "sessions": sessions_of(show, one.id),
            "changeable": may_change(who(), show, one),
            "lettable": may_let_in(who(), one.id) and one.revoked is None,
            "oneself": one.id == who().person,
        }
    return render_template(
        "desk/person.html", **around, one=one, form=form, given=request.form, departments=DEPARTMENTS, told=told,
        zone=zone, roles=roles(show), call=typed(one, zone), **more,
    )  # fmt: skip


def typed(one: Member | None, zone: ZoneInfo) -> str:
    """A person's call as a date field wants it."""
    return one.call.astimezone(zone).strftime("%Y-%m-%dT%H:%M") if one and one.call else ""
