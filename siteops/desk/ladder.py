"""How far every case of a show has come, as one question to the database, so that lists can filter and count by it.

`siteops.gear.rules.rung` says it of one case; a test holds the two together.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from siteops.core import rows
from siteops.core.plan import Line
from siteops.gear.site import Standing

DEEPEST = 8
"""Cases in cases in cases: a pallet, a trunk, a rack, a drawer are four. Ends what lies in itself."""
STEPS = ("arrived", "placed", "packed")
Rows = Select[*tuple[Any, ...]]


def rungs(show: str, standing: Standing) -> Subquery:
    """Every case on the show's list: its `rung`, `since` when it is where it is, why `held`, how `damaged`."""
    own, around = states(), reached(show)
    nested = around.c.case.is_not(None)
    done = {name: or_(own.c[name].is_not(None), around.c[name] == 1) for name in STEPS}
    place = case((nested, around.c.place), else_=own.c.place)
    leg = case((nested, around.c.leg), else_=own.c.leg)
    since = case((nested, around.c.since), else_=own.c.since)
    loaded = and_(leg == "out", place.startswith("truck:"))
    query = (
        select(Line.case, rung(loaded, done, standing).label("rung"), since.label("since"), own.c.held, own.c.damaged)
        .outerjoin(own, and_(own.c.show == Line.show, own.c.key == key_of(Line.case)))
        .outerjoin(around, around.c.case == key_of(Line.case))
        .where(Line.show == show, ~Line.gone)
    )
    return query.subquery("rungs")


def rung(loaded: ColumnElement[bool], done: dict[str, ColumnElement[bool]], standing: Standing) -> ColumnElement[str]:
    """The rung, the highest first; what follows the end of a leg depends on where the show stands."""
    ladder: list[tuple[ColumnElement[bool], str]] = [
        (loaded, "gone" if "out" in standing.closed else "loaded"),
        (done["packed"], "packed"),
    ]
    if "out" in standing.closed:
        return case(*ladder, else_=literal("missing"))
    ladder += [(done["placed"], "placed"), (done["arrived"], "arrived")]
    waits = "missing" if "in" in standing.closed else "expected" if standing.phase == "prep" else "not_scanned"
    return case(*ladder, else_=literal(waits))


def states() -> FromClause:
    """The states of cases, once more under a name of their own."""
    return rows.table("case").alias()


def reached(show: str) -> Subquery:
    """What the cases around each nested case reached, which it reached too; the outermost's place, leg and since."""
    climbed, own = climb(show), states()
    nth = func.row_number().over(partition_by=climbed.c.case, order_by=climbed.c.level.desc())
    up = select(climbed.c.case, climbed.c.around, nth.label("nth")).subquery()
    columns = [func.max(case((own.c[name].is_not(None), 1), else_=0)).label(name) for name in STEPS]
    last = [func.max(case((up.c.nth == 1, own.c[name]))).label(name) for name in ("place", "leg", "since")]
    query = select(up.c.case, *columns, *last).outerjoin(own, and_(own.c.show == show, own.c.key == up.c.around))
    return query.group_by(up.c.case).subquery("reached")


def climb(show: str) -> CTE:
    """Every nested case with each case around it."""
    ties = inside(show)
    up = select(ties.c.case, ties.c.around, literal_column("1", Integer).label("level")).cte("up", recursive=True)
    next_ties = inside(show)
    further = select(up.c.case, next_ties.c.around, up.c.level + 1).join(next_ties, next_ties.c.case == up.c.around)
    return up.union_all(further.where(up.c.level < DEEPEST))


def inside(show: str) -> Subquery:
    """Cases that lie in another, by key: as they were packed; as planned, until they have themselves been moved."""
    state = rows.table("case")
    line = aliased(Line)
    packed = select(state.c.key.label("case"), key_of(state.c.inside).label("around"))
    packed = packed.where(state.c.show == show, state.c.inside.is_not(None))
    here = and_(state.c.show == line.show, state.c.key == key_of(line.case))
    planned = (
        select(key_of(line.case).label("case"), key_of(line.inside).label("around"))
        .outerjoin(state, here)
        .where(line.show == show, ~line.gone, line.inside.is_not(None))
        .where(state.c.place.is_(None), state.c.inside.is_(None))
    )
    return packed.union_all(planned).subquery()


def key_of(id: Any) -> ColumnElement[str]:
    """A case's id as state spells it. Never the other way: a phone may make up keys that are no numbers."""
    return cast(id, String)
