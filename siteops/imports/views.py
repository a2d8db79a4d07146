"""The desk's import: choose a file, check what it would do, store it, look back at what was stored."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.exceptions import RequestEntityTooLarge

from siteops.core.db import db
from siteops.core.people import Person
from siteops.core.plan import Batch
from siteops.core.web import who
from siteops.desk.forms import clean
from siteops.desk.frame import frame, told, zone_of
from siteops.imports import shown, uploads
from siteops.imports.child.limits import FILE_BYTES
from siteops.imports.examine import Examined, hold_against
from siteops.imports.reader import read
from siteops.imports.store import Origin, Overtaken, Refused, store
from siteops.imports.wishes import from_form, to_form

imports = Blueprint("imports", __name__)
BLUEPRINTS = (imports,)

AROUND_FILE = 64 * 1024
"""What a form may hold beside its file."""
FORM_BYTES = 256 * 1024
"""The columns form of a workbook of some sheets, each as wide as may be."""
HISTORY = 20


@imports.get("/shows/<show>/import")
def page(show: str) -> ResponseReturnValue:
    """Where a file is chosen, and what was stored before."""
    return chooser(show)


@imports.post("/shows/<show>/import")
def upload(show: str) -> ResponseReturnValue:
    """Keep a file, then show what it would do."""
    request.max_content_length = FILE_BYTES + AROUND_FILE
    try:
        file = request.files.get("file")
        if file is None or not file.filename:
            return chooser(show, _("Choose a file first.")), 400
        sha256 = uploads.keep(file.stream)
    except (uploads.TooBig, RequestEntityTooLarge):
        return chooser(show, _("The file is larger than %(limit)d MB.", limit=FILE_BYTES // 2**20)), 413
    name = clean(file.filename)[-120:]
    return redirect(url_for("imports.check", show=show, sha256=sha256, name=name), 303)


@imports.get("/shows/<show>/import/<sha256>")
def check(show: str, sha256: str) -> ResponseReturnValue:
    """What the file would do, its odd rows first."""
    return checked(examined(show, sha256), sha256)


@imports.post("/shows/<show>/import/<sha256>")
def check_again(show: str, sha256: str) -> ResponseReturnValue:
    """The same with other columns or another header."""
    return checked(examined(show, sha256), sha256)


@imports.post("/shows/<show>/import/<sha256>/store")
def store_now(show: str, sha256: str) -> ResponseReturnValue:
    """Store what the page showed: one batch."""
    found = examined(show, sha256)
    try:
        done = store(found, Origin(name(), sha256, who().person))
    except Refused:
        return checked(found, sha256), 409
    except Overtaken:
        flash(_("Others changed the plan meanwhile. Look at it again, then store."), "warn")
        return checked(examined(show, sha256), sha256), 409
    return redirect(url_for("imports.batch", show=show, number=done.batch), 303)


@imports.get("/shows/<show>/import/batches/<int:number>")
def batch(show: str, number: int) -> ResponseReturnValue:
    """What one import stored."""
    around = frame(show, "import")
    found = [one for one in batches(show, around, Batch.id == number)]
    if not found:
        abort(404)
    return render_template("imports/done.html", **around, batch=found[0])


def chooser(show: str, problem: str = "") -> str:
    """The page with the file field."""
    around = frame(show, "import")
    return render_template("imports/choose.html", **around, problem=problem, batches=batches(show, around))


def batches(show: str, around: dict[str, Any], *which: Any) -> list[dict[str, Any]]:
    """Stored imports, the latest first: the batch, who stored it and when."""
    query = select(Batch, Person.name).outerjoin(Person, Person.id == Batch.by)
    query = query.where(Batch.show == show, *which).order_by(Batch.id.desc()).limit(HISTORY)
    zone = zone_of(around["show"])
    return [{"batch": one, "by": by or "", "at": told(one.at, zone)} for one, by in db.session.execute(query)]


def examined(show: str, sha256: str) -> Examined:
    """The kept file, held against the plan as the form wishes. Ends the request if the file is no longer kept."""
    request.max_content_length = request.max_form_memory_size = FORM_BYTES
    path = uploads.kept(sha256)
    if path is None:
        flash(_("This file is kept for a day, then forgotten. Choose it again."), "warn")
        abort(redirect(url_for("imports.page", show=show), 303))
    book = read(path)
    return hold_against(show, book, from_form(request.form, [sheet.name for sheet in book.sheets]))


def checked(found: Examined, sha256: str) -> str:
    """The page of an examined file."""
    odd = shown.odd_rows(found)
    return render_template(
        "imports/check.html", **frame(found.show, "import"), sha256=sha256, name=name(), preview=found.preview,
        totals=shown.totals(found), odd=odd[: shown.MOST], odd_more=max(len(odd) - shown.MOST, 0),
        refusals=shown.refusals(found), tables=shown.tables(found),
        changes=list(shown.changes((found.preview.changes + found.preview.content_changes)[: shown.MOST])),
        most=shown.MOST, wishes=list(to_form(found.wishes, [sheet.name for sheet in found.book.sheets])),
        add_unknown=found.wishes.add_unknown,
    )  # fmt: skip


def name() -> str:
    """What the file was called where it came from."""
    return clean(request.values.get("name", ""))[-120:] or str(_("Unnamed file"))
