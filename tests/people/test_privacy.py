"""What everybody really gets of a person, by pull, by pages and by exports, held against the one table of it."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from werkzeug.routing import IntegerConverter

from siteops.core import clock
from siteops.core.access.people import Certificate, Grant, Person
from siteops.core.db import editing
from siteops.core.facts import Role
from siteops.core.web import ADMIN, ANYONE
from siteops.desk.crew.privacy import ALL, data
from siteops.policy import POLICY
from tests.harness.cast import HASH, SHOW, Phone, sign_in
from tests.harness.pages import audit

CAST = {"crew": "cem", "lead": "lea", "producer": "pia", "admin": "ada", "oneself": "tess", "link": None}
RANK = {"crew": 1, "lead": 2, "producer": 3, "admin": 4, "oneself": 1, "link": 0}
MARKS = {
    "name": "Targetson", "function": "Functionix", "contact": "555 0001", "company": "Markco", "papers": "Papermark",
    "words": "wordsmark", "phones": "Devicemark",
}  # fmt: skip
"""What of Tess stands nowhere else; by the key of what it is."""
LEAVE = ("asset", "core.", "people.sign", "scan.", "openapi.", "erasing.data", "labels.test", "photos.", "demo")


@pytest.fixture
def tess(app, cast):
    """Tess Targetson, crew, of whom all is known that can be. Answers her number."""
    with app.app_context(), editing() as session:
        one = Person("Tess Targetson", "tess@site.example", "+49 40 555 0001", HASH)
        session.add(one)
        session.flush()
        session.add(Grant(SHOW, one.id, 1, "Functionix", "audio", "Markco", clock.now(), "Remarkable"))
        session.add(Certificate(one.id, "forklift", clock.now().date() - timedelta(days=3), "Papermark"))
        number = one.id
    phone = Phone(sign_in(app.test_client(), "tess"), number)
    phone.client.post("/api/devices", json={"device": phone.device, "name": "Devicemark"})
    incident = phone.entry("Reported", "incident:1d7c7a56-0d0c-4d9a-8f0e-3b8f8a0f0001", 10**7, kind="damage",
                           severity="minor", private={"text": "wordsmark"})  # fmt: skip
    phone.push(phone.entry("CheckedIn", f"person:{number}", 10**7, gate=cast.refs["gate"]), incident)
    return number


def read_all(app, cast, who, tess):
    """All that somebody can read: every page, file and answer that their role opens."""
    client, account = app.test_client(), CAST[who]
    if account:
        sign_in(client, account)
    texts = []
    for rule in app.url_map.iter_rules():
        wanted = POLICY[rule.endpoint]
        needs = int(wanted) if isinstance(wanted, Role) else 4 if wanted == ADMIN else 0 if wanted == ANYONE else 1
        if "GET" not in (rule.methods or ()) or needs > RANK[who] or rule.endpoint.startswith(LEAVE):
            continue
        values = {name: {"show": SHOW, "person": tess}.get(name, 1 if isinstance(kind, IntegerConverter) else "people")
                  for name, kind in rule._converters.items()}  # fmt: skip
        values |= {name: "x" for name in ("token", "code", "sign_in", "build") if name in values}
        texts.append(fetched(client, rule.build(values)[1]))
    if who != "link":
        subjects = (f"person:{tess}", "incident:1d7c7a56-0d0c-4d9a-8f0e-3b8f8a0f0001")
        tables = ("people", "papers", "calls", "incidents", "reports", "log")
        paths = [f"/api/shows/{SHOW}/entries?subject={subject}" for subject in subjects]
        paths += [f"/shows/{SHOW}/export/{table}.csv" for table in tables]
        texts += [fetched(client, path) for path in paths]
    return "\n".join(texts)


def fetched(client, path):
    with client.get(path) as answer:
        raw = answer.data if answer.status_code == 200 else b""
    if not raw.startswith(b"PK"):
        return raw.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


@pytest.mark.parametrize("who", CAST)
def test_everybody_sees_of_others_what_the_table_says(app, cast, tess, who):
    seen = read_all(app, cast, who, tess)
    with app.test_request_context():
        table = {one.key: one.seen(who) for one in data()}
    assert {key: mark in seen for key, mark in MARKS.items()} == {key: table[key] == ALL for key in MARKS}
    assert HASH not in seen


def test_the_table_is_there_for_everybody_to_read(app, cast, client):
    page = audit(client.get("/privacy").text)
    with app.test_request_context():
        assert [row.all("th")[0].text for row in page.all("tr")[1:]] == [one.words for one in data()]


def test_a_person_s_file_holds_all_that_is_known_of_them(app, cast, tess):
    client = sign_in(app.test_client(), "tess")
    with zipfile.ZipFile(io.BytesIO(client.get("/me/data.zip").data)) as packed:
        known = json.loads(packed.read("person.json"))
        audit(packed.read("person.html").decode())
    assert known["person"]["name"] == "Tess Targetson"
    assert known["shows"][0]["remark"] == "Remarkable"
    assert [one["kind"] for one in known["said"]] == ["CheckedIn", "Reported"]
    assert known["said"][1]["words"] == {"text": "wordsmark"}
    assert known["papers"][0]["written"] == "Papermark"
    assert known["phones"][0]["name"] == "Devicemark"


def test_only_who_may_erase_somebody_may_have_their_file(app, cast, tess, lead):
    for who, status in (("lea", 403), ("pia", 403), ("ada", 200), ("cem", 403), ("sam", 404)):
        client = sign_in(app.test_client(), who)
        assert client.get(f"/shows/{SHOW}/people/{tess}/data.zip").status_code == status, who
    assert app.test_client().get("/me/data.zip").status_code == 303
