"""Rows of a file held against those of the plan: which is which, what is new, what is otherwise."""

from collections import defaultdict, deque
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from siteops.imports.plan.planned import By, Known, Layer, Named, Said, Stored, TablePlan, Values
from siteops.imports.problems import Outcome, Problem


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that the file says otherwise, and the columns in which it does."""

    said: Said
    stored: Stored
    values: Values


@dataclass(slots=True)
class Compared:
    """One layer. `same`: rows that are as stored; `missing`: stored ones that the file lacks."""

    layer: Layer
    new: list[Said] = field(default_factory=list)
    changed: list[Difference] = field(default_factory=list)
    same: list[Stored] = field(default_factory=list)
    missing: list[Stored] = field(default_factory=list)


def compare(plan: TablePlan, layers: Sequence[Layer], known: Known) -> list[Compared]:
    """Hold every layer against what is stored; what cannot come in is reported."""
    return [
        of_layer(layer, said, stored, plan.problems)
        for layer, said, stored in zip(layers, plan.rows, known.rows, strict=True)
    ]


def of_layer(layer: Layer, said: Sequence[Said], stored: Sequence[Stored], problems: list[Problem]) -> Compared:
    """One layer."""
    found, made = matched(layer, said, stored), Compared(layer)
    seen = Seen(layer, stored)
    for number, row in enumerate(said):
        mine = found.get(number)
        if problem := seen.problem(row, mine):
            problems.append(problem)
            continue
        values = {} if mine is None else otherwise(layer, row, mine)
        if mine is None:
            made.new.append(row)
        elif values:
            made.changed.append(Difference(row, mine, values))
        else:
            made.same.append(mine)
    spoken_of = {one.id for one in found.values()}
    made.missing = [one for one in stored if one.id not in spoken_of and not one.values.get("gone")]
    return made


def matched(layer: Layer, said: Sequence[Said], stored: Sequence[Stored]) -> dict[int, Stored]:
    """The stored row that each row of the file means, by its place there. Each is meant once: what is said exactly so
    comes first, then by each key in turn."""
    columns = {name for row in said for name in row.values}
    found: dict[int, Stored] = {}
    taken: set[int] = set()
    for by in (exactly(columns), *layer.keys):
        free: dict[Hashable, deque[Stored]] = defaultdict(deque)
        for one in stored:
            if one.id not in taken and (key := by(one)) is not None:
                free[key].append(one)
        for number, row in enumerate(said):
            key = None if number in found else by(row)
            if key is not None and free.get(key):
                found[number] = free[key].popleft()
                taken.add(found[number].id)
    return found


def exactly(columns: set[str]) -> By:
    """All that a row says in these columns, and its code."""

    def by(row: Said | Stored) -> Hashable:
        said = frozenset((name, value) for name, value in row.values.items() if name in columns)
        return said, row.aside.get("code")

    return by


def otherwise(layer: Layer, said: Said, stored: Stored) -> Values:
    """The columns in which a row says something else than is stored; what it does not say stays."""
    return {
        name: value for name, value in said.values.items()
        if name in layer.columns and value != stored.values.get(name)
    }  # fmt: skip


class Seen:
    """The rows of a file so far: which say the same as one above, and which say of it something else."""

    def __init__(self, layer: Layer, stored: Sequence[Stored]) -> None:
        self.by, self.once = layer.keys[-1], layer.once
        self.whole: dict[Hashable, int] = {}
        self.keys: dict[Hashable, int] = {}
        self.theirs = {self.by(one): one.id for one in stored} if self.once else {}

    def problem(self, row: Said, stored: Stored | None) -> Problem | None:
        """Why a row cannot come in; None where it can."""
        whole = exactly(set(row.values))(row)
        key = self.by(row) if self.once else None
        if stored is None and whole in self.whole:
            return Problem("said_twice", row.where, Outcome.DOUBLE, {"line": self.whole[whole]})
        if key is not None and key in self.keys:
            return Problem("said_otherwise", row.where, Outcome.LEFT_OUT, {"line": self.keys[key]})
        if key is not None and self.theirs.get(key, stored and stored.id) != (stored and stored.id):
            return Problem("taken", row.where, Outcome.LEFT_OUT)
        self.whole.setdefault(whole, row.where.line)
        if key is not None:
            self.keys[key] = row.where.line
        return None


def names_used(compared: Sequence[Compared]) -> list[Named]:
    """Everything that new and changed rows name, in the order of the file."""
    found: dict[Named, None] = {}
    for one in compared:
        for values in (*(row.values for row in one.new), *(row.values for row in one.changed)):
            found.update(dict.fromkeys(value for value in values.values() if isinstance(value, Named)))
    return list(found)
