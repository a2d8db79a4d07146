"""A blank code is linked at the desk, to a case that was made for it."""

from siteops.core import codes
from siteops.core.db import writing
from siteops.core.facts.code import Bound
from siteops.core.journal.record import tell


def wanted(text: str) -> str:
    """The code of a case that a form speaks of, in its one spelling; empty where it is none."""
    reading = codes.read(text)
    return reading.value if reading.kind == "code" else ""


def link(show: str, by: int, code: str, case: int) -> None:
    """Link a code to a case, as a phone would: what was scanned under it is the case's from now on. Raises Busy."""
    with writing() as connection:
        tell(connection, show, by, f"code:{code}", Bound(f"case:{case}"))
