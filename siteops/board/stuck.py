"""What does not move: cases that stand halfway too long, and trucks where nothing comes any more. Reads only."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, select

from siteops.board.course import HALFWAY, Course, Waiting
from siteops.board.known import Known
from siteops.board.names import Names
from siteops.board.rules import STUCK, is_stuck, stalled
from siteops.core import clock
from siteops.core.journal import rows
from siteops.gear.ladder import rung

MOST = 8
"""Of each, on the board; the phone has them all."""


class Still(NamedTuple):
    """A case that does not move. `minutes`: for how long. `place`, `by`: where it stands and who last saw it there."""

    case: int
    code: str
    name: str
    place: str
    by: str
    minutes: int


class Quiet(NamedTuple):
    """A truck that was begun and where nothing comes. `left`: how many should."""

    name: str
    left: int
    minutes: int


class Stuck(NamedTuple):
    """The longest first. `total`: of the cases, of which only the first are told."""

    cases: list[Still]
    total: int
    trucks: list[Quiet]


def stuck(connection: Connection, show: str, known: Known) -> Stuck:
    """What does not move now."""
    at = clock.now()
    total, first = standing_still(known, clock.spell(at - STUCK))
    trucks = silent(known.course, at)
    seen = last_by(connection, show, [case for _, case, _ in first])
    refs = [f"case:{case}" for _, case, _ in first] + [f"person:{one}" for one in seen.values()]
    names = Names(connection, show, refs)
    cases = [
        Still(case, names.of(f"case:{case}"), names.title(f"case:{case}"), names.of(place),
              names.of(f"person:{seen[case]}") if case in seen else "", minutes(at - clock.read(since)))
        for since, case, place in first
    ]  # fmt: skip
    return Stuck(cases, total, [Quiet(names.of(ref), left, minutes(quiet)) for ref, left, quiet in trucks])


def standing_still(known: Known, before: str) -> tuple[int, list[Waiting]]:
    """How many have stood halfway since before then, and the first of them.

    A zone where nobody ever scans says nothing of what stands before it.
    """
    leg, made = known.standing.leg, known.course
    word, total, first = rung(HALFWAY[leg][0], known.standing), 0, []
    for zone, waiting in made.halfway.items():
        place = made.groups.get(f"zone:{zone}")
        if leg == "out" or (place and place.cases.placed):
            # Those that stand there longest come first, so what is true of one is true of all before it.
            here = bisect_left(waiting, True, key=lambda one: not is_stuck(leg, word, one[0], before))
            total += here
            first += waiting[: min(here, MOST)]
    return total, sorted(first)[:MOST]


def silent(made: Course, at: datetime) -> list[tuple[str, int, timedelta]]:
    """Trucks, how many they still have, and for how long nothing came; the longest first."""
    found = []
    for ref, group in made.groups.items():
        if ref.startswith("truck:"):
            left = sum(total - done for total, done, _ in group.loads.values())
            if (quiet := stalled(group.times, left, at)) is not None:
                found.append((ref, left, quiet))
    return sorted(found, key=lambda one: one[2], reverse=True)[:MOST]


def last_by(connection: Connection, show: str, cases: Sequence[int]) -> dict[int, int]:
    """Who last saw each case."""
    state = rows.table("case").c
    query = select(state.key, state.by).where(state.show == show, state.key.in_([str(case) for case in cases]))
    return {int(key): by for key, by in connection.execute(query) if by is not None}


def minutes(span: timedelta) -> int:
    """Whole minutes."""
    return int(span / timedelta(minutes=1))
