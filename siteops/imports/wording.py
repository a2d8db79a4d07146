"""Problems in words, in the language of the reader."""

from collections.abc import Callable

from flask_babel import gettext as _

from siteops.imports.kind import Kind
from siteops.imports.problems import Outcome, Problem, Where

NOTHING: dict[str, str | int] = {"column": "", "written": "", "code": "", "line": 0, "limit": 0}
"""What a sentence is filled with where its problem does not say it."""


def sayer(kind: Kind) -> Callable[[Problem], str]:
    """Says what is wrong with a file of that kind, one sentence a problem. The sentences are fetched once for all."""
    sentences = {**_of_files(), **_of_lines(), **kind.sentences()}

    def say(problem: Problem) -> str:
        # gettext leaves % signs alone where it gets no variables, so the sentences are filled afterwards.
        return sentences[problem.code] % {**NOTHING, **problem.params}

    return say


def verdict(outcome: Outcome) -> str:
    """What a chip says of a row."""
    words: dict[Outcome, str] = {
        Outcome.LEFT_OUT: _("Left out"),
        Outcome.DOUBTFUL: _("Doubtful"),
        Outcome.DOUBLE: _("Double"),
        Outcome.REFUSED: _("Refused"),
    }
    return words[outcome]


def happens(outcome: Outcome) -> str:
    """What becomes of the row or the file."""
    words: dict[Outcome, str] = {
        Outcome.LEFT_OUT: _("Left out"),
        Outcome.DOUBTFUL: _("Comes in, doubtful"),
        Outcome.DOUBLE: _("Comes in once"),
        Outcome.REFUSED: _("Nothing is stored"),
    }
    return words[outcome]


def place(where: Where) -> str:
    """Where it stands in the file; empty for the file as a whole."""
    if not where.line:
        return where.sheet
    if where.sheet:
        return str(_("%(sheet)s, line %(line)d", sheet=where.sheet, line=where.line))
    return str(_("Line %(line)d", line=where.line))


def _of_files() -> dict[str, str]:
    return {
        "unsafe": _("This file cannot be opened safely. Save it again as CSV and try that."),
        "file_too_big": _("The file is larger than %(limit)d MB."),
        "unpacks_too_big": _("The file unpacks to more than %(limit)d MB."),
        "too_many_rows": _("The file has more than %(limit)d rows. Split it and import the parts."),
        "too_many_columns": _("Line %(line)d has more than %(limit)d columns."),
        "broken_workbook": _("This workbook is damaged. Open it, save it again and try that."),
        "locked": _("This workbook has a password. Save it without one."),
        "pdf": _("This is a PDF. Ask for the list as CSV or XLSX."),
        "web_page": _("This is a web page with the name of a table. Open it and save it as XLSX."),
        "no_table": _("This file is no table."),
        "open_quote": _("The quotation mark that opens here is never closed."),
        "empty": _("There is nothing in this file."),
        "nothing_found": _("No list was found in this file: no row names columns that we know."),
        "no_header": _("No row names the columns here. Choose the header row."),
    }


def _of_lines() -> dict[str, str]:
    return {
        "long_cell": _("A cell is longer than %(limit)d characters."),
        "control_characters": _("The file holds control characters; they were removed. Here is the first."),
        "swallowed": _("A quotation mark here swallows the lines up to %(until)s."),
    }
