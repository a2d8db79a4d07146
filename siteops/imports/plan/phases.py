"""When the phases of a show are planned to begin."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Connection, select

from siteops.core.plan import Phase
from siteops.desk.show.phase_plan import disorder
from siteops.desk.telling import phases
from siteops.imports.columns import UNUSED, Vocabulary, Word
from siteops.imports.kind import Way
from siteops.imports.plan.kind import PlanTable
from siteops.imports.plan.known import known, mark, stored
from siteops.imports.plan.planned import Known, Layer, Said, Stored, TablePlan
from siteops.imports.plan.reading import Reading, one_of
from siteops.imports.problems import Outcome, Problem

PHASES = {
    "prep": ("prep", "preparation", "vorbereitung"),
    "load-in": ("load in", "get in", "aufbau", "einladen"),
    "show": ("show", "doors", "veranstaltung"),
    "load-out": ("load out", "get out", "abbau", "ausladen"),
    "wrapped": ("wrapped", "wrap", "over", "abgeschlossen", "ende"),
}
WORDS = Vocabulary(
    needed=frozenset({"phase"}),
    words=(
        Word("phase", ("phase", "phase of the show", "abschnitt")),
        Word("starts", ("from", "begins", "starts", "start", "begin", "von", "ab", "beginn")),
        Word(UNUSED, ("until", "end", "note", "bis", "ende", "notiz")),
    ),
)


def by_phase(row: Said | Stored) -> Any:
    """The phase: a show has each once."""
    return row.values["phase"]


class Phases(PlanTable):
    """Phases. One that is not planned any more comes back with the list that names it."""

    name = "phases"
    vocabulary = WORDS
    subject = "phase"
    needed = ("phase", "starts")
    label = ("phase",)
    layers = (Layer(Phase, ("phase", "starts", "gone"), (by_phase,)),)

    def read(self, row: Reading) -> list[Said | None]:
        """A phase."""
        found = {"phase": row.take("phase", one_of(PHASES)), "starts": row.instant("starts")}
        row.miss(found)
        return [Said({**found, "gone": False}, row.where)]

    def known(self, connection: Connection, show: str) -> Known:
        """Phases, those too that are not planned any more. Five queries."""
        made = known(connection, show, mark(connection, show, (Phase,)))
        query = select(Phase).where(Phase.show == show).order_by(Phase.id)
        made.rows, made.tops = [[]], [{}]
        for one in connection.execute(query):
            values = {"phase": one.phase, "starts": None if one.gone else one.starts, "gone": one.gone}
            made.rows[0].append(stored(one.id, values))
        return made

    def settle(self, plan: TablePlan, known: Known) -> None:
        """Refuse a plan in which a phase would begin before the one that it follows."""
        planned = {one.values["phase"]: one.values["starts"] for one in known.rows[0] if not one.values["gone"]}
        said = {row.values["phase"]: row for row in plan.rows[0]}
        other = {name for name, row in said.items() if row.values["starts"] != planned.get(name)}
        after = planned | {name: row.values["starts"] for name, row in said.items()}
        words = phases()
        for early, late in disorder(after):
            if mine := next((name for name in (late, early) if name in other), None):
                told = {"late": words[late], "early": words[early]}
                plan.problems.append(Problem("disorder", said[mine].where, Outcome.REFUSED, told))

    def title(self) -> str:
        """What such a file is called."""
        return str(_("Phases of the show"))

    def fields(self) -> Mapping[str, str]:
        """Its columns."""
        return {"phase": _("Phase"), "starts": _("From")}

    def words(self) -> Mapping[str, Mapping[str, str]]:
        """Phases."""
        return {"phase": phases()}

    def sentences(self) -> Mapping[str, str]:
        """What may be wrong with a phase."""
        return {**super().sentences(), "disorder": _("%(late)s cannot begin before %(early)s does.")}

    def ways(self, show: str) -> Sequence[Way]:
        """To the show's page."""
        return (Way("calendar-range", _("See the phases"), f"/shows/{show}/show"),)


PLANNED_PHASES = Phases()
