"""From an empty installation to printed labels: four screens, each of which can be left and come back to."""

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select

from siteops.core import clock
from siteops.core.access.people import Grant, Person
from siteops.core.db import db, editing
from siteops.core.plan import Case, Show
from siteops.imports.child.limits import FILE_BYTES
from tests.desk.conftest import alert, form, opened, said
from tests.harness.cast import HASH, SHOW, sign_in
from tests.harness.databases import counting
from tests.harness.pages import audit
from tests.imports.conftest import DATA

KIM = {"name": "Kim First", "email": "kim@site.example", "password": "three words nobody connects"}
GALA = {"name": "Winter Gala", "venue": "Hafenhalle", "timezone": "Europe/Berlin"}


@pytest.fixture
def kim(client):
    """Kim, who came first."""
    said(client.post("/setup", data=KIM))
    return client


def steps(page) -> list[tuple[str, str]]:
    """The strip of an ordinary page: each step with its state."""
    (strip,) = [one for one in page.all("nav") if one.get("aria-label") == "Setting up"]
    return [(one.text, one["data-tone"]) for one in strip.walk() if "chip" in one.get("class").split()]


def here(page) -> str:
    """Where the strip of a screen says that one is."""
    (current,) = [one for one in page.all("li") if one.get("aria-current") == "step"]
    return str(current.text)


def with_file(name: str) -> dict[str, object]:
    """The form of a show with one of our sample files."""
    return GALA | {"file": (BytesIO((DATA / name).read_bytes()), name)}


def multipart(size: int) -> bytes:
    """The form of a show with a large file, encoded here: the test client would leave its own file of it open."""
    fields = {**{f'"{name}"': text for name, text in GALA.items()}, '"file"; filename="big.csv"': "x" * size}
    head = "--edge\r\nContent-Disposition: form-data; name="
    parts = [f"{head}{name}\r\n\r\n{text}\r\n" for name, text in fields.items()]
    return "".join([*parts, "--edge--\r\n"]).encode()


def test_whoever_came_first_is_led_from_the_account_to_the_labels(app, kim):
    assert said(kim.get("/")) == "/first/show"
    assert here(opened(kim, "/first/show")) == "2 Show"
    assert said(kim.post("/first/show", data=form(opened(kim, "/first/show"), "/first/show") | GALA)) == "/first/crew"
    assert here(opened(kim, "/first/crew")) == "3 Crew"
    answer = kim.post("/first/crew", data={"uses": "3"})
    assert answer.status_code == 201
    page = audit(answer.text)
    assert "For 3 people" in page.text
    link = page.one("textarea").text.split()[-1]
    assert app.test_client().get(link.removeprefix("http://localhost")).status_code == 200
    assert "set" not in here(opened(kim, "/first/labels"))
    assert said(kim.post("/first/end")) == "/shows/winter-gala"
    page = opened(kim, "/shows/winter-gala")
    assert "You are set up." in page.text
    assert not [one for one in page.all("nav") if one.get("aria-label") == "Setting up"]
    for path in ("/first/show", "/first/crew", "/first/labels"):
        assert said(kim.get(path)) == "/shows"


def test_every_page_shows_how_far_it_is_until_it_is_over(kim):
    assert steps(opened(kim, "/shows")) == [("Account", "ok"), ("Show", "idle"), ("Crew", "idle"), ("Labels", "idle")]
    said(kim.post("/first/show", data=GALA))
    page = opened(kim, "/shows/winter-gala/cases")
    assert steps(page)[1:] == [("Show", "ok"), ("Crew", "idle"), ("Labels", "idle")]
    assert "/first/crew" in [one["href"] for one in page.all("a") if one.text == "Go on: Crew"]
    kim.post("/first/crew", data={"uses": "1"})
    assert steps(opened(kim, "/shows"))[2:] == [("Crew", "ok"), ("Labels", "idle")]


def test_a_list_that_comes_along_is_looked_at_before_anything_of_it_is_stored(kim):
    there = said(kim.post("/first/show", data=with_file("truck-4.xls")))
    assert there.startswith("/shows/winter-gala/import/")
    assert "2 new cases" in opened(kim, there).text.replace("\xa0", " ")
    assert "There is nothing to print yet." not in opened(kim, "/first/labels").text


def test_a_show_that_cannot_be_is_not_made_and_its_list_not_kept(app, kim, data):
    answer = kim.post("/first/show", data=with_file("truck-4.xls") | {"timezone": "Hamburg"})
    assert answer.status_code == 400
    page = audit(answer.text)
    assert "Choose one of the list" in alert(page)
    assert form(page, "/first/show")["name"] == "Winter Gala"
    assert not (data / "uploads").exists() or not list((data / "uploads").iterdir())
    with app.app_context():
        assert db.session.scalar(select(func.count(Show.id))) == 0


def test_a_file_that_is_too_large_is_told_before_the_show_is_made(app, kim):
    for size, kept in ((FILE_BYTES + 1, "Winter Gala"), (FILE_BYTES * 2, None)):
        answer = kim.post("/first/show", data=multipart(size), content_type="multipart/form-data; boundary=edge")
        assert answer.status_code == 413
        page = audit(answer.text)
        assert "larger than" in alert(page)
        assert form(page, "/first/show")["name"] == (kept or "")
    with app.app_context():
        assert db.session.scalar(select(func.count(Show.id))) == 0


def test_the_demo_is_loaded_for_looking_and_nobody_knows_a_password_of_it(app, kim):
    assert said(kim.post("/first/demo")) == "/first/crew"
    assert "Glass Horizon" in opened(kim, "/first/crew").text
    assert "are of the demo, and say so" in opened(kim, "/first/labels").text
    answer = app.test_client().post("/login", data={"email": "producer@demo.example", "password": "glass-horizon"})
    assert answer.status_code == 401
    said(kim.post("/first/demo"))
    assert "Throw the demo away" in opened(kim, "/shows").text
    assert said(kim.post("/demo/forget")) == "/shows"
    with app.app_context():
        assert db.session.get(Show, "demo") is None
        assert db.session.scalar(select(func.count(Case.id))) == 0
    assert kim.post("/demo/forget").status_code == 404
    assert said(kim.get("/")) == "/first/show"


def test_a_photo_of_somebody_of_the_demo_goes_with_it(app, kim):
    said(kim.post("/first/demo"))
    with app.app_context():
        somebody = db.session.scalar(select(Grant.person).join(Person, Person.id == Grant.person).where(~Person.admin))
    photo = BytesIO()
    Image.new("RGB", (600, 600)).save(photo, "JPEG")
    sent = {"photo": (BytesIO(photo.getvalue()), "face.jpg")}
    said(kim.post(f"/shows/demo/people/{somebody}/photo", data=sent))
    assert len(list((app.config["DATA"] / "faces").iterdir())) == 1
    said(kim.post("/demo/forget"))
    assert list((app.config["DATA"] / "faces").iterdir()) == []


def test_a_show_that_is_only_called_demo_stays_as_it_is(app, kim):
    said(kim.post("/first/show", data=GALA | {"name": "Demo"}))
    assert said(kim.post("/first/demo")) == "/first/show"
    assert "is no demo; it stays" in opened(kim, "/first/show").text
    assert kim.post("/demo/forget").status_code == 404


def test_labels_say_exactly_what_they_lack(app, kim, monkeypatch):
    said(kim.post("/first/show", data=GALA))
    monkeypatch.delenv("INVOCATION_ID", raising=False)
    assert "PUBLIC_URL=https://ops.example.org siteops serve" in opened(kim, "/first/labels").text
    monkeypatch.setenv("INVOCATION_ID", "1")
    assert "systemctl restart siteops" in opened(kim, "/first/labels").text
    app.config["PUBLIC_URL"] = "https://ops.example.org"
    assert "There is nothing to print yet." in opened(kim, "/first/labels").text
    said(kim.post("/shows/winter-gala/places", data={"kind": "dock", "name": "Dock 1"}))
    page = opened(kim, "/first/labels")
    (sheet,) = [one for one in page.all("form") if one.get("action").endswith("labels.pdf")]
    pdf = kim.post(sheet["action"], data={one["name"]: one["value"] for one in sheet.all("input")})
    assert pdf.data.startswith(b"%PDF")
    assert "1 of 1 are printed" in opened(kim, "/first/labels").text


def test_an_administrator_of_the_command_line_is_led_until_there_is_a_show(app, client):
    with app.app_context(), editing() as session:
        session.add(Person("Ada", "ada@site.example", password=HASH, admin=True))
    ada = sign_in(client, "ada")
    assert said(ada.get("/")) == "/first/show"
    with app.app_context(), editing() as session:
        session.add(Show("gala", "Gala", created=clock.now()))
    assert said(ada.get("/")) == "/shows"
    assert not [one for one in opened(ada, "/shows").all("nav") if one.get("aria-label") == "Setting up"]


@pytest.mark.parametrize("who", ["pia", "cem"])
def test_others_are_not_led(app, cast, who):
    one = sign_in(app.test_client(), who)
    assert one.get("/first/show").status_code == 403
    for path in ("/first/show", "/first/demo", "/first/crew", "/first/end", "/demo/forget"):
        assert one.post(path).status_code == 403


def test_nobody_but_administrators_pays_for_it(app, client, cast):
    lea = sign_in(client, "lea")
    with app.app_context(), counting() as asked:
        opened(lea, f"/shows/{SHOW}/lists")
    assert not [one for one in asked if "setting" in one]


def test_crew_for_nobody_or_too_many_is_said(kim):
    said(kim.post("/first/show", data=GALA))
    answer = kim.post("/first/crew", data={"uses": "9999"})
    assert answer.status_code == 400
    assert "A number from 1 to 200." in audit(answer.text).text
