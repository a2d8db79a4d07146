"""Fields of the forms that change many rows of a list at once: where they belong, and how much later they are."""

from collections.abc import Mapping
from datetime import timedelta

from flask import request
from flask_babel import gettext as _
from sqlalchemy import select

from siteops.core.db import db
from siteops.core.plan import Place
from siteops.desk.plan_form import PlanForm

MOST_MINUTES = 7 * 24 * 60
"""How far a plan is moved in one go."""


def whither(form: PlanForm, show: str, kinds: Mapping[str, str]) -> tuple[dict[str, int | None], list[str]]:
    """Where rows go: a place of the show for each kind, None for `none` of it; and the same in words.

    `kinds`: by kind, what to say for none; empty where a row needs one. What is left as it is has no entry.
    """
    query = select(Place.id, Place.kind, Place.name).where(Place.show == show, ~Place.gone)
    there = db.session.execute(query).all()
    values: dict[str, int | None] = {}
    where: list[str] = []
    for kind in (kind for kind in kinds if request.form.get(kind)):
        if kinds[kind] and request.form[kind] == "none":
            values[kind] = None
            where.append(kinds[kind])
        elif (key := form.key(kind, {one.id for one in there if one.kind == kind})) is not None:
            values[kind] = key
            where.append(next(one.name for one in there if one.id == key))
    return values, where


def shift(form: PlanForm, *, back: bool) -> timedelta | None:
    """How much later, or `back`: earlier, in whole minutes. None for none at all, or with a fault."""
    minutes = form.whole("minutes", MOST_MINUTES)
    if not minutes:
        form.errors.setdefault("minutes", _("Say by how many minutes."))
        return None
    return timedelta(minutes=-minutes if back else minutes)
