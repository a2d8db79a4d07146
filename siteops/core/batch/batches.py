"""What was stored at once and can be taken back at once: imports, and edits of many rows."""

from datetime import datetime
from typing import Annotated

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from siteops.core.db import Base, Id
from siteops.core.plan import Show_

BatchKey = Annotated[int, mapped_column(ForeignKey("batch.id"), primary_key=True)]


class Batch(Base):
    """One import or one edit of many rows: what it was, how many rows were new, changed, unchanged, left out.

    `kind`: gear, crew…, or `edit`. `name`: the file's, or what was done in words. `sha256`: of the file, or empty.
    What it made and changed lies in its images: see `images.remember()` and `undo.undo()`. `unfinished`: it is being
    written, and nobody sees it yet: see `hidden`.
    """

    __tablename__ = "batch"

    id: Mapped[Id] = mapped_column(init=False)
    show: Mapped[Show_]
    name: Mapped[str]
    sha256: Mapped[str]
    by: Mapped[int]
    at: Mapped[datetime]
    new: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    problems: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(20), default="gear")
    undone: Mapped[datetime | None] = mapped_column(default=None)
    undone_by: Mapped[int | None] = mapped_column(default=None)
    unfinished: Mapped[bool] = mapped_column(default=False)


class Image(Base):
    """A row of the plan as a batch found it and as the batch left it, as JSON objects by column.

    `before` None: the batch made the row. Columns that the batch did not touch are in neither.
    `left`: why an undo left the row as it is (one of `verdict.WHY`); then only the columns that stayed are in here.
    """

    __tablename__ = "image"
    __table_args__ = {"sqlite_with_rowid": False}  # the key is the row: one tree less to write

    batch: Mapped[BatchKey]
    table: Mapped[str] = mapped_column(String(20), primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    before: Mapped[str | None]
    after: Mapped[str]
    left: Mapped[str | None] = mapped_column(String(20), default=None)


class Source(Base):
    """Where files of one shape come from, and what a person last decided about their columns.

    `shape`: names the shape (the same export of another day has the same); `wishes`: the decisions, as JSON.
    """

    __tablename__ = "source"

    id: Mapped[Id] = mapped_column(init=False)
    kind: Mapped[str] = mapped_column(String(20))
    shape: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str]
    wishes: Mapped[str]
    by: Mapped[int]
    at: Mapped[datetime]
