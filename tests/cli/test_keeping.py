"""The drill: everything lost, everything back, on either database, while people work."""

import json
import zipfile
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import create_engine, select, text

from siteops import create_app
from siteops.core.access.people import Person
from siteops.core.config import driver
from siteops.core.db import db
from tests.harness.cast import Phone, phone, sign_in
from tests.harness.commands import runner
from tests.harness.databases import let_go

pytestmark = [pytest.mark.both, pytest.mark.server]
CASE = "case:1"


@pytest.fixture
def at_work(app, cast):
    """A phone that has scanned, reported with a photo, and taken something back."""
    lea = phone(app, cast, "lea")
    scan = lea.entry("Moved", CASE, 1, place=cast.refs["dock1"])
    report = lea.entry("Reported", "incident:1b4e28ba-2fa1-41d2-883f-0016d3cca427", 2, kind="damage", severity="minor",
                       photo=send_photo(lea.client), private={"text": "Dented"})  # fmt: skip
    lea.push(scan, report, lea.entry("Undone", CASE, 3, entry=scan["id"]), lea.entry("Moved", CASE, 4, place="zone:3"))
    return lea


def send_photo(client):
    picture = BytesIO()
    Image.new("RGB", (40, 30), "orange").save(picture, "JPEG")
    name = sha256(picture.getvalue()).hexdigest()
    sent = client.put(
        f"/api/shows/glass-horizon/photos/{name}",
        data=picture.getvalue(),
        headers={"X-SiteOps": "1", "Upload-Offset": "0", "Upload-Length": str(len(picture.getvalue()))},
    )
    assert sent.status_code == 200, sent.text
    return name


def seen_by(app, who="lea"):
    """What a person's phone gets, without the epoch."""
    client = sign_in(app.test_client(), who)
    answer = Phone(client, 0).pull()
    assert answer["reset"] is True
    return answer["tables"]


def elsewhere(make, tmp_path):
    """Another machine: its app, and its command line. `make`: fresh databases of an engine."""
    data = tmp_path / "elsewhere"
    data.mkdir()
    database = make.fresh(data)
    return create_app(DATA=data, DATABASE_URL=database, TESTING=True), runner(database, data), data


def close(app):
    with app.app_context():
        let_go()


@pytest.mark.parametrize("other", ["sqlite", "postgresql"])
def test_a_site_that_burned_down_stands_again(request, run, app, at_work, tmp_path, other):
    before = seen_by(app)
    assert run("backup", str(tmp_path / "all.zip")).exit_code == 0
    new_app, there, data = elsewhere(request.getfixturevalue(other), tmp_path)
    restored = there("restore", str(tmp_path / "all.zip"))
    assert restored.exit_code == 0, restored.output
    assert "Shows: another, glass-horizon" in restored.stdout
    assert seen_by(new_app) == before
    assert there("verify").exit_code == 0
    assert there("replay").exit_code == 0
    assert [len(list((data / "photos").rglob("*.jpg"))), (data / "secret").stat().st_mode & 0o777] == [1, 0o600]
    close(new_app)


def test_phones_work_on_with_what_was_restored(run, app, cast, at_work, tmp_path):
    waiting = at_work.entry("Moved", CASE, 9, place=cast.refs["dock2"])
    run("backup", str(tmp_path / "all.zip"))
    lost = at_work.entry("Damaged", CASE, 8, reason="After the backup")
    at_work.push(lost)
    cursor = at_work.pull()["head"]
    assert run("restore", "--replace", str(tmp_path / "all.zip")).exit_code == 0
    at_work.client = sign_in(app.test_client(), "lea")
    after = at_work.pull(after=cursor)
    assert after["reset"] is True
    assert after["tables"]["case_state"]["damaged"] == [None]
    assert [one["status"] for one in at_work.push(waiting, lost)] == ["stored", "stored"]
    assert at_work.rows("case_state")["1"]["damaged"] == "After the backup"
    assert run("verify").exit_code == 0


def test_who_was_erased_since_is_erased_again(run, app, cast, at_work, tmp_path):
    run("backup", str(tmp_path / "all.zip"))
    run("user", "erase", "cem@site.example", "--yes")
    restored = run("restore", "--replace", str(tmp_path / "all.zip"))
    assert f"Erased again, as they were before: {cast.people['cem']}" in restored.stdout
    with app.app_context():
        names = db.session.scalars(select(Person.name)).all()
    assert "Cem Arslan" not in names
    assert "Lea Lead" in names
    assert run("verify").exit_code == 0


def test_new_things_get_new_numbers_after_a_restore(run, app, at_work, tmp_path):
    run("backup", str(tmp_path / "all.zip"))
    run("restore", "--replace", str(tmp_path / "all.zip"))
    added = run("user", "add", "nils@site.example", typed="a long password\n")
    assert added.exit_code == 0, added.output


def test_what_was_there_is_never_thrown_away(run, app, data, at_work, tmp_path):
    run("backup", str(tmp_path / "all.zip"))
    refused = run("restore", str(tmp_path / "all.zip"))
    assert refused.exit_code == 1
    assert "--replace" in refused.stderr
    at_work.push(at_work.entry("Held", CASE, 5, reason="Only here"))
    assert run("restore", "--replace", str(tmp_path / "all.zip")).exit_code == 0
    (kept,) = (data / "backups").glob("before-restore-*.zip")
    assert run("restore", "--replace", str(kept)).exit_code == 0
    assert Phone(sign_in(app.test_client(), "lea"), 0).rows("case_state")["1"]["held"] == "Only here"


def test_a_second_restore_of_one_backup_is_another_epoch(run, app, at_work, tmp_path):
    run("backup", str(tmp_path / "all.zip"))
    epochs = []
    for _ in range(3):
        run("restore", "--replace", str(tmp_path / "all.zip"))
        epochs.append(Phone(sign_in(app.test_client(), "lea"), 0).pull()["head"].partition(".")[0])
    assert len(set(epochs)) == 3


def test_a_backup_is_for_our_eyes_only_and_appears_when_it_is_whole(run, at_work, tmp_path):
    folder = tmp_path / "kept"
    assert run("backup", f"{folder}/").exit_code == 0
    (made,) = folder.iterdir()
    assert (made.suffix, made.stat().st_mode & 0o777) == (".zip", 0o600)


def test_only_so_many_backups_are_kept(run, cast, tmp_path):
    names = [f"siteops-2026010{day}-000000.zip" for day in range(1, 5)]
    for name in (*names, "mine.zip"):
        (tmp_path / name).touch()
    assert run("backup", str(tmp_path), "--keep", "2").exit_code == 0
    left = sorted(path.name for path in tmp_path.glob("*.zip"))
    assert left[:2] == ["mine.zip", names[-1]]
    assert len(left) == 3


def test_a_backup_that_was_cut_off_changes_nothing(run, app, at_work, tmp_path):
    whole = tmp_path / "all.zip"
    run("backup", str(whole))
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[:-200])
    before = seen_by(app)
    refused = run("restore", "--replace", str(cut))
    assert refused.exit_code == 1
    assert "no whole backup" in refused.stderr
    assert seen_by(app) == before


def test_a_backup_whose_log_was_changed_is_refused(run, app, at_work, tmp_path):
    run("backup", str(tmp_path / "all.zip"))
    forged = tmp_path / "forged.zip"
    forge(tmp_path / "all.zip", forged, "tables/log.ndjson", lambda text: text.replace("Undone", "Moved"))
    refused = run("restore", "--replace", str(forged))
    assert refused.exit_code == 1
    assert "damaged" in refused.stderr


def test_a_backup_of_a_newer_version_is_refused(run, app, at_work, tmp_path):
    run("backup", str(tmp_path / "all.zip"))
    newer = tmp_path / "newer.zip"
    forge(tmp_path / "all.zip", newer, "site.json", lambda text: text.replace('"revision": "', '"revision": "9'))
    refused = run("restore", "--replace", str(newer))
    assert refused.exit_code == 1
    assert "newer SiteOps" in refused.stderr


def forge(source, target, name, change):
    """A copy of a backup in which one member reads otherwise."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            changed = change(content.decode()).encode() if member == name else content
            assert member != name or changed != content
            new.writestr(member, changed)


def test_erased_words_are_in_no_later_backup(run, app, cast, at_work, tmp_path):
    pia = phone(app, cast, "pia")
    report = next(one for one in at_work.pull()["tables"]["words"]["entry"])
    pia.push(pia.entry("Erased", "incident:1b4e28ba-2fa1-41d2-883f-0016d3cca427", 9, entry=report))
    run("backup", str(tmp_path / "all.zip"))
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert not [name for name in archive.namelist() if b"Dented" in archive.read(name)]
        assert json.loads(archive.read("site.json"))["tables"]["log"] == 5


def test_a_backup_sees_one_moment(run, database, at_work, tmp_path):
    """Its head is that of its last entry, whatever arrives while it is written."""
    run("backup", str(tmp_path / "all.zip"))
    engine = create_engine(driver(database))
    with engine.connect() as connection:
        seq = connection.scalar(text("SELECT seq FROM head WHERE show = 'glass-horizon'"))
    engine.dispose()
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert archive.read("tables/log.ndjson").count(b"\n") == seq + 1
