"""Bookings of docks: as our export writes them, and as venues send their dock schedule."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Connection, select

from siteops.core.plan import Slot
from siteops.imports.columns import UNUSED, Vocabulary, Word
from siteops.imports.kind import Way
from siteops.imports.names import same_truck
from siteops.imports.plan.kind import PlanTable
from siteops.imports.plan.known import codes_of, known, mark, stored
from siteops.imports.plan.places import by_code, names_of, printed
from siteops.imports.plan.planned import Known, Layer, Named, Said, Stored, TablePlan, named
from siteops.imports.plan.reading import Reading, one_of, plain
from siteops.imports.plan.when import span
from siteops.imports.problems import Outcome, Problem

COLUMNS = ("dock", "starts", "ends", "direction", "truck", "vendor")
WAYS = {
    "in": ("in", "load in", "inbound", "arrival", "delivery", "anlieferung", "anfahrt", "aufbau", "herein"),
    "out": ("out", "load out", "outbound", "departure", "collection", "abholung", "abfahrt", "abbau", "hinaus"),
}
GUESSED = {"ab": "out", "an": "in"}
"""Half words of a direction. They are read, and reported."""
NUMBER = re.compile(r"(?:truck|lorry|trailer|lkw|wagen)\s*(?:no\.?|nr\.?)?\s*(\w+)", re.IGNORECASE)
WORDS = Vocabulary(
    needed=frozenset({"dock"}),
    words=(
        Word("dock", ("dock", "dock door", "loading dock", "door", "bay", "tor", "rampe", "laderampe", "ladetor")),
        Word("day", ("day", "date", "tag", "datum")),
        Word("starts", ("from", "start", "start time", "begin", "starts", "booked from", "von", "beginn", "ab")),
        Word("ends", ("until", "end", "end time", "to", "ends", "booked until", "bis", "ende")),
        Word("direction", ("direction", "leg", "in out", "richtung")),
        Word("truck", ("truck", "lorry", "trailer", "lkw", "auflieger")),
        Word("vehicle", ("vehicle", "vehicle type", "fahrzeug", "fahrzeugtyp")),
        Word("plate", ("plate", "number plate", "licence plate", "license plate", "registration", "kennzeichen")),
        Word("vendor", ("vendor", "supplier", "company", "carrier", "haulier", "dienstleister", "lieferant", "firma",
                        "spedition")),
        Word("code", ("code", "printed code", "label", "etikett")),
        Word(UNUSED, ("contact", "driver", "phone", "notes", "note", "duration", "status", "id", "kontakt", "fahrer",
                      "ansprechpartner", "telefon", "notiz", "bemerkung", "dauer")),
    ),
)  # fmt: skip


def by_start(row: Said | Stored) -> Any:
    """The dock, and when it begins."""
    return row.values["dock"], row.values["starts"]


class Slots(PlanTable):
    """Bookings by their code, or by dock and beginning. Docks and trucks are made as they come."""

    name = "slots"
    vocabulary = WORDS
    subject = "dock"
    needed = ("dock", "starts", "ends")
    label = ("dock", "starts")
    layers = (
        Layer(Slot, COLUMNS, (by_code, by_start), once=False, coded="slot", defaults={"direction": "in"}),
    )  # fmt: skip

    def read(self, row: Reading) -> list[Said | None]:
        """A booking."""
        dock, (_day, starts, ends) = row.named("dock"), span(row)
        found = {"dock": dock, "starts": starts, "ends": ends, "direction": direction(row), "truck": truck(row),
                 "vendor": row.line("vendor")}  # fmt: skip
        row.miss(found)
        return [Said({name: value for name, value in found.items() if value is not None}, row.where, printed(row))]

    def known(self, connection: Connection, show: str) -> Known:
        """Bookings with their codes. Six queries."""
        made = known(connection, show, mark(connection, show, (Slot,)))
        names, codes = names_of(connection, show), codes_of(connection, show, ("slot",))
        made.rows, made.tops = [[]], [{}]
        query = select(Slot).where(Slot.show == show, ~Slot.gone)
        for one in connection.execute(query.order_by(Slot.starts, Slot.id)):
            values = {name: getattr(one, name) for name in COLUMNS}
            values |= {"dock": names.get(one.dock), "truck": names.get(one.truck)}
            made.rows[0].append(stored(one.id, values, code=codes.get(f"slot:{one.id}")))
        return made

    def settle(self, plan: TablePlan, known: Known) -> None:
        """Report bookings of one dock that overlap, the later one."""
        latest: dict[Named, Said] = {}
        for row in sorted(plan.rows[0], key=lambda one: one.values["starts"]):
            other = latest.get(dock := row.values["dock"])
            if other and other.values["ends"] > row.values["starts"]:
                told = {"line": other.where.line}
                plan.problems.append(Problem("overlaps", row.where, Outcome.DOUBTFUL, told))
            if other is None or row.values["ends"] > other.values["ends"]:
                latest[dock] = row

    def title(self) -> str:
        """What such a file is called."""
        return str(_("Dock schedule"))

    def fields(self) -> Mapping[str, str]:
        """Its columns."""
        return {"dock": _("Dock"), "day": _("Day"), "starts": _("From"), "ends": _("Until"),
                "direction": _("Direction"), "truck": _("Truck"), "vehicle": _("Kind of vehicle"),
                "plate": _("Number plate"), "vendor": _("Vendor"), "code": _("Code")}  # fmt: skip

    def words(self) -> Mapping[str, Mapping[str, str]]:
        """Directions."""
        return {"direction": {"in": _("Load-in"), "out": _("Load-out")}}

    def sentences(self) -> Mapping[str, str]:
        """What may be wrong with a booking."""
        return {
            **super().sentences(),
            "overlaps": _("The same dock is booked in line %(line)d at that time."),
            "direction_guessed": _("%(column)s “%(written)s” is taken for the likely one."),
        }

    def ways(self, show: str) -> Sequence[Way]:
        """To the docks' day, and to the posters of the bookings."""
        return (
            Way("truck", _("See the docks"), f"/shows/{show}/slots"),
            Way("tags", _("Print posters"), f"/shows/{show}/labels?what=slots"),
        )


def direction(row: Reading) -> str | None:
    """In or out."""
    if (guess := GUESSED.get(plain(row.written("direction")))) is not None:
        row.tell("direction_guessed", "direction")
        return guess
    return row.take("direction", one_of(WAYS))


def truck(row: Reading) -> Named | None:
    """The truck that a row names; else a known one with that plate or number. A kind of vehicle alone makes none."""
    if found := row.named("truck"):
        return found
    hints = [hint for hint in (row.written("plate"), row.written("vehicle")) if hint]
    trucks = [one.name for one in row.known.names if one.what == "truck"]
    mine = same_truck(hints, trucks, NUMBER)
    return named("truck", mine) if mine else None


SLOTS = Slots()
