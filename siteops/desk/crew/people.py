"""The people of a show: the list, and what is done with several of them at once."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from siteops.core.db import db
from siteops.core.facts import Role
from siteops.core.plan import DEPARTMENTS
from siteops.core.web import who
from siteops.desk.above import may_change
from siteops.desk.access.invitations import open_invitations
from siteops.desk.access.role_table import role_table
from siteops.desk.asked import SIZES, written
from siteops.desk.crew.papers import work_of
from siteops.desk.crew.people_asked import asked
from siteops.desk.crew.people_list import listed
from siteops.desk.frame import frame, told, zone_of

team = Blueprint("team", __name__, url_prefix="/shows/<show>/people")


@team.get("")
def people(show: str) -> ResponseReturnValue:
    """The list: searched, narrowed, sorted, a page of it."""
    around, wanted = frame(show, "people"), asked(request.args)
    zone, said = zone_of(around["show"]), written(wanted)

    def link(**changed: Any) -> str:
        return url_for("team.people", show=show, **(said | changed))

    found = listed(show, wanted, zone)
    work = work_of(db.session.connection(), show, [one.id for one in found.people], zone)
    return render_template(
        "desk/people.html", **around, found=found, work=work, wanted=wanted, link=link, columns=columns(), told=told,
        sizes=SIZES, written=said, departments=DEPARTMENTS, open=open_invitations(show), zone=zone,
        own=who().role(show) or Role.CREW,
        oneself=who().person, may=lambda one: may_change(who(), show, one), deeds=role_table(), roles=list(Role),
    )  # fmt: skip


def columns() -> list[tuple[str, str, str]]:
    """The table's columns: words, class, what they sort by."""
    return [
        (_("Name"), "", "name"), (_("Function"), "", "function"), (_("May do"), "", "role"),
        (_("Call"), "n", "call"), (_("Now"), "", "now"),
        (_("Papers"), "", ""), (_("Phone number"), "", ""), (_("Phones"), "n", ""),
    ]  # fmt: skip
