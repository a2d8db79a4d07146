"""Hundreds of cases at once: noted before, made in one moment, and right even where others edit meanwhile."""

import pytest
from sqlalchemy import insert, select

from siteops.core.batch import hidden, images
from siteops.core.batch.batches import Batch, Image
from siteops.core.batch.images import Change
from siteops.core.batch.undo import undo
from siteops.core.db import db, editing, writing
from siteops.core.journal.log import head, log
from siteops.core.plan import Case, Line
from siteops.desk.at_once import Chosen, change
from siteops.desk.gear import case_plan
from siteops.desk.gear.case_bulk import of_cases
from siteops.desk.plan_rows import Author
from tests.harness.cast import SHOW

pytestmark = pytest.mark.both
MANY = hidden.AT_ONCE + 100


@pytest.fixture
def keys(app, cast):
    """The keys of hundreds of cases on the list."""
    with app.app_context():
        with editing() as session:
            codes = [f"M-{n:04}" for n in range(MANY)]
            rows = [{"code": one, "folded": one.casefold(), "name": "Rack", "gone": False} for one in codes]
            made = list(session.scalars(insert(Case).returning(Case.id), rows))
            session.execute(insert(Line), [{"show": SHOW, "case": key, "gone": False, "rev": 0} for key in made])
        yield made


@pytest.fixture
def lea(cast):
    """The lead who edits."""
    return Author(SHOW, cast.people["lea"])


def seen(keys) -> Chosen:
    """Cases as the list shows them now."""
    with db.engine.connect() as connection:
        return Chosen(keys, {}, connection.scalar(select(head.c.seq).where(head.c.show == SHOW)) or 0)


def held_by(column, keys) -> dict[int, object]:
    """What cases, or their lines, hold in a column."""
    key = Case.id if column.class_ is Case else Line.case
    with db.engine.connect() as connection:
        return {case: value for case, value in connection.execute(select(key, column).where(key.in_(keys)))}


def test_a_case_edited_meanwhile_stays_and_all_others_change_at_once(keys, lea, phone_of):
    edited, phone, looks = keys[7], phone_of("cem"), []
    first = phone.pull()

    def learnt() -> int:
        """How many cases a phone learns of that has last asked before all this."""
        return len(phone.pull(first["head"], first["scope"])["tables"].get("case", {}).get("id", ()))

    def told(number: int) -> str:
        """Is asked once all is looked up, before anything is written."""
        looks.append(learnt())
        if len(looks) == 1:
            case_plan.change(SHOW, edited, lea.by, {"weight": 7.5}, {})
        return f"{number} racks"

    done = change(seen(keys), of_cases({"sort": 3}, {"department": "audio", "owner": "Brightwater"}, told), lea)
    assert (done.number, done.overtaken) == (MANY - 1, [edited])
    assert looks == [0, 1]  # the second time of the one edit, and of nothing else
    assert held_by(Case.department, keys) == {key: "other" if key == edited else "audio" for key in keys}
    assert held_by(Line.sort, keys) == {key: None if key == edited else 3 for key in keys}
    assert learnt() == MANY
    with db.engine.connect() as connection:
        batches = connection.execute(select(Batch.id, Batch.name, Batch.changed, Batch.unfinished)).all()
        assert [tuple(one) for one in batches] == [(done.batch, f"{MANY - 1} racks", MANY - 1, False)]
        kinds = list(connection.scalars(select(log.c.kind).where(log.c.show == SHOW)))
        assert (kinds.count("Edited"), kinds.count("EditedAtOnce")) == (1, 1)
    assert done.batch
    assert undo(SHOW, done.batch, lea.by).left == []
    assert set(held_by(Case.department, keys).values()) == {"other"}
    assert set(held_by(Line.sort, keys).values()) == {None}


def test_what_is_so_already_makes_no_batch(keys, lea):
    done = change(seen(keys), of_cases({}, {"name": "Rack"}, str), lea)
    assert (done.batch, done.number) == (None, 0)
    with db.engine.connect() as connection:
        assert not list(connection.scalars(select(Batch.id)))


def test_what_a_dead_process_noted_is_taken_away_and_nothing_was_changed(keys, lea):
    with writing() as connection:
        left = images.begin(connection, SHOW, by=lea.by, kind="edit", name="dead", unfinished=True)
    hidden.note(left, [Change("case", key, {"department": "other"}, {"department": "audio"}) for key in keys])
    assert hidden.clear(hidden.STORING) == 0  # an import leaves it: it may be at work
    assert hidden.clear_if_idle() == 1
    with db.engine.connect() as connection:
        assert (list(connection.scalars(select(Batch.id))), list(connection.scalars(select(Image.row)))) == ([], [])
    assert set(held_by(Case.department, keys).values()) == {"other"}
