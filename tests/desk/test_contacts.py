"""Whom to call: added, changed and taken off in place, seen by leads alone."""

import pytest

from siteops.core.db import db, editing
from siteops.core.plan import Contact
from tests.desk.conftest import DESK, alert, form, history, opened, said
from tests.harness.cast import OTHER, SHOW, sign_in
from tests.harness.databases import counting
from tests.harness.pages import audit

PAGE = f"{DESK}/contacts"
VENUE = {"name-new1": "Ute Petersen", "function-new1": "Venue", "phone-new1": "+49 40 123"}
POLICE = {"name-new2": "Police Station 14", "phone-new2": "110"}


def send(client, **fields):
    """Send the form of all contacts with some fields changed."""
    return client.post(PAGE, data=form(opened(client, PAGE), "/contacts") | fields)


def shown(client) -> dict[str, str]:
    """What the form shows of known contacts."""
    return {name: text for name, text in form(opened(client, PAGE), "/contacts").items()
            if not name.startswith("was-") and not name.endswith(("new1", "new2", "new3"))}  # fmt: skip


@pytest.fixture
def two(lea) -> list[str]:
    """The keys of two contacts."""
    said(send(lea, **VENUE, **POLICE))
    return sorted(name.removeprefix("name-") for name in shown(lea) if name.startswith("name-"))


@pytest.mark.both
def test_contacts_are_added_changed_in_order_and_taken_off(lea, two, phone_of):
    venue, police = two
    assert [shown(lea)[f"name-{key}"] for key in two] == ["Ute Petersen", "Police Station 14"]
    said(send(lea, **{f"phone-{venue}": "+49 40 999", f"sort-{venue}": "9"}))
    page = opened(lea, DESK)
    assert page.text.index("Police Station 14") < page.text.index("Ute Petersen")
    assert "+49 40 999" in page.text
    said(send(lea, **{f"remove-{police}": "1"}))
    assert "Police" not in opened(lea, DESK).text
    entries = history(phone_of("lea"), f"show:{SHOW}")
    assert [one["body"] for one in entries] == [{"columns": ["contacts"]}] * 3
    assert "Ute" not in str(entries)


def test_crew_neither_open_the_page_nor_pull_a_contact(app, two, phone_of):
    cem = sign_in(app.test_client(), "cem")
    assert cem.get(PAGE).status_code == 403
    assert cem.post(PAGE).status_code == 403
    assert sign_in(app.test_client(), "sam").get(PAGE).status_code == 404
    assert "Petersen" not in str(phone_of("cem").pull())


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"phone-new1": "110"}, "Say who it is."),
        ({"name-new2": "Ute", "email-new2": "ute"}, "This is no e-mail address."),
        ({"name-new3": "x" * 81}, "At most 80 characters."),
    ],
)
def test_a_slip_is_said_and_nothing_typed_is_lost(lea, two, sent, words):
    answer = send(lea, **{f"phone-{two[0]}": "+49 40 777"} | sent)
    assert answer.status_code == 400
    page = audit(answer.text)
    assert words in alert(page)
    typed = form(page, "/contacts")
    assert {name: typed[name] for name in sent} == sent
    assert typed[f"phone-{two[0]}"] == "+49 40 777"
    assert shown(lea)[f"phone-{two[0]}"] == "+49 40 123"


def test_two_people_change_one_contact_and_the_second_is_told(app, lea, two):
    pia = sign_in(app.test_client(), "pia")
    hers, mine = (form(opened(one, PAGE), "/contacts") for one in (pia, lea))
    venue, police = two
    said(pia.post(PAGE, data=hers | {f"phone-{venue}": "1", f"function-{police}": "Law"}))
    answer = lea.post(PAGE, data=mine | {f"phone-{venue}": "2", f"name-{police}": "Police"} | {"name-new1": "Hospital"})
    assert answer.status_code == 409
    page = audit(answer.text)
    assert "Phone of Ute Petersen1" in alert(page)
    kept = form(page, "/contacts")
    assert (kept[f"phone-{venue}"], kept[f"name-{police}"], kept["name-new1"]) == ("2", "Police", "Hospital")
    said(lea.post(PAGE, data=kept))
    after = shown(lea)
    assert (after[f"phone-{venue}"], after[f"name-{police}"], after[f"function-{police}"]) == ("2", "Police", "Law")
    assert "Hospital" in after.values()


def test_a_contact_that_one_takes_off_while_another_changes_it_is_not_lost_unseen(app, lea, two):
    pia = sign_in(app.test_client(), "pia")
    venue, police = two
    hers, mine = (form(opened(one, PAGE), "/contacts") for one in (pia, lea))
    said(pia.post(PAGE, data=hers | {f"remove-{police}": "1", f"phone-{venue}": "1"}))
    answer = lea.post(PAGE, data=mine | {f"phone-{police}": "112"})
    assert answer.status_code == 409
    assert "Contacttaken off; you wrote “Police Station 14 · 112”" in alert(audit(answer.text))
    answer = lea.post(PAGE, data=mine | {f"remove-{venue}": "1"})
    assert answer.status_code == 409
    assert shown(lea)[f"phone-{venue}"] == "1"


def test_another_shows_contact_cannot_be_changed_through_this_form(app, lea, cast):
    with app.app_context(), editing() as session:
        session.add(other := Contact(OTHER, "Stranger"))
        session.flush()
        key = other.id
    said(send(lea, **{f"name-{key}": "Taken over", f"was-name-{key}": "Stranger"}))
    with app.app_context():
        assert db.session.get_one(Contact, key).name == "Stranger"


def test_the_page_asks_the_same_of_any_number(app, lea, two):
    with app.app_context(), counting() as few:
        opened(lea, PAGE)
    said(send(lea, **{f"name-new{number}": f"Somebody {number}" for number in (1, 2, 3)}))
    with app.app_context(), counting() as many:
        opened(lea, PAGE)
    assert len(few) == len(many) == 4
