"""Folds: how the facts of one subject become its state. Pure: no database, no request, no plan.

A feature writes a slotted dataclass and `step(state, entry) → state`. The kernel keeps one row of it
per subject. An entry that comes in order is one step from the stored row; a late or undone one is
stepped again from the start of its subject. Late scans, double sends, undo and replay therefore need
no code in any fold.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from siteops.core import facts
from siteops.core.facts import KINDS, Role
from siteops.core.facts.entry import Accepted, Decided, Erased, Undone

Finding = dict[str, Any]
"""Something a lead should look at: `key`, `kind`, `at`, `entry`, and what is worth showing."""


class Stamped(NamedTuple):
    """A fact as a fold sees it: what, when, by whom, on which phone."""

    fact: object
    at: str
    pos: str
    id: str
    by: int
    device: str
    role: Role = Role.CREW
    kind: str = ""
    held: bool = False


@dataclass(slots=True)
class Judged:
    """The part of every state that leads work on: open findings by the fold, and closed ones."""

    findings: list[Finding] = field(default_factory=list, kw_only=True)
    decided: dict[str, str] = field(default_factory=dict, kw_only=True)


Step = Callable[[Any, Stamped], Any]


class Fold(NamedTuple):
    """One noun's fold: the state it starts from, and the step."""

    noun: str
    state: type[Judged]
    step: Step


FOLDS: dict[str, Fold] = {}


def folds(noun: str, state: type[Judged]) -> Callable[[Step], Step]:
    """Mark `step(state, stamped) → state` as the fold of a noun. One noun has one fold."""

    def register(step: Step) -> Step:
        FOLDS[noun] = Fold(noun, state, step)
        return step

    return register


def position(at: str, device: str, n: int) -> str:
    """Where an entry stands in its subject's history; compared as text."""
    return f"{at}|{device}|{n:016d}"


def find(state: Judged, kind: str, one: Stamped, **seen: Any) -> None:
    """Add a finding that this entry gives rise to."""
    key = f"{kind}:{one.id}"
    state.findings.append({"key": key, "kind": kind, "at": one.at, "entry": one.id, **seen})


def advance(fold: Fold, state: Judged, one: Stamped) -> Judged:
    """The state after one more entry that counts."""
    if isinstance(one.fact, Undone | Accepted | Erased):
        return state  # it speaks of another entry, not of the subject
    if isinstance(one.fact, Decided):
        state.decided[one.fact.finding] = one.fact.choice
        return state
    after: Judged = fold.step(state, one)
    return after


def refold(fold: Fold, entries: Iterable[Stamped]) -> Judged:
    """The state after all of a subject's entries, given in any order."""
    state = fold.state()
    for one in counted(sorted(entries, key=lambda one: one.pos)):
        state = advance(fold, state, one)
    return state


def turns_back(one: Stamped) -> bool:
    """Whether this entry changes which others count, so that one step does not do."""
    return one.held or isinstance(one.fact, Undone | Accepted)


def counted(entries: Sequence[Stamped]) -> list[Stamped]:
    """Those entries that count, in their order: not undone, not held (or accepted since).

    Undo and acceptance are resolved by reference, never by time, so a chain of undos needs no clock:
    an entry counts unless an undo of it counts; an undo counts only with the right of its target, its author's or that
    of whoever accepted it.
    """
    if not any(turns_back(one) for one in entries):
        return list(entries)
    by_id = {one.id: one for one in entries}
    about = {one.id: target for one in entries if (target := reference_of(one.fact)) in by_id}
    waiting = Counter(about.values())
    settled: dict[str, bool] = {}
    ready = [one.id for one in entries if not waiting[one.id]]
    spoken: dict[str, list[Stamped]] = {}
    while ready:
        one = by_id[ready.pop()]
        about_it = spoken.get(one.id, ())
        settled[one.id] = counts(one, about_it)
        if target := about.get(one.id):
            if settled[one.id]:
                spoken.setdefault(target, []).append(vouched(one, about_it))
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    # Undos that lead back to themselves never settle, and so never count.
    return [one for one in entries if settled.get(one.id)]


def reference_of(fact: object) -> str | None:
    """The id of the entry that a fact undoes or accepts."""
    return fact.entry if isinstance(fact, Undone | Accepted) else None


def counts(one: Stamped, about: Iterable[Stamped]) -> bool:
    """Whether an entry counts, given the undos and acceptances of it that count."""
    said = [other.fact for other in about if isinstance(other.fact, Accepted) or may_undo(other, one)]
    accepted = any(isinstance(fact, Accepted) for fact in said)
    undone = any(isinstance(fact, Undone) for fact in said)
    return (accepted or not one.held) and not undone


def vouched(one: Stamped, about: Iterable[Stamped]) -> Stamped:
    """An entry with the right of whoever accepted it, where that is more than its author's."""
    roles = [other.role for other in about if isinstance(other.fact, Accepted)]
    return one._replace(role=max([one.role, *roles]))


def may_undo(undo: Stamped, target: Stamped) -> bool:
    """Whether an undo has the right of what it undoes."""
    return undo.role >= (KINDS[target.kind].by if target.kind in KINDS else Role.PRODUCER)


facts.load()
