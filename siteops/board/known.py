"""What is known of a show: what has come, and what is open. Kept by a process, and brought up to date by what changed.

A phone holds its show's rows and asks for what changed since; so does a process. A look at a show of 100,000 cases then
takes in those that were scanned since the last one, and nothing else.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import merge
from threading import Lock

from flask import current_app
from sqlalchemy import Connection, bindparam, select

from siteops.board.beside import Beside
from siteops.board.course import Course, Seen, placed_of
from siteops.board.matters import Matter, Open, on_case, others, rank
from siteops.core.journal import rows
from siteops.core.journal.prepared import Prepared, some
from siteops.core.plan import Case, Line
from siteops.dock.rules import leg
from siteops.dock.state import ShowState
from siteops.gear.ladder import Mark, ladder, mark_of, stand_of, turned
from siteops.gear.queries import suspects
from siteops.gear.rules import Site
from siteops.gear.site import Standing, case_id, pieces, read
from siteops.gear.trails import Trails

LOCK = Lock()
"""What is kept is changed in place: copying it would cost more than the change."""
LINES = select(Case.id, Case.department).join(Line, Line.case == Case.id).where(~Line.gone)
DEPARTMENTS = Prepared(LINES.where(Line.show == bindparam("show"), Line.case.in_(some("cases"))))


@dataclass
class Known:
    """A show at one `mark` of its log. `open`: on cases; `others`: what is open on all else, as `Open` orders it."""

    mark: Mark
    standing: Standing
    trails: Trails
    course: Course
    beside: Beside = field(default_factory=Beside)
    open: Open = field(default_factory=Open)
    others: list[Matter] = field(default_factory=list)

    @property
    def matters(self) -> Iterator[Matter]:
        """All that is open, the gravest and then the latest first."""
        return merge(self.open, self.others, key=rank, reverse=True)

    @property
    def look(self) -> int:
        """How much is open."""
        return len(self.open) + len(self.others)


def known(connection: Connection, show: str) -> Known:
    """The show as this connection sees it, or newer. Hold LOCK while you read it.

    One query where nothing is new, some fifteen after a few scans, however many cases.
    """
    kept: dict[str, Known] = current_app.extensions.setdefault("board", {})
    # Asked first: what another adds from here on is then taken in twice, and never left out.
    mark, found = mark_of(connection, show), kept.get(show)
    if found is None or found.mark[0] != mark[0]:
        found = kept[show] = whole(connection, show, mark)
    elif found.mark[1] < mark[1]:
        found = kept[show] = advanced(connection, show, found, mark)
    return found


def advanced(connection: Connection, show: str, before: Known, mark: Mark) -> Known:
    """The show once what changed since is taken in."""
    standing, changed = standing_of(connection, show), turned(connection, show, before.mark[1], before.trails)
    if changed is None or before.standing.leg != standing.leg:
        return whole(connection, show, mark)
    renew(connection, show, before, changed)
    if before.standing != standing:
        before.standing = standing
        judge(connection, show, before)
    before.beside.forget_older(connection, show, before.mark[1])
    before.others = others(connection, show)
    before.mark = mark
    return before


def whole(connection: Connection, show: str, mark: Mark) -> Known:
    """Every case, read anew."""
    standing, found = standing_of(connection, show), ladder(connection, show)
    seen = everything(connection, show, standing.leg)
    made = Known(mark, standing, found.trails.copy(), Course(standing.leg))
    made.course.put_all({
        case: placed_of(case, stand, made.trails.around(case), seen, standing.leg)
        for case, stand in found.cases.items()
    })  # fmt: skip
    judge(connection, show, made)
    made.others = others(connection, show)
    return made


def judge(connection: Connection, show: str, made: Known) -> None:
    """Find anew what is open on cases."""
    wanted = suspects(connection, show)
    site = read(connection, show, made.standing, wanted)
    made.open = Open()
    for case in wanted:
        made.trails.put(case, site)
        made.open.put(case, on_case(case, site))


def renew(connection: Connection, show: str, made: Known, changed: Collection[int]) -> None:
    """Take in some cases anew."""
    site, course = read(connection, show, made.standing, changed), made.course
    seen = seen_of(site, departments(connection, show, changed))
    for case in changed:
        made.trails.put(case, site)
        made.open.put(case, on_case(case, site))
        listed = case in site.cases and site.cases[case].listed
        stand, around = stand_of(case, site), made.trails.around(case)
        course.renew(case, placed_of(case, stand, around, seen, course.leg) if listed else None)


def seen_of(site: Site, departments: Mapping[int, str]) -> Seen:
    """What the states of some cases say of when and where they came."""
    moments = {case: one.arrived if site.leg == "in" else one.loaded for case, one in site.states.items()}
    placed = {case for case, one in site.states.items() if one.place is not None}
    return Seen(departments, {case: at for case, at in moments.items() if at}, placed)


def departments(connection: Connection, show: str, cases: Collection[int]) -> dict[int, str]:
    """Whose cases some of the list are. One query for 256."""
    found = [row for keys in pieces(cases) for row in DEPARTMENTS.rows(connection, {"show": show, "cases": keys})]
    return dict(found)


def everything(connection: Connection, show: str, leg: str) -> Seen:
    """The same of all cases. Two queries."""
    state = rows.table("case").c
    came = state.arrived if leg == "in" else state.loaded
    query = select(state.key, came, state.place.is_not(None)).where(state.show == show)
    seen = [(id, at, placed) for key, at, placed in connection.execute(query) if (id := case_id(key)) is not None]
    named: dict[int, str] = {id: name for id, name in connection.execute(LINES.where(Line.show == show))}
    return Seen(named, {id: at for id, at, _ in seen if at}, {id for id, _, placed in seen if placed})


def standing_of(connection: Connection, show: str) -> Standing:
    """The leg and phase that cases are judged by."""
    found = rows.load(connection, show, [f"show:{show}"]).get(f"show:{show}")
    state = found.state if found else ShowState()
    assert isinstance(state, ShowState)
    return Standing(leg(state.phase), state.phase, tuple(state.closed))
