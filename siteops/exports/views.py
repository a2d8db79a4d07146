"""The desk's export: every table of a show as a file for a spreadsheet."""

from collections.abc import Mapping
from contextlib import ExitStack
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO

from flask import Blueprint, abort, render_template, request, send_file
from flask.typing import ResponseReturnValue

from siteops.core import clock
from siteops.core.db import moment
from siteops.core.facts import Role
from siteops.core.plan import Show
from siteops.core.web import who
from siteops.desk.frame import frame, zone_of
from siteops.exports.archives import archives
from siteops.exports.catalogue import TABLES, told
from siteops.exports.spelling import SEPARATORS, Manner, usual, write
from siteops.exports.table import Source

exports = Blueprint("exports", __name__, url_prefix="/shows/<show>/export")
BLUEPRINTS = (exports, archives)


@exports.get("")
def page(show: str) -> ResponseReturnValue:
    """What there is to take away, and who may."""
    producer = (who().role(show) or Role.CREW) >= Role.PRODUCER
    return render_template(
        "exports/page.html", **frame(show, "export"), groups=told(), separator=separator(), producer=producer
    )


@exports.get("/<name>.csv")
def table(show: str, name: str) -> ResponseReturnValue:
    """One table, whole or not at all: it is written before the first byte leaves."""
    if name not in TABLES:
        abort(404)
    row: Show = frame(show, "export")["show"]
    asked = {key: value for key, value in request.args.items() if key != "separator" and value}
    with ExitStack() as open_files:
        file = open_files.enter_context(TemporaryFile())
        put(file, row, name, asked)
        open_files.pop_all()  # the answer closes it
    day = clock.now().astimezone(zone_of(row)).date().isoformat()
    answer = send_file(file, "text/csv", as_attachment=True, download_name=f"{show}-{name}-{day}.csv")
    answer.headers["Cache-Control"] = "no-store"  # names and contacts stay in no cache
    return answer


def put(file: IO[bytes], show: Show, name: str, asked: Mapping[str, str]) -> None:
    """Write a table into a file, of one moment, and go back to its beginning."""
    lines = TextIOWrapper(file, encoding="utf-8", newline="")
    with moment() as connection:
        source = Source(connection, show, asked)
        write(lines, TABLES[name].header(), TABLES[name].rows(source), Manner(separator(), zone_of(show)))
    lines.detach()
    file.seek(0)


def separator() -> str:
    """What stands between cells: as asked, else as the reader's language has it."""
    wanted = request.args.get("separator", "")
    return wanted if wanted in SEPARATORS else usual()
