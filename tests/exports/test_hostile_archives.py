"""An archive is believed in nothing: what lies, lacks or overflows is refused in plain words, and nothing changes."""

import json
import re
import zipfile
from hashlib import sha256

import pytest

from tests.harness.cast import SHOW


def changed(source, target, name, change):
    """A copy of an archive in which one member reads otherwise, with the right checksum."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        about = json.loads(old.read("manifest.json"))
        for member in old.namelist():
            content = old.read(member)
            if member == name != "manifest.json":
                content = change(content)
                about["files"][name] = {"bytes": len(content), "sha256": sha256(content).hexdigest()}
            if member != "manifest.json":
                new.writestr(member, content)
        if name == "manifest.json":
            about = change(about)
        new.writestr("manifest.json", json.dumps(about))


HOSTILE = {
    "a log that was changed": ("log.ndjson", lambda log: log.replace(b'"wet"', b'"dry"').replace(b"=wet", b"=dry"),
                               "Its log was changed"),
    "words that were changed": ("private.ndjson", lambda text: text.replace(b"Forklift", b"Nobody"), "Private words"),
    "a foreign column": ("plan/place.ndjson", lambda text: text.replace(b'"kind"', b'"x":1,"kind"'), "no column"),
    "a password": ("plan/person.ndjson", lambda text: text.replace(b'"name"', b'"password":"x","name"'), "no column"),
    "a place of no kind": ("plan/place.ndjson", lambda text: text.replace(b'"dock"', b'"moon"', 1), "damaged"),
    "a number that is none": ("plan/line.ndjson", lambda text: text.replace(b'"sort":1', b'"sort":"1"'), "damaged"),
    "a row that names nothing": ("plan/line.ndjson", lambda text: text.replace(b'"case":1,', b'"case":77,'), "damaged"),
    "a day in the year 1": ("plan/slot.ndjson", lambda text: text.replace(b"2026-05-01", b"0001-01-01"), "damaged"),
    "the last day of all": ("plan/grant.ndjson", lambda text: text.replace(b"2026-05-01", b"9999-12-31"), "damaged"),
    "a code that no index holds": ("plan/case.ndjson", lambda text: text.replace(b"LX-0108", b"LX-" * 300), "damaged"),
    "two rows of one key": ("plan/place.ndjson", lambda text: text.replace(b'"id":2,', b'"id":1,'), "damaged"),
    "a row without a floor": ("plan/place.ndjson", lambda text: text + b"[" * 100_000 + b"\n", "damaged"),
    "half a line": ("plan/case.ndjson", lambda text: text[:-9], "damaged"),
    "no picture": ("photos/{photo}.jpg", lambda _: b"MZ", "is no picture"),
    "a newer format": ("manifest.json", lambda about: about | {"format": 2}, "newer SiteOps"),
    "a newer database": ("manifest.json", lambda about: about | {"revision": "9999"}, "newer SiteOps"),
    "a table of its own": ("manifest.json", lambda about: about | {"files": about["files"] | {"plan/x.ndjson": {
        "bytes": 0, "sha256": ""}}}, "what no archive holds"),
    "a way out": ("manifest.json", lambda about: about | {"files": about["files"] | {"../../etc/passwd": {
        "bytes": 0, "sha256": ""}}}, "what no archive holds"),
    "another time zone": ("manifest.json", lambda about: about | {"show": about["show"] | {"timezone": "No/Where"}},
                          "time zone"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_lies_is_refused_and_nothing_was_changed(run, full, elsewhere, tmp_path, name):
    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    member, change, said = HOSTILE[name]
    changed(tmp_path / "a.zip", tmp_path / "b.zip", member.format(photo=full), change)
    _there, command, data, _ = elsewhere("sqlite", busy=True)
    refused = command("show", "import", str(tmp_path / "b.zip"), "--as", "guest")
    assert refused.exit_code in (1, 2), refused.output
    assert said in refused.stderr
    assert "guest" not in command("show", "list").stdout
    assert not list(data.glob("photos/*"))


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04" + bytes(200)])
def test_what_is_no_archive_is_said_plainly(elsewhere, tmp_path, content):
    (tmp_path / "x.zip").write_bytes(content)
    _there, command, _data, _ = elsewhere("sqlite", busy=False)
    refused = command("show", "import", str(tmp_path / "x.zip"))
    assert refused.exit_code == 1
    assert "no archive of a show" in refused.stderr


def test_a_file_that_was_cut_off_and_one_that_was_swapped(run, full, elsewhere, tmp_path):
    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    whole = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[:-100])
    with zipfile.ZipFile(tmp_path / "a.zip") as old, zipfile.ZipFile(tmp_path / "swapped.zip", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"Stage left", b"Stage west"))
    _there, command, _data, _ = elsewhere("sqlite", busy=False)
    for name in ("cut", "swapped"):
        refused = command("show", "import", str(tmp_path / f"{name}.zip"))
        assert (refused.exit_code, refused.stderr.count("Nothing was changed")) == (1, 1)


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00.000Z", "0001-01-01T00:00+12:00", "9999-12-31T23:59:59.999Z",
                                "2026-05-01T06:00:00Z"])  # fmt: skip
def test_a_log_of_days_that_no_clock_shows_is_refused_though_its_hashes_are_right(run, full, elsewhere, tmp_path, at):
    def chained(log):
        lines = [re.sub(rb'^{"at":"[^"]+"', b'{"at":"%s"' % at.encode(), line) for line in log.splitlines()]
        for line in lines:
            hashes.append(sha256(hashes[-1] + sha256(line).digest()).digest())
        return b"".join(line + b"\n" for line in lines)

    hashes = [bytes(32)]
    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    changed(tmp_path / "a.zip", tmp_path / "b.zip", "log.ndjson", chained)
    named = {"entries": len(hashes) - 1, "head": hashes[-1].hex()}
    changed(tmp_path / "b.zip", tmp_path / "c.zip", "manifest.json", lambda about: about | {"log": named})
    _there, command, _data, _ = elsewhere("sqlite", busy=False)
    refused = command("show", "import", str(tmp_path / "c.zip"))
    assert (refused.exit_code, "damaged: log.ndjson, 1" in refused.stderr) == (1, True), refused.output
