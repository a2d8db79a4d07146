"""Erasing one person: name, contacts and words go, everywhere; what happened stays, and the log still verifies."""

import zipfile
from dataclasses import dataclass
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import insert, select, update

from siteops.core import clock
from siteops.core.access.people import Call, Certificate, DeviceKey, Grant, Person, SignIn
from siteops.core.batch import batches
from siteops.core.batch.images import Change, begin, remember
from siteops.core.db import db, editing, writing
from siteops.core.journal.log import private
from siteops.core.journal.verify import verify
from tests.harness.cast import OTHER, SHOW, Phone, sign_in
from tests.harness.pages import audit
from tests.people.conftest import DESK

INCIDENT = "incident:1d7c7a56-0d0c-4d9a-8f0e-3b8f8a0f0001"


@dataclass
class Tess(Phone):
    """Her phone, and the key that it may append by."""

    key: str = ""


@pytest.fixture
def producer(app, cast):
    return sign_in(app.test_client(), "pia")


@pytest.fixture
def tess(app, cast, phone_of):
    """Tess, without an account, who joined by a link and did a day's work. Her phone; `person` is her number."""
    lead = phone_of("lea")
    with app.app_context(), editing() as session:
        one = Person("Tess Targetson", phone="+49 40 5550001")
        session.add(one)
        session.flush()
        session.add(Grant(SHOW, one.id, 1, "Rigger", "audio", "Markco", clock.now(), "late again"))
        session.add_all([Call(SHOW, one.id, clock.now().date(), function="Rigger"), Certificate(one.id, "rigging")])
        number = one.id
    page = lead.client.post(f"{DESK}/people/{number}/invitation").text
    client = app.test_client()
    client.post(next(one["value"] for one in audit(page).all("input") if one.get("id") == "f-link")[16:])
    lead.client.post(f"{DESK}/people/{number}/badge")
    phone = Tess(client, number)
    phone.key = client.post("/api/devices", json={"device": phone.device, "name": "Tess' phone"}).get_json()["key"]
    report = phone.entry("Reported", INCIDENT, 10**7, kind="damage", severity="minor", private={"text": "her words"})
    moved = phone.entry("Moved", f"case:{cast.cases['LX-0108']}", 10**7, place=cast.refs["dock1"])
    phone.push(phone.entry("CheckedIn", f"person:{number}", 10**7, gate=cast.refs["gate"]), report, moved)
    return phone


def everything(app):
    """All that the database holds, as text, but for pages of the log."""
    with app.app_context(), db.engine.connect() as connection:
        tables = db.metadata.sorted_tables
        return "\n".join(str(row) for table in tables for row in connection.execute(select(table)))


@pytest.mark.both
def test_who_they_were_goes_and_what_happened_stays(app, cast, producer, tess, phone_of):
    lead = phone_of("lea")
    before = lead.pull()
    page = audit(producer.get(f"{DESK}/people/{tess.by}/erase").text)
    assert "1 text that they wrote" in page.text
    assert producer.post(f"{DESK}/people/{tess.by}/erase", data={"sure": "1"}).status_code == 303
    kept = everything(app)
    for gone in ("Targetson", "5550001", "Markco", "late again", "her words", "Tess' phone"):
        assert gone not in kept, gone
    news = lead.pull(before["head"], before["scope"])["tables"]
    assert (news["person"]["id"], news["person"]["gone"]) == ([tess.by], [True])
    assert news["words"]["text"] == [None]
    assert all(news["code"]["gone"])
    assert lead.rows("case_state")[str(cast.cases["LX-0108"])]["place"] == cast.refs["dock1"]
    history = lead.client.get(f"/api/shows/{SHOW}/entries?subject=case:{cast.cases['LX-0108']}").get_json()["entries"]
    assert [(one["kind"], one["by"]) for one in history] == [("Moved", tess.by)]
    with app.app_context(), db.engine.connect() as connection:
        assert verify(connection, SHOW) == []
        for table in (SignIn, DeviceKey, Certificate):
            assert connection.scalar(select(table.id).where(table.person == tess.by)) is None
    assert tess.client.get("/api/me").status_code == 401
    again = tess.entry("Moved", f"case:{cast.cases['AU-1001']}", 10**7, place=cast.refs["dock1"])
    assert tess.send([again], Authorization=f"Device {tess.key}").status_code == 401
    assert "Erased person" in producer.get(f"{DESK}/people?view=ended").text


def test_words_about_them_go_too_and_others_words_stay(app, cast, producer, tess, phone_of):
    lead = phone_of("lea")
    note = lead.entry("Noted", INCIDENT, 10**7, private={"text": "the lead's words"})
    lead.push(note)
    with app.app_context(), writing() as connection:
        about = {"show": SHOW, "entry": "e1", "subject": f"person:{tess.by}", "salt": b"s", "rev": 0}
        connection.execute(insert(private).values(**about, words='{"text":"of her"}'))
    producer.post(f"{DESK}/people/{tess.by}/erase", data={"sure": "1"})
    with app.app_context():
        left = [words for (words,) in db.session.execute(select(private.c.words)) if words]
    assert left == ['{"text":"the lead\'s words"}']


def test_their_face_goes(app, cast, producer, tess, data):
    picture = BytesIO()
    Image.new("RGB", (300, 400), "gray").save(picture, "JPEG")
    sent = {"photo": (BytesIO(picture.getvalue()), "face.jpg")}
    assert producer.post(f"{DESK}/people/{tess.by}/photo", data=sent).status_code == 303
    assert producer.get(f"{DESK}/people/{tess.by}/photo").status_code == 200
    with zipfile.ZipFile(BytesIO(tess.client.get("/me/data.zip").data)) as packed:
        assert packed.read("photo.jpg").startswith(b"\xff\xd8")
    producer.post(f"{DESK}/people/{tess.by}/erase", data={"sure": "1"})
    assert producer.get(f"{DESK}/people/{tess.by}/photo").status_code == 404
    assert not [path for path in data.rglob("*.jpg")]


def test_what_batches_remember_of_them_goes(app, cast, producer, tess):
    with app.app_context(), writing() as connection:
        batch = begin(connection, SHOW, by=cast.people["lea"], kind="crew", name="list.xlsx")
        other = Change("person", cast.people["cem"], {"name": "Cem"}, {"name": "Cem Arslan"})
        remember(connection, batch, [Change("person", tess.by, None, {"name": "Tess Targetson"}), other])
    producer.post(f"{DESK}/people/{tess.by}/erase", data={"sure": "1"})
    with app.app_context():
        assert db.session.scalars(select(batches.Image.row)).all() == [cast.people["cem"]]


def test_nothing_is_erased_unasked(app, cast, producer, tess):
    where = producer.post(f"{DESK}/people/{tess.by}/erase")
    assert where.headers["Location"] == f"{DESK}/people/{tess.by}/erase"
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert producer.post(f"{DESK}/people/{tess.by}/erase", data={"sure": "1"}, headers=headers).status_code == 403
    assert "Targetson" in everything(app)


def test_who_may_erase_whom(app, cast, tess, lead, producer):
    sure = {"sure": "1"}
    assert lead.post(f"{DESK}/people/{tess.by}/erase", data=sure).status_code == 403
    assert producer.post(f"{DESK}/people/{cast.people['cem']}/erase", data=sure).status_code == 403  # has an account
    assert producer.post(f"{DESK}/people/{cast.people['sam']}/erase", data=sure).status_code == 404
    assert producer.post(f"/shows/{OTHER}/people/{cast.people['sam']}/erase", data=sure).status_code == 404
    with app.app_context(), editing() as session:
        session.add(Grant(OTHER, tess.by, 1))
    assert producer.post(f"{DESK}/people/{tess.by}/erase", data=sure).status_code == 403  # of a show that is not hers
    ada = sign_in(app.test_client(), "ada")
    assert ada.post(f"{DESK}/people/{cast.people['cem']}/erase", data=sure).status_code == 303
    assert ada.post(f"{DESK}/people/{cast.people['cem']}/erase", data=sure).status_code == 403  # is erased already


def test_somebody_erases_themselves(app, cast):
    cem = sign_in(app.test_client(), "cem")
    audit(cem.get("/me/erase").text)
    assert cem.post("/me/erase").headers["Location"] == "/me/erase"
    assert cem.post("/me/erase", data={"sure": "1"}).headers["Location"] == "/login"
    assert cem.get("/api/me").status_code == 401
    assert "Cem Arslan" not in everything(app)
    account = {"email": "cem@site.example", "password": "correct horse"}
    assert app.test_client().post("/login", data=account).status_code == 401


def test_the_last_administrator_stays(app, cast):
    ada = sign_in(app.test_client(), "ada")
    refused = ada.post("/me/erase", data={"sure": "1"})
    assert refused.status_code == 409
    assert "Nobody else administers" in audit(refused.text).text
    with app.app_context(), writing() as connection:
        connection.execute(update(Person).where(Person.id == cast.people["pia"]).values(admin=True))
    assert ada.post("/me/erase", data={"sure": "1"}).status_code == 303
