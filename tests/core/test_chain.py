"""The log says what it said, or `verify` says where it does not; and nothing can be taken back."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from siteops.core.db import db, writing
from siteops.core.journal import guard
from siteops.core.journal.verify import verify
from siteops.core.upgrade import upgrade
from tests.harness.cast import SHOW

CHANGES = ("UPDATE log SET kind = 'Packed'", "DELETE FROM log")


@pytest.fixture
def told(app, phone_of, cast):
    """A log of three entries, one of them with words."""
    phone = phone_of("cem")
    subject = f"case:{cast.cases['LX-0108']}"
    phone.push(
        phone.entry("Moved", subject, place=cast.refs["dock1"]),
        phone.entry("Reported", "incident:i1", kind="injury", severity="minor", private={"text": "Ana fell"}),
        phone.entry("Moved", subject, 2, place=cast.refs["stage"]),
    )
    with app.app_context():
        yield
        db.session.remove()


@pytest.mark.both
@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_to_change_the_log(told, change):
    with pytest.raises(DBAPIError, match="append only"), writing() as connection:
        connection.execute(text(change))


def test_replacing_a_row_is_changing_it(told):
    with pytest.raises(IntegrityError, match="append only"), writing() as connection:
        connection.execute(text("INSERT OR REPLACE INTO log SELECT * FROM log WHERE seq = 1"))


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_the_log_cannot_be_emptied_at_a_stroke(told):
    with pytest.raises(DBAPIError, match="append only"), writing() as connection:
        connection.execute(text("TRUNCATE log"))


@pytest.mark.both
def test_an_upgrade_sets_the_triggers_again(told):
    with writing() as connection:
        for name in ("log_no_update", "log_no_delete"):
            on = " ON log" if connection.dialect.name == "postgresql" else ""
            connection.execute(text(f"DROP TRIGGER {name}{on}"))
        assert set(guard.missing(connection)) == {"log_no_update", "log_no_delete"}
    upgrade()
    with db.engine.connect() as connection:
        assert guard.missing(connection) == []


TAMPERING = {
    "a line": (
        "UPDATE log SET line = replace(line, 'minor', 'stop!') WHERE seq = 2",
        "entry 2",
        "the line was changed",
    ),
    "a column": ("UPDATE log SET subject = 'incident:i2' WHERE seq = 2", "entry 2", "its subject was changed"),
    "an author": ('UPDATE log SET "by" = 99 WHERE seq = 3', "entry 3", "its by was changed"),
    "a row taken out": ("DELETE FROM log WHERE seq = 2", "entries 2 to 2", "are missing"),
    "the last row": ("DELETE FROM log WHERE seq = 3", "the head", "at the end are missing"),
    "a digest": ("UPDATE log SET digest = x'00' WHERE seq = 1", "entry 1", "the chain is broken here"),
    "words": ('UPDATE private SET words = \'{"text":"Ben fell"}\'', "entry 2", "its private words were changed"),
    "a line that is none": ("UPDATE log SET line = x'00' WHERE seq = 1", "entry 1", "cannot be read"),
}


@pytest.mark.parametrize(("change", "where", "what"), TAMPERING.values(), ids=TAMPERING.keys())
def test_tampering_is_named(told, change, where, what):
    with writing() as connection:
        assert verify(connection, SHOW) == []
        for name in ("log_no_update", "log_no_delete"):
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(change))
    with db.engine.connect() as connection:
        faults = verify(connection, SHOW)
    assert [fault for fault in faults if where in fault and what in fault], faults


def test_a_reader_cannot_write(told):
    with db.engine.connect() as connection, pytest.raises(DBAPIError, match="readonly"):
        connection.execute(text("DELETE FROM head"))
