"""The server that is measured, on a data folder of its own, with as many cases as the bench asks for."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from itertools import repeat
from pathlib import Path
from typing import Any

from sqlalchemy import select

from siteops import create_app
from siteops.core import clock, codes
from siteops.core.db import editing
from siteops.core.plan import Case, Code, Line, Place, folded
from siteops.core.upgrade import upgrade
from tests.bench.load import get, run
from tests.harness.cast import PASSWORD, SHOW, Cast, make, phone
from tests.harness.server import LiveServer, whole

HELLO = (
    "from flask import Flask\napp = Flask(__name__)\napp.add_url_rule('/healthz', view_func=lambda: {'status': 'ok'})\n"
)
WARM_S = 2.0
DAY = timedelta(hours=23)
SPOTS = ("truck", 20), ("zone", 12)
WORKERS = ["--workers", "2", "--worker-class", "gthread", "--threads", "8", "--log-level", "error"]


def furnish(data: Path, cases: int) -> Cast:
    """An installation with the cast and so many cases more.

    `cases` of the answer says the first and the last, `codes` what is printed on dock 1 and on them.
    """
    app = create_app(DATA=data, DATABASE_URL=f"sqlite:///{data}/siteops.db", TESTING=True)
    with app.app_context():
        upgrade()
    cast = make(app)
    with app.app_context(), editing() as session:
        made = [
            Case(f"LX-{n:05}", folded(f"LX-{n:05}"), f"Robe MegaPointe 2-way case {n}/{cases}", "lighting", 92.5)
            for n in range(cases)
        ]
        session.add_all(made)
        session.flush()
        where: Any = {"truck": cast.places["truck1"], "dock": cast.places["dock1"], "zone": cast.places["stage"]}
        session.add_all(Line(SHOW, case.id, **where, sort=n) for n, case in enumerate(made))
        cast.codes = {"dock1": codes.mint()} | {case.code: codes.mint() for case in made}
        session.add(Code(cast.codes["dock1"], cast.refs["dock1"], show=SHOW))
        session.add_all(Code(cast.codes[case.code], f"case:{case.id}") for case in made)
        cast.cases = {"first": made[0].id, "last": made[-1].id} if made else cast.cases
    return cast


def live(data: Path, cast: Cast, entries: int) -> None:
    """A day of load-in: that many of the furnished cases came, one after the other, two of three to the dock only.

    They come on twenty trucks and belong to twelve zones.
    """
    app = create_app(DATA=data, DATABASE_URL=f"sqlite:///{data}/siteops.db", TESTING=True)
    keys = range(cast.cases["first"], cast.cases["last"] + 1)
    with app.app_context(), editing() as session:
        trucks, zones = ([Place(SHOW, kind, f"{kind} {n}") for n in range(size)] for kind, size in SPOTS)
        session.add_all([*trucks, *zones])
        session.flush()
        places = [place.ref for place in zones]
        for n, line in enumerate(session.scalars(select(Line).where(Line.show == SHOW, Line.case.in_(keys)))):
            line.truck, line.zone = trucks[n * len(trucks) // len(keys)].id, zones[n % len(zones)].id
    lea, began = phone(app, cast, "lea"), clock.now() - DAY
    lea.push(lea.entry("PhaseBegan", f"show:{SHOW}", at=clock.spell(began), phase="load-in"))
    for first in range(0, entries, 100):
        lea.push(*(
            lea.entry("Moved", f"case:{keys[n]}", place=cast.refs["dock1"] if n % 3 else places[n % len(places)],
                      at=clock.spell(began + DAY * n / entries))
            for n in range(first, first + 100)
        ))  # fmt: skip


@contextmanager
def served(data: Path, *options: str) -> Iterator[LiveServer]:
    """The real server, as `siteops serve` starts it with these options, with all of its processes at work."""
    server = LiveServer(data, f"sqlite:///{data}/siteops.db", lambda port: whole(port, *options))
    server.start()
    run(server.port, lambda _: repeat(get("/healthz", "")), 64, WARM_S)
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def hello(folder: Path, port: int) -> Iterator[None]:
    """A bare Flask that says hello, by the same gunicorn, to hold our figures against."""
    (folder / "hello.py").write_text(HELLO)
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", *WORKERS, "hello:app"]
    process = subprocess.Popen(command, cwd=folder, env=os.environ | {"PYTHONPATH": str(folder)})
    try:
        wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int) -> None:
    """Until somebody listens."""
    for _ in range(500):
        try:
            HTTPConnection("127.0.0.1", port, timeout=1).connect()
            return
        except OSError:
            subprocess.run(["sleep", "0.02"], check=True)
    raise TimeoutError(f"nobody listens on port {port}")


def cookie(port: int, who: str = "cem") -> str:
    """Sign somebody in; their cookie."""
    form = f"email={who}@site.example&password={PASSWORD.replace(' ', '+')}"
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("POST", "/login", form, {"Content-Type": "application/x-www-form-urlencoded"})
        with connection.getresponse() as answer:
            answer.read()
            return str(answer.getheader("Set-Cookie")).split(";", 1)[0]


def stamp() -> str:
    """Now, as a phone spells it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def batch(device: str, by: int, first: int, size: int, cases: range) -> bytes:
    """A push's body: `size` scans numbered from `first`."""
    header = {"protocol": 1, "device": device, "sent_at": stamp(), "queued": size}
    scans = (
        {
            "id": str(uuid.uuid4()), "device": device, "n": n, "kind": "Moved", "v": 1,
            "subject": f"case:{cases[n * 7 % len(cases)]}", "by": by, "at": stamp(), "offset": 0.0,
            "body": {"place": f"dock:{n % 3}", "leg": "in"},
        }
        for n in range(first, first + size)
    )  # fmt: skip
    return "\n".join(json.dumps(one) for one in (header, *scans)).encode()
