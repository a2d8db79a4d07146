"""The code that a row means, where a spreadsheet has eaten its leading zeros."""

from collections.abc import Iterable

from siteops.core.plan import folded
from siteops.imports.gear.planned import Stored
from siteops.imports.gear.rows import GearRow
from siteops.imports.problems import Outcome, Problem


class Codes:
    """Codes that the site or the file knows as text."""

    def __init__(self, stored: Stored, rows: Iterable[GearRow]) -> None:
        self.stored = {name: case.code for name, case in stored.cases.items()}
        written = {folded(row.code): row.code for row in rows if row.code and not row.numeric}
        self.known = {**written, **self.stored}
        self.by_number: dict[int, list[str]] = {}
        for name, code in self.known.items():
            if name.isascii() and name.isdigit():
                self.by_number.setdefault(int(name), []).append(code)

    def meant(self, row: GearRow, problems: list[Problem]) -> str:
        """The code as the site writes it; empty, and reported, where several could be meant.

        A number cell 413 means the one code that is that number, such as `000413`; never `413.0`.
        A text is taken as it stands: `0417` and `000417` are two codes.
        """
        name = folded(row.code)
        if row.shown:
            number = str(int(row.code))
            problems.append(_told("code_shown", row, Outcome.DOUBTFUL, written=number, code=row.code))
        if name in self.stored:
            return self.stored[name]
        like = self.by_number.get(int(name), []) if name.isascii() and name.isdigit() else []
        others = [code for code in like if folded(code) != name]
        if row.numeric and name not in self.known and others:
            return self._proposed(row, others, problems)
        if not row.shown and any(folded(code) in self.stored for code in others):
            problems.append(_told("code_like", row, Outcome.DOUBTFUL, written=row.code, code=", ".join(others)))
        return row.code

    def _proposed(self, row: GearRow, others: list[str], problems: list[Problem]) -> str:
        if len(others) == 1:
            problems.append(_told("code_padded", row, Outcome.DOUBTFUL, written=row.code, code=others[0]))
            return others[0]
        problems.append(_told("code_ambiguous", row, Outcome.LEFT_OUT, written=row.code, code=", ".join(others)))
        return ""

    def name(self, code: str) -> str:
        """How the site writes a code that a row only refers to."""
        return self.known.get(folded(code), code)


def _told(problem: str, row: GearRow, outcome: Outcome, *, written: str, code: str) -> Problem:
    return Problem(problem, row.where, outcome, {"written": written, "code": code})
