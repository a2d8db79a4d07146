"""What was stored at once, at the desk: every import and every edit of many rows; what it did; taking it back."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased

from siteops.core.access.people import Person
from siteops.core.batch import images
from siteops.core.batch.batches import Batch, Image
from siteops.core.batch.images import Change
from siteops.core.batch.undo import Already, NoBatch, look, undo
from siteops.core.batch.verdict import Verdict
from siteops.core.db import db
from siteops.core.web import who
from siteops.desk.above import spared
from siteops.desk.asked import number
from siteops.desk.frame import frame, told, zone_of
from siteops.imports.batch_rows import Words, counted, reasons, table_words
from siteops.imports.kinds import KINDS

batches = Blueprint("batches", __name__, url_prefix="/shows/<show>/batches")
ONE = "/<int(max=2147483647):batch>"
SIZE = 50
"""Batches, or rows of one, on a page."""
MOST = 100
"""Rows that would stay, before the rest is only counted."""


@batches.get("")
def page(show: str) -> ResponseReturnValue:
    """All of them, the latest first."""
    around = frame(show, "import")
    total = db.session.scalar(select(func.count()).where(Batch.show == show, ~Batch.unfinished)) or 0
    at = asked_page(total)
    found = listed(show, around, limit=SIZE, offset=(at - 1) * SIZE)
    return render_template("imports/batches.html", **around, batches=found, **pager(at, total))


@batches.get(ONE)
def one(show: str, batch: int) -> ResponseReturnValue:
    """One: what it did, row by row; what stayed when it was taken back."""
    around = frame(show, "import")
    (found,) = listed(show, around, Batch.id == batch) or abort(404)
    tables = images.counted(db.session.connection(), batch)
    left = db.session.scalar(select(func.count()).where(Image.batch == batch, Image.left.is_not(None))) or 0
    stayed = left > 0 and "of" not in request.args
    table = next((name for name in tables if name == request.args.get("of")), next(iter(tables), ""))
    total = left if stayed else tables.get(table, 0)
    at = asked_page(total)
    which = Image.left.is_not(None) if stayed else Image.table == table
    rows = rows_of(around, batch, which, at)
    kind = KINDS.get(found["batch"].kind)
    return render_template(
        "imports/batch.html", **around, one=found, rows=rows, tables=tables, table=table, stayed=stayed, left=left,
        words=table_words(), reasons=reasons(), ways=kind.ways(show) if kind else (), **pager(at, total),
    )  # fmt: skip


@batches.get(f"{ONE}/undo/preview")
def ask(show: str, batch: int) -> ResponseReturnValue:
    """What an undo would take back now, and what would stay."""
    around = frame(show, "import")
    (found,) = listed(show, around, Batch.id == batch) or abort(404)
    try:
        verdict = look(show, batch, spared(who(), show, batch))
    except Already:
        return redirect(url_for("batches.one", show=show, batch=batch), 303)
    left = verdict.left[:MOST]
    words = Words(db.session.connection(), zone_of(around["show"]), [one.change for one in left])
    goes = [counted(table, len(rows)) for table, rows in verdict.goes.items()]
    return render_template(
        "imports/undo.html", **around, one=found, rows=verdict.rows, goes=goes, back=len(verdict.back),
        left=list(zip(words.rows(), (one.why for one in left), strict=True)), stay=len(verdict.left), reasons=reasons(),
        words=table_words(),
    )  # fmt: skip


@batches.post(f"{ONE}/undo")
def take_back(show: str, batch: int) -> ResponseReturnValue:
    """Take it back, as far as nobody has built on it since."""
    try:
        taken_back(show, batch)
    except NoBatch:
        abort(404)
    except Already:
        flash(_("This was taken back before. Nothing was done a second time."), "warn")
    return redirect(url_for("batches.one", show=show, batch=batch), 303)


def taken_back(show: str, batch: int) -> Verdict:
    """Undo a batch but for parts that the asker may not change. Aborts with 403 where there is nothing else in it.

    Raises NoBatch, Already, Busy.
    """
    left = spared(who(), show, batch)
    if left and not look(show, batch, left).rows:
        abort(403, _("This changed the part of somebody above you, or your own: ask somebody who stands above them."))
    return undo(show, batch, who().person, left)


def listed(show: str, around: dict[str, Any], *which: Any, limit: int = SIZE, offset: int = 0) -> list[dict[str, Any]]:
    """Batches of a show, the latest first: each with its kind, who and when, and who took it back and when."""
    undoer = aliased(Person)
    query = select(Batch, Person.name, undoer.name).outerjoin(Person, Person.id == Batch.by)
    query = query.outerjoin(undoer, undoer.id == Batch.undone_by)
    query = query.where(Batch.show == show, ~Batch.unfinished, *which)
    zone = zone_of(around["show"])
    return [
        {
            "batch": one, "kind": kind_word(one.kind), "by": by or "", "at": told(one.at, zone),
            "undone": told(one.undone, zone), "undone_by": undone_by or "",
        }
        for one, by, undone_by in db.session.execute(query.order_by(Batch.id.desc()).limit(limit).offset(offset))
    ]  # fmt: skip


def kind_word(kind: str) -> str:
    """What a kind of batch is called."""
    return KINDS[kind].title() if kind in KINDS else str(_("Edit of many rows"))


def rows_of(around: dict[str, Any], batch: int, which: Any, at: int) -> Sequence[tuple[Any, str | None]]:
    """A page of what a batch did, each row in words, and why it stayed."""
    query = select(Image.table, Image.row, Image.before, Image.after, Image.left).where(Image.batch == batch, which)
    query = query.order_by(Image.table, Image.row).limit(SIZE).offset((at - 1) * SIZE)
    connection: Connection = db.session.connection()
    found = connection.execute(query).all()
    changes = [
        Change(one.table, one.row, None if one.before is None else images.read(one.before), images.read(one.after))
        for one in found
    ]
    words = Words(connection, zone_of(around["show"]), changes)
    return list(zip(words.rows(), (one.left for one in found), strict=True))


def asked_page(total: int) -> int:
    """The page that the address asks for, from 1; the last one for any beyond it."""
    return max(1, min(number(request.args, "page") or 1, -(-total // SIZE)))


def pager(at: int, total: int) -> dict[str, Any]:
    """What `ui.pager` needs, under the names that the templates know."""

    def link(page: int) -> str:
        return url_for(str(request.endpoint), **{**(request.view_args or {}), **request.args, "page": page})

    return {
        "first": (at - 1) * SIZE + 1, "last": min(at * SIZE, total), "total": total,
        "earlier": link(at - 1) if at > 1 else "", "later": link(at + 1) if at * SIZE < total else "",
    }  # fmt: skip
