"""The desk's import: choose a file, check what it would do, store it, look back at what was stored."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge

from siteops.core.web import who
from siteops.desk.forms import clean
from siteops.imports import pages, sources, uploads
from siteops.imports.batches import batches
from siteops.imports.child.limits import FILE_BYTES
from siteops.imports.examine import hold_against, wished
from siteops.imports.jobs import Job
from siteops.imports.listing import listing
from siteops.imports.reader import Slow, read_quickly
from siteops.imports.shown import lay_out
from siteops.imports.store import Origin, Overtaken, Refused, store

imports = Blueprint("imports", __name__)
BLUEPRINTS = (imports, batches)

AROUND_FILE = 64 * 1024
"""What a form may hold beside its file."""
TAKEN_IN_BYTES = 100 * 2**20
"""Of what is larger than any list; whoever sends more is cut off."""
FORM_BYTES = 256 * 1024
"""The columns form of a workbook of some sheets, each as wide as may be."""


@imports.get("/shows/<show>/import")
def page(show: str) -> ResponseReturnValue:
    """Where a file is chosen, and what was stored before."""
    return pages.chooser(show)


@imports.post("/shows/<show>/import")
def upload(show: str) -> ResponseReturnValue:
    """Keep a file, then show what it would do; work that takes longer begins now."""
    request.max_content_length = FILE_BYTES + AROUND_FILE
    try:
        file = request.files.get("file")
        if file is None or not file.filename:
            return pages.chooser(show, _("Choose a file first.")), 400
        sha256 = uploads.keep(file.stream)
    except (uploads.TooBig, RequestEntityTooLarge):
        take_in()
        return pages.chooser(show, _("The file is larger than %(limit)d MB.", limit=FILE_BYTES // 2**20)), 413
    name = clean(file.filename)[-120:]
    try:
        read_quickly(pages.kept(show, sha256))
        Job(show, sha256).forget()
    except Slow:
        Job(show, sha256).begin(pages.errand(show, sha256, name))
    return redirect(url_for("imports.check", show=show, sha256=sha256, name=name), 303)


@imports.get("/shows/<show>/import/<sha256>")
def check(show: str, sha256: str) -> ResponseReturnValue:
    """What the file would do, its odd rows first; or how far a job is that finds it out."""
    path, job = pages.kept(show, sha256), Job(show, sha256)
    if state := job.state():
        return pages.of_job(job, state)
    try:
        book = read_quickly(path)
    except Slow:
        return pages.waiting(show, sha256, None)
    wishes, memory = sources.recalled(book)
    return pages.checked(show, sha256, lay_out(hold_against(show, book, wishes), pages.name(), memory))


@imports.post("/shows/<show>/import/<sha256>")
def check_again(show: str, sha256: str) -> ResponseReturnValue:
    """The same with other columns or another header; without any, as it would be guessed."""
    allow_form()
    try:
        book = read_quickly(pages.kept(show, sha256))
    except Slow:
        return begun(show, sha256)
    found = hold_against(show, book, wished(book, request.form))
    return pages.checked(show, sha256, lay_out(found, pages.name()))


@imports.post("/shows/<show>/import/<sha256>/store")
def store_now(show: str, sha256: str) -> ResponseReturnValue:
    """Store what the page showed: one batch."""
    allow_form()
    try:
        book = read_quickly(pages.kept(show, sha256))
    except Slow:
        return begun(show, sha256, store=True)
    found = hold_against(show, book, wished(book, request.form))
    if found.bare:
        return pages.checked(show, sha256, lay_out(found, pages.name())), 409
    try:
        done = store(found, Origin(pages.name(), sha256, who().person))
    except Refused:
        return pages.checked(show, sha256, lay_out(found, pages.name())), 409
    except Overtaken:
        flash(pages.overtaken(), "warn")
        found = hold_against(show, book, found.wishes)
        return pages.checked(show, sha256, lay_out(found, pages.name())), 409
    sources.remember(found, pages.name(), who().person)
    return redirect(url_for("batches.one", show=show, batch=done.batch), 303)


@imports.post("/shows/<show>/import/<sha256>/problems")
def problems(show: str, sha256: str) -> ResponseReturnValue:
    """All rows with a problem as a table for a spreadsheet. It takes the wishes of the page, and stores nothing."""
    allow_form()
    path, job = pages.kept(show, sha256), Job(show, sha256)
    found = job.shown()
    if found is None:
        try:
            book = read_quickly(path)
        except Slow:
            return redirect(url_for("imports.check", show=show, sha256=sha256, name=pages.name()), 303)
        found = lay_out(hold_against(show, book, wished(book, request.form)), pages.name())
    answer = Response(listing(found), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename="problems.csv")
    return answer


def take_in() -> None:
    """Read the rest of a body that is too large, and forget it: a browser cut off while it sends shows no answer."""
    left, stream = min(request.content_length or 0, TAKEN_IN_BYTES), request.environ["wsgi.input"]
    while left > 0 and (chunk := stream.read(min(uploads.CHUNK, left))):
        left -= len(chunk)


def allow_form() -> None:
    """Let a form of many columns be as large as it has to be."""
    request.max_content_length = request.max_form_memory_size = FORM_BYTES


def begun(show: str, sha256: str, *, store: bool = False) -> ResponseReturnValue:
    """Begin what takes longer than a request may, and lead to where one sees how far it is."""
    form = {name: value for name, value in request.form.items() if name != "name"}
    errand = pages.errand(show, sha256, pages.name(), form=form, store=store)
    if not Job(show, sha256).begin(errand):
        flash(_("Somebody is at work on this file. Wait for that, then do it again."), "warn")
    return redirect(url_for("imports.check", show=show, sha256=sha256, name=errand.name), 303)
