"""SiteOps in this process: one app an address, kept for the whole session and, as far as a test can see, made anew.

Making an app takes 35 ms, and all that it renders and asks first is compiled: most of what a small test would take.
So its folder and its database are put back to their beginning under it, and it forgets what it learnt of them.
"""

from pathlib import Path
from typing import Any

from flask import Flask

from siteops import create_app
from siteops.core.access import lately
from siteops.core.journal import ingest
from siteops.sync.presence import Presence

SAME = frozenset(("assets", "assets_read", "babel", "migrate", "openapi", "policy", "sqlalchemy"))
"""What an app holds that no request changes."""
LEARNT = frozenset(("board", "ladder", "roll", "lately", "presence", "pushes", "spans"))
"""What it holds that requests do change."""


class Apps:
    """The apps of a test session, by the address of their database."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Flask, dict[str, Any]]] = {}

    def at(self, database: str, data: Path) -> Flask:
        """The app on this database and folder, whose names it knows and whose content is new."""
        if database not in self._made:
            app = create_app(DATA=data, DATABASE_URL=database, TESTING=True)
            self._made[database] = app, dict(app.config)
        app, settings = self._made[database]
        assert settings["DATA"] == data
        app.config.clear()
        app.config.update(settings)
        secret = data / "secret"
        secret.touch(0o600)
        secret.write_text(settings["SECRET_KEY"])
        forget(app)
        return app


def forget(app: Flask) -> None:
    """Throw away what the app learnt from requests. A kind of memory that nobody named here is an error."""
    assert not (strange := app.extensions.keys() - SAME - LEARNT), f"say whether they outlast a test: {strange}"
    for name in LEARNT:
        app.extensions.pop(name, None)
    ingest.init_app(app)
    lately.init_app(app)
    app.extensions["presence"] = Presence(app, None)
