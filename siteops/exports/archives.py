"""The desk's archives: a whole show taken along, and one of another installation looked at and read."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge

from siteops.core.db import db, moment
from siteops.core.plan import NO_SHOW
from siteops.core.web import who
from siteops.desk.frame import frame, me_of
from siteops.desk.show.show_made import free_id
from siteops.exports.archive import report
from siteops.exports.archive.arrival import arrive
from siteops.exports.archive.manifest import Refused
from siteops.exports.archive.reading import opened
from siteops.exports.archive.taking import take
from siteops.exports.archive.writing import archived, named
from siteops.imports import uploads

archives = Blueprint("archives", __name__)
LARGEST = 1 << 30
"""Bytes of an upload. A larger archive is read at the command line."""
AROUND_FILE = 64 * 1024


@archives.get("/shows/<show>/export/archive")
def whole(show: str) -> ResponseReturnValue:
    """The whole show in one file; `bare`: without personal data."""
    row = frame(show, "export")["show"]
    with TemporaryDirectory(prefix="siteops-") as folder:
        path = Path(folder) / "show.zip"
        archived(path, row, current_app.config["DATA"], personal="bare" not in request.args)
        file = path.open("rb")  # the answer closes it; its name is gone by then
    answer = send_file(file, "application/zip", as_attachment=True, download_name=named(row))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@archives.get("/archives")
def choose() -> ResponseReturnValue:
    """Where an archive is chosen."""
    return page()


@archives.post("/archives")
def upload() -> ResponseReturnValue:
    """Keep an archive, then show what it would bring."""
    request.max_content_length = LARGEST + AROUND_FILE
    try:
        file = request.files.get("file")
        if file is None or not file.filename:
            return page(_("Choose a file first.")), 400
        sha256 = uploads.keep(file.stream, most=LARGEST)
    except (uploads.TooBig, RequestEntityTooLarge):
        return page(_("The file is larger than %(limit)d MB.", limit=LARGEST // 2**20)), 413
    return redirect(url_for("archives.look", sha256=sha256), 303)


@archives.get("/archives/<sha256>")
def look(sha256: str) -> ResponseReturnValue:
    """What an archive would bring. Nothing is changed yet."""
    return looked(sha256)


@archives.post("/archives/<sha256>")
def read(sha256: str) -> ResponseReturnValue:
    """Read it: all of it, or nothing."""
    path, show = uploads.kept(sha256), request.form.get("id", "")
    if path is None or not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", show) or show == NO_SHOW:
        return looked(sha256, _("Small letters, digits and hyphens, 40 at most."))
    try:
        with opened(path) as archive:
            take(archive, show, who().person)
    except Refused as refused:
        return looked(sha256, str(refused))
    flash(_("The show is here, and its log is whole."), "ok")
    return redirect(url_for("show.page", show=show), 303)


def looked(sha256: str, problem: str = "") -> ResponseReturnValue:
    """The page of an archive; with a problem, what to do about it."""
    path = uploads.kept(sha256)
    if path is None:
        return page(_("This file is kept for a day, then forgotten. Choose it again.")), 404
    try:
        with opened(path) as archive, moment() as connection:
            id = str(archive.about.show["id"])
            name = free_id(db.session(), id)
            found = arrive(archive, connection, name)
            said, *more = report.lines(archive.about, found)
            counts = report.counts(archive.about, found)
            return render_template(
                "exports/archive.html", me=me_of(who()), sha256=sha256, said=said, counts=counts,
                more=more[len(counts) :], id=request.form.get("id", name), taken=id != name, problem=problem,
            ), 400 if problem else 200  # fmt: skip
    except Refused as refused:
        return page(str(refused)), 400


def page(problem: str = "") -> str:
    """The page with the file field."""
    return render_template("exports/archives.html", me=me_of(who()), problem=problem)
