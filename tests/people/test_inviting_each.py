"""Several people invited at once by what somebody pasted: names, addresses, both; each gets a link of their own."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from siteops.core import clock
from siteops.core.access.people import Invitation
from siteops.core.db import db, writing
from siteops.desk.access import pasted
from tests.desk.conftest import form
from tests.harness.cast import OTHER, SHOW, sign_in
from tests.harness.pages import audit
from tests.people.conftest import DESK

EACH = f"{DESK}/invitations/each"
TWO = "Søren Aagaard <Soren@Nordvik.example>\nmaria@nordvik.example"


def links(page):
    """The paths of the links on the sheet."""
    return [one.text.removeprefix("http://localhost") for one in page.all("p") if "/join/" in one.text]


def names(app):
    """Whom invitations name, the oldest first."""
    with app.app_context():
        return list(db.session.scalars(select(Invitation.name).order_by(Invitation.id)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Søren Aagaard", [("Søren Aagaard", "")]),
        ("  Soren@Nordvik.example. ", [("", "soren@nordvik.example")]),
        ("Søren Aagaard <s@x.dk>", [("Søren Aagaard", "s@x.dk")]),
        ('"Aagaard, Søren" <mailto:s@x.dk>', [("Aagaard, Søren", "s@x.dk")]),
        ("s@x.dk\tSøren  Aagaard", [("Søren Aagaard", "s@x.dk")]),
        ("Søren Aagaard\ts@x.dk", [("Søren Aagaard", "s@x.dk")]),
        ("a@x.dk, b@x.dk; Ali <c@x.dk>,d@x.dk", [("", "a@x.dk"), ("", "b@x.dk"), ("Ali", "c@x.dk"), ("", "d@x.dk")]),
        ("A <a@x.dk>\r\n\r\n;; \nA B\nA B\nagain: <A@x.dk>", [("A", "a@x.dk"), ("A B", ""), ("A B", "")]),
        ("\0\n \n", []),
    ],
)  # fmt: skip
def test_whoever_is_pasted_is_read(text, found):
    assert [(one.name, one.email) for one in pasted.people(text)] == found


@pytest.mark.parametrize(
    "text",
    ["Søren <s@x.dk> +45 20 55 01 00", "a@x.dk b@x.dk Søren", "12", "a@", "x" * 81, f"{'x' * 120}@x.dk", "a@b@c"],
)
def test_what_is_neither_a_name_nor_an_address_is_said(lead, text):
    with pytest.raises(pasted.Unreadable):
        pasted.people(f"Maria Silva\n{text}")
    answer = lead.post(EACH, data={"pasted": f"Maria Silva\n{text}", "company": "Nordvik"})
    page = audit(answer.text)
    assert answer.status_code == 400
    assert f"“{text[:60]}” is neither a name" in page.text
    assert page.one("textarea").text == f"Maria Silva {text}"
    assert form(page, "/invitations")["company"] == "Nordvik"


@pytest.mark.both
def test_each_gets_a_link_of_their_own_and_is_asked_for_their_name(app, cast, lead):
    terms = {"role": "2", "hours": "72", "function": "Rigger", "company": "Nordvik", "department": "rigging"}
    answer = lead.post(EACH, data={"pasted": TWO, **terms})
    assert answer.status_code == 201
    page = audit(answer.text)
    assert [one.text for one in page.all("h2")] == ["Søren Aagaard", "maria@nordvik.example"]
    assert "Whoever has a link types a name and is in." in page.text
    mails = [one["href"] for one in page.all("a") if one.get("href").startswith("mailto:")]
    assert [one.partition("?")[0] for one in mails] == ["mailto:soren@nordvik.example", "mailto:maria@nordvik.example"]
    assert "without%20a%20password" not in mails[0]
    first, second = links(page)
    assert names(app) == ["Søren Aagaard", ""]
    assert "Søren Aagaard, Nordvik" in audit(lead.get(f"{DESK}/invitations").text).text
    phone = app.test_client()
    join = audit(phone.get(first).text)
    assert [one["value"] for one in join.all("input") if one.get("name") == "name"] == ["Søren Aagaard"]
    assert phone.post(first, data={"name": "Søren A."}).status_code == 303
    assert phone.get("/api/me").get_json()["shows"] == {SHOW: "lead"}
    assert app.test_client().post(first, data={"name": "Another"}).status_code == 410
    assert app.test_client().post(second, data={"name": "Maria Silva"}).status_code == 303
    assert names(app) == ["", ""]  # who was meant is forgotten


def test_the_links_as_a_table(app, lead):
    answer = lead.post(EACH, data={"pasted": TWO, "as": "csv"})
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row[:2] for row in rows[1:]] == [["Søren Aagaard", "soren@nordvik.example"], ["", "maria@nordvik.example"]]
    assert app.test_client().get(rows[2][-1].removeprefix("http://localhost")).status_code == 200


def test_who_is_on_the_show_already_is_not_invited_anew(app, cast, lead):
    page = audit(lead.post(EACH, data={"pasted": f"CEM@site.example\nsam@site.example\n{TWO}"}).text)
    assert "On the show already, and not invited anew: Cem Arslan." in page.text
    assert len(links(page)) == 3  # Sam leads another show, which is none of Lea's business
    answer = lead.post(EACH, data={"pasted": "cem@site.example"})
    assert (answer.status_code, answer.location) == (303, f"{DESK}/invitations")


def test_nobody_invites_each_above_their_own_rank_nor_too_many_nor_nobody(app, cast, lead):
    crowd = "\n".join(f"{number}@x.example" for number in range(201))
    for sent in ({"pasted": TWO, "role": "3"}, {"pasted": crowd}, {"pasted": " "}, {}, {"pasted": TWO, "hours": "999"}):
        answer = lead.post(EACH, data=sent)
        assert answer.status_code == 400
        audit(answer.text)
    assert names(app) == []
    assert sign_in(app.test_client(), "cem").post(EACH, data={"pasted": TWO}).status_code == 403
    assert sign_in(app.test_client(), "sam").post(EACH, data={"pasted": TWO}).status_code == 404
    assert lead.post(EACH.replace(SHOW, OTHER), data={"pasted": TWO}).status_code == 404


def test_names_are_not_lost_to_the_other_button(app, lead):
    answer = lead.post(f"{DESK}/invitations", data={"pasted": TWO})
    page = audit(answer.text)
    assert answer.status_code == 400
    assert "For these press “Invite each”" in page.text
    assert "maria@nordvik.example" in page.one("textarea").text
    assert names(app) == []


def test_who_was_meant_is_forgotten_once_the_time_has_passed(app, cast, lead, invite):
    lead.post(EACH, data={"pasted": TWO})
    with app.app_context(), writing() as connection:
        connection.execute(update(Invitation).values(expires=clock.now() - timedelta(seconds=1)))
    invite()
    assert names(app) == ["", "", ""]
