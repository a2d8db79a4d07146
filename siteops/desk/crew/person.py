"""One person of a show: part, contacts, badge, ways in; adding somebody, changing them, ending their part."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from siteops.core.access.joining import Newcomer, add_person, badge_of, end_part, new_badge, put_part
from siteops.core.access.people import Person
from siteops.core.db import db
from siteops.core.facts import Role
from siteops.core.journal.record import planning
from siteops.core.plan import DEPARTMENTS
from siteops.core.web import who
from siteops.desk.above import left_without_producer, may_change, may_let_in
from siteops.desk.access.devices import of_person
from siteops.desk.crew.erasing import may_erase
from siteops.desk.crew.papers import NO_WORK, work_of
from siteops.desk.crew.person_plan import PERSONAL, rewrite
from siteops.desk.edits import Fields, Merge, shown, spelled
from siteops.desk.frame import frame, told, zone_of
from siteops.desk.plan_form import PlanForm
from siteops.desk.plan_rows import Author
from siteops.desk.roster import Member, member, taken

person_page = Blueprint("person", __name__, url_prefix="/shows/<show>/people")
ONE = "/<int:person>"
COLUMNS = (*PERSONAL, "function", "company", "department", "remark", "call", "role")
NOTHING = Merge()


@person_page.get("/new")
def new(show: str) -> ResponseReturnValue:
    """The form for somebody new."""
    return filled(show, PlanForm())


@person_page.post("")
def add(show: str) -> ResponseReturnValue:
    """Somebody new on the show. Two people may have the same name."""
    around = frame(show, "people")
    form = PlanForm()
    personal, columns = read(form, show, zone_of(around["show"]), None)
    if form.errors:
        return filled(show, form), 400
    with planning() as session:
        newcomer = Newcomer(personal["name"], personal["email"] or "", personal["phone"])
        person = add_person(session, newcomer)
        put_part(session, show, person, by=who().person, columns=columns)
    flash(_("%(name)s is on the show.", name=personal["name"]), "ok")
    return redirect(url_for("person.page", show=show, person=person), 303)


@person_page.get(ONE)
def page(show: str, person: int) -> ResponseReturnValue:
    """One person: part, contacts, badge, phones."""
    return filled(show, PlanForm(), known(show, person))


@person_page.post(ONE)
def change(show: str, person: int) -> ResponseReturnValue:
    """Change a person's part; name and contacts too, unless they keep an account of their own.

    Of a part that has ended nothing is changed.
    """
    one, form = changeable(show, person), PlanForm()
    personal, columns = read(form, show, zone_of(frame(show, "people")["show"]), one)
    if form.errors:
        return filled(show, form, one), 400
    made = rewrite(person, personal if one.revoked else personal | columns, Author(show, who().person))
    if made.clashes:
        return filled(show, form, known(show, person), made), 409
    flash(_("Kept."), "ok")
    warn_if_headless(show, one)
    return redirect(url_for("person.page", show=show, person=person), 303)


@person_page.post(f"{ONE}/end")
def end(show: str, person: int) -> ResponseReturnValue:
    """End somebody's part in the show. What they already said stays; what still comes is held."""
    one = changeable(show, person)
    if person == who().person:
        abort(400, _("Nobody ends their own part: ask another lead."))
    with planning() as session:
        end_part(session, show, person, by=who().person)
    flash(_("%(name)s is no longer on the show. What their phones still send waits for a lead.", name=one.name), "ok")
    warn_if_headless(show, one)
    return redirect(url_for("person.page", show=show, person=person), 303)


@person_page.post(f"{ONE}/again")
def again(show: str, person: int) -> ResponseReturnValue:
    """Give somebody back the part that had ended."""
    one = changeable(show, person)
    with planning() as session:
        put_part(session, show, person, by=who().person, columns={"role": one.role})
    return redirect(url_for("person.page", show=show, person=person), 303)


@person_page.post(f"{ONE}/badge")
def badge(show: str, person: int) -> ResponseReturnValue:
    """A new badge in place of a lost one."""
    one = changeable(show, person)
    if one.revoked:
        abort(400, _("%(name)s is not on the show any more.", name=one.name))
    with planning() as session:
        new_badge(session, show, person, by=who().person)
    flash(_("The old badge opens nothing any more. Print the new one."), "ok")
    return redirect(url_for("person.page", show=show, person=person), 303)


def warn_if_headless(show: str, before: Member) -> None:
    """Say so where a producer went and none is left."""
    if before.role == Role.PRODUCER and before.revoked is None and left_without_producer(show):
        flash(_("The show has no producer any more: only an administrator can make one."), "warn")


def known(show: str, person: int) -> Member:
    """A person of the show. Aborts with 404: another show's people are not there."""
    return member(show, person) or abort(404)


def changeable(show: str, person: int) -> Member:
    """A person whom the asker may change. Aborts with 403."""
    one = known(show, person)
    if not may_change(who(), show, one):
        abort(403, _("%(name)s stands above you on this show: ask somebody who does not.", name=one.name))
    return one


def read(form: PlanForm, show: str, zone: ZoneInfo, one: Member | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """The form's personal columns, and those of the part. Personal ones only where they are not the person's own."""
    columns: dict[str, Any] = {
        "function": form.text("function"),
        "company": form.text("company"),
        "department": form.choice("department", ("", *DEPARTMENTS)),
    }
    if "remark" in request.form:
        columns["remark"] = form.text("remark", most=500)
    if "call" in request.form:  # of somebody with a call a day, the first one is theirs
        columns["call"] = form.moment("call", zone, one.call if one else None)
    if one is None or one.id != who().person:
        columns["role"] = int(form.choice("role", [str(int(role)) for role in roles(show)], "1") or 1)
    if one and one.account:
        return {}, columns
    name = form.text("name", most=80, needed=_("Everybody has a name."))
    personal = {"name": name, "phone": form.text("phone", most=40), "email": form.email("email") or None}
    if personal["email"] and taken(str(personal["email"]), one):
        form.errors["email"] = _("Somebody else has this e-mail address.")
    return personal, columns


def roles(show: str) -> list[Role]:
    """Roles that the asker may give: up to one's own."""
    own = who().role(show) or Role.CREW
    return [role for role in Role if role <= own]


def filled(show: str, form: PlanForm, one: Member | None = None, made: Merge = NOTHING) -> str:
    """The page of a person, or of somebody new; its form as it was sent or as it is stored."""
    around = frame(show, "people")
    zone = zone_of(around["show"])
    more: dict[str, Any] = {}
    if one:
        more = {
            "photo": db.session.get_one(Person, one.id).photo,
            "badge": badge_of(db.session(), show, one.id),
            "sessions": of_person(one.id, show),
            "changeable": may_change(who(), show, one),
            "lettable": may_let_in(who(), one.id) and one.revoked is None,
            "oneself": one.id == who().person,
            "work": work_of(db.session.connection(), show, [one.id], zone).get(one.id, NO_WORK),
            "erasable": may_erase(who(), one.id) and who().role(show) == Role.PRODUCER,
        }
    fields = fields_of(one, zone, form, made) if one else Fields(request.form, {})
    clashes = made.clashes | ({"call": typed(one, zone).replace("T", " ")} if "call" in made.clashes else {})
    return render_template(
        "desk/person.html", **around, one=one, form=form, given=fields.given, was=fields.was, departments=DEPARTMENTS,
        told=told, zone=zone, roles=roles(show), clashes=clashes, names=labels(), **more,
    )  # fmt: skip


def fields_of(one: Member, zone: ZoneInfo, form: PlanForm, made: Merge) -> Fields:
    """What the form of somebody holds, the call on the site's clock, and what it held when it was opened."""
    stored = spelled({name: getattr(one, name) for name in COLUMNS})
    found = shown(stored | {"call": typed(one, zone)}, faulty=bool(form.errors), typed=made.changed)
    return found if form.errors else Fields(found.given, stored)


def labels() -> dict[str, str]:
    """What the form calls its fields."""
    return {
        "name": _("Name"), "phone": _("Phone"), "email": _("E-mail"), "function": _("Function"),
        "company": _("Company"), "department": _("Department"), "remark": _("Remark"), "call": _("Call"),
        "role": _("May do"),
    }  # fmt: skip


def typed(one: Member | None, zone: ZoneInfo) -> str:
    """A person's call as a date field wants it."""
    return one.call.astimezone(zone).strftime("%Y-%m-%dT%H:%M") if one and one.call else ""
