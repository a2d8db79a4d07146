"""One cell of the list of people: somebody's role or function, changed where it stands."""

from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from siteops.core.access.joining import part, put_part
from siteops.core.db import db
from siteops.core.facts import Role
from siteops.core.journal.record import planning
from siteops.core.web import who
from siteops.desk.above import may_change
from siteops.desk.cell import answer
from siteops.desk.crew.papers import work_of
from siteops.desk.crew.person import changeable, roles
from siteops.desk.edits import before, merge
from siteops.desk.frame import frame, told, zone_of
from siteops.desk.plan_form import PlanForm
from siteops.desk.roster import member

part_cell = Blueprint("part", __name__, url_prefix="/shows/<show>/people/<int:person>/cell")
CELLS = ("function", "role")


@part_cell.post("")
def keep(show: str, person: int) -> ResponseReturnValue:
    """Keep one cell, unless somebody else was faster; answers the row as it is stored."""
    one, name, form = changeable(show, person), request.form.get("cell", ""), PlanForm()
    if name not in CELLS or (name == "role" and one.id == who().person):
        abort(400, _("This cannot be changed here."))
    sent = read(form, show, name)
    if one.revoked:
        form.errors["revoked"] = _("%(name)s is not on the show any more.", name=one.name)
    with planning() as session:
        stored = part(session, show, person)
        assert stored is not None  # they are of this show
        made = merge({name: getattr(stored, name)}, {name: sent}, before())
        if made.changed and not made.clashes and not form.errors:
            put_part(session, show, person, by=who().person, columns=made.changed)
    return answer(row(show, person), form, made)


def read(form: PlanForm, show: str, name: str) -> Any:
    """What was typed in the cell."""
    if name == "function":
        return form.text(name)
    return int(form.choice(name, [str(int(role)) for role in roles(show)], str(int(Role.CREW))))


def row(show: str, person: int) -> str:
    """The row as it is stored now."""
    around, one = frame(show, "people"), member(show, person)
    zone = zone_of(around["show"])
    work = work_of(db.session.connection(), show, [person], zone)
    return render_template(
        "desk/people-cell.html", **around, rows=[one], work=work, told=told, zone=zone, oneself=who().person,
        may=lambda each: may_change(who(), show, each),
    )  # fmt: skip
