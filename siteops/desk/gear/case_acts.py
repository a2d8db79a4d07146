"""What the list of cases can do with many: the form below it, read into a wish."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from siteops.core.plan import DEPARTMENTS
from siteops.desk.at_once import Told, Wish
from siteops.desk.gear.case_bulk import of_cases
from siteops.desk.many_fields import whither
from siteops.desk.picking import Deeds
from siteops.desk.plan_form import PlanForm

PLACED = ("truck", "dock", "zone")
FIELDS = {"move": PLACED, "owner": ("owner",), "department": ("department",), "note": ("note",), "hold": ("reason",)}
"""Acts that want something said, with the fields that say it."""
ACTS = (*FIELDS, "off", "labels", "export")


def deeds(show: str, form: PlanForm) -> Deeds:
    """How the plan of many cases is changed."""
    return {
        "move": lambda: moved(show, form), "owner": lambda: owned(form), "department": lambda: departed(form),
        "note": lambda: noted(form), "off": lambda: of_cases({"gone": True}, {}, off),
    }  # fmt: skip


def moved(show: str, form: PlanForm) -> Wish | None:
    """Another truck, dock or zone, or none of it; a kind that is left as it is has no entry."""
    values, where = whither(form, show, {"truck": _("no truck"), "dock": _("no dock"), "zone": _("no zone")})
    return of_cases(values, {}, going(where)) if values else None


def going(where: Sequence[str]) -> Told:
    """How a move of the plan is told."""
    return lambda count: ngettext(
        "%(num)s case goes to %(where)s", "%(num)s cases go to %(where)s", count, where=", ".join(where)
    )


def owned(form: PlanForm) -> Wish:
    """Another owner; empty: our own."""
    name = " ".join(form.text("owner").split())

    def told(count: int) -> str:
        if not name:
            return str(ngettext("%(num)s case is our own", "%(num)s cases are our own", count))
        return str(ngettext("%(num)s case belongs to %(name)s", "%(num)s cases belong to %(name)s", count, name=name))

    return of_cases({}, {"owner": name}, told)


def departed(form: PlanForm) -> Wish:
    """Another department."""
    name = form.choice("department", DEPARTMENTS)
    return of_cases({}, {"department": name}, lambda count: ngettext(
        "%(num)s case has another department", "%(num)s cases have another department", count))  # fmt: skip


def noted(form: PlanForm) -> Wish:
    """Another note; empty: none."""
    return of_cases({}, {"note": form.text("note", most=500)}, lambda count: ngettext(
        "%(num)s case has another note", "%(num)s cases have another note", count))  # fmt: skip


def off(count: int) -> str:
    """How taking off the list is told."""
    return str(ngettext("%(num)s case is off the list", "%(num)s cases are off the list", count))


def held(count: int, reason: str) -> str:
    """How holding is told."""
    return str(ngettext("%(num)s case is held: %(reason)s", "%(num)s cases are held: %(reason)s", count, reason=reason))
