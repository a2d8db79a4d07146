"""A server that answers a phone as a test tells it to: kept, lost, too large, a captive portal, or not at all."""

import hashlib
import json
import socket
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.serving import BaseWSGIServer, make_server

from siteops.core import clock
from siteops.core.web import CSP
from tests.core.browser import shell
from tests.core.browser.shell import Silent, problem

SHOW = "/api/shows/demo"
PORTAL = "<!doctype html><title>Guest WiFi</title><h1>Accept our terms</h1>"


@dataclass
class Push:
    """One push as it came in. `way`: the key or the session it came by."""

    way: str
    header: dict[str, Any]
    entries: list[dict[str, Any]]
    pieces: int
    """Pieces of pictures that had come before it."""


@dataclass
class Site:
    """What the server does next, and what it has seen."""

    moods: deque[str] = field(default_factory=deque)
    """How the next pushes are answered, one word each: see `answer`; then all is well again."""
    mood: str = ""
    """How every push is answered that has no mood of its own."""
    limit: int = 100
    session: dict[str, Any] | None = field(default_factory=lambda: {"id": 7, "name": "Ana"})
    keys: set[str] = field(default_factory=set)
    log: dict[str, dict[str, Any]] = field(default_factory=dict)
    pushes: list[Push] = field(default_factory=list)
    tables: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    """What a phone without a cursor gets."""
    news: list[tuple[int, dict[str, dict[str, list[Any]]]]] = field(default_factory=list)
    seq: int = 0
    epoch: int = 1
    pulls: int = 0
    deaf: bool = False
    photos: dict[str, bytes] = field(default_factory=dict)
    pieces: list[int] = field(default_factory=list)
    cut_after: int | None = None
    pictures_pass: threading.Event = field(default_factory=threading.Event)
    picture_waits: threading.Event = field(default_factory=threading.Event)
    """Pieces of pictures set the second, then wait for the first."""
    at_work: int = 0
    most_at_work: int = 0
    edition: str = "one"
    missing: str = ""
    port: int = 0
    server: BaseWSGIServer | None = None

    @property
    def url(self) -> str:
        """Where it listens, or did."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def head(self) -> str:
        """Epoch and seq."""
        return f"{self.epoch}.{self.seq}"

    @property
    def build(self) -> str:
        """The hash of what it serves."""
        return hashlib.sha256(self.edition.encode()).hexdigest()[:12]

    def __post_init__(self) -> None:
        self.pictures_pass.set()

    def start(self) -> None:
        """Listen, on the same port as before."""
        self.server = make_server("127.0.0.1", self.port, make_app(self), threaded=True, request_handler=Silent)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """No signal any more."""
        if self.server:
            self.server.shutdown()
            self.server.server_close()
        self.server = None

    def tell(self, **tables: dict[str, list[Any]]) -> None:
        """Something happened elsewhere: rows for everybody's next pull."""
        self.seq += 1
        self.news.append((self.seq, tables))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Count how many pushes are being answered at once."""
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        yield
        self.at_work -= 1


def make_app(site: Site) -> Flask:
    """The site as an application."""
    app = Flask("site_of_a_test", static_folder=None)
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the first column of a table is its key
    app.after_request(echo)
    shell.files(app, lambda: (site.build, site.missing))
    app.add_url_rule("/api/me", "me", lambda: site.session or problem(401))
    app.add_url_rule("/api/shows", "shows", lambda: {"shows": [{"id": "demo", "name": "Demo"}]})
    app.add_url_rule("/api/devices", "devices", lambda: register(site), methods=["POST"])
    app.add_url_rule("/logout", "logout", lambda: sign_out(site), methods=["POST"])
    app.add_url_rule(f"{SHOW}/changes", "changes", lambda: changes(site))
    app.add_url_rule(f"{SHOW}/entries", "push", lambda: push(site), methods=["POST"])
    app.add_url_rule(f"{SHOW}/entries", "history", lambda: {"entries": list(site.log.values())})
    app.add_url_rule(f"{SHOW}/photos/<name>", "photo", lambda name: photo(site, name), methods=["PUT"])
    return app


def echo(response: Response) -> Response:
    """The mark that no portal knows."""
    response.headers.setdefault("X-SiteOps", "1")
    response.headers.setdefault("Content-Security-Policy", CSP)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def portal() -> Response:
    """A guest network's page in our place."""
    return Response(PORTAL, mimetype="text/html", headers={"X-SiteOps": ""})


def register(site: Site) -> ResponseReturnValue:
    """A key for whoever is signed in."""
    if site.session is None:
        return problem(401)
    site.keys.add(key := f"key-{site.session['id']}")
    return {"key": key, "seal": f"seal-{site.session['id']}"}


def sign_out(site: Site) -> ResponseReturnValue:
    """The session ends; keys stay."""
    site.session = None
    return {}


def push(site: Site) -> ResponseReturnValue:
    """One push, in the mood of the moment."""
    with site.alone():
        header, *lines = [json.loads(line) for line in request.get_data().splitlines()]
        entries = [json.loads(line["carried"]) if "carried" in line else line for line in lines]
        way = request.headers.get("Authorization") or f"session {(site.session or {}).get('id')}"
        site.pushes.append(Push(way, header, entries, len(site.pieces)))
        return answer(site, site.moods.popleft() if site.moods else site.mood, way, entries)


def answer(site: Site, mood: str, way: str, entries: list[dict[str, Any]]) -> ResponseReturnValue:
    """`portal`, `lost` (kept, but the answer never arrives), a status, `429 2`; empty: as it should be."""
    if mood == "portal":
        return portal()
    if mood and mood != "lost":
        status, _, after = mood.partition(" ")
        return problem(int(status), **({"Retry_After": after} if after else {}))
    if way.startswith("session None") or (way.startswith("Device") and way.split()[1] not in site.keys):
        return problem(401)
    if len(entries) > site.limit:
        return problem(413)
    if any(entry["body"].get("place") == "dock:bad" for entry in entries):
        return problem(400)
    results = [keep(site, line, entry) for line, entry in enumerate(entries, 1)]
    if mood == "lost":
        request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    return {"server_time": clock.stamp(), "head": site.head, "protocol": 1, "results": results}


def keep(site: Site, line: int, entry: dict[str, Any]) -> dict[str, Any]:
    """What becomes of one entry."""
    status = "duplicate" if entry["id"] in site.log else "stored"
    if status == "stored":
        site.seq += 1
        site.log[entry["id"]] = {**entry, "seq": site.seq, "held": False}
    return {"line": line, "id": entry["id"], "status": status, "seq": site.log[entry["id"]]["seq"], "flags": []}


def changes(site: Site) -> ResponseReturnValue:
    """A pull."""
    site.pulls += 1
    if site.deaf or site.session is None:
        return problem(503 if site.deaf else 401)
    tag, after = f'"{site.head}"', request.args["after"].split(".")
    if request.headers.get("If-None-Match") == tag:
        return Response(status=304, headers={"ETag": tag})
    reset = int(after[0]) != site.epoch or int(after[1]) > site.seq
    tables = site.tables if reset else {}
    for seq, rows in site.news:
        if not reset and seq > int(after[1]):
            tables = {**tables, **rows}
    made = {"server_time": clock.stamp(), "head": site.head, "scope": "all", "reset": reset, "tables": tables}
    return jsonify(made), 200, {"ETag": tag}


def photo(site: Site, name: str) -> ResponseReturnValue:
    """A piece of a picture; the line breaks after `cut_after` pieces."""
    site.picture_waits.set()
    site.pictures_pass.wait()
    had = site.photos.get(name, b"")
    if int(request.headers["Upload-Offset"]) != len(had):
        return problem(409, Upload_Offset=str(len(had)))
    site.photos[name] = had + request.get_data()
    site.pieces.append(len(site.photos[name]))
    if site.cut_after == len(site.pieces):
        request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    return Response(status=204, headers={"Upload-Offset": str(len(site.photos[name]))})
