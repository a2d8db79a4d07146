"""Tickets: a way in for one person, once, for a short while. Of each the table holds only a hash.

`password` leads to a new password: a link with 130 bits, for an hour. `move` lets a person who is signed in here in
elsewhere: into the app on the home screen, whose storage is another than the browser's. That is a code of 8 characters,
to be read aloud: 40 bits, for 15 minutes. It is safe because guesses are few. Everybody together has MOVES_MOST wrong
ones in five minutes, so 3,000 while a code stands; with 200 codes open at once (a whole crew's first morning) one of
them is hit once in 2^40 / (3,000 · 200), 1.8 million such quarters of an hour.
"""

from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from siteops.core import clock, codes
from siteops.core.access.people import Ticket
from siteops.core.access.sessions import digest
from siteops.core.access.throttle import Try
from siteops.core.db import db

MOVE, PASSWORD = "move", "password"
LASTS = {MOVE: timedelta(minutes=15), PASSWORD: timedelta(hours=1)}
MOVES_MOST = 1000


class Way(NamedTuple):
    """A ticket that stands: its row, whom it lets in, who made it (None: somebody at the command line)."""

    id: int
    person: int
    by: int | None


class Spent(Exception):
    """This ticket opens nothing: it was used, its time has passed, or there never was one."""


def issue(session: Session, purpose: str, person: int, by: int | None) -> str:
    """Make a ticket in the place of that person's earlier ones, and answer what they must bring. Inside `editing()`."""
    now = clock.now()
    token = codes.mint() if purpose == MOVE else codes.mint_invitation()
    session.execute(delete(Ticket).where(Ticket.person == person, Ticket.purpose == purpose))
    session.add(Ticket(digest(token), purpose, person, by, now, now + LASTS[purpose]))
    return token


def find(purpose: str, brought: str) -> Way | None:
    """What this opens, None where it opens nothing."""
    mine = (Ticket.token == digest(plain(purpose, brought)), Ticket.purpose == purpose)
    query = select(Ticket.id, Ticket.person, Ticket.by).where(*mine, *standing())
    found = db.session.execute(query).one_or_none()
    return Way._make(found) if found else None


def use(session: Session, way: Way) -> None:
    """Use a ticket up. Inside `editing()`. Raises Spent where somebody was faster."""
    taken = update(Ticket).where(Ticket.id == way.id, *standing()).values(used=clock.now())
    if session.scalar(taken.returning(Ticket.id)) is None:
        raise Spent


def standing() -> tuple[ColumnElement[bool], ...]:
    """Conditions of a ticket that still opens something."""
    return Ticket.used.is_(None), Ticket.expires > clock.now()


def plain(purpose: str, brought: str) -> str:
    """What was typed, read out or scanned, in its one spelling."""
    read = codes.read(brought)
    return read.value if purpose == MOVE else read.text.upper()


def of_everybody() -> Try:
    """The try at a code that is read aloud, counted for all visitors together."""
    return Try("moves", MOVES_MOST)
