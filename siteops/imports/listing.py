"""Rows with a problem as a table: for a spreadsheet, or for whoever has to mend the file."""

import csv
import io

from flask_babel import gettext as _

from siteops.imports.shown import Shown
from siteops.imports.wording import verdict

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet compute a text; an apostrophe before it keeps it a text."""


def listing(shown: Shown) -> str:
    """Comma-separated values with a mark that tells spreadsheets they are UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow((_("Sheet"), _("Line"), shown.subject, _("Verdict"), _("Why"), _("What happens")))
    for one in shown.odd:
        row = (one.sheet, one.line or "", one.subject, verdict(one.outcome), one.why, one.happens)
        writer.writerow(guarded(str(cell)) for cell in row)
    return "\ufeff" + out.getvalue()


def guarded(cell: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
