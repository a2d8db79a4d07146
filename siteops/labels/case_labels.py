"""Labels of cases: which of a show's are wanted, what each would say now, and which say something else on paper."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, String, case, cast, func, literal, select
from sqlalchemy.orm import aliased

from siteops.core.plan import Case, Code, Line, Owner, Place, Show
from siteops.desk.gear.case_roll import in_order, matching, roll
from siteops.labels import said
from siteops.labels.choice import Choice
from siteops.labels.things import CaseLabel

Rows = Select[*tuple[Any, ...]]
ZONE, DOCK, TRUCK = aliased(Place), aliased(Place), aliased(Place)
ORDER = (TRUCK.id.is_(None), TRUCK.sort, TRUCK.name, Line.sort.is_(None), Line.sort, Case.code)
SUBJECT = literal("case:").concat(cast(Case.id, String))


class Count(NamedTuple):
    """How many labels a choice means; how many of them were printed before, and how many say something else there."""

    total: int
    again: int
    changed: int


def query(show: Show, choice: Choice) -> Rows:
    """Cases on the show's list, one row each, truck by truck, in the order of the list; with their first code."""
    first, printed, words = (
        select(column).where(_theirs()).correlate(Case).scalar_subquery()
        for column in (func.min(Code.id), func.max(Code.printed), func.max(Code.said))
    )
    return (
        wanted(show, choice)
        .outerjoin(Code, Code.id == first)
        .with_only_columns(
            SUBJECT, Code.code, printed, words, Case.code, Case.name, Case.department, Case.weight,
            Owner.name, ZONE.name, DOCK.name, TRUCK.name,
        )
        .order_by(*ORDER)
    )  # fmt: skip


def among(connection: Connection, show: Show, choice: Choice, most: int) -> ColumnElement[bool]:
    """Whether a case is one of the first of a choice: what is asked of it besides is then asked of these alone."""
    if not _narrowed(show.id, choice):
        return Case.id.in_(every(connection, show)[:most])
    return Case.id.in_(wanted(show, choice).order_by(*ORDER).limit(most).correlate(None))


def every(connection: Connection, show: Show) -> Sequence[int]:
    """All cases of the list in the order of their labels; kept until the plan changes."""
    return in_order(connection, roll(connection, show.id), "labels", wanted(show, Choice()).order_by(*ORDER))


def thing(code: str, row: Sequence[Any], show: Show) -> CaseLabel:
    """A row of the query as a label."""
    number, name, department, weight, *where = row
    return CaseLabel(code, number, name, department, weight, *(one or "" for one in where))


def counted(connection: Connection, show: Show, choice: Choice) -> Count:
    """How many labels a choice means. One query, and what keeping `every` takes."""
    asked = wanted(show, choice)
    if not _narrowed(show.id, choice) and not connection.scalar(select(_on_paper().exists())):
        return Count(len(every(connection, show)), 0, 0)
    if choice.changed:  # what says something was printed, and all of these say what is not true any more
        number = connection.scalar(asked.with_only_columns(func.count())) or 0
        return Count(number, number, number)
    paper = _on_paper().subquery()
    stale = case((paper.c.said.is_not(None) & _changed(), 1))
    columns = [func.count(), func.count(paper.c.printed), func.count(stale)]
    beside = asked.outerjoin(paper, paper.c.subject == SUBJECT).with_only_columns(*columns)
    return Count._make(connection.execute(beside).one())


def wanted(show: Show, choice: Choice) -> Rows:
    """Cases of the show's list that a choice means, joined with what their labels speak of."""
    return (
        select(Case.id)
        .join(Line, Line.case == Case.id)
        .outerjoin(Owner, Owner.id == Case.owner)
        .outerjoin(ZONE, ZONE.id == Line.zone)
        .outerjoin(DOCK, DOCK.id == func.coalesce(Line.dock, ZONE.dock))
        .outerjoin(TRUCK, TRUCK.id == Line.truck)
        .where(Line.show == show.id, ~Line.gone, *_narrowed(show.id, choice))
    )


def _narrowed(show: str, choice: Choice) -> list[ColumnElement[bool]]:
    """What a choice asks of a case."""
    found: list[ColumnElement[bool]] = []
    if choice.only is not None:
        found.append(Case.id.in_(choice.only))
    if choice.truck is not None:
        found.append(Case.id.in_(_riding(show, choice.truck)))
    if choice.department:
        found.append(Case.department == choice.department)
    if choice.owner is not None:
        found.append(Case.owner == choice.owner if choice.owner else Case.owner.is_(None))
    if choice.zone is not None:
        found.append(Line.zone == choice.zone)
    if choice.text:
        found.append(matching(choice.text))
    if choice.fresh:
        found.append(~_printed())
    if choice.changed:
        found.append(_changed())
    return found


def _theirs() -> ColumnElement[bool]:
    """Codes of a case: they belong to the installation."""
    return (Code.subject == SUBJECT) & ~Code.gone & Code.show.is_(None)


def _on_paper() -> Rows:
    """What is on paper of the installation's cases, by subject: `_theirs` would be looked up for each case anew."""
    columns = (func.max(Code.printed).label("printed"), func.max(Code.said).label("said"))
    there = Code.printed.is_not(None) | Code.said.is_not(None)
    return select(Code.subject, *columns).where(~Code.gone, Code.show.is_(None), there).group_by(Code.subject)


def _printed() -> ColumnElement[bool]:
    """Whether a case has a label."""
    return select(Code.id).where(_theirs(), Code.printed.is_not(None)).correlate(Case).exists()


def _changed() -> ColumnElement[bool]:
    """Whether a case's label says something that is not true any more."""
    return select(Code.id).where(_theirs(), _stale()).correlate(Case, Owner, ZONE, DOCK, TRUCK).exists()


def _stale() -> ColumnElement[bool]:
    """Whether a code's label says something that is not true any more."""
    return said.stale(said.of_case(Owner.name, ZONE.name, DOCK.name, TRUCK.name))


def _riding(show: str, truck: int) -> Select[tuple[int]]:
    """Cases planned for a truck, and those that travel inside one of them."""
    riding = select(Line.case).where(Line.show == show, ~Line.gone, Line.truck == truck).cte(recursive=True)
    inner = select(Line.case).join(riding, Line.inside == riding.c.case).where(Line.show == show, ~Line.gone)
    return select(riding.union(inner).c.case)
