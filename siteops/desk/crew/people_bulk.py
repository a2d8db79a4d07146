"""The list of people, for those who were chosen: another role, the end of their part, an invitation or a badge each."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from siteops.core import clock
from siteops.core.facts import Role
from siteops.core.plan import DEPARTMENTS
from siteops.core.web import who
from siteops.desk import at_once
from siteops.desk.above import left_without_producer, may_change
from siteops.desk.access.invite_many import invite_people
from siteops.desk.crew.people_plan import of_parts
from siteops.desk.frame import say
from siteops.desk.picking import NAMED, back, ticked, way_back
from siteops.desk.plan_rows import Author
from siteops.desk.roster import Member, members
from siteops.labels.choice import spelled

chosen_people = Blueprint("chosen", __name__, url_prefix="/shows/<show>/people")
MOST = 200
"""People at once: as many as a page shows."""


@chosen_people.post("/bulk")
def bulk(show: str) -> ResponseReturnValue:
    """Do something for all who were chosen, as far as the asker may; then back to the same page."""
    keys = list(ticked("person").keys)[:MOST]
    people = [one for one in members(show, keys) if one.revoked is None]
    if request.form.get("act") == "invite":
        return invite_people(show, [one.id for one in people])
    if people and request.form.get("act") == "badges":
        return redirect(url_for("labels.page", show=show, what="people", person=spelled(one.id for one in people)), 303)
    change(show, people)
    return back(show, "people")


def change(show: str, people: list[Member]) -> None:
    """Change the parts of those whom the asker may change, nobody's own among them; say how many, and who was left."""
    name, values = wanted(show)
    mine = {one.id: one for one in people if one.id != who().person and may_change(who(), show, one)}
    picked = ticked("person")._replace(keys=mine.keys())
    done = at_once.change(picked, of_parts(name, values), Author(show, who().person))
    told = ngettext("%(num)s person was changed.", "%(num)s people were changed.", done.number)
    if done.batch is None:
        flash(told, "info")
    else:
        way = url_for("batches.one", show=show, batch=done.batch)
        say(told, undo=way_back(show, "people", done.batch), href=way, to=_("Look at it"))
    tell_of_rest(show, mine, done.overtaken, len(people) - len(mine))


def tell_of_rest(show: str, mine: Mapping[int, Member], overtaken: Sequence[int], above: int) -> None:
    """Say who stays as they were, and that nobody produces the show any more where that is so."""
    if overtaken:
        names = ", ".join(sorted(mine[one].name for one in overtaken[:NAMED]))
        flash(ngettext("%(num)s person stays as they are, for somebody changed it meanwhile: %(names)s.",
                       "%(num)s people stay as they are, for somebody changed it meanwhile: %(names)s …",
                       len(overtaken), names=names), "warn")  # fmt: skip
    if above:
        flash(ngettext("%(num)s stands above you, or is yourself, and stays as they were.",
                       "%(num)s stand above you, or are yourself, and stay as they were.", above), "warn")  # fmt: skip
    if any(one.role == Role.PRODUCER for one in mine.values()) and left_without_producer(show):
        flash(_("The show has no producer any more: only an administrator can make one."), "warn")


def wanted(show: str) -> tuple[str, dict[str, Any]]:
    """What the form wants: its name as a batch, and the columns. Aborts with 400 for a role above one's own."""
    form, own = request.form, who().role(show) or Role.CREW
    if form.get("act") == "end":
        return _("Taken off the show"), {"revoked": clock.now()}
    values: dict[str, Any] = {}
    if form.get("role"):
        roles = {role.name.lower(): role for role in Role if role <= own}
        values["role"] = int(roles.get(form["role"]) or abort(400, _("Choose one of the list.")))
    if form.get("department") in DEPARTMENTS:
        values["department"] = form["department"]
    return _("Parts of several people"), values
