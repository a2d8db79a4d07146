"""Problems in words, in the language of the reader."""

from flask_babel import gettext as _

from siteops.imports.problems import Outcome, Problem, Where


def say(problem: Problem) -> str:
    """What is wrong, as one sentence."""
    words = {"column": "", "written": "", "code": "", "line": 0, "limit": 0, **problem.params}
    return _sentences()[problem.code] % words


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


def field_name(field: str) -> str:
    """What a column may hold, as a form and a list of changes call it."""
    words: dict[str, str] = {
        "code": _("Code"),
        "name": _("Name"),
        "contents": _("Contents"),
        "kind": _("What the row is"),
        "department": _("Department"),
        "category": _("Category"),
        "parent": _("In case"),
        "inside": _("In case"),
        "container": _("Container"),
        "serial": _("Serial number"),
        "quantity": _("Quantity"),
        "weight": _("Weight"),
        "type_weight": _("Weight of the type"),
        "length": _("Length"),
        "width": _("Width"),
        "height": _("Height"),
        "size": _("Length × width × height"),
        "owner": _("Owner"),
        "truck": _("Truck"),
        "step": _("Load order"),
        "sort": _("Load order"),
        "position": _("Position on the truck"),
        "zone": _("Zone"),
        "dock": _("Dock"),
        "note": _("Note"),
        "more_note": _("Second note"),
    }
    return words[field]


def _sentences() -> dict[str, str]:
    # gettext leaves % signs alone where it gets no variables, so the sentences are filled afterwards.
    return {**_of_files(), **_of_rows(), **_of_cases()}


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
        "nothing_found": _("No gear list was found in this file: no row names a code column."),
        "no_header": _("No row names the columns here. Choose the header row."),
        "no_code_column": _("No column holds the codes of the cases. Choose one."),
    }


def _of_rows() -> dict[str, str]:
    return {
        "long_cell": _("A cell is longer than %(limit)d characters."),
        "control_characters": _("The file holds control characters; they were removed. Here is the first."),
        "swallowed": _("A quotation mark here swallows the lines up to %(until)s."),
        "weight_about": _("%(column)s “%(written)s” is a guess."),
        "weight_unreadable": _("%(column)s “%(written)s” is no weight."),
        "size_unreadable": _("%(column)s “%(written)s” is no size."),
        "step_unreadable": _("%(column)s “%(written)s” is no number."),
        "quantity_impossible": _("“%(written)s” is no quantity."),
        "quantity_none": _("The quantity is 0."),
        "case_quantity": _("%(code)s is one case, the list says %(written)s. Each case needs a code of its own."),
        "no_code": _("“%(name)s” has no code."),
        "in_no_case": _("%(code)s is no case and in no case."),
    }


def _of_cases() -> dict[str, str]:
    return {
        "code_shown": _("The number %(written)s is shown as %(code)s and read so."),
        "code_padded": _("The number %(written)s is read as %(code)s, the one code it can be."),
        "code_ambiguous": _("The number %(written)s could be any of %(code)s."),
        "code_like": _("%(written)s is taken as it stands. Was %(code)s meant?"),
        "unknown_code": _("%(code)s is unknown."),
        "same_again": _("%(code)s stands here again, the same as in line %(line)d."),
        "other_again": _("%(code)s stands here again, other than in line %(line)d. The first stands."),
        "on_two_trucks": _("%(code)s is on %(first_truck)s and on %(truck)s. The first stands."),
        "unknown_case": _("%(code)s is in case %(parent)s, which is unknown."),
        "in_itself": _("%(code)s is inside itself by way of %(parent)s. It comes in loose."),
        "serial_again": _("%(code)s has the serial number %(serial)s, already used in line %(line)d."),
    }
