"""A person's role and function, changed in the list itself; whoever was slower loses nothing."""

import pytest
from playwright.sync_api import expect

from tests.harness.accessibility import axe
from tests.harness.cast import OTHER, PASSWORD, SHOW, sign_in
from tests.people.conftest import DESK


def cell(client, person, name, typed, was, show=SHOW):
    data = {"cell": name, name: typed, f"was-{name}": was}
    return client.post(f"/shows/{show}/people/{person}/cell", data=data)


def test_a_cell_is_kept_and_phones_learn_of_it(cast, lead, phone_of):
    cem, before = cast.people["cem"], phone_of("lea").pull()
    answer = cell(lead, cem, "function", "Forklift operator", "Rigger")
    assert answer.status_code == 200
    assert "Forklift operator" in answer.text
    assert "data-said" in answer.text
    assert cell(lead, cem, "role", "2", "1").status_code == 200
    row = phone_of("lea").pull(before["head"], before["scope"])["tables"]["person"]
    assert (row["id"], row["function"], row["role"]) == ([cem], ["Forklift operator"], [2])


def test_the_slower_of_two_is_told_and_nothing_is_lost(cast, lead):
    cem = cast.people["cem"]
    cell(lead, cem, "function", "Stagehand", "Rigger")
    slower = cell(lead, cem, "function", "Loader", "Rigger")
    assert slower.status_code == 409
    assert "Stagehand" in slower.text
    assert "data-fault" in slower.text
    assert cell(lead, cem, "function", "Loader", "Stagehand").status_code == 200


def test_nobody_changes_by_a_cell_what_they_may_not(app, cast, lead):
    cem, lea, pia, rob, sam = (cast.people[name] for name in ("cem", "lea", "pia", "rob", "sam"))
    assert cell(lead, cem, "role", "3", "1").status_code == 400
    assert cell(lead, lea, "role", "1", "2").status_code == 400
    assert cell(lead, lea, "function", "Boss", "Rigger").status_code == 200
    assert cell(lead, pia, "function", "x", "Rigger").status_code == 403
    ended = cell(lead, rob, "function", "x", "Rigger")
    assert (ended.status_code, "Rob Revoked is not on the show any more." in ended.text) == (400, True)
    assert "<td>Rigger</td>" in ended.text
    assert cell(lead, sam, "function", "x", "Rigger").status_code == 404
    assert cell(lead, cem, "function", "x" * 200, "Rigger").status_code == 400
    assert cell(lead, cem, "name", "x", "Cem Arslan").status_code == 400
    assert cell(lead, cem, "function", "x", "Rigger", show=OTHER).status_code == 404
    assert cell(sign_in(app.test_client(), "cem"), cem, "role", "2", "1").status_code == 403


@pytest.mark.browser
def test_a_role_is_changed_where_it_stands(cast, live_server, phone):
    page = phone(viewport={"width": 1440, "height": 900}, is_mobile=False, has_touch=False)
    page.goto(f"{live_server.url}/login")
    page.get_by_label("E-mail").fill("lea@site.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/shows")
    page.goto(f"{live_server.url}{DESK}/people")
    row = page.get_by_role("row", name="Cem Arslan")
    row.get_by_role("gridcell", name="Rigger").click()
    page.get_by_label("Function", exact=True).fill("Forklift operator")
    axe(page)
    page.keyboard.press("Enter")
    expect(row.get_by_role("gridcell", name="Forklift operator")).to_be_visible()
    page.reload()
    expect(row.get_by_role("gridcell", name="Forklift operator")).to_be_visible()
    axe(page)
