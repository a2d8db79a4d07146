"""What is told while one row is read: what is in doubt, and what was settled by itself."""

from dataclasses import dataclass

from siteops.imports.columns import Header
from siteops.imports.crew.planned import CrewPlan, Site
from siteops.imports.problems import Outcome, Problem, Where


@dataclass(frozen=True, slots=True)
class Telling:
    """Where a row stands, whom it names, and where to say what is odd about it."""

    plan: CrewPlan
    header: Header
    where: Where
    name: str
    site: Site

    def doubt(self, code: str, field: str, written: str, **params: str | int) -> None:
        """The row comes in, and something about it needs a look."""
        told = {"column": self._title(field), "written": written, "name": self.name, **params}
        self.plan.problems.append(Problem(code, self.where, Outcome.DOUBTFUL, told))

    def note(self, code: str, field: str, written: str, **params: str | int) -> None:
        """Something was settled by a rule; nobody has to do anything about it."""
        told = {"column": self._title(field), "written": written, "name": self.name, **params}
        self.plan.notes.append(Problem(code, self.where, Outcome.DOUBTFUL, told))

    def _title(self, field: str) -> str:
        """What the file calls the column of a field."""
        return next((column.title for column in self.header.of(field)), "")
