"""Whom a row of a table means: by e-mail, else by phone, else by name, with the company where several share it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from siteops.core.access.people import Grant, Person
from siteops.imports.columns import Word
from siteops.imports.crew.contacts import is_same
from siteops.imports.names import key
from siteops.imports.plan.planned import Known, Named
from siteops.imports.plan.reading import Reading
from siteops.imports.problems import Outcome
from siteops.imports.write import Changes

FIELDS = ("name", "company", "phone", "email")
WORDS = (
    Word("name", ("name", "full name", "person", "crew member", "mitarbeiter", "mitarbeiterin", "wer")),
    Word("company", ("company", "employer", "firm", "firma", "unternehmen", "dienstleister")),
    Word("phone", ("phone", "phone number", "mobile", "telephone", "telefon", "telefonnummer", "handy")),
    Word("email", ("e mail", "email", "mail", "e mail address", "e mail adresse")),
)


class Member(NamedTuple):
    """Somebody with a part in the show, and the first call that it says."""

    id: int
    name: str
    company: str
    phone: str
    email: str
    part: int
    call: datetime | None

    @property
    def named(self) -> Named:
        """As values name them."""
        return Named("person", str(self.id), self.name)


@dataclass(slots=True)
class Members:
    """The people of a show by name, folded, and by key."""

    by_name: dict[str, list[Member]] = field(default_factory=dict)
    by_id: dict[int, Member] = field(default_factory=dict)

    def mean(self, row: Reading) -> Named | None:
        """Whom a row means; None, and it is told, where that is nobody or could be several."""
        name = row.line("name")
        if name is None:
            return None
        found = self.by_name.get(key(name), [])
        email, phone, company = (row.written(one) for one in ("email", "phone", "company"))
        for narrowed in (
            [one for one in found if email and one.email == email.casefold()],
            [one for one in found if phone and (one.phone == phone or is_same(one.phone, phone))],
            [one for one in found if key(one.company) == key(company)] if company else [],
            found,
        ):
            if len(narrowed) == 1:
                return narrowed[0].named
        row.tell("several_people" if found else "nobody", "name", Outcome.LEFT_OUT)
        return None

    def touched(self, people: Iterable[Named], calls: dict[int, datetime | None] | None = None) -> Changes:
        """Parts of people of whom something is changed, so that phones learn it. `calls`: the first call of each."""
        ids = dict.fromkeys(int(one.folded) for one in people)
        return [
            (self.by_id[id].part, {"call": calls[id]} if calls and calls.get(id) != self.by_id[id].call else {})
            for id in ids if id in self.by_id
        ]  # fmt: skip


def members(connection: Connection, show: str) -> Members:
    """The people of a show, those too whose part has ended. One query."""
    query = select(Person.id, Person.name, Grant.company, Person.phone, Person.email, Grant.id, Grant.call)
    made = Members()
    for id, name, company, phone, email, part, call in connection.execute(
        query.join(Grant, Grant.person == Person.id).where(Grant.show == show).order_by(Person.id)
    ):
        one = Member(id, name, company, phone, email or "", part, call)
        made.by_id[id] = one
        made.by_name.setdefault(key(name), []).append(one)
    return made


def introduce(made: Known, found: Members) -> None:
    """Let values name the people of the show."""
    made.more = found
    made.names |= {one.named: one.id for one in found.by_id.values()}
