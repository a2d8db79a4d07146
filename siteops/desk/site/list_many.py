"""What is done with many checklists at once: another truck, zone or leg, off the plan."""

from collections.abc import Mapping, Sequence

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from siteops.core.db import db
from siteops.core.plan import List
from siteops.desk.at_once import Wish, all_get
from siteops.desk.many_fields import whither
from siteops.desk.picking import Deeds, Listing, act_on
from siteops.desk.plan_form import PlanForm
from siteops.desk.site.list_list import LEGS, asked, checklists, narrowed

list_many = Blueprint("list_many", __name__, url_prefix="/shows/<show>/lists")
FIELDS = {"move": ("truck", "zone"), "leg": ("leg",)}
"""Acts that want something said, with the fields that say it."""


@list_many.post("/many")
def change(show: str) -> ResponseReturnValue:
    """Do something with the chosen checklists, or with all that match; then back to the same page."""
    form = PlanForm()
    return act_on(show, LISTING, deeds(show, form), form)


def every(show: str, given: Mapping[str, str]) -> Sequence[int]:
    """Every checklist that the list shows on all its pages, by what its address asked for."""
    connection = db.session.connection()
    return [one.id for one in narrowed(connection, show, checklists(connection, show), asked(given))]


def named(some: Sequence[int]) -> Sequence[str]:
    """What some checklists are called."""
    return db.session.scalars(select(List.name).where(List.id.in_(some)).order_by(List.sort, List.id)).all()


LISTING = Listing(
    "lists", "list", FIELDS, every, named,
    lambda count, names: ngettext(
        "%(num)s list stays as it is, for somebody changed it meanwhile: %(names)s.",
        "%(num)s lists stay as they are, for somebody changed them meanwhile: %(names)s …", count, names=names,
    ),
)  # fmt: skip


def deeds(show: str, form: PlanForm) -> Deeds:
    """What can be done with many checklists."""
    return {
        "move": lambda: moved(show, form), "leg": lambda: turned(form),
        "off": lambda: all_get(List, {"gone": True}, off),
    }  # fmt: skip


def moved(show: str, form: PlanForm) -> Wish | None:
    """Another truck or zone, or none."""
    values, where = whither(form, show, {"truck": _("no truck"), "zone": _("no zone")})
    return all_get(List, values, lambda count: ngettext(
        "%(num)s list is for %(where)s", "%(num)s lists are for %(where)s", count, where=", ".join(where),
    )) if values else None  # fmt: skip


def turned(form: PlanForm) -> Wish:
    """The other leg."""
    leg = form.choice("leg", LEGS)

    def told(count: int) -> str:
        if leg == "in":
            return str(ngettext("%(num)s list is for load-in", "%(num)s lists are for load-in", count))
        return str(ngettext("%(num)s list is for load-out", "%(num)s lists are for load-out", count))

    return all_get(List, {"leg": leg}, told)


def off(count: int) -> str:
    """How taking off the plan is told."""
    return str(ngettext("%(num)s list is off the plan", "%(num)s lists are off the plan", count))
