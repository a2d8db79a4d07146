"""A printed code, opened by a phone's own camera: it identifies and nothing more."""

from siteops.core import codes
from tests.harness.cast import sign_in
from tests.harness.pages import audit


def test_a_stranger_reads_the_same_behind_every_code(app, cast, client):
    pages = {
        path: client.get(path)
        for path in (
            f"/q/{cast.codes['LX-0108']}", f"/Q/{cast.codes['LX-0108']}", f"/Q/{codes.mint()}",
            f"/Q/{codes.mint_badge()}", "/q/no-code-at-all", "/q/%F0%9F%8E%AA", "/q/" + "7" * 5000,
        )
    }  # fmt: skip
    assert {answer.status_code for answer in pages.values()} == {200}
    (text,) = {answer.text for answer in pages.values()}
    page = audit(text)
    assert "Open SiteOps to scan" in page.text
    assert "Glass Horizon" not in page.text
    assert all("Set-Cookie" not in answer.headers for answer in pages.values())


def test_the_installation_says_whom_a_finder_may_call(app, cast, client):
    ada = sign_in(app.test_client(), "ada")
    ada.post("/contact", data={"words": "Brightwater, +49 40 5550123"})
    assert "+49 40 5550123" in audit(client.get("/q/AB12CD34").text).text
    assert "+49 40 5550123" in audit(ada.get("/shows").text).one("main").all("input")[-1]["value"]
    assert sign_in(app.test_client(), "lea").post("/contact", data={"words": "x"}).status_code == 403


def test_crew_go_on_to_the_app_which_knows_the_code(app, cast):
    cem = sign_in(app.test_client(), "cem")
    code = cast.codes["LX-0108"]
    for path in (f"/q/{code}", f"/Q/{code.lower()}"):
        answer = cem.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/field#code/{code}")
    assert cem.get("/q/no-code-at-all").status_code == 200


def test_looking_at_a_code_writes_nothing(app, cast, phone_of):
    cem = phone_of("cem")
    before = cem.pull()["head"]
    cem.client.get(f"/q/{cast.codes['LX-0108']}")
    assert cem.pull()["head"] == before
