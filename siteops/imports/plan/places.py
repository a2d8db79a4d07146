"""A list of places: docks, zones, trucks, gates."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Connection, select

from siteops.core.plan import PLACE_KINDS, Owner, Place
from siteops.imports.columns import UNUSED, Vocabulary, Word
from siteops.imports.kind import Way
from siteops.imports.names import key
from siteops.imports.plan.kind import PlanTable
from siteops.imports.plan.known import codes_of, known, mark, stored
from siteops.imports.plan.planned import Known, Layer, Named, Said, Stored, named
from siteops.imports.plan.reading import Reading, one_of
from siteops.imports.values import code

COLUMNS = ("kind", "name", "dock", "owner", "due", "note")
KINDS = {
    "dock": ("dock", "loading dock", "tor", "rampe", "laderampe"),
    "zone": ("zone", "area", "bereich", "ziel"),
    "truck": ("truck", "lorry", "trailer", "vehicle", "lkw", "fahrzeug", "auflieger"),
    "gate": ("gate", "entrance", "eingang", "einlass"),
    "muster": ("muster point", "assembly point", "sammelplatz", "sammelpunkt"),
    "yard": ("yard", "hof", "parkplatz"),
}
WORDS = Vocabulary(
    needed=frozenset({"kind"}),
    words=(
        Word("kind", ("kind", "kind of place", "place kind", "type", "art", "art des ortes", "typ")),
        Word("name", ("name", "place", "place name", "ort", "bezeichnung")),
        Word("dock", ("usual dock", "dock", "übliches tor", "tor")),
        Word("owner", ("owner", "whose", "eigentümer", "besitzer", "vermieter")),
        Word("due", ("full by", "due", "voll bis", "beladen bis")),
        Word("note", ("note", "notes", "remark", "comment", "notiz", "bemerkung", "hinweis")),
        Word("code", ("code", "printed code", "label", "etikett")),
        Word(UNUSED, ("id", "order", "reihenfolge", "cases", "cases koffer")),
    ),
)


def by_code(row: Said | Stored) -> Any:
    """The printed code."""
    return row.aside.get("code")


def by_name(row: Said | Stored) -> Any:
    """What it is, and its name however spelt: no show has two."""
    return row.values["kind"], key(row.values["name"])


def own_name(row: Said) -> Named:
    """How others name it."""
    return named(row.values["kind"], row.values["name"])


class Places(PlanTable):
    """Docks, zones, trucks, gates, by their code or by kind and name."""

    name = "places"
    vocabulary = WORDS
    subject = "name"
    needed = ("kind", "name")
    label = ("kind", "name")
    layers = (Layer(Place, COLUMNS, (by_code, by_name), goes_by=own_name, coded="place"),)

    def read(self, row: Reading) -> list[Said | None]:
        """A place. A dock has no usual dock."""
        found = {
            "kind": row.take("kind", one_of(KINDS)), "name": row.line("name"), "owner": row.named("owner"),
            "due": row.instant("due"), "note": row.text("note"), "dock": row.named("dock"),
        }  # fmt: skip
        row.miss(found)
        values = {name: value for name, value in found.items() if value is not None}
        if values.get("kind") == "dock":
            values.pop("dock", None)
        return [Said(values, row.where, printed(row))]

    def known(self, connection: Connection, show: str) -> Known:
        """Places with their codes. Seven queries."""
        made = known(connection, show, mark(connection, show, ()))
        names = names_of(connection, show)
        owners = {id: named("owner", name) for id, name in connection.execute(select(Owner.id, Owner.name))}
        codes = codes_of(connection, show, PLACE_KINDS)
        query = select(Place).where(Place.show == show, ~Place.gone).order_by(Place.id)
        made.rows, made.tops = [[]], [{}]
        for one in connection.execute(query):
            values = {name: getattr(one, name) for name in COLUMNS}
            values |= {"dock": names.get(one.dock), "owner": owners.get(one.owner)}
            made.rows[0].append(stored(one.id, values, code=codes.get(f"{one.kind}:{one.id}")))
        return made

    def title(self) -> str:
        """What such a file is called."""
        return str(_("List of places"))

    def fields(self) -> Mapping[str, str]:
        """Its columns."""
        return {"kind": _("Kind"), "name": _("Name"), "dock": _("Usual dock"), "owner": _("Owner"),
                "due": _("Full by"), "note": _("Note"), "code": _("Code")}  # fmt: skip

    def words(self) -> Mapping[str, Mapping[str, str]]:
        """What places are."""
        return {"kind": {"dock": _("Dock"), "zone": _("Zone"), "truck": _("Truck"), "gate": _("Gate"),
                         "muster": _("Muster point"), "yard": _("Yard")}}  # fmt: skip

    def ways(self, show: str) -> Sequence[Way]:
        """To the places, and to their posters."""
        return (
            Way("warehouse", _("See the places"), f"/shows/{show}/places"),
            Way("tags", _("Print posters"), f"/shows/{show}/labels?what=places"),
        )


def printed(row: Reading) -> dict[str, Any]:
    """The printed code that a row names, if it does."""
    found = "".join(code(row.cell("code")).split()).upper()
    return {"code": found} if found else {}


def names_of(connection: Connection, show: str) -> dict[int | None, Any]:
    """The show's places by key, those too that are gone: what still names one says so."""
    query = select(Place.id, Place.kind, Place.name).where(Place.show == show)
    return {id: named(kind, name) for id, kind, name in connection.execute(query)}


PLACES = Places()
