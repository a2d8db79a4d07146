"""Cases, what is in them, and where they are. The first two our importer reads back without a change."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import aliased

from siteops.board.known import standing_of
from siteops.board.names import Names
from siteops.core.journal import rows
from siteops.core.plan import Case, Item, Line, Owner, Place
from siteops.desk.gear.case_asked import asked
from siteops.desk.gear.case_list import keys as keys_of
from siteops.desk.gear.case_words import said_first, words
from siteops.exports.read_back import department_words, header, kind_word
from siteops.exports.spelling import Coded, Row, instant
from siteops.exports.table import Source, Table, portions
from siteops.gear.rules import Site, state_of, where
from siteops.gear.site import case_id, read

CASE_FIELDS = (
    "kind", "code", "name", "department", "weight", "length", "width", "height", "owner", "truck", "step", "zone",
    "dock", "parent", "note",
)  # fmt: skip
ITEM_FIELDS = ("kind", "code", "name", "quantity", "serial", "parent")


def listed(source: Source) -> Sequence[int]:
    """Keys of the cases that the list shows, in its order."""
    connection, show = source.connection, source.show.id
    return keys_of(connection, show, asked(source.asked), standing_of(connection, show))


def in_order(found: Iterable[Any], keys: Sequence[int]) -> Iterator[Any]:
    """Rows whose first column is one of the keys, in the order of the keys."""
    by_key = {row[0]: row for row in found}
    yield from (by_key[key] for key in keys if key in by_key)


def cases(source: Source) -> Iterator[Row]:
    """The gear list: a case a row, with its line on this show."""
    truck, zone, dock, around = aliased(Place), aliased(Place), aliased(Place), aliased(Case)
    query = (
        select(Case.id, Case.code, Case.name, Case.department, Case.weight, Case.length, Case.width, Case.height,
               Owner.name, truck.name, Line.sort, zone.name, dock.name, around.code, Case.note)
        .join(Line, Line.case == Case.id)
        .outerjoin(Owner, Owner.id == Case.owner)
        .outerjoin(truck, truck.id == Line.truck)
        .outerjoin(zone, zone.id == Line.zone)
        .outerjoin(dock, dock.id == Line.dock)
        .outerjoin(around, around.id == Line.inside)
        .where(Line.show == source.show.id)
    )  # fmt: skip
    word, trades = kind_word("case"), department_words()
    for keys in portions(listed(source)):
        for _id, code, name, department, *more, inside, note in in_order(
            source.connection.execute(query.where(Case.id.in_(keys))), keys
        ):
            yield word, Coded(code), name, trades.get(department, department), *more, Coded(inside or ""), note


def contents(source: Source) -> Iterator[Row]:
    """What is in the cases of the list, case by case: serial items, then quantities."""
    query = select(Item.case, Case.code, Item.code, Item.name, Item.quantity, Item.serial)
    query = query.join(Case, Case.id == Item.case).order_by(Item.serial.is_(None), Item.name, Item.code, Item.id)
    words = {one: kind_word(one) for one in ("item", "bulk")}
    for keys in portions(listed(source)):
        found: dict[int, list[Row]] = {}
        for key, case, code, name, quantity, serial in source.connection.execute(query.where(Item.case.in_(keys))):
            kind = words["item" if serial else "bulk"]
            found.setdefault(key, []).append((kind, Coded(code), name, quantity, Coded(serial or ""), Coded(case)))
        for key in keys:
            yield from found.get(key, ())


def states(source: Source) -> Iterator[Row]:
    """Where each case is, since when, and how it stands; those that came without being on the list come last."""
    connection, show = source.connection, source.show.id
    standing, known_as, trades = standing_of(connection, show), words(), department_words()
    for keys in portions([*listed(source), *strangers(source)]):
        site = read(connection, show, standing, keys)
        named = Names(connection, show, (f"case:{one}" for key in keys for one in where(key, site).trail))
        about = case_columns(source, keys)
        for key in keys:
            _id, name, department, *plan = about[key]
            words_of = (name, trades.get(department, department), known_as[said_first(key, site)])
            yield Coded(named.of(f"case:{key}")), *words_of, *spot_of(key, site, named), *plan


def strangers(source: Source) -> list[int]:
    """Cases that the show saw without having them on its list; none where the list was narrowed."""
    if source.asked:
        return []
    table = rows.table("case")
    seen = source.connection.scalars(select(table.c.key).where(table.c.show == source.show.id))
    lines = select(Line.case).where(Line.show == source.show.id, ~Line.gone)
    found = {key for one in seen if (key := case_id(one)) is not None} - set(source.connection.scalars(lines))
    known: list[tuple[str, int]] = []
    for keys in portions(found):
        query = select(Case.folded, Case.id).where(Case.id.in_(keys))
        known += [(code, key) for code, key in source.connection.execute(query)]
    return [key for _code, key in sorted(known)]


def case_columns(source: Source, keys: Sequence[int]) -> dict[int, Any]:
    """Name, department, owner and planned truck of some cases."""
    mine = (Line.case == Case.id) & (Line.show == source.show.id) & ~Line.gone
    query = (
        select(Case.id, Case.name, Case.department, Owner.name, Place.name)
        .outerjoin(Owner, Owner.id == Case.owner)
        .outerjoin(Line, mine)
        .outerjoin(Place, Place.id == Line.truck)
    )
    return {row[0]: row for row in source.connection.execute(query.where(Case.id.in_(keys)))}


def spot_of(key: int, site: Site, named: Names) -> Row:
    """Where a case is, in which case, since when; why it is held, how it is damaged."""
    spot, own = where(key, site), state_of(key, site)
    around = named.of(f"case:{spot.trail[1]}") if len(spot.trail) > 1 else ""
    return named.of(spot.place), Coded(around), instant(spot.since or own.since), own.held, own.damaged


def state_header() -> Sequence[str]:
    """Columns of `states`."""
    return (
        _("Code"), _("Name"), _("Department"), _("State"), _("Where"), _("In case"), _("Since"), _("Held because"),
        _("Damage"), _("Planned truck"), _("Owner"),
    )  # fmt: skip


CASES = Table(lambda: header(CASE_FIELDS), cases)
CONTENTS = Table(lambda: header(ITEM_FIELDS), contents)
STATES = Table(state_header, states)
