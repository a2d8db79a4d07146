"""Files as offices send them."""

from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook

from siteops.core.plan import folded
from siteops.imports.child.main import say
from siteops.imports.crew.calendar import Calendar
from siteops.imports.crew.planned import CrewPlan, Site
from siteops.imports.crew.sheets import interpret as interpret_crew
from siteops.imports.gear.planned import GearPlan, Stored
from siteops.imports.gear.sheets import interpret
from siteops.imports.reader import QUICK_BYTES, read, understand

DATA = Path(__file__).parent / "data"
BERLIN = ZoneInfo("Europe/Berlin")


MULTIPART = "multipart/form-data; boundary=edge"


def multipart(content: bytes, name: str) -> bytes:
    """A file field of a form, encoded here: the test client would leave its own file of it open."""
    head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + content + b"\r\n--edge--\r\n"


ROWS = 3000


def large(rows: int = ROWS, odd: int = 0) -> bytes:
    """A list that a job has to read; the first `odd` rows have a weight that nobody can read."""
    filler = "x" * (QUICK_BYTES // rows + 1)
    lines = (f"L-{n};Rack {n};{'heavy' if n < odd else n % 90 + 1};{filler}" for n in range(rows))
    return ("Code;Name;Weight;Note\n" + "\n".join(lines)).encode()


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


def told(plan: GearPlan | CrewPlan) -> list[tuple[int, str]]:
    """What the plan reports: file lines and problems."""
    return [(problem.where.line, problem.code) for problem in plan.problems]


def crew_site(*named: date) -> Site:
    """A show in Berlin. `named`: the days that it is planned for."""
    return Site(BERLIN, Calendar(named, date(2026, 12, 1)))


def crew(content: str | bytes, *named: date, **options) -> CrewPlan:
    """The crew that a text or bytes name. Spoken and understood in this process, which is quicker."""
    said = StringIO()
    say(content if isinstance(content, bytes) else content.encode(), said)
    return interpret_crew(understand(said.getvalue().encode().splitlines()), crew_site(*named), **options)
