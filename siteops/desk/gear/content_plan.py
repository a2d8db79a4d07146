"""Writing what is in a case: things with serial numbers, and quantities. All of its form at once, or nothing of it."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from siteops.core.journal.record import planning
from siteops.core.plan import Case, Item
from siteops.desk.edits import Merge, before, merge, spelled
from siteops.desk.gear.case_plan import say
from siteops.desk.plan_rows import Author

FIELDS = ("code", "name", "serial", "quantity")
Values = Mapping[str, Any]


class Contents(NamedTuple):
    """A sent form: each item's values by key (None: take it out), and those of a new one, None without."""

    items: Mapping[int, Values | None]
    fresh: Values | None


def keep(case: int, sent: Contents, author: Author) -> Merge:
    """Store the contents; nothing where any of it clashes with somebody else's edit. Raises Busy.

    In the answer the names of an item's columns end in its key, as in the form: `name-41`.
    """
    was, made = before(), Merge()
    with planning() as session:
        session.get_one(Case, case)
        rows = {one.id: one for one in session.scalars(select(Item).where(Item.case == case))}
        for key, values in sent.items.items():
            one = merged(rows.get(key), key, values, was)
            made.changed.update(one.changed)
            made.clashes.update(one.clashes)
        if (made.changed or sent.fresh) and not made.clashes:
            write(session, rows, made.changed)
            if sent.fresh:
                session.add(Item(case, **sent.fresh))
                made.changed["fresh"] = sent.fresh["name"]
            say(session, author.show, case, author.by, ["contents"])
    return made


def merged(row: Item | None, key: int, values: Values | None, was: Mapping[str, str]) -> Merge:
    """One item's part of the form. One that somebody took out clashes with what was written into it since."""
    mine = {name: was[f"{name}-{key}"] for name in FIELDS if f"{name}-{key}" in was}
    if row is None:
        typed = {name for name, text in spelled(values or {}).items() if text != mine.get(name, text)}
        wrote = " · ".join(text for text in spelled(values or {}).values() if text)
        return Merge({}, {f"name-{key}": _("taken out; you wrote “%(text)s”", text=wrote)}) if typed else Merge()
    stored = {name: getattr(row, name) for name in FIELDS}
    if values is None:
        now = spelled(stored)
        other = {name: now[name] for name, text in mine.items() if text != now[name]}
        return Merge({f"remove-{key}": True}, {f"{name}-{key}": text for name, text in other.items()})
    made = merge(stored, values, mine)
    return Merge({f"{name}-{key}": value for name, value in made.changed.items()},
                 {f"{name}-{key}": text for name, text in made.clashes.items()})  # fmt: skip


def write(session: Session, rows: Mapping[int, Item], changed: Values) -> None:
    """Write changed columns, and take out what is to go."""
    for named, value in changed.items():
        name, _dash, key = named.rpartition("-")
        if name == "remove":
            session.delete(rows[int(key)])
        else:
            setattr(rows[int(key)], name, value)


def called(items: Iterable[Item], clashes: Iterable[str]) -> dict[str, str]:
    """What the form calls its fields, and those clashes that are of something taken out."""
    words = {"code": _("Code"), "name": _("Name"), "serial": _("Serial number"), "quantity": _("Quantity")}
    gone = dict.fromkeys(clashes, _("Contents"))
    return gone | {f"{name}-{one.id}": _("%(field)s of %(name)s", field=word, name=one.name)
                   for one in items for name, word in words.items()}  # fmt: skip


def contents_of(items: Any) -> dict[str, str]:
    """The fields of a case's items as its form has them: `name-41`."""
    return {f"{name}-{one.id}": text for one in items
            for name, text in spelled({name: getattr(one, name) for name in FIELDS}).items()}  # fmt: skip
