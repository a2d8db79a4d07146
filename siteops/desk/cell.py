"""Edits of one cell, in a list: the form endpoints of a row's own page answer them with the row alone.

`static/desk/cells.js` sends one field, what it showed before (`was-…`), and `cell` with its name.
"""

from collections.abc import Collection

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from siteops.desk.edits import Merge
from siteops.desk.plan_form import PlanForm


def is_cell() -> bool:
    """Whether one cell was sent, and not a page's form."""
    return "cell" in request.form


def answer(row: str, form: PlanForm, made: Merge, also: Collection[str] = ()) -> ResponseReturnValue:
    """The row as it is stored now, and what became of the cell. `row`: empty where it is not there any more.

    `also`: other cells of the row that change with this one.
    """
    fault = " ".join(form.errors.values())
    for stored in made.clashes.values():
        fault = _(
            "Somebody else changed this meanwhile: it says “%(stored)s” now. Enter puts yours in its place, Escape "
            "leaves it.", stored=stored or "–",
        )  # fmt: skip
    if not row:
        fault = _("This is not on the list any more.")
    said = _("Kept.") if made.changed else _("Nothing was changed.")
    page = render_template("desk/cell.html", row=row, said=said, fault=fault, also=also if made.changed else ())
    return page, 409 if made.clashes or not row else 400 if fault else 200
