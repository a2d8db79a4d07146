"""Several people at once: another role, the end of their part, an invitation each; and all of it can be taken back."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from siteops.core.access.joining import Newcomer, add_person, put_part
from siteops.core.access.people import Grant, Invitation
from siteops.core.db import db, editing
from tests.harness.cast import OTHER, SHOW, sign_in
from tests.harness.desks import MOUSE
from tests.harness.desks import sign_in as sign_in_at
from tests.harness.pages import audit
from tests.people.conftest import DESK, address

PEOPLE = f"{DESK}/people"
BULK = f"{PEOPLE}/bulk"
NOW = {"seq": str(2**40)}
"""Of whoever has seen all that was changed so far."""


@pytest.fixture
def hands(app, cast):
    """Three stagehands."""
    made: list[int] = []
    with app.app_context(), editing() as session:
        for name in ("Zoë Żuraw", "Ali Yıldız", "=Maria+Silva"):
            person = add_person(session, Newcomer(name, f"{len(made)}@crew.example"))
            put_part(session, SHOW, person, cast.people["lea"], {"role": 1, "function": "Stagehand"})
            made.append(person)
    return made


def roles(app, people):
    with app.app_context():
        found = db.session.execute(select(Grant.person, Grant.role).where(Grant.show == SHOW, Grant.person.in_(people)))
        return {person: role for person, role in found}


@pytest.mark.both
def test_several_get_another_role_and_it_is_taken_back(app, cast, lead, hands, phone_of):
    before = phone_of("lea").pull()
    everybody = [*hands, cast.people["pia"], cast.people["lea"], cast.people["sam"], 7777, "x"]
    answer = lead.post(BULK, data={"person": everybody, "role": "lead", "asked": "sort=role", **NOW})
    assert answer.headers["Location"] == f"{PEOPLE}?sort=role"
    page = audit(lead.get(answer.headers["Location"]).text)
    assert "3 people were changed." in page.text
    assert "2 stand above you, or are yourself" in page.text
    assert roles(app, [*hands, cast.people["pia"]]) == {**dict.fromkeys(hands, 2), cast.people["pia"]: 3}
    news = phone_of("lea").pull(before["head"], before["scope"])["tables"]["person"]
    assert sorted(news["id"]) == hands
    (batch,) = [one["href"] for one in page.one("main").all("a") if re.search(r"/batches/\d+$", one.get("href"))]
    assert lead.post(f"{batch}/undo").status_code == 303
    assert roles(app, hands) == dict.fromkeys(hands, 1)


def test_several_are_taken_off_the_show_and_come_back(app, cast, lead, hands):
    way = lead.post(f"{PEOPLE}/{hands[0]}/invitation")
    lead.post(BULK, data={"person": [*hands, cast.people["lea"]], "act": "end", **NOW})
    page = audit(lead.get(f"{PEOPLE}?view=ended").text)
    assert {"Zoë Żuraw", "Ali Yıldız", "=Maria+Silva"} <= {one.text for one in page.all("bdi")}
    assert lead.get("/api/me").get_json()["shows"] == {SHOW: "lead"}
    (link,) = (one["value"] for one in audit(way.text).all("input") if one.get("id") == "f-link")
    assert app.test_client().post(link[16:]).status_code == 410
    (batch,) = [one["href"] for one in page.one("main").all("a") if re.search(r"/batches/\d+$", one.get("href"))]
    assert lead.post(f"{batch}/undo").status_code == 303
    assert "Zoë Żuraw" in {one.text for one in audit(lead.get(PEOPLE).text).all("bdi")}


def revs(page) -> list[str]:
    """What the list says of when each part was last touched."""
    return [one["value"] for one in page.all("input") if one.get("name") == "rev"]


@pytest.mark.both
def test_whose_part_somebody_changed_meanwhile_stays_and_is_told_of(app, cast, lead, hands):
    seen = revs(audit(lead.get(PEOPLE).text))
    pia = sign_in(app.test_client(), "pia")
    cell = {"cell": "role", "role": "2", "was-role": "1"}
    assert pia.post(f"{PEOPLE}/{hands[0]}/cell", data=cell).status_code == 200
    answer = lead.post(BULK, data={"person": hands, "act": "end", "rev": seen})
    page = audit(lead.get(answer.location).text)
    assert "2 people were changed." in page.text
    assert "1 person stays as they are, for somebody changed it meanwhile: Zoë Żuraw." in page.text
    (way,) = [act for one in page.all("form") if "/people/undo/" in (act := one.get("action"))]
    answer = lead.post(way, data={"asked": "view=all"})
    assert answer.location == f"{PEOPLE}?view=all"
    assert "2 rows are as they were." in audit(lead.get(answer.location).text).text
    assert roles(app, hands) == {hands[0]: 2, hands[1]: 1, hands[2]: 1}


def test_nobody_gives_several_a_role_above_their_own(app, cast, lead, hands):
    assert lead.post(BULK, data={"person": hands, "role": "producer"}).status_code == 400
    assert roles(app, hands) == dict.fromkeys(hands, 1)
    cem = sign_in(app.test_client(), "cem")
    assert cem.post(BULK, data={"person": hands, "act": "end", **NOW}).status_code == 403
    assert lead.post(f"/shows/{OTHER}/people/bulk", data={"person": hands, "act": "end", **NOW}).status_code == 404
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert lead.post(BULK, data={"person": hands, "act": "end"}, headers=headers).status_code == 403


def test_each_gets_an_invitation_of_their_own_to_print_or_mail(app, cast, lead, hands):
    answer = lead.post(BULK, data={"person": [*hands, cast.people["lea"], cast.people["pia"]], "act": "invite"})
    assert answer.status_code == 201
    page = audit(answer.text)
    assert [one.text for one in page.all("h2")] == ["=Maria+Silva", "Ali Yıldız", "Zoë Żuraw"]
    assert "2 stand beside or above you" in page.text
    (mail,) = [one["href"] for one in page.all("a") if one.get("href").startswith("mailto:1@crew.example")]
    assert "join%2F" in mail or "join/" in mail
    links = [one.text for one in page.all("p") if "/join/" in one.text]
    phone = app.test_client()
    assert phone.post(links[1].removeprefix("http://localhost")).status_code == 303
    assert phone.get("/api/me").get_json()["name"] == "Ali Yıldız"
    with app.app_context():
        assert db.session.scalar(select(func.count(Invitation.id))) == 3


def test_the_links_as_a_table(app, lead, hands):
    answer = lead.post(BULK, data={"person": hands, "act": "invite", "as": "csv"})
    assert answer.content_type == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["Name", "'=Maria+Silva", "Ali Yıldız", "Zoë Żuraw"]
    assert app.test_client().get(rows[2][-1].removeprefix("http://localhost")).status_code == 200


def test_badges_of_those_who_were_chosen_alone(app, cast, lead, hands):
    answer = lead.post(BULK, data={"person": [*hands[:2], cast.people["sam"]], "act": "badges"})
    page = audit(lead.get(answer.location).text)
    assert "Chosen: 2" in page.text
    assert "=Maria+Silva" not in lead.get(answer.location).text
    assert lead.post(BULK, data={"act": "badges"}).location == PEOPLE


def test_nobody_chosen_is_nothing_done(app, cast, lead):
    for data in ({}, {"act": "invite"}, {"act": "end"}, {"role": "lead"}, {"person": ["\0", "-1", "²"], "act": "end"}):
        assert lead.post(BULK, data=data).status_code == 303


def test_an_invitation_comes_with_the_words_of_an_e_mail(lead, invite):
    page = audit(lead.post(f"{DESK}/invitations", data={}).text)
    (words,) = page.all("textarea")
    (subject,) = [one["value"] for one in page.all("input") if one.get("id") == "f-subject"]
    assert "Glass Horizon" in subject
    assert "http://localhost/join/" in words.text
    assert any(one.get("href").startswith("mailto:?subject=Glass") for one in page.all("a"))


def test_a_lead_sees_who_came_in_by_an_invitation(app, cast, lead, invite):
    app.test_client().post(invite(), data={"name": "Søren Aagaard"})
    back = address(lead.post(f"{DESK}/people/{cast.people['cem']}/invitation").text)
    app.test_client().post(back)
    page = audit(lead.get(f"{DESK}/invitations").text)
    (came,) = [one for one in page.all("section") if "Came in lately" in one.text]
    assert [one.text for one in came.all("bdi")] == ["Cem Arslan", "Søren Aagaard"]
    assert "by Lea Lead" in came.text
    assert "Came in lately" not in sign_in(app.test_client(), "sam").get(f"/shows/{OTHER}/invitations").text


@pytest.mark.parametrize("way", ["batches/1/undo", "cases/undo/1"])
def test_a_lead_does_not_undo_what_made_them_a_lead(app, cast, lead, way):
    pia = sign_in(app.test_client(), "pia")
    with app.app_context(), editing() as session:
        put_part(session, SHOW, cast.people["lea"], cast.people["ada"], {"role": 3})
    pia.post(BULK, data={"person": [cast.people["lea"]], "role": "lead", **NOW})
    assert lead.post(f"/shows/{SHOW}/{way}").status_code == 403
    assert roles(app, [cast.people["lea"]]) == {cast.people["lea"]: 2}
    assert pia.post(f"/shows/{SHOW}/{way}").status_code == 303
    assert roles(app, [cast.people["lea"]]) == {cast.people["lea"]: 3}


@pytest.mark.both
@pytest.mark.parametrize("way", ["batches/1/undo", "cases/undo/1"])
def test_an_undo_leaves_the_parts_above_and_takes_back_the_rest(app, cast, lead, hands, way):
    lea, pia = cast.people["lea"], sign_in(app.test_client(), "pia")
    with app.app_context(), editing() as session:
        put_part(session, SHOW, lea, cast.people["ada"], {"role": 3})
    pia.post(BULK, data={"person": [lea, *hands], "role": "lead", **NOW})
    preview = audit(lead.get(f"{DESK}/batches/1/undo/preview").text)
    assert "A part that only somebody above them may change" in preview.text
    answer = lead.post(f"/shows/{SHOW}/{way}")
    assert answer.status_code == 303
    assert roles(app, [lea, *hands]) == {lea: 2, **dict.fromkeys(hands, 1)}
    if way.startswith("cases"):
        told = audit(lead.get(answer.location).text).text
        assert "3 rows are as they were." in told
        assert "1 part stays: of somebody above you, or your own." in told
    stayed = audit(lead.get(f"{DESK}/batches/1").text)
    assert "Lea Lead" in stayed.text
    assert "A part that only somebody above them may change" in stayed.text


@pytest.mark.browser
def test_parts_are_changed_and_put_back_without_scripts(phone, cast, hands, live_server):
    page = sign_in_at(phone(base_url=live_server.url, java_script_enabled=False, **MOUSE), "lea")
    page.goto(PEOPLE)
    zoe = page.locator("tbody tr", has_text="Zoë Żuraw")
    zoe.locator(".check").check()
    page.locator(".bulk select[name=role]").select_option("lead")
    page.get_by_role("button", name="Change", exact=True).click()
    expect(page.locator(".notice")).to_contain_text("1 person was changed.")
    expect(zoe).to_contain_text("Lead")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".notice")).to_contain_text("1 row is as it was.")
    expect(zoe).to_contain_text("Crew")
