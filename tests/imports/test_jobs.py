"""Files that take longer than a request may: looked at and stored by a process of their own."""

import io
import os
import re
import select
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import func
from sqlalchemy import select as choose

from siteops.core.batch.batches import Batch, Source
from siteops.core.db import db
from siteops.core.plan import Case, Line
from siteops.imports import uploads
from siteops.imports.jobs import Errand, Job, Stage, State, locked
from tests.harness.cast import OTHER, sign_in
from tests.harness.pages import audit
from tests.imports.conftest import MULTIPART, ROWS, large, multipart

AT = f"/shows/{OTHER}/import"
PATIENCE_S = 60


@pytest.fixture
def sam(client, cast):
    return sign_in(client, "sam")


def sent(client, content: bytes) -> str:
    """Upload; where it is checked."""
    answer = client.post(AT, data=multipart(content, "large.csv"), content_type=MULTIPART)
    assert answer.status_code == 303
    return str(answer.location)


def ended(client, where: str):
    """Look again, as the page does by itself, until the work has come to an end; the last answer."""
    began = monotonic()
    while "Refresh" in (answer := client.get(where)).headers:
        audit(answer.text)
        assert monotonic() - began < PATIENCE_S
        select.select([], [], [], 0.05)
    return answer


def count(app, what) -> int:
    with app.app_context():
        return db.session.scalar(choose(func.count()).select_from(what)) or 0


@pytest.mark.server
@pytest.mark.both
def test_a_large_list_is_looked_at_and_stored_off_the_request(app, sam):
    where = sent(sam, large(odd=120))
    page = audit(ended(sam, where).text)
    assert "3,000 new cases" in page.text
    assert "and 20 more" in page.text
    assert count(app, Batch) == 0
    form = next(form for form in page.all("form") if form["action"].endswith("/store"))
    answer = sam.post(form["action"], data={one["name"]: one["value"] for one in form.all("input")})
    assert answer.status_code == 303
    answer = ended(sam, answer.location)
    assert re.search(r"/batches/\d+$", answer.location)
    assert facts(audit(sam.get(answer.location).text))["Reported"] == "120"
    with app.app_context():
        assert db.session.scalar(choose(func.count()).select_from(Line).where(Line.show == OTHER)) == ROWS
    again = audit(ended(sam, sent(sam, large(odd=120))).text)
    assert "All of this is stored already" in again.text


def facts(page) -> dict[str, str]:
    (given,) = page.all("dl")
    return {term.text: said.text for term, said in zip(given.all("dt"), given.all("dd"), strict=True)}


@pytest.mark.server
def test_the_columns_of_a_large_list_can_be_chosen_and_are_remembered(app, sam):
    where = sent(sam, large())
    page = audit(ended(sam, where).text)
    weight = next(one["name"] for one in page.all("select") if one["aria-label"] == "Becomes, for Weight")
    path = where.partition("?")[0]
    page = audit(ended(sam, sam.post(path, data={"name": "large.csv", weight: ""}).location).text)
    carried = {one["name"]: one["value"] for form in page.all("form") for one in form.all("input") if "value" in one}
    assert weight in carried
    ended(sam, sam.post(f"{path}/store", data={"name": "large.csv", weight: ""}).location)
    with app.app_context():
        assert set(db.session.scalars(choose(Case.weight).where(Case.code.startswith("L-")))) == {None}
    assert count(app, Source) == 1
    page = audit(ended(sam, sent(sam, large(ROWS + 1))).text)
    assert "As you chose on" in page.text


@pytest.mark.server
def test_all_problems_of_a_large_list_come_as_a_table(sam):
    where = sent(sam, large(odd=250))
    ended(sam, where)
    answer = sam.post(where.partition("?")[0] + "/problems", data={"name": "large.csv"})
    assert answer.mimetype == "text/csv"
    lines = answer.text.removeprefix("\ufeff").splitlines()
    assert len(lines) == 251
    assert lines[1] == ',2,L-0,Doubtful,Weight “heavy” is no weight.,"Comes in, doubtful"'


def asked(app, **state) -> str:
    """A large file, and a job of Sam's for it that is in some state; where one sees it."""
    with app.app_context():
        sha256 = uploads.keep(io.BytesIO(large()))
        if state:
            errand = Errand(OTHER, sha256, "large.csv", 5, "en", {"column-0-2": ""})
            Job(OTHER, sha256).tell(State(errand, **state))
    return f"{AT}/{sha256}"


@contextmanager
def at_work(app, where: str):
    """As if a process were at work on the file."""
    with app.app_context():
        lock = Job(OTHER, where.rpartition("/")[2]).lock
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    assert locked(descriptor)
    yield
    os.close(descriptor)


def test_a_page_says_how_far_the_work_is(app, sam):
    where = asked(app, stage=Stage.COMPARING, done=1500, of=3001)
    with at_work(app, where):
        answer = sam.get(where)
    assert answer.headers["Refresh"] == "1"
    page = audit(answer.text)
    assert "1,500 of 3,001 rows" in page.text
    read, compared = page.all("progress")
    assert (read.get("value"), compared["value"], compared["max"]) == ("1", "1500", "3001")


def test_while_nobody_knows_how_much_there_is_rows_are_counted(app, sam):
    where = asked(app, stage=Stage.READING, done=700)
    with at_work(app, where):
        page = audit(sam.get(where).text)
    assert "700 rows" in page.text
    assert "value" not in page.all("progress")[0]


@pytest.mark.parametrize("stage", [Stage.BEGUN, Stage.READING, Stage.STORING])
def test_work_whose_process_died_says_so_and_can_be_begun_again(app, sam, stage):
    where = asked(app, stage=stage, done=700)
    answer = sam.get(where)
    assert "Refresh" not in answer.headers
    page = audit(answer.text)
    assert "stopped before it was done" in page.text
    (again,) = [form for form in page.all("form") if "Begin again" in form.text]
    assert again["action"] == where
    assert {one["name"]: one["value"] for one in again.all("input")} == {"name": "large.csv", "column-0-2": ""}


@pytest.mark.parametrize(
    ("trouble", "words"), [("busy", "could not write"), ("too much", "more memory"), (None, "could")]
)
def test_work_that_failed_says_why(app, sam, trouble, words):
    page = audit(sam.get(asked(app, stage=Stage.FAILED, trouble=trouble)).text)
    assert words in page.text
    assert "Nothing was stored" in page.text


def test_one_file_is_worked_on_once_at_a_time(app, sam):
    where = asked(app, stage=Stage.STORING, done=10, of=3000)
    with at_work(app, where):
        answer = sam.post(where, data={"name": "large.csv"})
        assert answer.status_code == 303
        page = audit(sam.get(answer.location).text)
    assert "Somebody is at work on this file" in page.text
    assert "10 of 3,000 rows" in page.text


def test_looking_at_a_large_file_that_nobody_asked_about_begins_nothing(app, sam, data):
    where = asked(app)
    before = listed(data)
    page = audit(sam.get(where).text)
    assert "takes a moment" in page.text
    assert listed(data) == before


def listed(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "uploads").iterdir())
