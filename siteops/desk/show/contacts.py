"""Whom to call besides the people of the show: venue, police, hospital, client. For leads only."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from siteops.core.db import db
from siteops.core.plan import Contact
from siteops.core.web import who
from siteops.desk.edits import Merge, shown
from siteops.desk.frame import frame
from siteops.desk.plan_form import PlanForm
from siteops.desk.plan_rows import Author
from siteops.desk.show import contact_plan
from siteops.desk.show.contact_plan import COLUMNS, Kept, contacts_of

contacts = Blueprint("contacts", __name__, url_prefix="/shows/<show>/contacts")
FRESH = ("new1", "new2", "new3")
"""Empty lines at the end of the form; more of them stand there once these are kept."""


@contacts.get("")
def page(show: str) -> ResponseReturnValue:
    """All of them, to be changed in place."""
    return filled(show, PlanForm(), Merge())


@contacts.post("")
def rewrite(show: str) -> ResponseReturnValue:
    """Keep what the form says of each, and the new ones."""
    form, made = PlanForm(), Merge()
    sent = Kept(known(form, show), fresh(form))
    if not form.errors:
        made = contact_plan.keep(sent, Author(show, who().person))
    if form.errors or made.clashes:
        return filled(show, form, made), 409 if made.clashes else 400
    flash(_("Kept.") if made.changed else _("Nothing was changed."), "ok")
    return redirect(url_for("contacts.page", show=show), 303)


def known(form: PlanForm, show: str) -> dict[int, dict[str, Any] | None]:
    """What the form says of each contact that it shows; None: take it off."""
    keys = db.session.scalars(select(Contact.id).where(Contact.show == show))
    there = [key for key in keys if f"name-{key}" in request.form]
    return {key: None if f"remove-{key}" in request.form else one(form, str(key)) for key in there}


def fresh(form: PlanForm) -> list[dict[str, Any]]:
    """New contacts; a line without a word is none."""
    lines = [key for key in FRESH if any(request.form.get(f"{name}-{key}", "").strip() for name in COLUMNS)]
    return [{name: value for name, value in one(form, key).items() if name != "sort"} for key in lines]


def one(form: PlanForm, key: str) -> dict[str, Any]:
    """What the form says of one contact."""
    return {
        "name": form.text(f"name-{key}", most=80, needed=_("Say who it is.")),
        "function": form.text(f"function-{key}", most=80),
        "phone": form.text(f"phone-{key}", most=40),
        "email": form.email(f"email-{key}"),
        "sort": form.whole(f"sort-{key}", 9999) or 0,
    }


def filled(show: str, form: PlanForm, made: Merge) -> str:
    """The page, its form as it was sent or as it is stored."""
    rows = contacts_of(show)
    fields = shown(contact_plan.as_given(rows), faulty=bool(form.errors), typed=made.changed if made.clashes else ())
    typed = {name: text for name, text in request.form.items() if name.endswith(FRESH)}
    gone = dict.fromkeys(made.clashes, _("Contact"))
    return render_template(
        "desk/contacts.html", **frame(show, "show"), rows=rows, fresh=FRESH, form=form, clashes=made.clashes,
        given={**typed, **fields.given}, was=fields.was, names=gone | labels(rows),
    )  # fmt: skip


def labels(rows: list[Contact]) -> dict[str, str]:
    """What the form calls its fields: `phone-12` is the phone of the one with that key."""
    words = {"name": _("Name"), "function": _("Function"), "phone": _("Phone"), "email": _("E-mail"),
             "sort": _("Order")}  # fmt: skip
    whose = {str(one.id): one.name for one in rows}
    whose |= {key: _("new contact %(number)s", number=number) for number, key in enumerate(FRESH, 1)}
    return {
        f"{name}-{key}": _("%(field)s of %(name)s", field=word, name=who)
        for key, who in whose.items()
        for name, word in words.items()
    }
