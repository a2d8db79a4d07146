"""The desk's list of cases."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from siteops.board.known import standing_of
from siteops.core import clock
from siteops.core.db import db
from siteops.core.plan import DEPARTMENTS
from siteops.desk.asked import SIZES, written
from siteops.desk.frame import frame, told, zone_of
from siteops.desk.gear.case_asked import STATES, asked
from siteops.desk.gear.case_list import listed
from siteops.desk.gear.case_words import words

cases = Blueprint("cases", __name__, url_prefix="/shows/<show>/cases")


@cases.get("")
def page(show: str) -> ResponseReturnValue:
    """Cases of the show: searched, narrowed, sorted, a page at a time."""
    wanted, around = asked(request.args), frame(show, "cases")
    with db.engine.connect() as connection:
        found = listed(connection, show, wanted, standing_of(connection, show))
    zone, said = zone_of(around["show"]), written(wanted)

    def link(**changed: Any) -> str:
        return url_for("cases.page", show=show, **(said | changed))

    return render_template(
        "desk/cases.html", **around, found=found, wanted=wanted, link=link, columns=columns(), sizes=SIZES,
        departments=DEPARTMENTS, states=STATES, words=words(), written=said, asked=request.query_string.decode(),
        place_names={f"{one.kind}:{one.id}": one.name for one in found.places}, spots=by_kind(found.places),
        seen=lambda at: told(clock.read(at), zone) if at else "–",
    )  # fmt: skip


def by_kind(places: Iterable[Any]) -> dict[str, list[tuple[int, str]]]:
    """Places as pairs of key and name, by their kind."""
    found: dict[str, list[tuple[int, str]]] = {}
    for one in places:
        found.setdefault(one.kind, []).append((one.id, one.name))
    return found


def columns() -> list[tuple[str, str, str]]:
    """The table's columns: words, class, what they sort by."""
    return [
        (_("Code"), "", "code"), (_("Name"), "", "name"), (_("Department"), "", "department"),
        (_("Where"), "", "where"), (_("State"), "", "state"), (_("Owner"), "", "owner"),
        (_("Truck"), "", "truck"), (_("Step"), "n", ""), (_("Zone"), "", "zone"), (_("kg"), "n", "kg"),
        (_("Last seen"), "n", "seen"),
    ]  # fmt: skip
