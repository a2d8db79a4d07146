"""What a site serves beside its API: the shell, the worker and the modules, as the real one does."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, Response, jsonify, send_from_directory
from flask.typing import ResponseReturnValue
from werkzeug.serving import WSGIRequestHandler

STATIC = Path(__file__).parent.parent.parent.parent / "static"
PAGE = Path(__file__).parent / "page.js"


class Silent(WSGIRequestHandler):
    """Writes no log."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002
        """Nothing."""


def files(app: Flask, deployed: Callable[[], tuple[str, str]]) -> None:
    """The shell, the worker and the modules. `deployed` gives the hash of the build and the file that it lacks."""

    @app.get("/static/<build>/<path:name>")
    def static(build: str, name: str) -> ResponseReturnValue:
        current, missing = deployed()
        if build != current or name == missing:
            return problem(404)
        return send_from_directory(PAGE.parent if name == PAGE.name else STATIC, name, mimetype="text/javascript")

    @app.get("/field")
    def field() -> str:
        script = f"/static/{deployed()[0]}/{PAGE.name}"
        return f"<!doctype html><html lang=en><title>Field</title><body><script type=module src={script}></script>"

    @app.get("/sw.js")
    def worker() -> Response:
        names = [*(f"core/{one.name}" for one in sorted((STATIC / "core").glob("*.js"))), PAGE.name]
        names += [str(one.relative_to(STATIC)) for one in STATIC.glob("vendor/idb-*/build/index.js")]
        listed = json.dumps([f"/static/{deployed()[0]}/{name}" for name in names])
        text = f"self.BUILD = {deployed()[0]!r}, self.FILES = {listed}\n" + (STATIC / "sw.js").read_text()
        return Response(text, mimetype="text/javascript")


def problem(status: int, **headers: str) -> Response:
    """An error as the server says it."""
    answer = jsonify({"title": "No", "status": status})
    answer.status_code, answer.content_type = status, "application/problem+json"
    answer.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    return answer
