"""Codes for what a file makes, whatever its kind."""

from sqlalchemy import Connection, select

from siteops.core import codes
from siteops.core.plan import Code
from siteops.imports.write import Values


def minted(connection: Connection, count: int) -> list[str]:
    """As many codes that nothing has yet."""
    taken = set(connection.scalars(select(Code.code))) if count else set()
    fresh: set[str] = set()
    while len(fresh) < count:
        fresh.add(codes.mint())
        fresh -= taken
    return list(fresh)


def code_row(code: str, subject: str, show: str | None, rev: int) -> Values:
    """A code that was never printed."""
    return {"code": code, "subject": subject, "show": show, "gone": False, "rev": rev}
