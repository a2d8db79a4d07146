"""A load-in from the office's file to the lead's board: paper, cameras, a dead server, and nothing lost or doubled."""

from collections.abc import Callable
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.harness.commands import Run
from tests.harness.server import LiveServer
from tests.imports.conftest import DATA
from tests.story.desk import Desk
from tests.story.paper import Label, Reel, found
from tests.story.pocket import Pocket, queue

pytestmark = pytest.mark.browser

BOX, INNER, INMOST = "AU-1001", "AU-10P5", "AU-10P5-A"
ELSEWHERE, TYPED, REGRETTED, LABELLED_LATE = "AU-0501", "AU-1101", "AU-1102", "LX-0101"
BLANK = "9T2FK7QX"
"""A label of the roll of codes that stand for nothing yet."""
WHERE = {BOX: "Dock A", INMOST: f"in {INNER}, Monitor world", REGRETTED: "Not scanned yet"}
"""What a case's page says in the end: what is in a case that was taken out of its box went with it."""
LIST, STEP = "Dock A: before the first truck", "Ramp is level"
FILMED_MS = 60_000
"""A film of three labels takes eight seconds; on a machine with other work it may have to be seen twice."""


@pytest.fixture
def show(pia: Desk) -> Desk:
    """The office's file is in, the plan is made, the load-in has begun."""
    pia.choose_file(DATA / "rentman-equipment.csv")
    expect(pia.page.get_by_text("Nothing is stored yet")).to_be_visible()
    expect(pia.page.get_by_role("row", name="LX-0105").first).to_contain_text("Double")
    pia.press("Store 240 cases")
    expect(pia.page.get_by_role("heading", level=1)).to_have_text("Stored")
    for kind, name in (("Dock", "Dock A"), ("Dock", "Dock B"), ("Gate", "Gate North")):
        pia.add_place(kind, name)
    pia.bring_in_by("Dock B", "FOH")
    pia.add_list(LIST, STEP, "Cable ramps are closed")
    pia.begin_load_in()
    return pia


@pytest.fixture
def noor(show: Desk, phone: Callable[..., Page]) -> Pocket:
    """Noor leads; she came by a link that Pia sent her."""
    return Pocket(phone()).join(show.invite("Lead"), "Noor Lind")


@pytest.fixture
def paper(show: Desk, noor: Pocket) -> list[Label]:
    """All that was printed and cut: cases of a truck, places, badges."""
    cases = show.print("Cases", Truck="Truck 3 (HH-NV 1203)", Department="Audio")
    return [*cases, *show.print("Posters"), *show.print("Badges")]


@pytest.fixture
def mara(show: Desk, noor: Pocket, paper: list[Label], phone: Callable[..., Page], reel: Reel) -> Pocket:
    """Mara is crew; she came by the code that Noor held up on her own phone."""
    noor.page.goto(f"{show.at}/invitations")
    noor.press("Make the QR code")
    (read,) = zxingcpp.read_barcodes(Image.open(BytesIO(noor.page.get_by_role("img", name="QR code").screenshot())))
    noor.page.goto(f"{show.url}/field#board")
    mara = Pocket(phone(reel.path)).join(read.text, "Mara Voss")
    expect(mara.page.get_by_role("button", name="Where are you?")).to_be_visible()
    return mara


def test_everything_that_happens_without_signal_arrives_once(
    show: Desk, mara: Pocket, noor: Pocket, paper: list[Label], reel: Reel, server: LiveServer, run: Run
):
    server.kill()
    films_the_dock(mara, paper, reel)
    scans_otherwise(mara, paper, reel)
    films_the_gate(mara, paper, reel)
    reports_and_ticks(mara)
    mara.look_again()
    everything_is_still_there(mara)
    held = queue(mara.page)
    server.restart()
    mara.send_now()
    arrived_once(show, held)
    assert run("verify").exit_code == 0
    the_lead_sees_it(noor, show.cases())
    the_desk_sees_it(show)


def films_the_dock(mara: Pocket, paper: list[Label], reel: Reel) -> None:
    """Where, a box, and a case that belongs at another dock: no hand on the phone."""
    reel.show(*(found(paper, words) for words in ("DOCK A", BOX, ELSEWHERE)))
    mara.look_again()
    expect(mara.here).to_have_text("You are at Dock A", timeout=FILMED_MS)
    expect(mara.page.locator(".card b").first).to_have_text(f"{ELSEWHERE} at Dock A", timeout=FILMED_MS)
    mara.sees("again", "Another dock", "Belongs at Dock B")
    mara.open("#board")
    expect(mara.page.get_by_label("Cases", exact=True)).to_contain_text("11 of 240 in")


def scans_otherwise(mara: Pocket, paper: list[Label], reel: Reel) -> None:
    """With a hand scanner, by typing, with a second thought, and off a roll of blank labels."""
    reel.show()
    mara.look_again()
    mara.open("#scan")
    mara.trigger(found(paper, "Monitor world").code)
    mara.sees("ok", "You are at", "Monitor world")
    mara.trigger(found(paper, INNER).code)
    mara.sees("ok", "Placed", INNER)
    mara.clear()
    for number in (TYPED, REGRETTED):
        mara.type(f" {number.lower()} ")
        mara.sees("ok", "Placed", number)
        mara.clear()
    expect(mara.page.locator(".card b").first).to_have_text(f"{REGRETTED} at Monitor world")
    mara.press("Undo")
    expect(mara.page.locator(".says")).to_contain_text("Undone")
    mara.trigger(f"https://printed.example/q/{BLANK.lower()}")
    mara.sees("unknown", "New code", "Saved. Which case is this?")
    mara.clear()


def films_the_gate(mara: Pocket, paper: list[Label], reel: Reel) -> None:
    """The gate's poster, and Noor's badge."""
    reel.show(found(paper, "GATE North"), found(paper, "Noor Lind"))
    mara.look_again()
    expect(mara.here).to_have_text("You are at Gate North", timeout=FILMED_MS)
    expect(mara.page.locator(".card b").first).to_contain_text("Noor", timeout=FILMED_MS)
    mara.sees("ok", "On site", "Noor")


def reports_and_ticks(mara: Pocket) -> None:
    """A hazard in three taps, and a step of the list."""
    mara.open("#report")
    mara.press("Hazard")
    mara.press("Report hazard")
    expect(mara.page.get_by_role("heading", name="Hazard reported")).to_be_visible()
    mara.open("#lists")
    mara.page.get_by_role("link", name=LIST).click()
    mara.page.get_by_role("checkbox", name=STEP).click()
    is_done(mara, STEP)


def is_done(hand: Pocket, step: str) -> None:
    """The step has its tick."""
    expect(hand.page.get_by_role("checkbox", name=step)).to_have_attribute("aria-checked", "true")


def everything_is_still_there(mara: Pocket) -> None:
    """What the phone says after it began anew, without a server."""
    is_done(mara, STEP)
    mara.open("#incidents")
    expect(mara.page.get_by_role("link", name="Hazard")).to_contain_text("Not sent yet")
    mara.open("#board")
    expect(mara.page.get_by_label("Cases", exact=True)).to_contain_text("12 of 240 in")
    expect(mara.page.locator(".card", has_text="crew on site")).to_contain_text("1")
    expect(mara.chip).to_have_text(f"{len(queue(mara.page))} waiting")


def arrived_once(show: Desk, held: list[dict[str, object]]) -> None:
    """Each entry of the queue is in the log, in the order it was made, and none is there twice."""
    kinds = {str(entry["kind"]) for entry in held}
    assert kinds == {"Moved", "Undone", "CheckedIn", "Reported", "Ticked"}
    device = held[0]["device"]
    log = [entry for subject in {str(one["subject"]) for one in held} for entry in show.entries(subject)]
    theirs = sorted((entry["n"], entry["id"]) for entry in log if entry["device"] == device)
    assert theirs == [(entry["n"], entry["id"]) for entry in held]
    assert not [entry for entry in log if entry["held"] or entry["flags"]]


def the_lead_sees_it(noor: Pocket, subjects: dict[str, str]) -> None:
    """On her own phone: figures, places, what needs a look; she says what the blank label is."""
    noor.send_now()
    cases = noor.page.get_by_label("Cases", exact=True)
    expect(cases).to_contain_text("12 of 240 in")
    expect(noor.page.get_by_role("link", name="open incident")).to_contain_text("1 serious")
    expect(noor.page.locator(".card", has_text="crew on site")).to_contain_text("1")
    for number, where in WHERE.items():
        noor.see(subjects[number])
        expect(noor.page.locator(".facts")).to_contain_text(where)
    noor.open("#findings")
    noor.page.get_by_role("article", name=f"Wrong place: {ELSEWHERE}").get_by_role("button", name="Stays here").click()
    noor.page.get_by_role("article", name="Unknown code").get_by_role("link", name="Link it").click()
    noor.page.get_by_label("Number or name").fill(LABELLED_LATE)
    noor.page.get_by_role("button", name=LABELLED_LATE).click()
    expect(noor.page.locator(".says")).to_contain_text(f"is {LABELLED_LATE} from now on")
    noor.open("#board")
    expect(cases).to_contain_text("13 of 240 in")
    noor.all_sent()


def the_desk_sees_it(show: Desk) -> None:
    """The same on the desk's board; what the blank label told belongs elsewhere, and Pia settles that."""
    show.turn_to("Live board")
    expect(show.card("Cases")).to_contain_text("13 / 240")
    expect(show.card("Crew")).to_contain_text("1 / 3")
    expect(show.card("Incidents")).to_contain_text("1 serious")
    expect(show.card("Lists")).to_contain_text(f"{LIST}1/2")
    show.page.get_by_role("link", name="1 thing needs a look").click()
    astray = show.page.get_by_role("article").filter(has_text=LABELLED_LATE)
    expect(astray).to_contain_text("At Monitor world, belongs at Truss build")
    astray.get_by_role("button", name="It will be moved").click()
    show.turn_to("Live board")
    expect(show.page.get_by_text("Nothing needs a look")).to_be_visible()
