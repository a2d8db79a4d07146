"""Writing whom to call: contacts changed, taken off and added, as one edit. The log tells of it without their words."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from siteops.core.db import db
from siteops.core.journal.record import planning
from siteops.core.plan import Contact
from siteops.desk.edits import Merge, before, merge, spelled
from siteops.desk.plan_rows import Author, told

COLUMNS = ("name", "function", "phone", "email", "sort")
Values = Mapping[str, Any]


class Kept(NamedTuple):
    """A sent form: each shown contact's values (None: take it off), and those of new ones."""

    rows: Mapping[int, Values | None]
    fresh: Sequence[Values]


def contacts_of(show: str) -> list[Contact]:
    """Whom to call, in their order. One query."""
    return list(db.session.scalars(listed(show)))


def listed(show: str) -> Any:
    """The question for a show's contacts."""
    return select(Contact).where(Contact.show == show, ~Contact.gone).order_by(Contact.sort, Contact.id)


def keep(sent: Kept, author: Author) -> Merge:
    """Store the form of all contacts; nothing of it where any of it clashes with somebody else's edit. Raises Busy.

    In the answer the names of columns end in the contact's key, as in the form: `phone-12`.
    """
    was, all_of_it = before(), Merge()
    with planning() as session:
        rows = {row.id: row for row in session.scalars(select(Contact).where(Contact.show == author.show))}
        merged = {key: one_of(rows[key], values, was) for key, values in sent.rows.items() if key in rows}
        for key, made in merged.items():
            all_of_it.changed.update({f"{name}-{key}": value for name, value in made.changed.items()})
            all_of_it.clashes.update({f"{name}-{key}": text for name, text in made.clashes.items()})
        if all_of_it.clashes or not (all_of_it.changed or sent.fresh):
            return all_of_it
        rev = told(session, f"show:{author.show}", author, ["contacts"])
        for key, made in merged.items():
            write(rows[key], made.changed, rev)
        add(session, author.show, sent.fresh, rev)
        all_of_it.changed.update({"fresh": len(sent.fresh)} if sent.fresh else {})
    return all_of_it


def one_of(row: Contact, values: Values | None, was: Mapping[str, str]) -> Merge:
    """One contact's part of the form. One that somebody took off clashes with what was written into it since; one
    that somebody changed clashes with its being taken off."""
    mine = {name: was[f"{name}-{row.id}"] for name in COLUMNS if f"{name}-{row.id}" in was}
    stored = {name: getattr(row, name) for name in COLUMNS}
    if values is None:
        others = {name: text for name, text in spelled(stored).items() if mine.get(name, text) != text}
        return Merge() if row.gone else Merge({"gone": True}, others)
    made = merge(stored, values, mine)
    if row.gone and made.changed:
        wrote = " · ".join(text for name, text in spelled(values).items() if text and name != "sort")
        return Merge({}, {"name": _("taken off; you wrote “%(text)s”", text=wrote)})
    return Merge() if row.gone else made


def write(row: Contact, changed: Values, rev: int) -> None:
    """Give a contact other values."""
    for name, value in changed.items():
        setattr(row, name, value)
    row.rev = rev if changed else row.rev


def add(session: Session, show: str, fresh: Sequence[Values], rev: int) -> None:
    """New contacts, after the others."""
    last = max((one.sort for one in session.scalars(listed(show))), default=0)
    session.add_all(Contact(show, **{"sort": number, **one}, rev=rev) for number, one in enumerate(fresh, last + 1))


def as_given(rows: Sequence[Contact]) -> dict[str, str]:
    """The fields of contacts as their form has them: `phone-12`."""
    return {
        f"{name}-{row.id}": text
        for row in rows
        for name, text in spelled({name: getattr(row, name) for name in COLUMNS}).items()
    }
