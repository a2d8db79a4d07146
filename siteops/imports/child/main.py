"""The door of the process: one path in, JSON lines out."""

import json
import sys
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TextIO

from .delimited import delimited
from .limits import CELL_CHARACTERS, COLUMNS, FILE_BYTES, ROWS, Refused, confine
from .workbook import workbook


def main(path: str) -> None:
    """Say the rows of the file at `path` on standard output. The exit code is 0 unless it died."""
    confine()
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    with Path(path).open("rb") as file:
        say(file.read(FILE_BYTES + 1), sys.stdout)
    sys.stdout.flush()


def say(content: bytes, stream: TextIO) -> None:
    """Say the rows of a file of this content on `stream`."""
    said = Said(stream)
    try:
        if len(content) > FILE_BYTES:
            raise Refused("file_too_big", limit=FILE_BYTES // 2**20)
        reading = _reading(content)
        reading(content, said)
        said.line({"end": said.rows})
    except Refused as refused:
        said.line({"problem": refused.code, "fatal": True, **refused.params})


class Said:
    """What was said so far. Counts rows and refuses a file that goes beyond the limits."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.rows = 0

    def line(self, value: object) -> None:
        """Say one JSON line."""
        self.stream.write(json.dumps(value, ensure_ascii=False, default=_spelled) + "\n")

    def sheet(self, name: str) -> None:
        """Begin a sheet."""
        self.line({"sheet": name})

    def found(self, delimiter: str, encoding: str) -> None:
        """Say how a text file is written."""
        self.line({"delimiter": delimiter, "encoding": encoding})

    def problem(self, code: str, line: int, **params: str | int) -> None:
        """Say something about one line; reading goes on."""
        self.line({"problem": code, "line": line, **params})

    def row(self, line: int, cells: list[object], filled: list[int]) -> None:
        """Say one row, without the empty cells at its end; an empty row is not said."""
        while cells and (cells[-1] is None or (isinstance(cells[-1], str) and not cells[-1].strip())):
            cells.pop()
        if not cells:
            return
        if len(cells) > COLUMNS:
            raise Refused("too_many_columns", line=line, limit=COLUMNS)
        if any(isinstance(cell, str) and len(cell) > CELL_CHARACTERS for cell in cells):
            self.problem("long_cell", line, limit=CELL_CHARACTERS)
            return
        self.rows += 1
        if self.rows > ROWS:
            raise Refused("too_many_rows", line=line, limit=ROWS)
        self.line([line, cells, filled] if filled else [line, cells])


def _reading(content: bytes) -> Callable[[bytes, Said], None]:
    """How this content is to be read, told from its first bytes and never from its name."""
    start = content[:512].lstrip().lower()
    if start.startswith(b"%pdf"):
        raise Refused("pdf")
    if start.startswith((b"<html", b"<!doctype", b"<table")):
        raise Refused("web_page")
    return workbook if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")) else delimited


def _spelled(cell: object) -> dict[str, str | float]:
    """A date, time or span as JSON says it."""
    if isinstance(cell, datetime):
        return {"datetime": cell.isoformat()}
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    if isinstance(cell, time):
        return {"time": cell.isoformat()}
    if isinstance(cell, timedelta):
        return {"span": cell.total_seconds()}
    raise TypeError(type(cell).__name__)
