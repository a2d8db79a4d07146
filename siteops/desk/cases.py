"""The desk's list of cases."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from siteops.board.known import standing_of
from siteops.core import clock
from siteops.core.db import db
from siteops.core.plan import DEPARTMENTS
from siteops.desk.case_list import SIZE, STATES, VIEWS, Asked, asked, listed
from siteops.desk.case_words import words
from siteops.desk.frame import frame, told, zone_of

cases = Blueprint("cases", __name__, url_prefix="/shows/<show>/cases")
DEFAULTS = Asked()


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
