"""Static files: one hash for all, kept for ever, never two builds of code on one page."""

import gzip
import re

import pytest

from siteops.core.assets import FOR_EVER, MissingAssetError, told_less

WASM = "vendor/zxing-wasm-3.1.4/dist/reader/zxing_reader.wasm"


@pytest.fixture
def files(app):
    return app.extensions["assets"]


def test_a_file_of_this_build_is_kept_for_ever(client, files):
    answer = client.get(files.url("css/field.css"))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == FOR_EVER
    assert answer.content_type == "text/css; charset=utf-8"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (WASM, "application/wasm"),
        ("vendor/lit-html-3.3.3/lit-html.js", "text/javascript; charset=utf-8"),
        ("icons/sprite.svg", "image/svg+xml"),
        ("icons/app-192.png", "image/png"),
        ("vendor/lucide-1.62.0/LICENSE", "text/plain; charset=utf-8"),
    ],
)
def test_every_file_says_what_it_is(client, files, name, kind):
    # Browsers refuse modules and engines of another type.
    assert client.get(files.url(name)).content_type == kind


def test_the_engine_travels_compressed_to_who_can_unpack_it(client, files):
    packed = client.get(files.url(WASM), headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < 420_000
    plain = client.get(files.url(WASM), headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.data) == plain.data
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_a_page_of_the_last_build_keeps_its_look_but_gets_no_newer_code(client):
    look = client.get("/static/000000000000/css/field.css")
    assert (look.status_code, look.headers["Cache-Control"]) == (200, "no-store")
    assert client.get("/static/000000000000/look/choices.js").status_code == 404


@pytest.mark.parametrize(
    "name", ["css/none.css", "../pyproject.toml", "%2e%2e/pyproject.toml", "core/../../app.py", ".gitignore"]
)
def test_nothing_but_static_files_is_served(client, files, name):
    assert client.get(f"/static/{files.build}/{name}").status_code == 404


def test_a_page_that_names_a_missing_file_fails_at_once(files):
    with pytest.raises(MissingAssetError, match="css/none"):
        files.url("css/none.css")


def test_an_icon_can_stand_in_a_page_itself(client, files):
    assert files.symbol("eye").startswith('<symbol id="i-eye" viewBox="0 0 24 24"><path')
    assert files.symbol("eye") in client.get("/field").text
    with pytest.raises(MissingAssetError, match="no-such"):
        files.symbol("no-such")


def test_any_changed_byte_makes_another_build(files):
    changed = type(files)({**files.files, "icons/app.svg": b""})
    assert changed.build != files.build


def test_modules_are_found_through_the_modules_they_import(files):
    found = files.modules("vendor/lit-html-3.3.3/directives/repeat.js")
    assert [name.rsplit("/", 1)[1] for name in found] == [
        "repeat.js",
        "lit-html.js",
        "directive.js",
        "directive-helpers.js",
    ]


def test_a_script_loses_its_comments_but_neither_code_nor_line_numbers():
    source = (
        b"/** Why.\n * More. */\nexport const one = 1\n  /* aside */\n/** @type {X} */ (two)()\nconst glob = `*/`\n"
    )
    assert told_less(source) == b"\n\nexport const one = 1\n\n/** @type {X} */ (two)()\nconst glob = `*/`\n"


def test_what_a_phone_keeps_is_enough_for_its_shell(client, files):
    html = client.get("/field").text
    wanted = {
        name for name in re.findall(rf"/static/{files.build}/([^\"#]+)", html) if not name.startswith("icons/app")
    }
    assert wanted <= set(files.phone_files)
