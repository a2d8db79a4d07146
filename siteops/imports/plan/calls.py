"""When people of the show are due, a call a row: our own export. Who is new comes in by a call sheet, see `crew`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Connection, select

from siteops.core.access.people import Call, Grant
from siteops.imports.columns import UNUSED, Vocabulary, Word
from siteops.imports.crew import known as crew
from siteops.imports.kind import Mark, Way
from siteops.imports.names import key
from siteops.imports.plan import whom
from siteops.imports.plan.compare import Compared
from siteops.imports.plan.kind import PlanTable
from siteops.imports.plan.known import known, mark, stored
from siteops.imports.plan.planned import Known, Layer, Named, Said, Stored
from siteops.imports.plan.reading import Reading
from siteops.imports.plan.when import span
from siteops.imports.write import Changes

COLUMNS = ("person", "day", "starts", "ends", "function")
WORDS = Vocabulary(
    needed=frozenset({"name"}),
    words=(
        *whom.WORDS,
        Word("day", ("day", "date", "call day", "tag", "datum")),
        Word("starts", ("call from", "from", "due from", "call", "start", "call von", "von", "beginn")),
        Word("ends", ("call until", "until", "due until", "wrap", "end", "call bis", "bis", "ende")),
        Word("function", ("function", "role", "position", "funktion", "rolle")),
        Word(UNUSED, ("id", "hours", "stunden")),
    ),
)


def by_function(row: Said | Stored) -> Any:
    """Who, on which day, as what."""
    return row.values["person"], row.values.get("day"), key(row.values.get("function", ""))


def by_day(row: Said | Stored) -> Any:
    """Who, on which day."""
    return row.values["person"], row.values.get("day")


class Calls(PlanTable):
    """Calls of people who are on the show, by person, day and function, else by person and day."""

    name = "calls"
    vocabulary = WORDS
    subject = "name"
    needed = ("name",)
    label = ("person", "day")
    layers = (Layer(Call, COLUMNS, (by_function, by_day), once=False),)

    def read(self, row: Reading) -> list[Said | None]:
        """A call."""
        person, (on, starts, ends) = row.known.more.mean(row), span(row)
        row.miss({"name": row.line("name")})
        found = {"person": person, "day": on, "starts": starts, "ends": ends, "function": row.line("function")}
        return [Said({name: value for name, value in found.items() if value is not None}, row.where)]

    def known(self, connection: Connection, show: str) -> Known:
        """People and their calls."""
        made, found = known(connection, show, self.mark(connection, show)), whom.members(connection, show)
        whom.introduce(made, found)
        query = select(Call).where(Call.show == show, ~Call.gone).order_by(Call.day, Call.starts, Call.id)
        made.rows, made.tops = [[]], [{}]
        for one in connection.execute(query):
            if member := found.by_id.get(one.person):
                values = {name: getattr(one, name) for name in COLUMNS} | {"person": member.named}
                made.rows[0].append(stored(one.id, values))
        return made

    def mark(self, connection: Connection, show: str) -> Mark:
        """As of call sheets, and the last revision of calls."""
        return (*crew.mark(connection, show), *mark(connection, show, (Call,)))

    def also(self, compared: Sequence[Compared], known: Known) -> Sequence[tuple[type[Any], Changes]]:
        """The first call of whoever gets another."""
        (one,) = compared
        touched = [row.values["person"] for row in (*one.new, *(each.said for each in one.changed))]
        other = {each.stored.id: each.values for each in one.changed}
        after = [row.values | other.get(row.id, {}) for row in known.rows[0]] + [row.values for row in one.new]
        members: whom.Members = known.more
        return ((Grant, members.touched(touched, first(after))),)

    def title(self) -> str:
        """What such a file is called."""
        return str(_("Calls of people on the show"))

    def fields(self) -> Mapping[str, str]:
        """Its columns."""
        return {"name": _("Name"), "day": _("Day"), "starts": _("Call from"), "ends": _("Call until"),
                "function": _("Function"), "company": _("Company"), "phone": _("Phone"),
                "email": _("E-mail")}  # fmt: skip

    def ways(self, show: str) -> Sequence[Way]:
        """To the people."""
        return (Way("users", _("See the people"), f"/shows/{show}/people"),)


def first(calls: Sequence[Mapping[str, Any]]) -> dict[int, datetime | None]:
    """The first call of each, by person."""
    found: dict[int, datetime | None] = {}
    for one in calls:
        person: Named = one["person"]
        id, starts, soonest = int(person.folded), one.get("starts"), found.get(int(person.folded))
        found[id] = starts if soonest is None else min(soonest, starts or soonest)
    return found


CALLS = Calls()
