"""Delimited text: finds the encoding and the delimiter, then says the rows."""

import csv
import io
import re
from collections import Counter
from typing import Protocol

from .limits import FILE_BYTES, Refused

USUAL = ";,\t|"
RARE = "~^#!:*/\x1f\x1e¦§"  # only when none of the usual ones makes columns
SAMPLE_LINES = 200
MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"), (b"\xff\xfe", "utf-16", "UTF-16"), (b"\xfe\xff", "utf-16", "UTF-16"),
)  # fmt: skip
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


class Sink(Protocol):
    """Where rows and problems go."""

    def sheet(self, name: str) -> None:
        """Begin a sheet."""

    def found(self, delimiter: str, encoding: str) -> None:
        """Say how a text file is written."""

    def problem(self, code: str, line: int, **params: str | int) -> None:
        """Say something about one line."""

    def row(self, line: int, cells: list[object], filled: list[int]) -> None:
        """Say one row."""


def delimited(content: bytes, sink: Sink) -> None:
    """Say every row. Raises Refused where a quote never closes or the bytes are no text."""
    csv.field_size_limit(FILE_BYTES)  # a long cell costs its row; an open quote is told from its line
    decoded_text, encoding = decoded(content)
    lines = list(io.StringIO(_clean(decoded_text, sink), newline=""))
    first = 0
    named = re.fullmatch(r"sep=(.)\s*", lines[0], re.IGNORECASE) if lines else None
    if named:  # a line that spreadsheets write to name the delimiter
        first = 1
    delimiter = named[1] if named else delimiter_of(lines[:SAMPLE_LINES])
    sink.found(delimiter, encoding)
    sink.sheet("")
    _rows(lines, first, delimiter, sink)


def decoded(content: bytes) -> tuple[str, str]:
    """The text of `content` and its encoding: by its mark, else UTF-16 by its zeros, else UTF-8, else cp1252."""
    for mark, encoding, name in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), name
    start = content[:4096]
    if start and len(content) % 2 == 0:
        for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
            if zeros.count(0) > 0.7 * len(zeros):
                return content.decode(encoding, "replace"), "UTF-16"
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        # Five bytes have no meaning in cp1252; they become the replacement character.
        return content.decode("cp1252", "replace"), "cp1252"


def delimiter_of(lines: list[str]) -> str:
    """The character that cuts most lines into the same number of columns, most columns first."""
    for candidates in (USUAL, RARE):
        score, delimiter = max((_score(lines, each), each) for each in candidates)
        if score > 0:
            return delimiter
    return ","


def _score(lines: list[str], delimiter: str) -> int:
    widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row))
    width, rows = max(widths.items(), key=lambda pair: (pair[1] * (pair[0] - 1), pair[0]), default=(1, 0))
    return rows * (width - 1)


def _clean(text: str, sink: Sink) -> str:
    """`text` without control characters, which are reported; a file full of them is no table."""
    found = CONTROL.search(text)
    if not found:
        return text
    if len(CONTROL.findall(text[:65536])) > 0.01 * len(text[:65536]) + 2:
        raise Refused("no_table")
    sink.problem("control_characters", text.count("\n", 0, found.start()) + 1)
    return CONTROL.sub("", text)


def _rows(lines: list[str], first: int, delimiter: str, sink: Sink) -> None:
    reader = csv.reader(lines[first:], delimiter=delimiter, skipinitialspace=delimiter != " ")
    start = line = first + 1
    width = 0
    for cells in reader:
        start, line = line, first + reader.line_num + 1
        if line == len(lines) + 1:
            _refuse_open_quote(lines[start - 1 :], delimiter, start)
        width = width or (len(cells) if len(cells) > 2 else 0)
        if width and any("\n" in cell and _holds_rows(cell, delimiter, width) for cell in cells):
            sink.problem("swallowed", start, until=line - 1)
            continue
        sink.row(start, list(cells), [])


def _holds_rows(cell: str, delimiter: str, width: int) -> bool:
    """Whether a line of a cell is itself a row: a quote that was never closed has swallowed it. Prose has fewer."""
    return any(line.count(delimiter) >= width - 1 for line in cell.splitlines()[1:])


def _refuse_open_quote(rest: list[str], delimiter: str, line: int) -> None:
    """Raise Refused if the last row ends inside quotes: what follows the quote cannot be told apart."""
    try:
        list(csv.reader(rest, delimiter=delimiter, skipinitialspace=True, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise Refused("open_quote", line=line) from None
