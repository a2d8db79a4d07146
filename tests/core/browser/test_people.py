"""Several people on one phone: everybody's entries go out under their own name, and none is lost to a sign-out."""

import pytest
from playwright.sync_api import Page

from tests.core.browser.conftest import work
from tests.core.browser.site import Site

pytestmark = pytest.mark.browser

BEN = {"id": 8, "name": "Ben"}
EMPTY = "() => until(({ waiting, sending }) => waiting === 0 && !sending)"
SEND = "() => core.drain.drain({ urgent: true })"


@pytest.fixture
def shared(field: Page, site: Site) -> Page:
    """Ana's phone after Ben has signed in on it, too."""
    site.session = BEN
    assert field.evaluate("() => core.people.identify()") == "in"
    return field


def test_whoever_signs_in_holds_the_phone(shared: Page):
    assert shared.evaluate("() => core.people.current().name") == "Ben"
    assert sorted(one["name"] for one in shared.evaluate("() => core.people.people()")) == ["Ana", "Ben"]


def test_entries_go_out_under_the_name_of_who_saw_it(shared: Page, site: Site):
    site.mood = "503"
    shared.evaluate("() => move(1)")
    shared.evaluate("() => core.people.hand(7)")
    shared.evaluate("() => move(2)")
    site.mood = ""
    site.pushes.clear()
    shared.evaluate(SEND)
    shared.evaluate(EMPTY)
    assert {(push.way, entry["by"]) for push in site.pushes for entry in push.entries} == {
        ("Device key-7", 7), ("Device key-8", 8),
    }  # fmt: skip


def test_a_dead_session_holds_nothing_up(shared: Page, site: Site):
    site.session = None
    shared.evaluate("() => core.pull.pull()")
    shared.evaluate("() => until(({ signedOut }) => signedOut)")
    shared.evaluate("() => move(1)")
    shared.evaluate(EMPTY)
    assert site.pushes[-1].way == "Device key-8"


def test_a_late_no_to_an_older_key_shuts_nobody_out(shared: Page):
    shared.evaluate("() => core.people.refuse(8, 'the key of an older session')")
    assert shared.evaluate("() => core.people.pass(8)") == {"key": "key-8"}


def test_who_must_sign_in_is_named_and_the_others_go_on(shared: Page, site: Site):
    site.mood = "503"
    shared.evaluate("() => move(1)")
    shared.evaluate("() => core.people.hand(7)")
    shared.evaluate("() => move(2)")
    site.mood = ""
    site.session = None
    site.keys.discard("key-8")
    shared.evaluate(SEND)
    shared.evaluate("() => until(({ signIn, waiting }) => signIn.includes(8) && waiting === 1)")
    assert [entry["by"] for entry in site.log.values()] == [7]
    assert shared.evaluate("() => core.status.status.trouble") == "sign-in"

    site.session = BEN
    shared.evaluate("() => core.people.identify()")
    shared.evaluate(SEND)
    shared.evaluate(EMPTY)
    assert [entry["by"] for entry in site.log.values()] == [7, 8]


def test_signing_out_waits_for_the_queue(field: Page, site: Site):
    site.mood = "503"
    field.evaluate("() => move(1, 2)")
    out = "() => core.people.signOut({ drain: () => core.drain.drain({ urgent: true }) })"
    assert field.evaluate(out) == {"own": 2, "carried": 0}
    assert field.evaluate("() => core.people.current().name") == "Ana"
    site.mood = ""
    assert field.evaluate(out) is None
    assert (len(site.log), site.session) == (2, None)
    assert field.evaluate("() => core.people.current()") is None
    assert field.evaluate("() => core.store.within((database) => database.count('pulled'))") == 0


def test_unreachable_is_not_signed_out(field: Page, site: Site):
    site.stop()
    assert field.evaluate("() => core.people.identify()") == "unreachable"
    assert field.evaluate("() => core.people.current().name") == "Ana"
    site.start()
    assert work(field, site).evaluate("() => core.people.current().name") == "Ana"
