"""What is done with many cases of the list: changed, held, printed, exported, taken off; and let go again."""

import uuid
from collections.abc import Mapping, Sequence

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from werkzeug.wrappers import Response

from siteops.board.known import standing_of
from siteops.core.db import db
from siteops.core.plan import Case
from siteops.core.web import who
from siteops.desk.asked import written
from siteops.desk.at_once import Chosen
from siteops.desk.frame import say
from siteops.desk.gear.case_acts import ACTS, FIELDS, deeds, held
from siteops.desk.gear.case_asked import asked
from siteops.desk.gear.case_hold import hold, let_go
from siteops.desk.gear.case_list import keys
from siteops.desk.picking import LONGEST, Listing, act, back, chosen, give, narrowed
from siteops.desk.plan_form import PlanForm
from siteops.desk.plan_rows import Author
from siteops.labels.choice import spelled

many = Blueprint("many", __name__, url_prefix="/shows/<show>/cases")


@many.post("/many")
def act_on(show: str) -> ResponseReturnValue:
    """Do something with the chosen cases, or with all that match; then back to the same page."""
    found, name = chosen(show, LISTING), act(ACTS, FIELDS)
    if not (found.keys and name):
        flash(_("Choose cases first, then what is to be done with them."), "warn")
        return back(show, "cases")
    if name == "labels":
        return to_labels(show, found)
    if name == "export":
        of_it = written(asked(narrowed())) if "every" in request.form else {"case": spelled(found.keys)}
        return redirect(url_for("exports.table", show=show, name="cases", **of_it), 303)
    author = Author(show, who().person)
    if name == "hold":
        return hold_all(found, author)
    form = PlanForm()
    return give(found, deeds(show, form)[name](), form, author, LISTING)


@many.post("/let-go/<mark>")
def release(show: str, mark: str) -> ResponseReturnValue:
    """Undo the holding of many."""
    try:
        count = let_go(uuid.UUID(mark), Author(show, who().person))
    except ValueError:
        abort(404)
    flash(ngettext("%(num)s case is not held any more.", "%(num)s cases are not held any more.", count), "ok")
    return back(show, "cases")


def every(show: str, given: Mapping[str, str]) -> Sequence[int]:
    """Every case that the list shows on all its pages, by what its address asked for."""
    with db.engine.connect() as connection:
        return keys(connection, show, asked(given), standing_of(connection, show))


def named(some: Sequence[int]) -> Sequence[str]:
    """The codes of some cases."""
    return db.session.scalars(select(Case.code).where(Case.id.in_(some)).order_by(Case.folded)).all()


LISTING = Listing(
    "cases", "case", FIELDS, every, named,
    lambda count, codes: ngettext(
        "%(num)s case stays as it is, for somebody changed it meanwhile: %(codes)s.",
        "%(num)s cases stay as they are, for somebody changed them meanwhile: %(codes)s …", count, codes=codes,
    ),
    lambda show, left: url_for("cases.page", show=show, case=spelled(left)[:LONGEST]),
)  # fmt: skip


def hold_all(found: Chosen, author: Author) -> Response:
    """Hold the cases, for a reason."""
    form = PlanForm()
    reason = form.text("reason", most=200, needed=_("Say why they are held: whoever scans one reads it."))
    if form.errors:
        flash(form.errors["reason"], "warn")
        return back(author.show, "cases")
    mark, count = hold(found.keys, reason, author)
    if count:
        way_back = url_for("many.release", show=author.show, mark=mark)
        say(f"{held(count, reason)}.", undo=way_back)
    else:
        flash(_("Nothing was changed: it is so already."), "info")
    return back(author.show, "cases")


def to_labels(show: str, found: Chosen) -> Response:
    """The labels page with the cases chosen; where they do not fit an address, with what narrowed the list."""
    case, wanted = spelled(found.keys), asked(narrowed())
    if len(case) <= LONGEST:
        return redirect(url_for("labels.page", show=show, what="cases", case=case), 303)
    if wanted.climbs or wanted.at is not None or wanted.view != "all" or wanted.dock is not None:
        flash(_("Too many for one print: narrow the list first, or choose them on the labels page."), "warn")
        return back(show, "cases")
    return redirect(url_for("labels.page", show=show, what="cases", **written(wanted)), 303)
