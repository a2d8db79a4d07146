"""Storing: through the database, into what phones pull."""

import io
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from siteops.core import clock
from siteops.core.access.people import Grant, Person
from siteops.core.batch.batches import Batch
from siteops.core.db import db, editing, writing
from siteops.core.facts import Role
from siteops.core.journal.log import log, open_log
from siteops.core.plan import Case, Code, Item, Line, Owner, Place, Show
from siteops.imports import uploads
from siteops.imports.child.limits import FILE_BYTES
from siteops.imports.examine import examine
from siteops.imports.store import Done, Origin, Refused, store
from siteops.imports.wishes import Wishes
from siteops.sync.changes import changes
from siteops.sync.scopes import Asker
from tests.imports.conftest import DATA


@pytest.fixture(autouse=True)
def context(app):
    """As within a request."""
    with app.app_context():
        yield


@pytest.fixture
def show(context):
    """The show, with the producer who imports."""
    with editing() as session:
        session.add_all([Show("glass", "Glass Horizon"), Show("other", "Another one")])
        session.add(Person("Zeynep", email="zeynep@show.example", created=clock.now()))
        session.flush()
        session.add(Grant("glass", 1, int(Role.PRODUCER)))
        open_log(session.connection(), "glass")
        open_log(session.connection(), "other")
    return "glass"


def bring(show: str, path: Path, *options: str) -> Done:
    return store(examine(show, path, Wishes(options=frozenset(options))), Origin(path.name, "0" * 64, 1))


def typed(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(text)
    return path


def count(table, *where) -> int:
    return db.session.scalar(select(func.count()).select_from(table).where(*where)) or 0


@pytest.mark.both
def test_a_gear_list_is_one_batch_and_one_entry(show):
    done = bring(show, DATA / "rentman-equipment.csv")
    assert (done.new, done.changed, done.unchanged, done.problems) == (913, 0, 0, 7)
    assert (count(Case), count(Line, Line.show == show), count(Owner), count(Batch)) == (240, 240, 2, 1)
    assert count(Line, Line.inside.is_not(None)) == 36
    serials = list(db.session.scalars(select(Item.serial).where(Item.serial.is_not(None))))
    assert (count(Item, Item.serial.is_(None)), len(set(serials)), len(serials)) == (122, 550, 551)
    assert count(Place, Place.kind == "truck") == 3
    assert [kind for (kind,) in db.session.execute(select(log.c.kind))] == ["Imported"]
    assert set(db.session.scalars(select(Line.rev))) == {done.seq}


def test_a_second_import_changes_nothing(show):
    bring(show, DATA / "rentman-equipment.csv")
    again = bring(show, DATA / "rentman-equipment.csv")
    assert (again.new, again.changed, again.unchanged) == (0, 0, 913)
    assert set(db.session.scalars(select(Line.rev))) == {1}


@pytest.mark.both
def test_a_truck_pack_moves_what_the_list_brought(show):
    bring(show, DATA / "rentman-equipment.csv")
    done = bring(show, DATA / "truck-pack.xlsx")
    assert done.new == 2
    assert truck_of("LX-1201") == "Truck 2 (HH-NV 1202)"
    assert db.session.scalar(select(Case.name).where(Case.code == "CT-01")) == "Catering hot boxes (borrowed)"
    assert count(Case) == 242
    assert count(Place, Place.kind == "truck") == 3
    again = bring(show, DATA / "truck-pack.xlsx")
    assert (again.new, again.changed) == (0, 0)


def truck_of(code: str) -> str | None:
    query = select(Place.name).join(Line, Line.truck == Place.id).join(Case, Case.id == Line.case)
    return db.session.scalar(query.where(Case.code == code))


def test_unknown_codes_stay_out_if_so_wished(show):
    bring(show, DATA / "rentman-equipment.csv")
    bring(show, DATA / "truck-pack.xlsx", "leave-unknown")
    assert count(Case) == 240


def test_every_new_case_and_place_has_its_code(show):
    bring(show, DATA / "rentman-equipment.csv")
    cases = count(Code, Code.subject.startswith("case:"), Code.show.is_(None))
    trucks = count(Code, Code.subject.startswith("truck:"), Code.show == show)
    assert (cases, trucks) == (240, 3)


def test_phones_pull_what_was_imported(show):
    asker = Asker(show, 1, "Zeynep", Role.PRODUCER)
    with db.engine.connect() as connection:
        before = changes(connection, asker, "", "")
    bring(show, DATA / "rentman-equipment.csv")
    with db.engine.connect() as connection:
        fresh = changes(connection, asker, before["head"], before["scope"])
    assert not fresh["reset"]
    assert len(fresh["tables"]["case"]["id"]) == 240
    assert len(fresh["tables"]["code"]["code"]) == 240 + 3 + 10


def test_a_case_known_from_another_show_is_not_made_twice(show, tmp_path):
    bring("other", typed(tmp_path, "Code;Name;Weight;Truck\nA-1;Rack;80;Truck 9\n"))
    done = bring(show, typed(tmp_path, "Code;Name;Weight;Truck\na-1;Rack;85;Truck 1\n"))
    assert (done.new, count(Case), count(Line)) == (1, 1, 2)
    assert db.session.scalar(select(Case.weight)) == 85
    assert {name for (name,) in db.session.execute(select(Place.name))} == {"Truck 9", "Truck 1"}


def test_the_phones_of_another_show_learn_what_an_import_changed(show, tmp_path):
    bring("other", typed(tmp_path, "Code;Name;Weight;Truck\nA-1;Rack;80;Truck 9\n"))
    asker = Asker("other", 1, "Zeynep", Role.PRODUCER)
    with db.engine.connect() as connection:
        before = changes(connection, asker, "", "")
    bring(show, typed(tmp_path, "Code;Name;Weight;Truck\nA-1;Rack;85;Truck 1\n"))
    with db.engine.connect() as connection:
        after = changes(connection, asker, before["head"], before["scope"])
    assert (after["reset"], after["tables"]["case"]["weight"]) == (False, [85.0])


def test_a_case_taken_off_the_list_comes_back_with_its_old_line(show, tmp_path):
    path = typed(tmp_path, "Code;Name;Truck\nA-1;Rack;Truck 1\n")
    bring(show, path)
    with editing() as session:
        session.execute(update(Line).values(gone=True))
    assert bring(show, path).new == 1
    assert count(Line, ~Line.gone) == 1


@pytest.mark.both
def test_contents_change_in_place(show, tmp_path):
    text = "Code;In case;Name;Type;Qty\nC-1;;Trunk;Case;1\nB-1;C-1;XLR;Bulk;{}\n"
    bring(show, typed(tmp_path, text.format(10)))
    done = bring(show, typed(tmp_path, text.format(12)))
    assert (done.new, done.changed, done.unchanged) == (0, 1, 1)
    assert db.session.scalars(select(Item.quantity)).all() == [12]


@pytest.mark.both
def test_what_others_edited_meanwhile_is_seen(show, tmp_path):
    late = examine(show, typed(tmp_path, "Code;Name\nA-1;Rack\nA-2;Trunk\n"))
    bring(show, typed(tmp_path, "Code;Name\nA-1;Rack\n"))
    done = store(late, Origin("list.csv", "0" * 64, 1))
    assert (done.new, done.unchanged, count(Case)) == (1, 1, 2)


@pytest.mark.both
def test_scans_of_a_case_before_it_was_listed_become_its_own(show, tmp_path):
    from siteops.core.facts.case import Moved
    from siteops.core.journal.record import tell

    with writing() as connection:
        tell(connection, show, 1, "code:A-1", Moved("dock:1"))
    bring(show, typed(tmp_path, "Code;Name\na-1;Rack\n"))
    with db.engine.connect() as connection:
        tables = changes(connection, Asker(show, 1, "Zeynep", Role.PRODUCER), "", "")["tables"]
    assert tables["case_state"]["place"] == ["dock:1"]


def test_a_refused_file_stores_nothing(show, tmp_path):
    with pytest.raises(Refused):
        bring(show, typed(tmp_path, "what a nice day\n"))
    assert (count(Batch), count(Case), count(log)) == (0, 0, 0)


def test_uploads_are_kept_by_their_content():
    sha = uploads.keep(io.BytesIO(b"Code;Name\n"))
    path = uploads.kept(sha)
    assert path
    assert path.read_bytes() == b"Code;Name\n"
    assert uploads.kept("../siteops.db") is None
    assert uploads.kept("0" * 64) is None


def test_an_upload_that_is_too_big_leaves_nothing_behind(data):
    with pytest.raises(uploads.TooBig):
        uploads.keep(io.BytesIO(b"x" * (FILE_BYTES + 1)))
    assert list((data / "uploads").iterdir()) == []


def test_a_file_that_vanishes_while_others_are_swept_hinders_nobody(data):
    uploads.keep(io.BytesIO(b"Code;Name\n"))
    (data / "uploads" / "gone").symlink_to(data / "nowhere")  # as one that another process has just taken away
    assert uploads.kept(uploads.keep(io.BytesIO(b"Code;Name;Weight\n")))


def test_a_code_and_an_address_that_no_index_holds_are_told_and_left_out(show, tmp_path):
    letters = "".join(f"{number:x}" for number in range(2000))  # nothing that a database packs
    cases = f"Code;Name;In case\nA-1;Rack;\nA-2{letters};Rack;\nA-3;Rack;{letters}\n"
    done = bring(show, typed(tmp_path, cases))
    assert (done.new, done.problems) == (1, 2)
    done = bring(show, typed(tmp_path, f"Name;Function;E-mail\nAnn Berg;Rigger;{letters}@site.example\n"))
    assert done.new == 1
    assert db.session.scalars(select(Person.email).where(Person.name == "Ann Berg")).all() == [None]


def test_a_load_order_that_no_database_holds_is_told_and_left_out(show, tmp_path):
    steps = ("3", "2147483648", "99999999999999999999", "1" * 400, "-4000000000")
    rows = "".join(f"A-{number};Truck 1;{step}\n" for number, step in enumerate(steps))
    done = bring(show, typed(tmp_path, f"Code;Truck;Load order\n{rows}"))
    assert (done.new, done.problems) == (5, 4)
    assert db.session.scalars(select(Line.sort).join(Case, Case.id == Line.case).order_by(Case.code)).all() == [
        3, None, None, None, None,
    ]  # fmt: skip
