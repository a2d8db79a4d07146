"""What a phone shows: the server's rows and its own entries, none twice, none missing, on every tab."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.core.browser.conftest import open_field, work
from tests.core.browser.site import Site

pytestmark = pytest.mark.browser

EMPTY = "() => until(({ waiting, sending }) => waiting === 0 && !sending)"
LOOK = "() => core.pull.pull()"


@pytest.fixture
def site(site: Site) -> Site:
    """The demo show has two cases and a dock."""
    site.seq = 5
    site.tables = {
        "show": {"id": ["demo"], "name": ["Demo"]},
        "case": {"id": [1, 2], "code": ["LX-1", "LX-2"], "gone": [0, 0]},
        "place": {"id": [3], "kind": ["dock"], "name": ["Dock A"], "gone": [0]},
        "code": {"code": ["AB12CD34", "EF56GH78"], "subject": ["case:1", None], "gone": [0, 0]},
        "case_state": {"key": ["1"], "place": ["truck:2"], "pos": ["2026-11-22T08:00:00.000Z|x|0"], "gone": [0]},
    }
    return site


def case_state(place: str, pos: str) -> dict[str, list[object]]:
    """The row of case 1."""
    return {"key": ["1"], "place": [place], "pos": [pos], "gone": [0]}


def test_rows_come_once_and_then_only_what_changed(field: Page, site: Site):
    assert field.evaluate("() => core.world.rows('case').map(({ code }) => code)") == ["LX-1", "LX-2"]
    site.tell(case={"id": [1, 2], "code": ["LX-1b", "LX-2"], "gone": [0, 1]})
    field.evaluate(LOOK)
    field.evaluate("() => shows(() => core.world.rows('case').length === 1)")
    assert field.evaluate("() => core.world.row('case', 1).code") == "LX-1b"
    field.evaluate(LOOK)
    assert field.evaluate("() => core.status.age()") <= 3


def test_a_reload_without_signal_shows_the_same(field: Page, site: Site):
    site.tell(case={"id": [1, 2], "code": ["LX-1b", "LX-2"], "gone": [0, 1]})
    field.evaluate(LOOK)
    field.evaluate("() => shows(() => core.world.rows('case').length === 1)")
    open_field(field, site)
    assert field.evaluate("() => core.world.rows('case').map(({ code }) => code)") == ["LX-1b"]
    assert field.evaluate("() => core.status.age()") is not None


def test_an_own_entry_stays_on_screen_until_the_servers_row_has_it(field: Page, site: Site):
    site.deaf = True
    entry = field.evaluate("async () => (await move(1))[0]")
    field.evaluate(EMPTY)
    assert field.evaluate("() => core.world.state('case', 1).place") == "dock:1"
    site.deaf = False
    site.tell(case_state=case_state("zone:9", f"{entry['at']}|{entry['device']}|{entry['n']:016d}"))
    field.evaluate(LOOK)
    field.evaluate("() => shows(() => core.world.state('case', 1).place === 'zone:9')")


def test_an_undo_shows_at_once_also_of_what_the_server_has(field: Page, site: Site):
    site.deaf = True
    entry = field.evaluate("async () => (await move(1))[0]")
    field.evaluate(EMPTY)
    site.deaf = False
    site.tell(case_state=case_state("dock:1", f"{entry['at']}|{entry['device']}|{entry['n']:016d}"))
    field.evaluate(LOOK)
    field.evaluate("() => shows(() => core.world.row('case_state', 1).place === 'dock:1')")
    site.mood = "503"
    field.evaluate("() => core.record.undo(core.record.lastOwn().entry)")
    assert field.evaluate("() => core.world.state('case', 1).place") == "truck:2"
    assert field.evaluate("() => core.record.lastOwn()") is None


def test_another_epoch_brings_the_full_set_and_sends_again_what_was_lost(field: Page, site: Site):
    field.evaluate("() => move(1)")
    field.evaluate(EMPTY)
    # The server comes back from a backup that was made before the entry.
    site.epoch, site.seq, site.log = 2, 5, {}
    site.tables["case"] = {"id": [7], "code": ["PA-7"], "gone": [0]}
    field.evaluate(LOOK)
    field.evaluate("() => shows(() => core.world.rows('case').length === 1)")
    field.evaluate("async () => { await core.pull.pull(); await core.drain.drain({ urgent: true }) }")
    field.evaluate(EMPTY)
    assert [entry["subject"] for entry in site.log.values()] == ["case:1"]


def test_one_tab_asks_and_the_others_are_told(field: Page, site: Site, tab: Callable[[], Page]):
    other = tab()
    site.tell(case={"id": [9], "code": ["PA-9"], "gone": [0]})
    field.evaluate(LOOK)
    for page in (field, other):
        page.evaluate("() => shows(() => core.world.row('case', 9)?.code === 'PA-9')")


def test_codes_and_painted_numbers_are_found(field: Page):
    find = "text => core.lookup.find(text)"
    known = {"subject": "case:1", "code": "AB12CD34", "known": True}
    assert field.evaluate(find, "HTTPS://ELSEWHERE.EXAMPLE/Q/AB12CD34") == known
    assert field.evaluate(find, " ab12-cd34 ") == known
    assert field.evaluate(find, "lx-2") == {"subject": "case:2", "code": None, "known": True}
    assert field.evaluate(find, "EF56GH78") == {"subject": "code:EF56GH78", "code": "EF56GH78", "known": False}
    assert field.evaluate(find, "hello") == {"subject": None, "code": None, "known": False}


def test_a_code_linked_on_this_phone_brings_its_scans_along(field: Page, site: Site):
    site.mood = "503"
    field.evaluate("() => core.record.record('Moved', 'code:EF56GH78', { place: 'dock:1', leg: 'in' })")
    field.evaluate("() => core.record.record('Bound', 'code:EF56GH78', { to: 'case:2' })")
    assert field.evaluate("() => core.world.state('case', 2).place") == "dock:1"
    assert field.evaluate("async () => (await core.lookup.find('ef56gh78')).subject") == "case:2"


def test_ten_thousand_cases_are_there_soon_after_the_start(page: Page, site: Site):
    keys = list(range(1, 10_001))
    at = "2026-11-22T08:00:00.000Z"
    site.tables["case"] = {
        "id": keys, "code": [f"LX-{key}" for key in keys], "name": ["Robe MegaPointe pair"] * 10_000,
        "department": ["lighting"] * 10_000, "weight": [84.5] * 10_000, "truck": [key % 12 for key in keys],
        "zone": [key % 9 for key in keys], "sort": keys, "gone": [0] * 10_000,
    }  # fmt: skip
    site.tables["code"] = {
        "code": [f"AB{key + 100_000}" for key in keys], "subject": [f"case:{key}" for key in keys],
        "gone": [0] * 10_000,
    }  # fmt: skip
    site.tables["case_state"] = {
        "key": [str(key) for key in keys], "place": ["zone:7"] * 10_000, "since": [at] * 10_000,
        "arrived": [at] * 10_000, "placed": [at] * 10_000, "by": [7] * 10_000,
        "findings": [[]] * 10_000, "decided": [{}] * 10_000,
        "pos": [f"{at}|0f4e6a52-9d3e-4c41-8f57-1c2f9dbbc0aa|{key:016d}" for key in keys], "gone": [0] * 10_000,
    }  # fmt: skip
    work(page, site)
    page.evaluate("async () => { while (!await core.store.within((base) => base.count('pulled'))) { continue } }")
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    loaded, verdict = page.evaluate("""async () => {
        const began = performance.now()
        await core.world.enter('demo')
        const loaded = performance.now() - began
        const asked = performance.now()
        const { subject } = await core.lookup.find('LX-7777')
        core.world.state('case', subject.split(':')[1])
        return [loaded, performance.now() - asked]
    }""")
    print(f"10,000 cases at a quarter of the speed: {loaded:.0f} ms; found and judged: {verdict:.0f} ms")
    assert page.evaluate("() => core.world.rows('case').length") == 10_000
    assert loaded < 1500
    assert verdict < 50


def test_of_two_shows_opened_at_once_the_one_asked_for_last_stays_open(field: Page):
    asking = "() => Promise.all([core.world.enter('demo'), core.world.enter('another')])"
    assert field.evaluate(asking) == [True, False]
    assert field.evaluate("() => core.world.show()") == "another"


def test_two_news_at_once_of_own_entries_come_to_rest(field: Page):
    field.evaluate("""() => {
        core.hub.tell("own")
        core.hub.tell("own")
        let looks = 0
        return shows(() => looks++ > 0)
    }""")


def test_an_entry_that_was_read_before_it_was_told_of_counts_once(field: Page, site: Site):
    site.mood = "503"
    field.evaluate("() => move(1)")
    field.evaluate("""async () => {
        const [{ n, show, entry }] = await core.outbox.waiting()
        core.hub.tell("own", { added: { n, show, entry, phase: "waiting" } })
    }""")
    assert field.evaluate("() => core.world.own().length") == 1
