"""How somebody's papers stand on the days they work, for the list of people and for their page."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import Connection, func, or_, select

from siteops.core import clock
from siteops.core.access.people import Call, Certificate, Grant
from siteops.crew.papers import Paper, standing, worked, worst
from siteops.crew.queries import Due, calls_of, papers_of, show_days
from siteops.crew.words import of_call, stands

TONES = {"ended": "stop", "ends": "warn", "unclear": "warn", "valid": "ok"}


class Said(NamedTuple):
    """Something in words, and its tone."""

    words: str
    tone: str


class Work(NamedTuple):
    """When somebody is due, and every paper of theirs, in words. `worst`: in a word or two, None without papers."""

    calls: Sequence[str]
    papers: Sequence[Said]
    worst: Said | None


NO_WORK = Work((), (), None)


def work_of(connection: Connection, show: str, people: Collection[int], zone: ZoneInfo) -> dict[int, Work]:
    """Calls and papers of some people of a show, in words. Three queries."""
    calls, papers = calls_of(connection, show, people), papers_of(connection, people)
    planned = days_of(connection, show, zone)
    return {
        one: told(calls.get(one, []), [held.paper for held in papers.get(one, [])], planned, zone)
        for one in calls.keys() | papers.keys()
    }


def days_of(connection: Connection, show: str, zone: ZoneInfo) -> list[date]:
    """The days on which whoever has no call works: those that the show plans, else today on the site's calendar."""
    return show_days(connection, show, zone) or [clock.now().astimezone(zone).date()]


def told(calls: Sequence[Due], papers: Sequence[Paper], planned: Sequence[date], zone: ZoneInfo) -> Work:
    """One person's."""
    days = days_at_work(calls, planned, zone)
    said = [Said(stands(paper, how), TONES[how]) for paper in papers for how in [standing(paper, days)]]
    found = worst(papers, days)
    summary = None
    if found:
        how, paper = found
        summary = Said(_("All valid") if how == "valid" else stands(paper, how), TONES[how])
    return Work([in_words(one, zone) for one in calls], said, summary)


def days_at_work(calls: Sequence[Due], planned: Sequence[date], zone: ZoneInfo) -> Sequence[date]:
    """The days of somebody's calls, else those that are planned for all."""
    return worked(((one.day, one.starts, one.ends) for one in calls), zone) or planned


def in_words(one: Due, zone: ZoneInfo) -> str:
    """A call, and as what."""
    return " · ".join(each for each in (of_call(one.day, one.starts, one.ends, zone), one.function) if each)


def need_a_look(connection: Connection, show: str, zone: ZoneInfo) -> list[int]:
    """Those of a show whose papers are in doubt, or end before their last day at work. Three queries, two for them.

    Only papers that end before the last day of all are looked at one by one: few do.
    """
    planned = days_of(connection, show, zone)
    ends = select(func.max(Call.day), func.max(Call.starts), func.max(Call.ends)).where(Call.show == show, ~Call.gone)
    day, *instants = connection.execute(ends).one()
    last = max([planned[-1], *([day] if day else []), *(at.astimezone(zone).date() for at in instants if at)])
    query = select(Certificate.person).join(Grant, Grant.person == Certificate.person).where(Grant.show == show)
    query = query.where(or_(Certificate.doubtful, Certificate.until < last)).distinct()
    people = connection.scalars(query).all()
    calls, papers = (calls_of(connection, show, people), papers_of(connection, people)) if people else ({}, {})
    days = {one: days_at_work(calls.get(one, []), planned, zone) for one in people}
    return [one for one in people if any(standing(held.paper, days[one]) != "valid" for held in papers[one])]
