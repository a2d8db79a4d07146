"""While a file is stored nobody sees half of it, and others work on."""

from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import select, update

from siteops.core.batch.batches import Batch, Image
from siteops.core.batch.undo import undo
from siteops.core.db import db, editing
from siteops.core.facts import Role
from siteops.core.journal.log import log
from siteops.core.plan import Case, Code, Item, Line, Owner, Place
from siteops.desk.gear.case_plan import add
from siteops.imports.examine import Examined, examine
from siteops.imports.progress import Progress
from siteops.imports.store import Origin, store
from siteops.sync.changes import changes
from siteops.sync.scopes import Asker
from tests.bench.gear_list import write
from tests.harness.cast import OTHER, SHOW, Cast
from tests.imports.test_store import count

pytestmark = pytest.mark.both
ROWS = 2001
TABLES = (Batch, Image, Case, Line, Item, Code, Place, Owner)


@pytest.fixture
def path(tmp_path) -> Path:
    """A gear list that is written in a dozen portions."""
    made: Path = tmp_path / "list.csv"
    write(made, ROWS)
    return made


@pytest.fixture
def found(app, cast, path):
    """The list, held against the show of the cast."""
    with app.app_context():
        yield examine(SHOW, path)


def origin(cast: Cast) -> Origin:
    return Origin("list.csv", "0" * 64, cast.people["lea"])


def pulled(after: str = "", scope: str = "") -> dict[str, Any]:
    """What a lead's phone has of the show."""
    with db.engine.connect() as connection:
        answer = changes(connection, Asker(SHOW, 2, "Lea", Role.LEAD), after, scope)
    return {name: answer[name] for name in ("head", "scope", "reset", "tables")}


def counts() -> dict[str, int]:
    db.session.rollback()
    made = {table.__tablename__: count(table) for table in TABLES}
    db.session.rollback()
    return made


def halfway(act) -> Progress:
    """Does something once, when half of the rows are written."""
    done: list[bool] = []

    def progress(rows: int, of: int) -> None:
        if rows * 2 > of and not done:
            done.append(True)
            act()

    return progress


def test_half_of_a_list_is_seen_by_nobody(found: Examined, cast):
    before, seen, rows = pulled(), [], []

    def look():
        seen.extend([pulled(), pulled(before["head"], before["scope"])])
        rows.append(counts())

    done = store(found, origin(cast), halfway(look))
    assert seen[0] == before
    assert seen[1]["tables"] == {}
    assert rows[0]["case"] > 300
    news = pulled(before["head"], before["scope"])["tables"]
    assert len(news["case"]["id"]) == 400
    assert set(news["case"]["gone"]) == {False}
    assert done.new == ROWS - 1
    assert not count(Case, Case.folded.startswith(" "))


def weights(pull: dict[str, Any]) -> dict[int, float]:
    """What each case weighs, by its key: a pull's rows have no order."""
    table = pull["tables"]["case"]
    return dict(zip(table["id"], table["weight"], strict=True))


def test_half_of_the_changes_is_seen_by_nobody(found, cast, path):
    store(found, origin(cast))
    write(path, ROWS, heavier=5)
    before, seen = pulled(), []
    done = store(examine(SHOW, path), origin(cast), halfway(lambda: seen.append((pulled(), count(Image)))))
    assert seen[0][0] == before
    assert seen[0][1] > count(Image, Image.batch != done.batch)  # they are noted, not made
    after = pulled(before["head"], before["scope"])["tables"]
    assert len(after["case"]["id"]) == done.changed == 400
    undo(SHOW, done.batch, cast.people["lea"])
    assert weights(pulled()) == weights(before)


def cases_of(path: Path) -> Path:
    """The same list without what is in its cases."""
    lines = path.read_text().splitlines(keepends=True)
    made = path.with_name("cases.csv")
    made.write_text("".join([lines[0], *(line for line in lines if ";Case;" in line)]))
    return made


def test_contents_of_known_cases_are_there_all_at_once_or_not_at_all(app, cast, path):
    with app.app_context():
        store(examine(SHOW, cases_of(path)), origin(cast))
        before, seen = counts(), []
        known = list(db.session.scalars(select(Case.id).where(Case.folded.startswith("bn-"))))

        def act():
            seen.append((count(Item, Item.case.in_(known)), count(Item)))
            add(SHOW, cast.people["pia"], "BN-NEW", {"name": "By hand"})

        done = store(examine(SHOW, path), origin(cast), halfway(act))
        assert seen[0][0] == 0 < seen[0][1]
        assert (done.new, count(Item, Item.case.in_(known))) == (ROWS - 401, ROWS - 401)
        assert counts()["case"] == before["case"] + 1
        assert undo(SHOW, done.batch, cast.people["lea"]).left == []
        assert count(Item) == before["item"]


def test_a_case_that_is_added_by_hand_meanwhile_is_not_doubled(found, cast):
    def act():
        add(SHOW, cast.people["pia"], "bn-00007", {"name": "By hand", "weight": 1.0})

    done = store(found, origin(cast), halfway(act))
    assert (done.new, done.changed, done.unchanged) == (ROWS - 2, 1, 0)
    case = db.session.scalars(select(Case).where(Case.folded == "bn-00007")).one()
    assert (case.name, case.code) == ("Case 7 of audio", "bn-00007")
    assert count(Line, Line.case == case.id) == 1
    undo(SHOW, done.batch, cast.people["lea"])
    db.session.expire_all()
    assert (case.name, case.weight) == ("By hand", 1.0)


def test_an_edit_meanwhile_is_not_lost(found, cast, path):
    store(found, origin(cast))
    write(path, ROWS, heavier=5)
    with editing() as session:
        case = session.scalars(select(Case).where(Case.folded == "bn-00007")).one()

    def act(done: int, of: int) -> None:
        if acts:
            return
        acts.append(done)
        with editing() as session:
            session.execute(update(Case).where(Case.id == case.id).values(note="Mind the lid"))
            session.execute(update(Line).where(Line.case == case.id).values(rev=Line.rev + 1))

    acts: list[int] = []
    done = store(examine(SHOW, path), origin(cast), act)
    assert done.changed == 400
    db.session.rollback()
    assert db.session.get_one(Case, case.id).note == "Mind the lid"


def test_scans_go_on_and_those_of_a_case_that_nobody_knew_become_its_own(found, cast, phone_of):
    phone = phone_of("cem")

    def act():
        entry = phone.entry("Moved", "code:BN-00009", place=cast.refs["dock1"])
        assert phone.push(entry)[0]["status"] == "stored"

    store(found, origin(cast), halfway(act))
    key = db.session.scalars(select(Case.id).where(Case.folded == "bn-00009")).one()
    assert phone.rows("case_state")[str(key)]["place"] == cast.refs["dock1"]


def test_two_imports_at_once_store_every_case_once(app, cast, found, path):
    results = []

    def second():
        with app.app_context():
            results.append(store(examine(OTHER, path), Origin("twice.csv", "1" * 64, cast.people["sam"])))
            db.session.remove()

    thread = Thread(target=second)
    first = store(found, origin(cast), halfway(thread.start))
    thread.join()
    assert (first.new, results[0].new) == (ROWS - 1, 400)
    assert (count(Case, Case.folded.startswith("bn-")), count(Line, Line.show == OTHER)) == (400, 400)
    assert count(Item) == ROWS - 401
    kinds = db.session.execute(select(log.c.show, log.c.kind).where(log.c.kind != "Edited")).all()
    assert sorted(kinds) == [(OTHER, "Imported"), (SHOW, "Imported")]


def test_what_cannot_be_stored_leaves_nothing(found, cast):
    before = counts()

    def act():
        raise RuntimeError("no more room")

    with pytest.raises(RuntimeError):
        store(found, origin(cast), halfway(act))
    assert counts() == before


def test_a_line_that_somebody_brought_to_light_meanwhile_stays(app, cast, path):
    """A case that this show has not listed is put on its list by hand while the file that lists it is written."""
    with app.app_context():
        with editing() as session:
            session.add(Case("BN-00003", "bn-00003", "From elsewhere"))
        case = db.session.scalars(select(Case.id).where(Case.folded == "bn-00003")).one()

        def act():
            add(SHOW, cast.people["pia"], "BN-00003", {"name": "By hand", "truck": cast.places["truck2"]}, case)

        done = store(examine(SHOW, path), origin(cast), halfway(act))
        lines = db.session.scalars(select(Line).where(Line.case == case)).all()
        assert [line.gone for line in lines] == [False]
        assert (done.new, done.changed) == (ROWS - 2, 1)


def steps(path: Path, cast) -> list[int]:
    """How many of 100 rows were stored each time that it was told, each said once."""
    told: list[tuple[int, int]] = []
    store(examine(SHOW, path), origin(cast), lambda done, of: told.append((done, of)))
    assert len({of for _done, of in told}) == 1
    return list(dict.fromkeys(100 * done // of for done, of in told))


def test_storing_tells_how_far_it_is_in_small_steps(app, cast, path, tmp_path):
    crew = tmp_path / "crew.csv"
    people = [f"Crew Member {number};Rigger;+49 40 {number:06};2026-05-01 08:00" for number in range(300)]
    crew.write_text("\n".join(["Name;Function;Phone;Call time", *people]))
    with app.app_context():
        new = steps(path, cast)
        write(path, 2 * ROWS, heavier=5)
        for told in (new, steps(path, cast), steps(crew, cast)):
            assert (told[0], told[-1]) == (0, 100)
            assert told == sorted(told)
            assert max(after - before for before, after in pairwise(told)) <= 60, told
