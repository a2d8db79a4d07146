"""What an archive carries of what shows share: all that the show needs, and nothing that is not its business."""

import json
import zipfile

from sqlalchemy import select

from siteops.core.access.people import Certificate
from siteops.core.batch import hidden, images
from siteops.core.db import db, editing, writing
from siteops.core.plan import Case, Code, Line
from tests.exports.test_archive import producer, told
from tests.harness.cast import SHOW, sign_in


def carried(path, table):
    """A table's rows in an archive."""
    with zipfile.ZipFile(path) as archive:
        return [json.loads(line) for line in archive.read(f"plan/{table}.ndjson").splitlines()]


def test_nobody_reads_the_contacts_of_others_by_naming_them(run, app, cast, full, phone_of, tmp_path):
    """Anybody can say that number 5 came in, and number 5 may be on another show."""
    cem, sam, ada = phone_of("cem"), cast.people["sam"], cast.people["ada"]
    with app.app_context(), editing() as session:
        session.add_all([Certificate(sam, "forklift"), Certificate(cast.people["lea"], "rigging")])
    cem.push(cem.entry("CheckedIn", f"person:{sam}", 20, gate=cast.refs["gate"]),
             cem.entry("Ticked", f"step:{cast.steps[0]}", 21, by=ada))  # fmt: skip
    assert run("show", "export", SHOW, str(tmp_path / "a.zip")).exit_code == 0
    people = {one["id"]: one for one in carried(tmp_path / "a.zip", "person")}
    for key, name in ((sam, "Sam Stranger"), (ada, "Ada Admin")):
        assert (people[key]["name"], people[key]["email"], people[key]["phone"]) == (name, None, "")
    assert people[cast.people["rob"]]["email"] == "rob@site.example"
    assert [one["kind"] for one in carried(tmp_path / "a.zip", "certificate")] == ["rigging"]


def test_who_did_something_without_a_part_is_known_by_their_address(run, cast, full, phone_of, tmp_path):
    ada = phone_of("ada")
    ada.push(ada.entry("Ticked", f"step:{cast.steps[0]}", 20))
    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    assert "ada@site.example" in {one["email"] for one in carried(tmp_path / "a.zip", "person")}


def test_a_case_that_came_without_being_on_the_list_comes_along(run, app, cast, full, phone_of, elsewhere, tmp_path):
    """Its phone could not know it, so the log names it by its code alone, printed or painted."""
    with app.app_context(), editing() as session:
        strays = [Case("ZZ-1", "zz-1", "Stray one"), Case("ZZ-2", "zz-2", "Stray two")]
        session.add_all(strays)
        session.flush()
        session.add(Code("ABCDEFGH", f"case:{strays[0].id}"))
    cem = phone_of("cem")
    cem.push(*(cem.entry("Moved", f"code:{code}", 30, place=cast.refs["dock1"]) for code in ("ABCDEFGH", "ZZ-2")))
    before = told(sign_in(app.test_client(), "pia"), SHOW)
    assert {"ZZ-1", "ZZ-2"} < {row["Code"] for row in before["states"]}
    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    there, command, _data, _ = elsewhere("sqlite", busy=False)
    assert command("show", "import", str(tmp_path / "a.zip")).exit_code == 0
    assert told(producer(there), SHOW) == before


def test_what_an_import_is_just_writing_stays_behind(run, app, cast, full, elsewhere, tmp_path):
    """Else it would be half a list there, and a code that was given out meanwhile would stand there twice."""
    with app.app_context(), writing() as connection:
        batch = images.begin(connection, SHOW, by=cast.people["lea"], kind="gear", name="half.csv", unfinished=True)
        (case,) = hidden.hide(connection, batch, Case, [{"code": "LX-0108", "folded": "lx-0108"}])
        hidden.hide(connection, batch, Line, [{"show": SHOW, "case": case}])
    lea = sign_in(app.test_client(), "lea")
    with lea.get(f"/shows/{SHOW}/export/imports.csv") as answer:
        assert b"half.csv" not in answer.data
    assert run("show", "export", SHOW, str(tmp_path / "a.zip")).exit_code == 0
    there, command, _data, _ = elsewhere("sqlite", busy=False)
    read = command("show", "import", str(tmp_path / "a.zip"))
    assert read.exit_code == 0, read.output
    with there.app_context():
        assert len(db.session.scalars(select(Line.id)).all()) == len(cast.cases)
        assert sorted(db.session.scalars(select(Case.code))) == sorted(cast.cases)
