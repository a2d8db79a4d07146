"""What was acknowledged is kept: through kills, lost answers, a full disk and a locked database."""

import json
import random
import sqlite3
import threading
import uuid
from http.client import HTTPConnection, HTTPException

import pytest
from sqlalchemy import event

from siteops import create_app
from siteops.core.db import db
from siteops.core.journal.log import log
from siteops.core.journal.replay import replay
from siteops.core.journal.verify import verify
from tests.harness.cast import PASSWORD, SHOW, make
from tests.harness.databases import let_go

KILLS = 20
PHONES = 6
BATCH = 20


class Sender(threading.Thread):
    """A phone that pushes batches until told to stop, each again and again until it is answered."""

    def __init__(self, port, cookie, by, stop):
        super().__init__()
        self.port, self.cookie, self.by, self.stop = port, cookie, by, stop
        self.device, self.n = str(uuid.uuid4()), 0
        self.acknowledged, self.statuses = set(), set()

    def run(self):
        while not self.stop.is_set():
            entries = [self.entry() for _ in range(BATCH)]
            while not self.send(entries):
                self.stop.wait(0.02)

    def entry(self):
        self.n += 1
        at = f"2026-05-01T06:{self.n // 60 % 60:02}:{self.n % 60:02}Z"
        return {
            "id": str(uuid.uuid4()), "device": self.device, "n": self.n, "kind": "Moved", "v": 1,
            "subject": f"case:{self.n % 7}", "by": self.by, "at": at,
            "offset": 0.0, "body": {"place": f"dock:{self.n % 3}"},
        }  # fmt: skip

    def send(self, entries):
        """One try; True when every line is answered for. Answers after the end of the test do not matter."""
        header = {"protocol": 1, "device": self.device, "queued": len(entries)}
        body = "\n".join(json.dumps(one) for one in (header, *entries))
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("POST", f"/api/shows/{SHOW}/entries", body, {"X-SiteOps": "1", "Cookie": self.cookie})
            answer = connection.getresponse()
            results = json.loads(answer.read())["results"] if answer.status == 200 else []
        except (OSError, HTTPException, ValueError):
            return self.stop.is_set()
        finally:
            connection.close()
        self.acknowledged |= {one["id"] for one in results}
        self.statuses |= {one["status"] for one in results}
        return bool(results) or self.stop.is_set()


def cookie(server):
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    form = f"email=cem@site.example&password={PASSWORD.replace(' ', '+')}"
    connection.request("POST", "/login", form, {"Content-Type": "application/x-www-form-urlencoded"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return str(answer.getheader("Set-Cookie")).split(";")[0]


@pytest.fixture
def site(database, data):
    """The cast on this test's database, and a look into it from beside the server."""
    app = create_app(DATA=data, DATABASE_URL=database, TESTING=True)
    cast = make(app)
    yield app, cast
    with app.app_context():
        let_go()


@pytest.mark.server
@pytest.mark.both
def test_twenty_kills_lose_nothing_and_double_nothing(site, live_server):
    app, cast = site
    stop, random_ = threading.Event(), random.Random(20)
    session = cookie(live_server)
    phones = [Sender(live_server.port, session, cast.people["cem"], stop) for _ in range(PHONES)]
    for phone in phones:
        phone.start()
    for _ in range(KILLS):
        stop.wait(random_.uniform(0.05, 0.4))
        live_server.kill()
        live_server.restart()
    stop.wait(0.5)
    stop.set()
    for phone in phones:
        phone.join()
    acknowledged = set().union(*(phone.acknowledged for phone in phones))
    with app.app_context():
        kept = list(db.session.scalars(db.select(log.c.id).where(log.c.show == SHOW)))
        db.session.remove()
        assert len(acknowledged) > KILLS * BATCH / 4, "the kills left no room for work"
        assert len(kept) == len(set(kept))
        assert acknowledged <= set(kept)
        with db.engine.connect() as connection:
            assert verify(connection, SHOW) == []
        assert replay(SHOW).differing == []
    assert set().union(*(phone.statuses for phone in phones)) <= {"stored", "duplicate"}


@pytest.mark.server
def test_an_answer_lost_after_the_commit_comes_back_as_duplicates(site, live_server):
    _, cast = site
    phone = Sender(live_server.port, cookie(live_server), cast.people["cem"], threading.Event())
    entries = [phone.entry() for _ in range(BATCH)]
    header = {"protocol": 1, "device": phone.device, "queued": BATCH}
    body = "\n".join(json.dumps(one) for one in (header, *entries))
    lost = HTTPConnection("127.0.0.1", phone.port, timeout=10)
    lost.request("POST", f"/api/shows/{SHOW}/entries", body, {"X-SiteOps": "1", "Cookie": phone.cookie})
    lost.getresponse()  # it is committed; we hang up without reading what was said
    lost.close()
    assert phone.send(entries)
    assert phone.statuses == {"duplicate"}


@pytest.mark.server
def test_a_database_that_others_lock_says_come_back_and_recovers(app, data, phone_of, cast):
    phone = phone_of("cem")
    scan = phone.entry("Moved", f"case:{cast.cases['LX-0108']}", place=cast.refs["dock1"])
    other = sqlite3.connect(data / "siteops.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answer = phone.send([scan])
    other.execute("ROLLBACK")
    other.close()
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.content_type == "application/problem+json"
    assert [one["status"] for one in phone.push(scan)] == ["stored"]


def test_a_full_disk_says_come_back_writes_nothing_by_halves_and_recovers(app, phone_of, cast):
    phone = phone_of("cem")
    phone.push(phone.entry("Moved", f"case:{cast.cases['LX-0108']}", place=cast.refs["dock1"]))
    many = [phone.entry("Held", f"case:{cast.cases['LX-0108']}", reason="x" * 2000) for _ in range(90)]
    with app.app_context():
        fill(db.engine)
    answer = phone.send(many)
    assert answer.status_code == 503
    with app.app_context():
        empty(db.engine)
        with db.engine.connect() as connection:
            assert verify(connection, SHOW) == []
    assert {one["status"] for one in phone.push(*many)} == {"stored"}


def fill(engine):
    """From now on the database may not grow: what SQLite says then is what it says on a full disk."""
    engine.dispose()
    event.listen(engine, "connect", no_room)


def empty(engine):
    event.remove(engine, "connect", no_room)
    engine.dispose()


def no_room(raw, _record):
    [pages] = raw.execute("PRAGMA page_count").fetchone()
    raw.execute(f"PRAGMA max_page_count={pages}")
