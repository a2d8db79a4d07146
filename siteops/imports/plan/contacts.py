"""Whom to call: venue, police, hospital, client."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Connection, select

from siteops.core.plan import Contact
from siteops.imports.columns import UNUSED, Vocabulary, Word
from siteops.imports.kind import Way
from siteops.imports.names import key
from siteops.imports.plan.kind import PlanTable
from siteops.imports.plan.known import known, mark, stored, tops
from siteops.imports.plan.planned import Known, Layer, Said, Stored
from siteops.imports.plan.reading import Reading

COLUMNS = ("name", "function", "phone", "email")
WORDS = Vocabulary(
    needed=frozenset({"name"}),
    words=(
        Word("name", ("contact", "contact name", "whom to call", "kontakt", "ansprechpartner", "ansprechpartnerin",
                      "wen anrufen")),
        Word("function", ("function", "role", "position", "what for", "funktion", "rolle", "wofür")),
        Word("phone", ("phone", "phone number", "mobile", "telephone", "telefon", "telefonnummer", "handy")),
        Word("email", ("e mail", "email", "mail", "e mail address", "e mail adresse")),
        Word(UNUSED, ("id", "order", "reihenfolge")),
    ),
)  # fmt: skip


def by_function(row: Said | Stored) -> Any:
    """Name and function."""
    return key(row.values["name"]), key(row.values.get("function", ""))


def by_name(row: Said | Stored) -> Any:
    """The name alone."""
    return key(row.values["name"])


class Contacts(PlanTable):
    """Contacts by name and function, else by name. Nobody of them is a person of the show."""

    name = "contacts"
    vocabulary = WORDS
    subject = "name"
    needed = ("name",)
    label = ("name", "function")
    layers = (
        Layer(Contact, (*COLUMNS, "sort"), (by_function, by_name), once=False, in_order=lambda _values: None),
    )  # fmt: skip

    def read(self, row: Reading) -> list[Said | None]:
        """A contact."""
        found = {name: row.line(name) for name in COLUMNS}
        row.miss(found)
        return [Said({name: value for name, value in found.items() if value is not None}, row.where)]

    def known(self, connection: Connection, show: str) -> Known:
        """Contacts in their order. Five queries."""
        made = known(connection, show, mark(connection, show, (Contact,)))
        query = select(Contact).where(Contact.show == show, ~Contact.gone).order_by(Contact.sort, Contact.id)
        found = connection.execute(query).all()
        made.rows = [[stored(one.id, {name: getattr(one, name) for name in COLUMNS}) for one in found]]
        made.tops = [tops(self.layers[0], made.rows[0], [one.sort for one in found])]
        return made

    def title(self) -> str:
        """What such a file is called."""
        return str(_("Contact list"))

    def fields(self) -> Mapping[str, str]:
        """Its columns."""
        return {"name": _("Contact"), "function": _("Function"), "phone": _("Phone"), "email": _("E-mail")}

    def ways(self, show: str) -> Sequence[Way]:
        """To the show's page."""
        return (Way("phone", _("See the contacts"), f"/shows/{show}/show"),)


CONTACTS = Contacts()
