"""What the harness promises to the tests that stand on it."""

import subprocess
import sys

import psycopg
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.harness import camera, chromium, javascript, programs
from tests.harness.accessibility import Inaccessible, axe
from tests.harness.pages import audit

SOUND = (
    '<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>Gate · Rig</title>'
    '</head><body><main><h1>Gate</h1><form><label for="n">Name</label><input id="n"><button>In</button></form>'
    "</main></body></html>"
)
FAULTS = {
    "no doctype": ("<!doctype html>", ""),
    "no language": (' lang="en"', ""),
    "zoom forbidden": ("device-width", "device-width,user-scalable=no"),
    "another title": ("<title>Gate", "<title>Door"),
    "two h1": ("<form>", "<h1>Gate</h1><form>"),
    "a level skipped": ("<form>", "<h3>Who</h3><form>"),
    "no main": ("main>", "div>"),
    "an unlabelled field": ('for="n"', 'for="m"'),
    "an id twice": ("<button", '<i id="n"></i><button'),
    "a nameless button": (">In<", "><"),
    "a button in a link": ("<button>In</button>", '<a href="/">x<button>In</button></a>'),
    "a form in a form": ("<button", "<form></form><button"),
    "a dead link": ("<button", '<a href="#gone">Down</a><button'),
    "an image undescribed": ("<button", '<img src="/a.png"><button'),
    "a table without heads": ("<button", "<table><tr><td>1</td></tr></table><button"),
    "inline script": ("<form>", "<script>1</script><form>"),
    "inline style": ("<main>", '<main style="color:red">'),
    "a style element": ("</head>", "<style>p{}</style></head>"),
    "a handler": ("<button", '<button onclick="go()"'),
    "another site": ("</head>", '<link rel="icon" href="//cdn.example/a.png"></head>'),
    "template code": (">In<", ">{{ word }}<"),
    "an unclosed tag": ("<form>", "<form><div>"),
    "an attribute twice": ('<input id="n"', '<input id="n" id="n"'),
}


def test_a_sound_page_passes_and_answers():
    page = audit(SOUND)
    assert page.one("h1").text == "Gate"
    assert [button.text for button in page.all("button")] == ["In"]


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_of_a_page_is_seen(fault: str):
    broken = SOUND.replace(*FAULTS[fault])
    assert broken != SOUND
    with pytest.raises(AssertionError, match="faults of the page"):
        audit(broken)


def test_node_failures_and_empty_files_fail(tmp_path, monkeypatch):
    monkeypatch.setattr(javascript, "ROOT", tmp_path)
    path = tmp_path / "a.test.mjs"
    for source in ("", "t('x', () => { throw 1 })", "t.skip('x')", "t('x', () => { console.error('odd') })"):
        path.write_text("import t from 'node:test'\n" + source)
        with pytest.raises(AssertionError):
            javascript.run(path)
    path.write_text("import t from 'node:test'\nt('x', () => {})")
    javascript.run(path)


@pytest.mark.parametrize("name", programs.ALL)
def test_a_program_that_was_named_and_is_not_there_is_an_error(tmp_path, name):
    variable = programs.ALL[name].variable
    hidden = {"PATH": str(tmp_path), variable: f"/nowhere/{name}"}
    command = [sys.executable, "-m", "tests.harness.programs", name]
    done = subprocess.run(command, env=hidden, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{variable}=/nowhere/{name} cannot be run" in done.stderr


@pytest.mark.parametrize("name", programs.ALL)
def test_a_missing_program_says_what_to_install(tmp_path, monkeypatch, capsys, name):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(programs.ALL[name].variable, raising=False)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert programs.main(name) == 1
    assert f"apt-get install {name}" in capsys.readouterr().err


def test_postgresql_is_ours_and_listens_nowhere(postgresql):
    with psycopg.connect(postgresql.address) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


@pytest.mark.browser
def test_a_film_is_what_the_camera_sees(phone, tmp_path):
    red = Image.new("RGB", (400, 400), "red")
    page: Page = phone(camera.film(tmp_path / "red.mjpeg", [(red, 30)], tilt=0))
    html = "<video muted playsinline></video>"
    page.route("http://localhost/", lambda route: route.fulfill(content_type="text/html", body=html))
    page.goto("http://localhost/")
    seen = page.evaluate(
        """async () => {
          const video = document.querySelector("video")
          video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 } })
          await video.play()
          const pen = new OffscreenCanvas(1280, 720).getContext("2d")
          pen.drawImage(video, 0, 0, 1280, 720)
          return [...pen.getImageData(640, 360, 1, 1).data]
        }"""
    )
    assert seen[0] > 200
    assert max(seen[1:3]) < 60


@pytest.mark.browser
def test_axe_sees_what_it_should(page: Page):
    page.set_content(SOUND)
    expect(page.get_by_role("button", name="In")).to_be_visible()
    axe(page)
    page.set_content(SOUND.replace(' lang="en"', ""))
    with pytest.raises(Inaccessible, match="html-has-lang"):
        axe(page)


@pytest.mark.browser
def test_a_page_that_throws_is_heard(phones, page: Page):
    page.evaluate("() => new Promise(done => { setTimeout(() => { done(); throw new Error('lost') }) })")
    page.evaluate("() => console.error('Refused to run')")
    with pytest.raises(AssertionError, match=r"lost[\s\S]*Refused to run"):
        phones.judge()


def test_chromium_runs_in_its_sandbox_unless_root(monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert "--no-sandbox" not in chromium.flags()
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert "--no-sandbox" in chromium.flags()


@pytest.mark.both
def test_the_cast_signs_in_scans_and_sees(cast, phone_of):
    cem = phone_of("cem")
    scan = cem.entry("Moved", f"case:{cast.cases['LX-0108']}", 3, place=cast.refs["dock1"])
    assert [result["status"] for result in cem.push(scan)] == ["stored"]
    assert cem.rows("case_state")[str(cast.cases["LX-0108"])]["place"] == cast.refs["dock1"]
    assert phone_of("sam").client.get("/api/shows/glass-horizon/changes").status_code == 404
