"""What people call the things that facts name by reference, for one page."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, select

from siteops.core.access.people import Person
from siteops.core.codes import spaced
from siteops.core.plan import Case, Place, Step


class Names:
    """Names of some references, read at once. One that nobody knows is called by its key."""

    def __init__(self, connection: Connection, show: str, refs: Iterable[str]) -> None:
        keys: dict[str, set[int]] = {"case": set(), "person": set(), "step": set()}
        for noun, _, key in (ref.partition(":") for ref in refs):
            if noun in keys and key.isascii() and key.isdecimal() and len(key) < 16:
                keys[noun].add(int(key))
        self.known: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        for kind, id, name in connection.execute(select(Place.kind, Place.id, Place.name).where(Place.show == show)):
            self.known[f"{kind}:{id}"] = name
        for id, name in read(connection, select(Person.id, Person.name).where(Person.id.in_(keys["person"]))):
            self.known[f"person:{id}"] = name
        for id, name in read(connection, select(Step.id, Step.text).where(Step.id.in_(keys["step"]))):
            self.known[f"step:{id}"] = name
        for id, code, name in read(connection, select(Case.id, Case.code, Case.name).where(Case.id.in_(keys["case"]))):
            self.known[f"case:{id}"], self.titles[f"case:{id}"] = code, name

    def of(self, ref: str | None) -> str:
        """A thing's name; a code in its groups; empty for None."""
        noun, _, key = (ref or "").partition(":")
        if noun == "code" and len(key) == 8:
            return spaced(key)
        return self.known.get(ref or "", key)

    def all(self, refs: Iterable[str]) -> str:
        """Several names, in their order."""
        return ", ".join(self.of(ref) for ref in refs)

    def title(self, ref: str) -> str:
        """What is in a case, as its line says; empty for all else."""
        return self.titles.get(ref, "")


def read(connection: Connection, query: Select[*tuple[Any, ...]]) -> Iterable[Any]:
    """A query's rows."""
    return connection.execute(query)
