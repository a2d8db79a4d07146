"""The first visit: four steps from an empty installation to printed labels, how far it has come, when it is over."""

from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import pgettext
from sqlalchemy import Connection, select

from siteops.core.access.people import Grant, Invitation, Person
from siteops.core.access.sessions import principal
from siteops.core.db import db, writing
from siteops.core.plan import Code, Line, Show
from siteops.core.upgrade import recall, remember

SETTING = "first_visit"
"""What the installation remembers of it: `open`, then the id of the show that was made, then `over`."""
OPEN, OVER = "open", "over"


class Visit(NamedTuple):
    """A first visit that is not over. `show`: the id of the show that it is about, None before there is one."""

    show: str | None
    invited: bool
    printed: bool


class Step(NamedTuple):
    """One of its screens. `href` empty: it cannot be opened (yet)."""

    key: str
    name: str
    href: str
    done: bool


def begin(connection: Connection) -> None:
    """The first account is made: from now on its owner is led. Inside `writing()`."""
    remember(connection, SETTING, OPEN)


def about(show: str) -> None:
    """The visit is about this show, unless it is over."""
    with writing() as connection:
        if recall(connection, SETTING) != OVER:
            remember(connection, SETTING, show)


def end() -> None:
    """It is over, and its strip goes away for good."""
    with writing() as connection:
        remember(connection, SETTING, OVER)


def visit() -> Visit | None:
    """The first visit that the person who asks is on: an administrator's, until it is over. One query for all others.

    An administrator made at the command line is led too, as long as there is no show.
    """
    asker = principal()
    if asker is None or not asker.admin:
        return None
    connection = db.session.connection()
    said = recall(connection, SETTING)
    if said == OVER:
        return None
    show = connection.scalar(select(Show.id).where(Show.id == said)) if said else None
    if show is None:
        show = connection.scalar(select(Show.id).order_by(Show.created.desc(), Show.id).limit(1))
        if said is None and show is not None:
            return None
    return Visit(show, *(exists(connection, show) if show else (False, False)))


def exists(connection: Connection, show: str) -> tuple[bool, bool]:
    """Whether somebody was invited to a show, and whether anything of it was printed. One query."""
    others = select(Grant.id).join(Person, Person.id == Grant.person).where(Grant.show == show, ~Person.admin)
    invited = select(Invitation.id).where(Invitation.show == show).exists() | others.exists()
    cases = select(Line.id).where(Line.show == show, Code.subject == "case:" + Line.case.cast(Code.subject.type))
    printed = select(Code.id).where(Code.printed.is_not(None), (Code.show == show) | cases.exists()).exists()
    found = connection.execute(select(invited.label("invited"), printed.label("printed"))).one()
    return bool(found.invited), bool(found.printed)


def steps(found: Visit | None) -> list[Step]:
    """The four screens. None: nobody has an account yet."""
    show = bool(found and found.show)
    return [
        Step("account", pgettext("step", "Account"), "", found is not None),
        Step("show", _("Show"), url_for("first.show") if found else "", show),
        Step("crew", _("Crew"), url_for("first.crew") if show else "", bool(found and found.invited)),
        Step("labels", _("Labels"), url_for("first.labels") if show else "", bool(found and found.printed)),
    ]


def following(found: Visit) -> Step | None:
    """The first step that is not done; None if all are."""
    return next((one for one in steps(found) if not one.done and one.href), None)
