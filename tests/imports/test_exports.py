"""What other programs write comes in by itself, as text and as a workbook, and a second time changes nothing."""

import io
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from siteops.core.db import db, editing
from siteops.core.journal.log import open_log
from siteops.core.plan import Case, Line, Owner, Place, Show
from siteops.imports.examine import examine
from siteops.imports.gear.table_rows import OF_CASE
from siteops.imports.store import Done, Origin, store
from tests.imports.exports import EXPORTS, Export
from tests.imports.hostile import ods

SHOW = "glass"


@pytest.fixture(autouse=True)
def show(app):
    """An empty show, as within a request."""
    with app.app_context():
        with editing() as session:
            session.add(Show(SHOW, "Glass Horizon"))
            open_log(session.connection(), SHOW)
        yield


def bring(path: Path) -> Done:
    return store(examine(SHOW, path), Origin(path.name, "0" * 64, 1))


def known() -> dict[str, object]:
    """What the plan knows of the case A-1."""
    truck = aliased(Place)
    query = select(Case, Line.sort, truck.name, Owner.name).join(Line, Line.case == Case.id)
    query = query.outerjoin(truck, truck.id == Line.truck).outerjoin(Owner, Owner.id == Case.owner)
    case, sort, on, owner = db.session.execute(query.where(Case.code == "A-1")).one()
    own = {name: getattr(case, name) for name in OF_CASE if name != "owner"}
    return {**own, "sort": sort, "truck": on, "owner": owner}


def comes_in_once(path: Path, export: Export) -> None:
    first = bring(path)
    assert (first.new, first.changed, first.problems) == (export.cases, 0, 0)
    assert known().items() >= export.known.items()
    again = bring(path)
    assert (again.new, again.changed, again.unchanged) == (0, 0, export.cases)
    assert db.session.scalar(select(func.count()).select_from(Case)) == export.cases


@pytest.mark.parametrize("name", EXPORTS)
def test_as_text(tmp_path, name):
    export = EXPORTS[name]
    path = tmp_path / "export.csv"
    path.write_bytes(export.text.encode(export.encoding))
    comes_in_once(path, export)


def cells(export: Export) -> list[list[str]]:
    import csv

    delimiter = max(";\t|^,", key=export.text.count)
    return list(csv.reader(io.StringIO(export.text), delimiter=delimiter))


@pytest.mark.parametrize("name", EXPORTS)
def test_as_a_workbook(tmp_path, name):
    book = Workbook()
    sheet = book.worksheets[0]
    for row in cells(EXPORTS[name]):
        sheet.append(row)
    book.save(tmp_path / "export.xlsx")
    comes_in_once(tmp_path / "export.xlsx", EXPORTS[name])


@pytest.mark.parametrize("name", EXPORTS)
def test_as_an_open_document(tmp_path, name):
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            if cell else "<table:table-cell/>"
            for cell in row
        )
        + "</table:table-row>"
        for row in cells(EXPORTS[name])
    )  # fmt: skip
    path = tmp_path / "export.ods"
    path.write_bytes(ods(rows))
    comes_in_once(path, EXPORTS[name])
