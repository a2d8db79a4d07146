"""The desk's list of cases."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from siteops.board.known import standing_of
from siteops.core import clock
from siteops.core.db import db
from siteops.core.plan import DEPARTMENTS
from siteops.core.web import who
from siteops.desk.case_list import SIZE, STATES, VIEWS, Asked, asked, listed, number, places
from siteops.desk.case_plan import list_or_not
from siteops.desk.case_plan import replan as store
from siteops.desk.case_words import words
from siteops.desk.frame import frame, told, zone_of
from siteops.desk.plan_form import PlanForm

cases = Blueprint("cases", __name__, url_prefix="/shows/<show>/cases")
DEFAULTS = Asked()
PLACED = ("truck", "dock", "zone")


@cases.get("")
def page(show: str) -> ResponseReturnValue:
    """Cases of the show: searched, narrowed, sorted, fifty a page."""
    wanted, around = asked(request.args), frame(show, "cases")
    with db.engine.connect() as connection:
        found = listed(connection, show, wanted, standing_of(connection, show))
    zone = zone_of(around["show"])

    def link(**changed: Any) -> str:
        return url_for("cases.page", show=show, **(written(wanted) | changed))

    return render_template(
        "desk/cases.html", **around, found=found, wanted=wanted, size=SIZE, link=link, columns=columns(),
        number=min(wanted.page, max(1, -(-found.total // SIZE))), departments=DEPARTMENTS, states=STATES, views=VIEWS,
        words=words(), place_names={f"{one.kind}:{one.id}": one.name for one in found.places},
        seen=lambda at: told(clock.read(at), zone) if at else "–",
    )  # fmt: skip


@cases.post("/plan")
def replan(show: str) -> ResponseReturnValue:
    """Give the chosen cases another truck, dock or zone, or take them off the list; then back to the same page."""
    keys = [one for text in request.form.getlist("case")[:SIZE] if (one := number({"case": text}, "case")) is not None]
    if request.form.get("act") == "off":
        count = list_or_not(show, keys, who().person, gone=True)
        flash(ngettext("%(num)s case is off the list.", "%(num)s cases are off the list.", count), "ok")
    else:
        values = planned(show)
        count = store(show, keys, who().person, values) if values and keys else 0
        flash(ngettext("%(num)s case was changed.", "%(num)s cases were changed.", count), "ok" if count else "info")
    return redirect(f"{url_for('cases.page', show=show)}?{request.form.get('back', '')[:500]}", 303)


def planned(show: str) -> dict[str, int | None]:
    """The places that the form wants; None takes one out of the plan, what is left as it is has no entry."""
    form, there = PlanForm(), db.session.execute(places(show)).all()
    wanted = [kind for kind in PLACED if request.form.get(kind)]
    empty = [kind for kind in wanted if request.form[kind] == "none"]
    values = {
        kind: form.key(kind, {one.id for one in there if one.kind == kind}) for kind in wanted if kind not in empty
    }
    if form.errors:
        abort(400, next(iter(form.errors.values())))
    return values | dict.fromkeys(empty)


def columns() -> list[tuple[str, str, str]]:
    """The table's columns: words, class, what they sort by."""
    return [
        (_("Code"), "", "code"), (_("Name"), "", "name"), (_("Department"), "", "department"), (_("Where"), "", ""),
        (_("State"), "", ""), (_("Owner"), "", "owner"), (_("Truck · step"), "", "truck"), (_("kg"), "n", "kg"),
        (_("Last seen"), "n", "seen"),
    ]  # fmt: skip


def written(wanted: Asked) -> dict[str, Any]:
    """What was asked for as the address says it; the page of it begins anew."""
    names = {"text": "q"}
    given = {name: getattr(wanted, name) for name in Asked.__slots__ if name != "page"}
    return {names.get(name, name): value for name, value in given.items() if value != getattr(DEFAULTS, name)}
