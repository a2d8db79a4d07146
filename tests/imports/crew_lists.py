"""Crew lists on their way into the database: two shows in Berlin, people who are known, and what a list did."""

from pathlib import Path

from sqlalchemy import func, select

from siteops.core import clock
from siteops.core.access.people import Grant, Person
from siteops.core.db import db, editing
from siteops.core.facts import Role
from siteops.core.journal.log import open_log
from siteops.core.plan import Show
from siteops.imports.examine import Examined, examine
from siteops.imports.store import Done, Origin, store

HEAD = "Name;Company;Phone;E-mail;Date;Call;Wrap;Forklift\n"


def two_shows() -> str:
    """Two shows, and the producer who imports (person 1); the id of the first."""
    with editing() as session:
        for name in ("glass", "other"):
            session.add(Show(name, name.title(), timezone="Europe/Berlin"))
            open_log(session.connection(), name)
        session.add(Person("Zeynep", email="zeynep@show.example", password="x", created=clock.now()))
        session.flush()
        session.add_all([Grant("glass", 1, int(Role.PRODUCER)), Grant("other", 1, int(Role.PRODUCER))])
    return "glass"


def typed(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(HEAD + text)
    return path


def bring(show: str, path: Path) -> Done:
    return store(examine(show, path), Origin(path.name, "0" * 64, 1))


def told(examined: Examined) -> list[tuple[int, str]]:
    return [(one.where.line, one.code) for one in examined.preview.problems]


def changed(examined: Examined) -> list[tuple[str, str]]:
    return [(one.subject, one.field) for one in examined.preview.changes]


def count(table, *where) -> int:
    return db.session.scalar(select(func.count()).select_from(table).where(*where)) or 0


def somebody(name: str, **columns) -> int:
    """Somebody who is known, with a part in the shows of `on`; their number."""
    on = columns.pop("on", {"glass": Role.CREW})
    with editing() as session:
        person = Person(name, created=clock.now(), **columns)
        session.add(person)
        session.flush()
        for show, role in on.items():
            session.add(Grant(show, person.id, int(role)))
        return person.id


def person(key: int) -> Person:
    db.session.rollback()
    return db.session.get_one(Person, key)
