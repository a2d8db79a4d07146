"""The archive at the desk: a producer takes the show along, an administrator looks at it and reads it."""

from io import BytesIO

import pytest

from tests.desk.conftest import form, opened, said
from tests.exports.conftest import EXPORT
from tests.harness.cast import SHOW, sign_in
from tests.harness.pages import audit


@pytest.fixture
def content(pia, full):
    """The show's archive, as Pia's browser gets it."""
    with pia.get(f"{EXPORT}/archive") as answer:
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        assert ".siteops.zip" in answer.headers["Content-Disposition"]
        return answer.data


def test_what_one_takes_along_another_reads(app, content, elsewhere):
    there, command, _data, _database = elsewhere("sqlite", busy=True)
    ada = sign_in(there.test_client(), "ada")
    opened(ada, "/archives")
    look = said(ada.post("/archives", data={"file": (BytesIO(content), "show.zip")}))
    page = opened(ada, look)
    assert "MegaPointe, repainted stays" in page.text
    fields = form(page, look)
    assert fields["id"] == f"{SHOW}-2"
    taken = ada.post(look, data={"id": SHOW})
    assert (taken.status_code, "Choose another id" in audit(taken.text).text) == (400, True)
    assert said(ada.post(look, data=fields)) == f"/shows/{SHOW}-2"
    assert "log is whole" in opened(ada, f"/shows/{SHOW}-2").text
    assert command("verify").exit_code == 0


@pytest.mark.parametrize("sent", [b"no zip", b""])
def test_what_is_no_archive_is_said_on_the_page(app, cast, sent):
    ada = sign_in(app.test_client(), "ada")
    look = said(ada.post("/archives", data={"file": (BytesIO(sent), "x.zip")}))
    answer = ada.get(look)
    assert (answer.status_code, "no archive of a show" in audit(answer.text).text) == (400, True)


def test_who_may(app, cast, lea, pia):
    assert lea.get(f"{EXPORT}/archive").status_code == 403
    assert pia.get("/archives").status_code == 403
    assert "Producers of the show" in opened(lea, EXPORT).text
    assert "Without personal data" in opened(pia, EXPORT).text
    assert sign_in(app.test_client(), "ada").get("/archives/" + "0" * 64).status_code == 404
