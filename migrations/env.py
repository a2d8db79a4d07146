"""Alembic's entry: migrates plan and log on the app's own engine. State tables are not migrated."""

from alembic import context
from flask import current_app

db = current_app.extensions["migrate"].db


def run() -> None:
    """Run the migrations in one transaction, writable also where SQLite is read-only by default."""
    with db.engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.connection.driver_connection.execute("PRAGMA query_only=0")
        connection.execution_options(siteops_write=True)
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=sqlite,
            include_object=lambda thing, name, kind, *_: not (kind == "table" and name.endswith(("_state", "_replay"))),
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.execution_options(siteops_write=False)
        if sqlite:
            connection.connection.driver_connection.execute("PRAGMA query_only=1")


run()
