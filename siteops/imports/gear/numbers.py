"""The numbers of a gear row: quantity, weight, sizes, load order."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from siteops.imports.gear.layout import Layout
from siteops.imports.problems import Outcome, Problem, Where
from siteops.imports.reader import Row
from siteops.imports.values import Measure, Unreadable, quantity, size, sizes, step, text, weight

T = TypeVar("T")


@dataclass(slots=True)
class Numbers:
    """None where the row says nothing or nothing readable.

    `impossible`: the quantity as written, where it cannot be one; such a row does not count.
    """

    quantity: int | None = None
    impossible: str = ""
    weight: Measure | None = None
    sizes: tuple[Measure | None, ...] = (None, None, None)
    step: int | None = None


def numbers(row: Row, found: Layout, where: Where, problems: list[Problem]) -> Numbers:
    """The numbers of one row; what cannot be read is reported, but for the quantity."""
    read = Numbers()
    if found.has("quantity"):
        cell = row.cell(found.index("quantity"))
        try:
            read.quantity = quantity(cell, sign=found.signs["quantity"])
        except Unreadable:
            read.impossible = text(cell)
    reading = _Reading(row, found, where, problems)
    read.weight = reading.weight()
    read.sizes = reading.sizes()
    read.step = reading.tried("step", step, "step_unreadable")
    return read


@dataclass(slots=True)
class _Reading:
    row: Row
    found: Layout
    where: Where
    problems: list[Problem]

    def tried(self, name: str, reader: Callable[..., T], problem: str) -> T | None:
        """The cell of a field through `reader`; None, and a report, where it cannot be read."""
        if not self.found.has(name):
            return None
        cell = self.row.cell(self.found.index(name))
        try:
            return reader(cell, sign=self.found.signs[name])
        except Unreadable:
            self._report(problem, name, text(cell))
            return None

    def weight(self) -> Measure | None:
        """The thing's own weight, else its type's."""
        for name in ("weight", "type_weight"):
            read = self.tried(name, partial(weight, unit=self.found.unit(name)), "weight_unreadable")
            if read:
                if read.about:
                    self._report("weight_about", name, text(self.row.cell(self.found.index(name))))
                return read
        return None

    def sizes(self) -> tuple[Measure | None, ...]:
        """Length, width, height: from their own columns, else from one column for all three."""
        read = tuple(
            self.tried(name, partial(size, unit=self.found.unit(name)), "size_unreadable")
            for name in ("length", "width", "height")
        )
        if any(read) or not self.found.has("size"):
            return read
        together = self.tried("size", partial(sizes, unit=self.found.unit("size")), "size_unreadable")
        return tuple(together) if together else read

    def _report(self, problem: str, name: str, written: str) -> None:
        column = self.found.columns[name].title
        self.problems.append(Problem(problem, self.where, Outcome.DOUBTFUL, {"column": column, "written": written}))
