"""A whole show in one file, read by another installation: an empty one, and one whose keys are all in use."""

import zipfile

import pytest
from sqlalchemy import create_engine, select, text

from siteops.core.access.people import Certificate, Person
from siteops.core.config import driver
from siteops.core.db import Base, db, editing, writing
from siteops.core.plan import Case, Item
from siteops.exports.archive.parts import BARE, LEFT_OUT, NAMED, NEVER, parts
from siteops.exports.catalogue import TABLES
from tests.exports.conftest import rows
from tests.harness.cast import HASH, SHOW, Phone, sign_in


def told(client, show):
    """Every table of a show as a person reads it, without what names a key or the reading itself."""
    found = {}
    for name in TABLES:
        with client.get(f"/shows/{show}/export/{name}.csv") as answer:
            assert answer.status_code == 200, answer.data
            found[name] = rows(answer.data.decode("utf-8-sig"))
    found["log"] = [row for row in found["log"] if not row["What"].startswith("Came from")]
    return found


def producer(app, email="pia@site.example"):
    """A producer of the show there, with a password of that installation."""
    with app.app_context(), editing() as session:
        session.query(Person).filter(Person.email == email).one().password = HASH
    return sign_in(app.test_client(), email.partition("@")[0])


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_an_empty_installation_reads_the_whole_show(run, app, full, elsewhere, tmp_path, engine):
    before = told(sign_in(app.test_client(), "pia"), SHOW)
    done = run("show", "export", SHOW, str(tmp_path / "a.zip"))
    assert done.exit_code == 0, done.output
    there, command, data, _ = elsewhere(engine, busy=False)
    read = command("show", "import", str(tmp_path / "a.zip"))
    assert read.exit_code == 0, read.output
    assert told(producer(there), SHOW) == before
    assert (data / "photos" / SHOW / f"{full}.jpg").exists()
    assert command("verify").exit_code == 0
    replayed = command("replay")
    assert replayed.exit_code == 0, replayed.output


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_one_with_other_shows_gives_it_other_keys_and_keeps_the_proof(run, app, full, elsewhere, tmp_path, engine):
    before = told(sign_in(app.test_client(), "pia"), SHOW)
    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    there, command, _data, database = elsewhere(engine, busy=True)
    refused = command("show", "import", str(tmp_path / "a.zip"))
    assert refused.exit_code == 1
    assert "There is a show glass-horizon already" in refused.stderr
    read = command("show", "import", str(tmp_path / "a.zip"), "--as", "guest")
    assert read.exit_code == 0, read.output
    assert "LX-0108, Name: here MegaPointe, repainted stays, there Robe MegaPointe 2-way 8/18" in read.stdout
    after = told(sign_in(there.test_client(), "pia"), "guest")
    assert [row["Name"] for row in after["cases"] if row["Code"] == "LX-0108"] == ["MegaPointe, repainted"]
    for name in ("cases", "states"):
        for row in after[name]:
            row["Name"] = next(one["Name"] for one in before[name] if one["Code"] == row["Code"])
    assert after == before
    assert command("verify").exit_code == 0, command("verify").output
    replayed = command("replay")
    assert replayed.exit_code == 0, replayed.output
    tampered = create_engine(driver(database))
    with tampered.begin() as connection:
        connection.execute(text("UPDATE origin SET line = (SELECT line FROM origin WHERE seq = 2) WHERE seq = 3"))
    tampered.dispose()
    assert "entry 3 does not say what the original says" in command("verify").stderr


def test_what_names_nothing_or_another_show_keeps_no_archive_from_being_read(run, cast, full, phone_of, elsewhere,
                                                                             tmp_path):  # fmt: skip
    """Anybody on the show can say such things: they are kept, and mean nothing."""
    cem, dock = phone_of("cem"), cast.refs["dock1"]
    said = cem.push(
        cem.entry("Moved", "case:001", 20, place=dock), cem.entry("Moved", "case:1", 21, place=dock),
        cem.entry("Moved", "case:1", 22, place="dock:" + "9" * 5000), cem.entry("Packed", "case:1", 23, into=2**53 - 1),
        cem.entry("Undone", "show:guest", 24, entry="none"),
    )  # fmt: skip
    assert {one["status"] for one in said} == {"stored"}
    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    for busy in (False, True):
        _there, command, _data, _ = elsewhere("sqlite", busy=busy)
        read = command("show", "import", str(tmp_path / "a.zip"), "--as", "guest")
        assert read.exit_code == 0, read.output
        assert command("verify").exit_code == 0


def test_a_phone_that_says_where_the_log_came_from_casts_no_doubt_on_it(run, cast, full, phone_of, elsewhere, tmp_path):
    pia = phone_of("pia")
    said = {"head": "ab" * 32, "entries": 5, "renamed": True}
    mine, theirs = pia.push(pia.entry("Adopted", f"show:{SHOW}", 20, **said),
                            pia.entry("Adopted", f"show:{SHOW}", 21, device="desk", **said))  # fmt: skip
    assert (mine["status"], theirs["status"]) == ("stored", "quarantined")
    assert run("verify").exit_code == 0
    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    _there, command, _data, _ = elsewhere("sqlite", busy=True)
    read = command("show", "import", str(tmp_path / "a.zip"), "--as", "guest")
    assert read.exit_code == 0, read.output


def test_labels_scan_as_before(run, app, cast, full, elsewhere, tmp_path):
    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    there, command, _data, _ = elsewhere("sqlite", busy=True)
    command("show", "import", str(tmp_path / "a.zip"), "--as", "guest")
    phone = Phone(sign_in(there.test_client(), "pia"), 1)
    codes, cases = phone.rows("code", "code", show="guest"), phone.rows("case", "id", show="guest")
    for code, label in cast.codes.items():
        key = int(codes[label]["subject"].partition(":")[2])
        assert cases[key]["code"] == code


def test_what_is_in_a_case_and_what_papers_somebody_has_come_in_once(run, app, cast, full, elsewhere, tmp_path):
    def kept(where):
        with where.app_context():
            items = select(Case.code, Item.code, Item.name, Item.quantity).join(Item, Item.case == Case.id)
            papers = select(Person.email, Certificate.kind).join(Certificate, Certificate.person == Person.id)
            return sorted(map(tuple, db.session.execute(items))), sorted(map(tuple, db.session.execute(papers)))

    with app.app_context(), editing() as session:
        session.add_all([Certificate(cast.people["pia"], "forklift"), Item(cast.cases["LX-0108"], "S1", "Robe")])
    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    before = kept(app)
    assert before[0]
    there, command, _data, _ = elsewhere("sqlite", busy=False)
    for name in ("first", "second"):
        read = command("show", "import", str(tmp_path / "a.zip"), "--as", name)
        assert read.exit_code == 0, read.output
        assert kept(there) == before


def test_people_are_known_by_their_address_and_keep_their_account(run, full, elsewhere, tmp_path):
    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    there, command, _data, _ = elsewhere("sqlite", busy=True)
    command("show", "import", str(tmp_path / "a.zip"), "--as", "guest")
    with there.app_context(), editing() as session:
        found = session.query(Person).filter(Person.email.in_(["pia@site.example", "lea@site.example"]))
        known = {one.email: (one.id, one.password is not None) for one in found}
    assert known["pia@site.example"] == (1, True)
    assert known["lea@site.example"][1] is False


@pytest.mark.both
def test_an_address_in_capitals_is_the_same_address(app, run, full, elsewhere, tmp_path):
    with app.app_context(), writing() as connection:
        connection.execute(text("UPDATE person SET email = upper(email)"))
    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    there, command, _data, _ = elsewhere("sqlite", busy=True)
    assert command("show", "import", str(tmp_path / "a.zip"), "--as", "guest").exit_code == 0
    with there.app_context(), editing() as session:
        query = session.query(Person).filter(Person.name.in_(["Pia Producer", "Lea Lead"]), Person.email.is_not(None))
        known = {(str(one.email), one.id == 1) for one in query}
    assert ("pia@site.example", True) in known
    assert ("lea@site.example", False) in known
    assert not [email for email, _here in known if email != email.lower()]


def test_it_can_go_on_from_there_and_be_read_a_third_time(run, full, elsewhere, tmp_path):
    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    _second, command, _data, _ = elsewhere("sqlite", busy=True)
    command("show", "import", str(tmp_path / "a.zip"), "--as", "guest")
    assert command("show", "export", "guest", str(tmp_path / "b.zip")).exit_code == 0
    _third, last, _data, _ = elsewhere("sqlite", busy=True)
    read = last("show", "import", str(tmp_path / "b.zip"))
    assert read.exit_code == 0, read.output
    assert last("verify").exit_code == 0, last("verify").output


def test_a_dry_run_changes_nothing(run, full, elsewhere, tmp_path):
    run("show", "export", SHOW, str(tmp_path / "a.zip"))
    _there, command, _data, _ = elsewhere("sqlite", busy=True)
    before = command("show", "list").stdout
    said = command("show", "import", str(tmp_path / "a.zip"), "--as", "guest", "--dry-run")
    assert said.exit_code == 0, said.output
    assert "Cases known here: 4" in said.stdout
    assert "Pia Producer is here already, as Pia Producer" in said.stdout
    assert command("show", "list").stdout == before


def test_without_personal_data_nobody_is_named_and_the_chain_holds(run, app, full, elsewhere, tmp_path):
    assert run("show", "export", SHOW, str(tmp_path / "a.zip"), "--bare").exit_code == 0
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    for word in (b"Cem", b"Pia", b"Lea", b"@site.example", b"5550199", b"Forklift", b"picture"):
        assert word not in everything, word
    there, command, _data, _ = elsewhere("sqlite", busy=False)
    assert command("show", "import", str(tmp_path / "a.zip")).exit_code == 0
    assert command("verify").exit_code == 0
    with there.app_context(), editing() as session:
        assert {one.name for one in session.query(Person)} >= {"No. 1", "No. 2"}


def test_every_table_is_carried_or_left_out_for_a_reason():
    assert {table.name for table in Base.metadata.sorted_tables} == parts().keys() | LEFT_OUT.keys()


PLAIN = {"sort", "quantity", "role", "queued", "rev", "new", "changed", "unchanged", "problems"}
PERSON = {"id", "created"} | NAMED


def test_every_number_is_known_to_be_a_key_or_none():
    for part in parts().values():
        numbers = {one.name for one in part.table.c if str(one.type) == "INTEGER"}
        assert numbers <= part.keys.keys() | PLAIN | NEVER.get(part.table.name, {}).keys(), part.table.name


def test_what_a_person_is_made_of_is_known():
    assert {one.name for one in parts()["person"].table.c} == PERSON | NEVER["person"].keys() | BARE["person"].keys()
