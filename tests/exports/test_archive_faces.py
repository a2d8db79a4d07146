"""Photos of people travel with a show: of those who are on it, to whoever reads it, made anew on the way in."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from siteops.core.access.people import Person
from siteops.core.db import db, editing
from tests.exports.test_archive import producer
from tests.exports.test_hostile_archives import changed
from tests.harness.cast import SHOW, sign_in
from tests.labels.test_faces import picture, send


@pytest.fixture
def portrayed(app, cast, pia, lea):
    """Cem and Rob have photos; Rob's part has ended. Lea looks after both."""
    assert send(pia, cast.people["cem"], picture()).status_code == 303
    with app.app_context(), editing() as session:
        cem, rob = (session.get_one(Person, cast.people[one]) for one in ("cem", "rob"))
        rob.photo = cem.photo
        return cem.photo


def photo_of(there, name, show=SHOW):
    """What the page of somebody shows at the other installation; None where there is no photo."""
    with there.app_context():
        person = db.session.scalars(select(Person.id).where(Person.name == name).order_by(Person.id.desc())).first()
    answer = producer(there).get(f"/shows/{show}/people/{person}/photo")
    return answer.data if answer.status_code == 200 else None


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_photo_arrives_with_the_person(run, portrayed, elsewhere, tmp_path, engine):
    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    there, command, data, _ = elsewhere(engine, busy=False)
    for name in (SHOW, "once-more"):
        read = command("show", "import", str(tmp_path / "a.zip"), "--as", name)
        assert read.exit_code == 0, read.output
        face = Image.open(BytesIO(photo_of(there, "Cem Arslan", name)))
        red, _green, blue = face.crop((200, 10, 208, 18)).resize((1, 1)).tobytes()
        assert (face.size, red > 150 > blue) == ((480, 480), True)
    assert len(list((data / "faces").glob("*.jpg"))) == 1


def test_who_is_not_on_the_show_any_more_is_not_shown(run, portrayed, elsewhere, tmp_path):
    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    there, command, _data, _ = elsewhere("sqlite", busy=False)
    command("show", "import", str(tmp_path / "a.zip"))
    assert photo_of(there, "Rob Revoked") is None
    with there.app_context():
        assert db.session.query(Person.photo).filter(Person.name == "Rob Revoked").scalar() is None


def test_somebody_who_is_known_there_keeps_what_is_said_of_them_there(run, portrayed, elsewhere, tmp_path):
    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    there, command, data, _ = elsewhere("sqlite", busy=True)
    with there.app_context(), editing() as session:
        session.query(Person).filter(Person.name == "Cem Arslan").one().email = "cem@site.example"
    read = command("show", "import", str(tmp_path / "a.zip"), "--as", "guest")
    assert read.exit_code == 0, read.output
    assert not list(data.glob("faces/*"))


def test_without_personal_data_no_face_is_in_it(run, portrayed, tmp_path):
    run("show", "export", SHOW, str(tmp_path / "a.zip"), "--bare")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert not [name for name in archive.namelist() if name.startswith("faces/")]
        assert portrayed.encode() not in archive.read("plan/person.ndjson")


def test_a_face_that_is_no_picture_is_refused_and_nothing_is_kept(run, portrayed, elsewhere, tmp_path):
    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    changed(tmp_path / "a.zip", tmp_path / "b.zip", f"faces/{portrayed}.jpg", lambda _: b"\xff\xd8\xff" + b"x" * 500)
    _there, command, data, _ = elsewhere("sqlite", busy=False)
    refused = command("show", "import", str(tmp_path / "b.zip"))
    assert (refused.exit_code, "is no picture" in refused.stderr) == (1, True)
    assert not list(data.glob("faces/*"))


def test_what_hides_in_a_picture_stays_behind(run, portrayed, elsewhere, tmp_path):
    def hide(_content):
        exif = Image.Exif()
        exif[0x010F], exif[0x9286] = "Maker", "a secret place"
        return picture(exif=exif)

    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    changed(tmp_path / "a.zip", tmp_path / "b.zip", f"faces/{portrayed}.jpg", hide)
    there, command, _data, _ = elsewhere("sqlite", busy=False)
    command("show", "import", str(tmp_path / "b.zip"))
    assert b"secret" not in photo_of(there, "Cem Arslan")


def test_a_photo_that_the_archive_lacks_is_none(run, portrayed, data, elsewhere, tmp_path):
    (data / "faces" / f"{portrayed}.jpg").unlink()
    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    there, command, _data, _ = elsewhere("sqlite", busy=False)
    assert command("show", "import", str(tmp_path / "a.zip")).exit_code == 0
    assert photo_of(there, "Cem Arslan") is None
    assert b"Photo of" not in sign_in(there.test_client(), "pia").get(f"/shows/{SHOW}/people").data
