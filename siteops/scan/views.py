"""What makes a page an app on a phone: one shell for everybody, a service worker, a manifest. They know nobody."""

import json

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from siteops.core.assets import assets
from siteops.core.packing import packed
from siteops.core.words import page_language

scan = Blueprint("scan", __name__)
BLUEPRINTS = (scan,)

ASK_AGAIN = "no-cache"
"""A browser may keep these, but asks each time whether they still hold: they name the build."""
PAPER = "#f4f5f2"
"""The ground of the start picture: `--paper` of static/css/tokens.css."""


@scan.get("/field")
def shell() -> ResponseReturnValue:
    """The page that every screen of the phone lives in. The same for all, so it may be kept on any phone."""
    return kept(render_template("field/shell.html"), "text/html; charset=utf-8")


@scan.get("/sw.js")
def worker() -> ResponseReturnValue:
    """The service worker, headed by this build's name and files: any changed file makes another worker."""
    ours = assets()
    files = json.dumps([ours.url(name) for name in ours.phone_files])
    head = f"self.BUILD = {json.dumps(ours.build)}, self.FILES = {files}\n"
    return kept(head + ours.files["sw.js"].decode(), "text/javascript; charset=utf-8")


@scan.get("/manifest.webmanifest")
def manifest() -> ResponseReturnValue:
    """How the app is called and drawn on a home screen, and the short ways into it."""
    return kept(json.dumps(described(), ensure_ascii=False), "application/manifest+json")


def described() -> dict[str, object]:
    """The manifest's content, in the asker's language."""
    return {
        "id": "/field",
        "name": "SiteOps",
        "short_name": "SiteOps",
        "description": _("Scan cases, check people in, report and tick off, with or without signal."),
        "lang": page_language()["lang"],
        "dir": page_language()["dir"],
        "start_url": "/field",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        # A label read with the phone's own camera opens in the app that runs already, and not in a second one.
        "launch_handler": {"client_mode": ["navigate-existing", "auto"]},
        "categories": ["business", "productivity"],
        "icons": [
            icon("icons/app-192.png", "192x192"),
            icon("icons/app-512.png", "512x512"),
            icon("icons/app-maskable-512.png", "512x512", "maskable"),
        ],
        "shortcuts": [
            {"name": name, "url": f"/field#{screen}", "icons": [icon("icons/app-192.png", "192x192")]}
            for screen, name in (
                ("scan", _("Scan")), ("report", _("Report an incident")), ("board", _("Board")), ("lists", _("Lists")),
            )
        ],
    }  # fmt: skip


def icon(name: str, size: str, purpose: str = "any") -> dict[str, str]:
    """A picture of the app as a manifest names it."""
    return {"src": assets().url(name), "sizes": size, "type": "image/png", "purpose": purpose}


def kept(text: str, kind: str) -> ResponseReturnValue:
    """An answer that a browser may keep but asks about each time."""
    made = Response(text, content_type=kind)
    made.headers["Cache-Control"] = ASK_AGAIN
    made.headers["Vary"] = "Accept-Language, Cookie"
    packed(made).add_etag()
    return made.make_conditional(request)
