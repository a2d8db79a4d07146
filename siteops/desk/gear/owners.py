"""Whose gear it is: every owner once, however spelt."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from siteops.core.db import db
from siteops.core.plan import Owner
from siteops.core.web import who
from siteops.desk.edits import before
from siteops.desk.frame import frame, say
from siteops.desk.gear import owner_plan
from siteops.desk.gear.owner_plan import Taken
from siteops.desk.picking import way_back
from siteops.desk.plan_form import PlanForm
from siteops.desk.plan_rows import Author

owners = Blueprint("owners", __name__, url_prefix="/shows/<show>/owners")
OWNER = "/<int(max=2147483647):owner>"


@owners.get("")
def page(show: str) -> ResponseReturnValue:
    """Every owner of the installation, with what is theirs, and those who may be one."""
    around = frame(show, "cases")
    found = owner_plan.owners(db.session.connection())
    return render_template("desk/owners.html", **around, found=found, names={one.id: one.name for one in found})


@owners.post(OWNER)
def rename(show: str, owner: int) -> ResponseReturnValue:
    """Another name. One that somebody else has is no error: the two may be one."""
    form = PlanForm()
    name = " ".join(form.text("name", needed=_("Say what they are called.")).split())
    if form.errors:
        flash(form.errors["name"], "warn")
        return back(show)
    stored = db.session.scalar(select(Owner.name).where(Owner.id == owner)) or abort(404)
    if before().get("name", stored) != stored != name:
        told = _("Somebody else called them %(stored)s meanwhile; you wrote “%(text)s”.", stored=stored, text=name)
        flash(told, "warn")
        return back(show)
    try:
        batch = owner_plan.rename(owner, name, Author(show, who().person), renamed)
    except Taken:
        flash(_("There is one called %(name)s already. If the two are one, make them one below.", name=name), "warn")
        return back(show)
    except LookupError:
        abort(404)
    return done(show, batch)


@owners.post(f"{OWNER}/merge")
def merge(show: str, owner: int) -> ResponseReturnValue:
    """All that is theirs belongs to another from now on."""
    text = request.form.get("into", "")
    into = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else owner
    if into == owner:
        flash(_("Choose whom they are the same as."), "warn")
        return back(show)
    try:
        return done(show, owner_plan.merge(owner, into, Author(show, who().person), merged))
    except LookupError:
        abort(404)


def renamed(old: str, new: str) -> str:
    """How a new name is told."""
    return str(_("%(old)s is called %(new)s", old=old, new=new))


def merged(one: str, other: str) -> str:
    """How a merge is told."""
    return str(_("What was %(one)s is %(other)s", one=one, other=other))


def done(show: str, batch: int | None) -> Response:
    """Back to the page, with the way back from what was done."""
    if batch is None:
        flash(_("Nothing was changed."), "info")
    else:
        say(_("Kept."), undo=way_back(show, "owners", batch))
    return back(show)


def back(show: str) -> Response:
    """To the owners."""
    return redirect(url_for("owners.page", show=show), 303)
