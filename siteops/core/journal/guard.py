"""The log is append only, and the database itself refuses anything else.

SQLite and PostgreSQL have triggers against UPDATE and DELETE (PostgreSQL against TRUNCATE too). A
migration that rebuilds the table drops them without a word, so they are set after every upgrade and
checked by `siteops doctor`.
"""

from sqlalchemy import Connection, text

WORDS = "the site log is append only"
ACTS = {"sqlite": ("UPDATE", "DELETE"), "postgresql": ("UPDATE", "DELETE", "TRUNCATE")}


def install(connection: Connection) -> None:
    """Set the triggers, over what may be left of them."""
    if connection.dialect.name == "sqlite":
        for act in ACTS["sqlite"]:
            connection.execute(text(f"DROP TRIGGER IF EXISTS {name(act)}"))
            connection.execute(
                text(f"CREATE TRIGGER {name(act)} BEFORE {act} ON log BEGIN SELECT RAISE(ABORT, '{WORDS}'); END")
            )
        return
    connection.execute(
        text(
            "CREATE OR REPLACE FUNCTION log_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$"
        )
    )
    for act in ACTS["postgresql"]:
        scope = "STATEMENT" if act == "TRUNCATE" else "ROW"
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name(act)} ON log"))
        connection.execute(
            text(f"CREATE TRIGGER {name(act)} BEFORE {act} ON log FOR EACH {scope} EXECUTE FUNCTION log_append_only()")
        )


def lift(connection: Connection) -> None:
    """Take the triggers away, for a restore or to forget a demo. Set them again in the same transaction."""
    table = " ON log" if connection.dialect.name == "postgresql" else ""
    for act in ACTS[connection.dialect.name]:
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name(act)}{table}"))


def missing(connection: Connection) -> list[str]:
    """Names of the triggers that are not there."""
    kind = connection.dialect.name
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if kind == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    found = set(connection.scalars(text(query)))
    return [name(act) for act in ACTS[kind] if name(act) not in found]


def name(act: str) -> str:
    """A trigger's name."""
    return f"log_no_{act.lower()}"
