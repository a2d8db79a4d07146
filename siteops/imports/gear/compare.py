"""A plan read from a file, held against what is stored: what would be new, changed, missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from siteops.core.plan import folded
from siteops.imports.gear.planned import NAMED, CaseRow, ContentRow, GearPlan, Stored
from siteops.imports.kind import Change, Value
from siteops.imports.names import key
from siteops.imports.values import spelled

CASE_FIELDS = (
    "truck", "inside", "owner", "name", "department", "weight", "length", "width", "height", "zone", "dock", "sort",
    "note",
)  # fmt: skip
CONTENT_FIELDS = ("name", "quantity", "serial")
SAME_WEIGHT_KG = 0.5  # a list in whole pounds says the same as one in kilograms
SAME_SIZE_CM = 1.3  # half an inch
EXACT = 0.006  # values are kept to hundredths


@dataclass(slots=True)
class Comparison:
    """What storing the file would do to cases and contents.

    `missing`: codes on the show's list, on a truck that the file speaks of, that the file lacks.
    `names`: owners, trucks, zones, docks that the site does not know yet, by kind.
    """

    new: list[CaseRow] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    missing: list[str] = field(default_factory=list)
    new_contents: list[ContentRow] = field(default_factory=list)
    content_changes: list[Change] = field(default_factory=list)
    unchanged_contents: int = 0
    names: dict[str, list[str]] = field(default_factory=dict)

    @property
    def changed(self) -> int:
        """How many known cases would change."""
        return len({change.subject for change in self.changes})

    @property
    def changed_contents(self) -> int:
        """How many known contents would change."""
        return len({(change.subject, change.part) for change in self.content_changes})


def compare(plan: GearPlan, stored: Stored) -> Comparison:
    """Hold the plan against what is stored. What the file does not say is left as it is."""
    found = Comparison()
    for case in plan.cases:
        known = stored.cases.get(folded(case.code))
        if known is None or not known.listed:
            found.new.append(case)
        elif changes := _case_changes(case, known):
            found.changes += changes
        else:
            found.unchanged += 1
    _compare_contents(plan.contents, stored, found)
    found.missing = _missing(plan.cases, stored)
    found.names = {kind: _new_names(plan.cases, kind, stored) for kind in NAMED}
    return found


def _case_changes(case: CaseRow, known: CaseRow) -> list[Change]:
    return [
        Change(known.code, name, getattr(known, name), after, case.where)
        for name in CASE_FIELDS
        if (after := getattr(case, name)) is not None and not _same(name, after, getattr(known, name), case)
    ]


def _same(name: str, after: Value, before: Value | None, case: CaseRow) -> bool:
    """Whether the stored value already says this; rounding between units is no change."""
    if before is None:
        return False
    if name in NAMED:
        return key(str(after)) == key(str(before))
    if name == "inside":
        return folded(str(after)) == folded(str(before))
    if name == "weight":
        return _close(after, before, SAME_WEIGHT_KG if case.weight_unit not in ("", "kg") else EXACT)
    if name in ("length", "width", "height"):
        return _close(after, before, SAME_SIZE_CM if case.size_unit not in ("", "cm", "mm", "m") else EXACT)
    return _as_read(before) == after


def _as_read(before: Value | None) -> Value | None:
    """A stored text as a file would be read: a desk keeps it as typed, in either of Unicode's spellings of é."""
    return spelled(before) if isinstance(before, str) else before


def _close(after: Value, before: Value, limit: float) -> bool:
    return abs(float(after) - float(before)) <= limit


def _compare_contents(contents: Sequence[ContentRow], stored: Stored, found: Comparison) -> None:
    for content in contents:
        known = stored.contents.get((folded(content.case), folded(content.code)))
        if known is None:
            found.new_contents.append(content)
            continue
        changes = [
            Change(known.case, name, getattr(known, name), after, content.where, known.code)
            for name in CONTENT_FIELDS
            if (after := getattr(content, name)) not in (None, "") and after != _as_read(getattr(known, name))
        ]
        found.content_changes += changes
        found.unchanged_contents += not changes


def _missing(cases: Iterable[CaseRow], stored: Stored) -> list[str]:
    """Loose cases of the show that the file should hold: a nested one rides with its parent."""
    named = {folded(case.code) for case in cases}
    trucks = {key(case.truck) for case in cases if case.truck}
    return [
        known.code
        for name, known in stored.cases.items()
        if known.listed and not known.inside and name not in named
        and (not trucks or (known.truck is not None and key(known.truck) in trucks))
    ]  # fmt: skip


def _new_names(cases: Iterable[CaseRow], kind: str, stored: Stored) -> list[str]:
    known = {key(name) for name in getattr(stored, f"{kind}s")}
    used = {key(name): name for case in cases if (name := getattr(case, kind))}
    return sorted(name for folded_name, name in used.items() if folded_name not in known)
