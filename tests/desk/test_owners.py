"""Owners: one, however spelt; renamed and made one, with the way back."""

import pytest
from sqlalchemy import select

from siteops.core.db import db, editing
from siteops.core.facts.plan import Edited
from siteops.core.journal.log import head
from siteops.core.journal.record import tell
from siteops.core.plan import Case, Owner, Place
from tests.desk.conftest import DESK, form, opened, said
from tests.harness.cast import OTHER, SHOW, sign_in
from tests.harness.databases import counting
from tests.harness.pages import audit

OWNERS = f"{DESK}/owners"


@pytest.fixture
def twins(app, cast):
    """Brightwater twice: the second spelling has one of our cases."""
    with app.app_context(), editing() as session:
        other = Owner("Brightwater AV Rentals")
        session.add(other)
        session.flush()
        session.get_one(Case, cast.cases["LX-0108"]).owner = other.id
        return 1, other.id


def owner_of(app, cast, code) -> str:
    """By name."""
    with app.app_context():
        return db.session.get_one(Owner, db.session.get_one(Case, cast.cases[code]).owner).name


def undo(lea, page):
    """Press Undo."""
    (action,) = [act for one in page.all("form") if "/undo/" in (act := one.get("action"))]
    said(lea.post(action))


@pytest.mark.both
def test_two_that_are_one_are_seen_and_made_one_and_apart_again(app, cast, lea, twins, phone_of):
    page = opened(lea, OWNERS)
    assert "much like Brightwater AV Rental Ltd" in page.text
    page = audit(lea.get(said(lea.post(f"{OWNERS}/{twins[0]}/merge", data={"into": twins[1]}))).text)
    assert owner_of(app, cast, "BW-KH-01") == "Brightwater AV Rentals"
    with app.app_context():
        assert db.session.get_one(Place, cast.places["truck2"]).owner == twins[1]
    assert phone_of("cem").rows("case", "id")[cast.cases["BW-KH-01"]]["owner"] == twins[1]
    assert "Rental Ltd" not in page.one("tbody").text
    undo(lea, page)
    assert owner_of(app, cast, "BW-KH-01") == "Brightwater AV Rental Ltd"
    assert owner_of(app, cast, "LX-0108") == "Brightwater AV Rentals"


@pytest.mark.both
def test_an_owner_is_renamed_and_called_as_before_again(app, cast, lea):
    page = audit(lea.get(said(lea.post(f"{OWNERS}/1", data={"name": " Brightwater  Hire "}))).text)
    assert owner_of(app, cast, "BW-KH-01") == "Brightwater Hire"
    undo(lea, page)
    assert owner_of(app, cast, "BW-KH-01") == "Brightwater AV Rental Ltd"


def test_the_second_of_two_who_rename_is_told(app, cast, lea):
    opened_at = {"was-name": "Brightwater AV Rental Ltd"}
    assert form(opened(lea, OWNERS), f"{OWNERS}/1")["was-name"] == opened_at["was-name"]
    said(lea.post(f"{OWNERS}/1", data=opened_at | {"name": "Brightwater"}))
    page = opened(lea, said(lea.post(f"{OWNERS}/1", data=opened_at | {"name": "Bright Water"})))
    assert "Somebody else called them Brightwater meanwhile; you wrote “Bright Water”." in page.text
    assert owner_of(app, cast, "BW-KH-01") == "Brightwater"
    said(lea.post(f"{OWNERS}/1", data=form(page, f"{OWNERS}/1") | {"name": "Bright Water"}))
    assert owner_of(app, cast, "BW-KH-01") == "Bright Water"


def test_a_name_that_is_taken_and_what_is_no_owner(app, cast, lea, twins):
    where = said(lea.post(f"{OWNERS}/1", data={"name": "brightwater av RENTALS"}))
    assert "There is one called" in opened(lea, where).text
    assert "Say what they are called." in opened(lea, said(lea.post(f"{OWNERS}/1", data={"name": ""}))).text
    assert "Choose whom" in opened(lea, said(lea.post(f"{OWNERS}/1/merge", data={"into": "x"}))).text
    assert lea.post(f"{OWNERS}/1/merge", data={"into": "77"}).status_code == 404
    assert lea.post(f"{OWNERS}/77", data={"name": "X"}).status_code == 404


def test_the_page_costs_no_more_with_more(app, cast, lea):
    with app.app_context(), counting() as few:
        opened(lea, OWNERS)
    with app.app_context(), editing() as session:
        for number in range(30):
            session.add(made := Owner(f"House {number}"))
            session.flush()
            session.add(Case(f"H-{number}", f"h-{number}", owner=made.id))
    with app.app_context(), counting() as many:
        assert len(opened(lea, OWNERS).one("tbody").all("tr")) == 31
    assert len(few) == len(many) <= 8


def test_only_leads_see_owners(app, cast):
    assert sign_in(app.test_client(), "cem").get(OWNERS).status_code == 403


@pytest.mark.both
def test_a_truck_that_drives_for_another_show_is_known_there_as_theirs_and_as_before(app, cast, lea, twins, phone_of):
    with app.app_context(), editing() as session:
        truck = Place(OTHER, "truck", "Truck 9", owner=twins[0])
        session.add(truck)
        session.flush()
        truck.rev = tell(session.connection(), OTHER, cast.people["sam"], truck.ref, Edited(["name"]))
        key = truck.id
        for _ in range(9):  # this show's log is longer than the other's
            tell(session.connection(), SHOW, cast.people["lea"], f"show:{SHOW}", Edited(["name"]))
    sam = phone_of("sam")

    def news(before) -> list[tuple[int, int]]:
        places = sam.pull(before["head"], before["scope"], show=OTHER)["tables"]["place"]
        return list(zip(places["id"], places["owner"], strict=True))

    before = sam.pull(show=OTHER)
    page = opened(lea, said(lea.post(f"{OWNERS}/{twins[0]}/merge", data={"into": twins[1]})))
    assert news(before) == [(key, twins[1])]
    before = sam.pull(show=OTHER)
    undo(lea, page)
    assert news(before) == [(key, twins[0])]
    with app.app_context():
        top = db.session.scalar(select(head.c.seq).where(head.c.show == OTHER))
        assert db.session.get_one(Place, key).rev == top
