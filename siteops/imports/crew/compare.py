"""People of a list, held against those whom the site knows: who is new, and what is otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from siteops.crew.papers import Paper
from siteops.crew.queries import Due
from siteops.imports.crew.contacts import is_same
from siteops.imports.crew.known import Known, KnownPerson
from siteops.imports.crew.matching import match
from siteops.imports.crew.planned import OF_PART, OF_PERSON, CallRow, CrewPlan, PersonRow
from siteops.imports.names import key
from siteops.imports.problems import Outcome, Problem

OF_CALL = ("starts", "ends", "function")


@dataclass(slots=True)
class CallDifference:
    """What a list says otherwise of somebody's calls: new ones, others (before, after, columns), and those that go."""

    new: list[CallRow] = field(default_factory=list)
    other: list[tuple[Due, CallRow, dict[str, Any]]] = field(default_factory=list)
    gone: list[Due] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.other or self.gone)


@dataclass(slots=True)
class Difference:
    """One person, and what storing would write of them. `known` None: nobody like that yet.

    `personal`, `part`: columns that change. `papers`: new and other ones.
    """

    row: PersonRow
    known: KnownPerson | None
    personal: dict[str, str] = field(default_factory=dict)
    part: dict[str, str] = field(default_factory=dict)
    calls: CallDifference = field(default_factory=CallDifference)
    papers: list[Paper] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.personal or self.part or self.calls or self.papers)

    def all_calls(self) -> list[CallRow]:
        """Their calls as they will stand once this is stored."""
        stored = self.known.calls if self.known else []
        other = {due.id for due, _, _ in self.calls.other} | {due.id for due in self.calls.gone}
        kept = [CallRow(one.day, one.starts, one.ends, one.function) for one in stored if one.id not in other]
        changed = [
            CallRow(due.day, columns.get("starts", due.starts), columns.get("ends", due.ends), due.function)
            for due, _, columns in self.calls.other
        ]
        return [*kept, *changed, *self.calls.new]

    def all_papers(self) -> list[Paper]:
        """Their papers as they will stand."""
        stored = {kind: held.paper for kind, held in self.known.papers.items()} if self.known else {}
        return list((stored | {one.kind: one for one in self.papers}).values())


@dataclass(slots=True)
class Comparison:
    """What a list would do. `missing`: names of people who are on the show and not on the list."""

    new: list[Difference] = field(default_factory=list)
    changed: list[Difference] = field(default_factory=list)
    same: list[Difference] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    companies: list[str] = field(default_factory=list)

    @property
    def everybody(self) -> list[Difference]:
        """All that come in, or are there already."""
        return [*self.new, *self.changed, *self.same]


def matched(plan: CrewPlan, known: Known) -> dict[int, KnownPerson]:
    """The known ones of a plan; whose part in the show has ended is reported, and taken off the plan."""
    found = match(plan, known)
    ended = {number for number, one in found.items() if one.ended}
    for number in ended:
        row = plan.people[number]
        plan.problems.append(Problem("part_ended", row.where, Outcome.LEFT_OUT, {"name": row.name}))
    kept = [number for number in range(len(plan.people)) if number not in ended]
    plan.people = [plan.people[number] for number in kept]
    return {place: found[number] for place, number in enumerate(kept) if number in found}


def compare(plan: CrewPlan, known: Known, found: dict[int, KnownPerson]) -> Comparison:
    """Hold each against whom they are. What the list does not say stays as it is."""
    made = Comparison()
    for number, row in enumerate(plan.people):
        one = difference(row, found.get(number), plan, known)
        if one.known is None or not one.known.is_on:
            made.new.append(one)
        else:
            (made.changed if one else made.same).append(one)
    named = {one.id for one in found.values()}
    made.missing = sorted(one.row.name for one in known.on_show() if one.id not in named and not one.keeps)
    old = {key(one) for one in known.site.companies}
    new = {key(row.company): row.company for row in plan.people if row.company}
    made.companies = sorted(company for folded, company in new.items() if folded not in old)
    return made


def difference(row: PersonRow, one: KnownPerson | None, plan: CrewPlan, known: Known) -> Difference:
    """What the list says otherwise of one person."""
    if one is None:
        return Difference(row, None, calls=CallDifference(list(row.calls)), papers=list(row.papers.values()))
    made = Difference(row, one, personal=_personal(row, one, plan, known))
    made.part = {name: value for name in OF_PART if (value := getattr(row, name)) and not _same(name, row, one.row)}
    made.calls = call_difference(row.calls, one.calls, plan.days)
    made.papers = [
        paper for kind, paper in row.papers.items() if kind not in one.papers or one.papers[kind].paper != paper
    ]
    return made


def _personal(row: PersonRow, one: KnownPerson, plan: CrewPlan, known: Known) -> dict[str, str]:
    """Name and contacts. Of an account, and of somebody on other shows only, they are filled in and never changed."""
    stated = {name: value for name in OF_PERSON if (value := getattr(row, name)) and not _same(name, row, one.row)}
    if "email" in stated and row.email in known.by_email:
        del stated["email"]
    if one.part is not None and not one.keeps:
        return stated
    filled = {name: value for name, value in stated.items() if not getattr(one.row, name)}
    if other := [value for name, value in stated.items() if name not in filled]:
        code = "account_keeps" if one.keeps else "elsewhere_keeps"
        told = {"name": row.name, "written": ", ".join(other)}
        plan.problems.append(Problem(code, row.where, Outcome.DOUBTFUL, told))
    return filled


def _same(name: str, row: PersonRow, stored: PersonRow) -> bool:
    """Whether what is stored says the same already."""
    after, before = getattr(row, name), getattr(stored, name)
    if name == "phone":
        return after == before or is_same(after, before)
    return key(after) == key(before) if name in ("name", "company", "function") else after == before


def call_difference(listed: Sequence[CallRow], stored: Sequence[Due], days: frozenset[date]) -> CallDifference:
    """What a list says otherwise of somebody's calls. It speaks of its own days, and of those who have calls on it."""
    made = CallDifference()
    rest = [one for one in stored if one.day in days] if listed else []
    open_calls = []
    for call in listed:
        same = next((one for one in rest if one.day == call.day and not _columns(one, call)), None)
        if same:
            rest.remove(same)
        else:
            open_calls.append(call)
    for call in open_calls:
        alike = [one for one in rest if one.day == call.day]
        alike.sort(key=lambda one: key(one.function) != key(call.function))
        if alike:
            rest.remove(alike[0])
            made.other.append((alike[0], call, _columns(alike[0], call)))
        else:
            made.new.append(call)
    made.gone = rest
    return made


def _columns(stored: Due, call: CallRow) -> dict[str, Any]:
    """The columns in which a call of the list is otherwise; a time that it does not say is none."""
    return {
        name: value for name in OF_CALL
        if (value := getattr(call, name)) not in (None, "") and value != getattr(stored, name)
    }  # fmt: skip
