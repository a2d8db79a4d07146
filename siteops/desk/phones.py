"""Phones and browsers on which people are signed in, and switching them off."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, or_, select

from siteops.core import clock
from siteops.core.db import db
from siteops.core.people import DeviceKey, Grant, Person, SignIn
from siteops.core.sessions import IDLE, switch_off
from siteops.core.web import who
from siteops.desk.frame import frame, told, zone_of
from siteops.desk.roster import may_change, member, members
from siteops.sync.presence import phones
from siteops.sync.views import presence

sessions = Blueprint("sessions", __name__, url_prefix="/shows/<show>")


@dataclass
class Session:
    """A sign-in that still opens something. `keys`: devices that may append by it, by their name.

    `live`: pages open too, not only appending. `queued`: entries it last said it held, None if it never said.
    """

    id: str
    person: int
    who: str
    agent: str
    created: datetime
    seen: datetime
    live: bool
    keys: dict[str, str] = field(default_factory=dict)
    queued: int | None = None

    @property
    def name(self) -> str:
        """What people call it."""
        return next((name for name in self.keys.values() if name), "") or browser(self.agent)


@sessions.get("/sessions")
def shown(show: str) -> ResponseReturnValue:
    """Every phone and browser of a show's people, the last heard first."""
    around = frame(show, "sessions")
    people = {one.id: one for one in members(show)}
    found = with_news(show, of_people(Grant.show == show))
    return render_template(
        "desk/sessions.html", **around, sessions=found, mine=who().sign_in, told=told, zone=zone_of(around["show"]),
        may={one.person: may_change(who(), show, people[one.person]) for one in found},
    )  # fmt: skip


@sessions.post("/sessions/<sign_in>/end")
def end(show: str, sign_in: str) -> ResponseReturnValue:
    """Switch off one phone."""
    person = db.session.scalar(
        select(SignIn.person).join(Grant, Grant.person == SignIn.person).where(SignIn.id == sign_in, Grant.show == show)
    )
    check(show, person)
    switch_off(SignIn.id == sign_in)
    flash(_("Switched off. What it had not sent is kept and shown to you, should it turn up."), "ok")
    if request.form.get("back") == "person":
        return redirect(url_for("team.person", show=show, person=person), 303)
    return redirect(url_for("sessions.shown", show=show), 303)


@sessions.post("/people/<int:person>/sessions/end")
def end_all(show: str, person: int) -> ResponseReturnValue:
    """Switch off every phone of one person."""
    check(show, person)
    switch_off(SignIn.person == person)
    flash(_("Every phone of theirs is switched off."), "ok")
    return redirect(url_for("team.person", show=show, person=person), 303)


def check(show: str, person: int | None) -> None:
    """Abort with 404 unless they are of this show, with 403 if they stand above the asker."""
    one = member(show, person) if person else None
    if one is None:
        abort(404)
    if not may_change(who(), show, one):
        abort(403, _("%(name)s stands above you on this show: ask somebody who does not.", name=one.name))


def sessions_of(show: str, person: int) -> list[Session]:
    """One person's phones and browsers."""
    return with_news(show, of_people(Grant.show == show, Person.id == person))


def of_people(*which: ColumnElement[bool]) -> list[Session]:
    """Sign-ins that still open something, of the people chosen by conditions on `Grant` and `Person`. One query."""
    now = clock.now()
    live = SignIn.revoked.is_(None) & (SignIn.expires > now) & (SignIn.seen > now - IDLE)
    query = (
        select(SignIn.id, SignIn.person, Person.name, SignIn.agent, SignIn.created, SignIn.seen, live.label("live"),
               DeviceKey.device, DeviceKey.name)
        .join(Person, Person.id == SignIn.person)
        .outerjoin(Grant, Grant.person == Person.id)
        .outerjoin(DeviceKey, (DeviceKey.sign_in == SignIn.id) & DeviceKey.revoked.is_(None))
        .where(or_(live, DeviceKey.id.is_not(None)), *which)
        .order_by(SignIn.seen.desc(), SignIn.id)
    )  # fmt: skip
    found: dict[str, Session] = {}
    for id, person, whose, agent, created, seen, stands, device, name in db.session.execute(query):
        one = found.setdefault(id, Session(id, person, whose, agent, created, seen, bool(stands)))
        if device:
            one.keys[device] = name
    return list(found.values())


def with_news(show: str, found: Iterable[Session]) -> list[Session]:
    """Sign-ins with what their phones last said on a show, the last heard first."""
    news = {(str(one["device"]), one["person"]): one for one in phones(show, presence())}
    made = list(found)
    for one in made:
        for heard in (news[device, one.person] for device in one.keys if (device, one.person) in news):
            one.seen = max(one.seen, clock.read(str(heard["seen"])))
            one.queued = (one.queued or 0) + int(str(heard["queued"]))
    return sorted(made, key=lambda one: one.seen, reverse=True)


def browser(agent: str) -> str:
    """What a browser calls itself, in two words: "Firefox, Android"."""
    name = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return ", ".join(one for one in (name, system) if one) or _("A browser")


BROWSERS = (("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Edg", "Edge"), ("SamsungBrowser", "Samsung Internet"),
            ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Macintosh", "Mac"),
           ("Linux", "Linux"))  # fmt: skip
"""Marks in the order in which they must be tried: Chrome also calls itself Safari, Edge also Chrome."""
