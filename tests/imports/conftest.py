"""Files as offices send them, read through the real confined process."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from siteops.core.plan import folded
from siteops.imports.gear import interpret
from siteops.imports.planned import GearPlan, Stored
from siteops.imports.reader import read

DATA = Path(__file__).parent / "data"
Reads = Callable[..., GearPlan]


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    """`reads("Code;Name\\nA-1;Amp rack", stored, **options)`: the plan that the text or bytes give."""

    def of(content: str | bytes, stored: Stored | None = None, *, name: str = "list.csv", **options) -> GearPlan:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return interpret(read(path), stored or Stored(), **options)

    return of


@pytest.fixture
def book(tmp_path: Path) -> Callable[[Workbook], Path]:
    """Saves a workbook, returns its path."""

    def saved(workbook: Workbook) -> Path:
        path = tmp_path / "book.xlsx"
        workbook.save(path)
        return path

    return saved


def file(name: str, stored: Stored | None = None, **options) -> GearPlan:
    """The plan of one of our sample files."""
    return interpret(read(DATA / name), stored or Stored(), **options)


def as_stored(plan: GearPlan) -> Stored:
    """What the site knows once the plan is stored."""
    names = {kind: {getattr(case, kind) for case in plan.cases} - {None} for kind in ("owner", "truck", "zone", "dock")}
    return Stored(
        {folded(case.code): case for case in plan.cases},
        {(folded(row.case), folded(row.code)): row for row in plan.contents},
        **{f"{kind}s": tuple(sorted(each)) for kind, each in names.items()},
    )


def told(plan: GearPlan) -> list[tuple[int, str]]:
    """What the plan reports: file lines and problems."""
    return [(problem.where.line, problem.code) for problem in plan.problems]
