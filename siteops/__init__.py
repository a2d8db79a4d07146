"""SiteOps: what happens on a show site, from dock to wrap. The one place that knows every feature."""

from importlib import import_module
from typing import Any

from flask import Flask

from siteops.core import assets, config, db, often, web, words
from siteops.core.access import lately
from siteops.core.journal import ingest, rows

FEATURES = ("gear", "dock", "crew", "incidents", "checklists")
COMPOSERS = ("sync", "scan", "board", "labels", "imports", "exports", "paper", "desk")


def create_app(**given: Any) -> Flask:
    """The application. `given` overrides the environment: DATA, DATABASE_URL, PUBLIC_URL, TESTING."""
    app = without_pages(**given)
    ingest.init_app(app)
    lately.init_app(app)
    assets.init_app(app)
    often.init_app(app)
    from siteops.policy import POLICY
    from siteops.sync import unchanged

    unchanged.init_app(app)
    web.init_app(app, POLICY)
    register(app)
    return app


def without_pages(**given: Any) -> Flask:
    """The application for a process that works and answers nobody: it is made in half the time."""
    app = Flask(__name__, template_folder="../templates", static_folder=None)
    app.config.from_mapping(config.settings(**given))
    for feature in FEATURES:
        import_module(f"siteops.{feature}.state")
    # Tables and folds must be known.
    for kernel in ("access.people", "batch.batches", "bindings", "journal.ingest", "journal.origin", "plan", "upgrade"):
        import_module(f"siteops.core.{kernel}")
    rows.tables()  # made before threads are
    db.init_app(app)
    words.init_app(app)
    return app


def register(app: Flask) -> None:
    """Every room's blueprint, where it has one: `siteops.<room>.views`, named like the room."""
    for room in ("core", *FEATURES, *COMPOSERS):
        try:
            views = import_module(f"siteops.{room}.views")
        except ModuleNotFoundError as error:
            if error.name not in (f"siteops.{room}.views", f"siteops.{room}"):
                raise
            continue
        for blueprint in views.BLUEPRINTS:
            app.register_blueprint(blueprint)
