"""The desk's page for the file of a phone that could not send: a lead loads it, and reads what became of it."""

from collections import Counter
from typing import NamedTuple

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.exceptions import RequestEntityTooLarge

from siteops.core.access.people import Person
from siteops.core.db import db
from siteops.core.facts import Role
from siteops.core.journal.rights import Uploader
from siteops.core.plan import Show
from siteops.core.web import who
from siteops.desk.frame import frame
from siteops.sync import files

loading = Blueprint("loading", __name__, url_prefix="/shows/<show>/phone-file")

LARGEST = 16 * 2**20
"""Bytes: some 40,000 entries, more than a site says in a week."""
AROUND_FILE = 64 * 1024
"""What a form adds around its file."""


class Author(NamedTuple):
    """A line of the report: whose entries, and how many came in, were here, wait for a lead, were set aside."""

    name: str
    new: int
    known: int
    waits: int
    aside: int


@loading.get("")
def choose(show: str) -> ResponseReturnValue:
    """Where the file is chosen."""
    return page(show)


@loading.post("")
def load(show: str) -> ResponseReturnValue:
    """Take the file in, and say what became of every entry."""
    request.max_content_length = LARGEST + AROUND_FILE
    try:
        file = request.files.get("file")
        if file is None or not file.filename:
            return page(show, _("Choose a file first.")), 400
        found = files.sort(file.stream, show)
    except RequestEntityTooLarge:
        return page(show, _("The file is larger than %(limit)d MB.", limit=LARGEST // 2**20)), 413
    if not found.mine and not found.elsewhere:
        return page(show, _("This is no file of waiting entries. It ends in .ndjson, and the phone wrote it.")), 400
    asker = who()
    uploader = Uploader(asker.person, asker.role(show), live=asker.sign_in is not None)
    return page(show, report=files.load(show, uploader, found))


def page(show: str, problem: str = "", report: files.Report | None = None) -> str:
    """The page, with what was wrong with a file or what became of it."""
    elsewhere = named(report.elsewhere) if report else []
    return render_template(
        "sync/load.html", **frame(show, "sessions"), problem=problem, report=report, elsewhere=elsewhere,
        authors=authors(report) if report else [],
        unnamed=report.elsewhere.total() - sum(count for *_, count in elsewhere) if report else 0,
    )  # fmt: skip


def named(elsewhere: Counter[str]) -> list[tuple[str, str, int]]:
    """Other shows of a file, with name and count: those where the asker may load it too."""
    may = [id for id in elsewhere if (who().role(id) or Role.CREW) >= Role.LEAD]
    query = select(Show.id, Show.name).where(Show.id.in_(may)).order_by(Show.name)
    return [(id, name, elsewhere[id]) for id, name in db.session.execute(query)]


def authors(report: files.Report) -> list[Author]:
    """The report's lines, by name."""
    query = select(Person.id, Person.name).where(Person.id.in_(report.by_author))
    names = {id: name for id, name in db.session.execute(query)}
    found = [
        Author(names.get(id, ""), counts["stored"], counts["duplicate"], counts["held"],
               counts["quarantined"] + counts["mismatch"])
        for id, counts in report.by_author.items()
    ]  # fmt: skip
    return sorted(found)
