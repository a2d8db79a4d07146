"""What was stored at once: looked at, taken back, and what stayed."""

import pytest
from sqlalchemy import select, update

from siteops.core.batch import images
from siteops.core.batch.images import Change
from siteops.core.db import db, editing, writing
from siteops.core.plan import Case, Line
from tests.harness.cast import OTHER, SHOW, sign_in
from tests.harness.databases import counting
from tests.harness.pages import audit
from tests.imports.test_pages import checked, facts, rows, stored

AT = f"/shows/{OTHER}/batches"
LIST = "rentman-equipment.csv"


@pytest.fixture
def sam(client, cast):
    return sign_in(client, "sam")


@pytest.fixture
def imported(sam):
    """A gear list was stored; the address of its batch."""
    where, _ = checked(sam, LIST)
    stored(sam, where, LIST)
    return f"{AT}/1"


def opened(client, path: str):
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return audit(answer.text)


def taken_back(client, at: str):
    """Press the button; the page of the batch."""
    answer = client.post(f"{at}/undo")
    assert (answer.status_code, answer.location) == (303, at)
    return audit(client.get(at).text)


def test_a_batch_lists_what_it_did_row_by_row(app, sam, imported):
    with app.app_context(), counting() as asked:
        page = opened(sam, imported)
    assert len(asked) == 9, "\n".join(asked)
    assert page.one("h1").text == "Stored"
    found = rows(page, "What it did")
    assert len(found) == 50
    assert ["LX-0101", "New"] in [row[:2] for row in found]
    assert "Department Lighting" in found[0][2]
    views = [link.text for link in page.one("main").all("nav")[0].all("a")]
    assert views == ["Cases 240", "Contents 673", "On the list 240", "Owners 1", "Places 13"]
    last = opened(sam, f"{imported}?of=case&page=5")
    assert len(rows(last, "What it did")) == 40
    trucks = opened(sam, f"{imported}?of=place")
    assert rows(trucks, "What it did")[0][0] == "Truck 1 (HH-NV 1201)"
    assert rows(opened(sam, f"{imported}?of=no+such&page=99999"), "What it did")


def test_what_would_go_and_what_would_stay_is_said_before(app, sam, cast, imported, phone_of):
    with app.app_context():
        case = db.session.scalars(select(Case.id).where(Case.code == "LX-0101")).one()
        db.session.remove()
    phone = phone_of("sam")
    phone.push(phone.entry("Moved", f"case:{case}", place="dock:1"), show=OTHER)
    with app.app_context(), editing() as session:
        line = session.scalars(select(Line).join(Case, Case.id == Line.case).where(Case.code == "LX-0102")).one()
        line.sort = 99
    page = opened(sam, f"{imported}/undo/preview")
    stays = {tuple(row[:3]) for row in rows(page, "What would stay")}
    assert {("LX-0101", "Cases", "The site log speaks of it"), ("LX-0102", "On the list", "Edited since")} <= stays
    page = taken_back(sam, imported)
    assert page.one("h1").text == "Taken back"
    assert "Sam Stranger" in page.text
    left = rows(opened(sam, f"{imported}?stayed=1"), "What stayed")
    assert {tuple(row[:3]) for row in left} == stays
    cases = audit(sam.get(f"/shows/{OTHER}/cases").text)
    assert [link.text for link in cases.one("tbody").all("a")] == ["LX-0102"]
    assert "Not on this show's list" in audit(sam.get(f"/shows/{OTHER}/cases/{case}").text).text


def test_all_of_a_batch_goes_back(app, sam, imported):
    page = opened(sam, f"{imported}/undo/preview")
    assert "cases, 673 contents, 240 lines of the list" in page.text
    page = taken_back(sam, imported)
    assert "All of it went back" in page.text
    assert not [one for one in page.all("a") if one.get("href").endswith("/preview")]
    history = opened(sam, AT)
    assert [(row[0], row[-1]) for row in rows(history, "Stored before")] == [(LIST, "Taken back")]
    assert "No cases yet" in sam.get(f"/shows/{OTHER}/cases").text


def test_a_second_undo_does_nothing_and_says_so(sam, imported):
    taken_back(sam, imported)
    page = taken_back(sam, imported)
    assert "Nothing was done a second time" in page.text
    assert sam.get(f"{imported}/undo/preview").location == imported


def test_an_import_that_found_nothing_new_has_nothing_to_take_back(sam, imported):
    where, _ = checked(sam, LIST)
    page = stored(sam, where, LIST)
    assert "changed nothing" in page.text
    assert facts(page)["As stored already"] == "913"
    assert not [one for one in page.all("a") if one.get("href").endswith("/preview")]


def test_an_edit_of_many_rows_is_a_batch_too(app, client, cast):
    lea = sign_in(client, "lea")
    with app.app_context(), writing() as connection:
        lines = connection.scalars(select(Line.id).where(Line.truck == cast.places["truck1"])).all()
        number = images.begin(connection, SHOW, by=cast.people["lea"], kind="edit", name="Truck 2 for three", changed=3)
        moved = ({"truck": cast.places["truck1"]}, {"truck": cast.places["truck2"]})
        images.remember(connection, number, [Change("line", line, *moved) for line in lines])
        connection.execute(update(Line).where(Line.id.in_(lines)).values(truck=cast.places["truck2"]))
    (listed,) = rows(opened(lea, f"/shows/{SHOW}/batches"), "Stored before")
    assert listed[:2] == ["Truck 2 for three", "Edit of many rows"]
    page = opened(lea, f"/shows/{SHOW}/batches/{number}")
    assert rows(page, "What it did")[0] == ["LX-0108", "Changed", "Truck Truck 1 → Truck 2"]
    taken_back(lea, f"/shows/{SHOW}/batches/{number}")
    with app.app_context():
        assert set(db.session.scalars(select(Line.truck).where(Line.id.in_(lines)))) == {cast.places["truck1"]}
        db.session.remove()


@pytest.mark.parametrize("path", ["", "/1", "/1/undo/preview"])
def test_only_leads_look_at_batches(app, cast, path):
    cem, stranger = sign_in(app.test_client(), "cem"), app.test_client()
    assert cem.get(f"/shows/{SHOW}/batches{path}").status_code == 403
    assert stranger.get(f"/shows/{SHOW}/batches{path}").status_code == 303
