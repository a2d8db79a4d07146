"""What a show still lacks before its next phase: counts, all of them by one question."""

from datetime import date
from functools import partial
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Connection, Select, String, cast, func, literal, or_, select

from siteops.core import clock
from siteops.core.access.people import Certificate, Grant, Invitation, Person, SignIn
from siteops.core.facts.show import PHASES
from siteops.core.plan import Code, Contact, Line, List, Phase, Place, Show, Slot
from siteops.gear.counts import Count
from siteops.gear.site import Standing


class Matter(NamedTuple):
    """One thing to have: whether it is there, what it is, how far it is, and where one sees to it."""

    done: bool
    words: str
    value: str
    href: str


def matters(connection: Connection, show: Show, last: date) -> list[Matter]:
    """What is there and what is not, in the order in which it is made. One query.

    `last`: the day until which people's papers must be valid.
    """
    has = connection.execute(select(*(one.label(name) for name, one in counts(show.id, last).items()))).one()
    return [*of_plan(show, has), *of_people(show, has)]


def of_plan(show: Show, has: Any) -> list[Matter]:
    """When, where, and what gear."""
    at = partial(url_for, show=show.id)
    form, cases, labels = at("show.page"), at("cases.page" if has.cases else "imports.page"), at("labels.page")
    return [
        Matter(has.phases == len(PHASES), _("Phases planned"), of(has.phases, len(PHASES)), f"{form}#phases"),
        Matter(has.cases > 0, _("Cases on the list"), f"{has.cases:,}", cases),
        Matter(has.cases == has.placed > 0, _("Cases that know where to go"), of(has.placed, has.cases), cases),
        Matter(has.cases == has.labelled > 0, _("Cases with a printed label"), of(has.labelled, has.cases), labels),
        Matter(has.places == has.posters > 0, _("Places with a printed poster"), of(has.posters, has.places),
               at("labels.page", what="places")),
        Matter(has.slots > 0, _("Slots booked"), f"{has.slots:,}", at("slots.page")),
        Matter(has.lists > 0, _("Lists"), f"{has.lists:,}", at("lists.page")),
    ]  # fmt: skip


def of_people(show: Show, has: Any) -> list[Matter]:
    """Who comes, and whom to call. Papers only where somebody has any."""
    form, people = url_for("show.page", show=show.id), url_for("team.people", show=show.id)
    none, valid = _("none"), has.papers - has.doubtful
    papers = Matter(not has.doubtful, _("Papers valid to the last day"), of(valid, has.papers), people)
    return [
        Matter(has.people == has.invited > 1, _("People with a way in"), of(has.invited, has.people), people),
        *([papers] if has.papers else []),
        Matter(bool(show.control_phone), _("Phone of control"), show.control_phone or none, f"{form}#f-control_phone"),
        Matter(bool(show.medic_phone), _("Phone of the medic"), show.medic_phone or none, f"{form}#f-medic_phone"),
        Matter(has.contacts > 0, _("Contacts"), f"{has.contacts:,}", url_for("contacts.page", show=show.id)),
    ]  # fmt: skip


def on_paper(connection: Connection, show: str) -> Any:
    """How many cases and places there are, and how many of them have a printed code: `cases`, `labelled`, `places`,
    `posters`. One query."""
    wanted = ("cases", "labelled", "places", "posters")
    all_of_them = counts(show, clock.now().date())
    return connection.execute(select(*(all_of_them[name].label(name) for name in wanted))).one()


def counts(show: str, last: date) -> dict[str, ColumnElement[int]]:
    """What is counted, by name: one subquery each."""
    on_list = select(Line.id).where(Line.show == show, ~Line.gone)
    places = select(Place.id).where(Place.show == show, ~Place.gone, Place.kind != "yard")
    people = select(Grant.id).where(Grant.show == show, Grant.revoked.is_(None))
    papers = select(Certificate.id).join(Grant, Grant.person == Certificate.person)
    papers = papers.where(Grant.show == show, Grant.revoked.is_(None))
    rows: dict[str, Select[Any]] = {
        "phases": select(Phase.id).where(Phase.show == show, ~Phase.gone),
        "cases": on_list,
        "placed": on_list.where(or_(Line.zone.is_not(None), Line.dock.is_not(None), Line.inside.is_not(None))),
        "labelled": on_list.where(printed(literal("case:").concat(cast(Line.case, String)))),
        "places": places,
        "posters": places.where(printed(Place.kind.concat(":").concat(cast(Place.id, String)))),
        "slots": select(Slot.id).where(Slot.show == show, ~Slot.gone),
        "lists": select(List.id).where(List.show == show, ~List.gone),
        "people": people,
        "invited": people.where(way_in()),
        "papers": papers,
        "doubtful": papers.where(or_(Certificate.doubtful, Certificate.until < last)),
        "contacts": select(Contact.id).where(Contact.show == show, ~Contact.gone),
    }
    return {name: select(func.count()).select_from(one.subquery()).scalar_subquery() for name, one in rows.items()}


def printed(subject: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a thing's code is on paper."""
    return select(Code.id).where(Code.printed.is_not(None), ~Code.gone, Code.subject == subject).exists()


def way_in() -> ColumnElement[bool]:
    """Whether somebody of a show can come in: they have a password, were in already, or hold an invitation."""
    has_password = select(Person.id).where(Person.id == Grant.person, Person.password.is_not(None)).exists()
    was_in = select(SignIn.id).where(SignIn.person == Grant.person).exists()
    stands = (Invitation.expires > clock.now()) & (Invitation.uses > 0)
    theirs = (Invitation.person == Grant.person) & (Invitation.show == Grant.show)
    holds = select(Invitation.id).where(theirs, stands).exists()
    return or_(has_password, was_in, holds)


def of(some: int, all_of_them: int) -> str:
    """Some of all."""
    return str(_("%(count)s of %(total)s", count=f"{some:,}", total=f"{all_of_them:,}"))


def expected(found: Count, standing: Standing) -> tuple[int, int]:
    """How many cases the leg still waits for, and how many there are."""
    return found.total - found.done(standing.leg), found.total
