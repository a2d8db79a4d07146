"""Another show: the way to its form, what it takes, what is said of a slip, and who may make one."""

import pytest

from tests.desk.conftest import alert, form, opened, said
from tests.harness.cast import sign_in
from tests.harness.pages import audit

PAGE = "/shows/new"
GLANZ = {"name": "Größe & Glanz", "venue": "Hafenhalle", "timezone": "Europe/Berlin", "medic_phone": "+49 40 5550112"}


@pytest.fixture
def ada(client, cast):
    """Ada, who administers the installation."""
    return sign_in(client, "ada")


def ways(page) -> list[str]:
    """Where the links of the page itself lead."""
    return [one["href"] for one in page.one("main").all("a")]


def test_an_administrator_finds_the_form_makes_a_show_and_is_on_it(ada):
    assert ways(opened(ada, "/shows")).count(PAGE) == 1
    sent = form(opened(ada, PAGE), "/shows")
    assert sent["timezone"] == "UTC"
    assert said(ada.post("/shows", data=sent | GLANZ)) == "/shows/groe-glanz/people"
    tables = ada.get("/api/shows/groe-glanz/changes").get_json()["tables"]["show"]
    assert {name: tables[name] for name in GLANZ} == {name: [value] for name, value in GLANZ.items()}
    opened(ada, "/shows/groe-glanz")


def test_shows_of_one_name_have_addresses_of_their_own(ada):
    assert said(ada.post("/shows", data=GLANZ)) == "/shows/groe-glanz/people"
    assert said(ada.post("/shows", data=GLANZ)) == "/shows/groe-glanz-2/people"
    assert said(ada.post("/shows", data={"name": "New"})) == "/shows/new-2/people"
    assert opened(ada, PAGE).one("h1").text == "Make a show"


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({"name": " "}, "name", "Say what it is called"),
        ({"timezone": "Mars/Olympus"}, "timezone", "Choose one of the list"),
        ({"medic_phone": "1" * 41}, "medic_phone", "At most 40 characters"),
    ],
)
def test_a_slip_is_said_beside_its_field_and_nothing_typed_is_lost(ada, sent, field, words):
    answer = ada.post("/shows", data=GLANZ | sent)
    assert answer.status_code == 400
    page = audit(answer.text)
    assert page.one("h1").text == "Make a show"
    assert words in alert(page)
    assert [one["name"] for one in page.all("input") if "aria-invalid" in one] == [field]
    typed = form(page, "/shows")
    assert {name: typed[name] for name in GLANZ} == GLANZ | sent


@pytest.mark.parametrize("who", ["pia", "lea", "cem"])
def test_only_an_administrator_makes_shows(client, cast, who):
    one = sign_in(client, who)
    assert PAGE not in ways(opened(one, "/shows"))
    assert one.get(PAGE).status_code == 403
    assert one.post("/shows", data=GLANZ).status_code == 403
