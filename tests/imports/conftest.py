"""Files as offices send them."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from siteops.core.plan import folded
from siteops.imports.child.main import say
from siteops.imports.gear import interpret
from siteops.imports.planned import GearPlan, Stored
from siteops.imports.reader import read, understand

DATA = Path(__file__).parent / "data"


def reads(content: str | bytes, stored: Stored | None = None, **options) -> GearPlan:
    """The plan that a text or bytes give. Spoken and understood in this process, which is quicker."""
    said = StringIO()
    say(content if isinstance(content, bytes) else content.encode(), said)
    lines = said.getvalue().encode().splitlines()
    return interpret(understand(lines), stored or Stored(), **options)


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
