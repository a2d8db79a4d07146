"""The form of what is in a case, on the case's page."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from siteops.core.web import who
from siteops.desk.edits import Merge
from siteops.desk.gear.case import CASE, filled, on_show
from siteops.desk.gear.content_plan import Contents, keep
from siteops.desk.plan_form import PlanForm
from siteops.desk.plan_rows import Author

contents = Blueprint("contents", __name__, url_prefix="/shows/<show>/cases")
MOST = 100_000
"""Of one thing in one case: cable ties come by the thousand."""


@contents.post(f"{CASE}/contents")
def rewrite(show: str, case: int) -> ResponseReturnValue:
    """Add, change or take out what is in it."""
    on_show(show, case)
    form = PlanForm()
    sent = read(form)
    made = Merge() if form.errors else keep(case, sent, Author(show, who().person))
    if form.errors or made.clashes:
        return filled(show, case, form, made), 409 if made.clashes else 400
    flash(_("Kept.") if made.changed else _("Nothing was changed."), "ok")
    every = request.args.get("all")
    return redirect(url_for("case.page", show=show, case=case, all=every, _anchor="contents"), 303)


def read(form: PlanForm) -> Contents:
    """What the form says of each item that it names, and of a new one. Faults go to the form."""
    ends = (name.removeprefix("name-") for name in request.form if name.startswith("name-"))
    items = {int(end): None if f"remove-{end}" in request.form else one(form, f"-{end}")
             for end in ends if end.isascii() and end.isdecimal() and len(end) < 10}  # fmt: skip
    fresh = any(request.form.get(f"{name}-new", "").strip() for name in ("code", "name", "serial"))
    return Contents(items, one(form, "-new") if fresh else None)


def one(form: PlanForm, ending: str) -> dict[str, Any]:
    """One item: a code, a name, and a serial number or a quantity."""
    quantity = form.whole(f"quantity{ending}", MOST)
    return {
        "code": " ".join(form.text(f"code{ending}", most=40).split()),
        "name": form.text(f"name{ending}", most=200, needed=_("Say what it is.")),
        "serial": form.text(f"serial{ending}", most=80) or None,
        "quantity": 1 if quantity is None else quantity,
    }
