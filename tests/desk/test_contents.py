"""What is in a case: added, changed and taken out by one form, and found by its serial number."""

import pytest

from siteops.core.db import editing
from siteops.core.plan import Case, Item, Line
from tests.desk.conftest import DESK, alert, form, history, opened, said
from tests.harness.cast import SHOW, sign_in
from tests.harness.pages import audit


@pytest.fixture
def page(app, cast):
    """The page of a case with two things in it."""
    case = cast.cases["LX-0108"]
    with app.app_context(), editing() as session:
        session.add_all([Item(case, "S1", "MegaPointe", serial="RM5512"), Item(case, "", "Clamp", 4)])
    return f"{DESK}/cases/{case}"


def held(client, page) -> list[list[str]]:
    """The contents as the page's form has them, but for the empty last line."""
    fields = form(opened(client, page), "/contents?all=1" if "all=1" in page else "/contents")
    keys = [name[5:] for name in fields if name.startswith("name-") and name != "name-new"]
    return [[fields[f"{name}-{key}"] for name in ("code", "name", "serial", "quantity")] for key in keys]


@pytest.mark.both
def test_things_are_added_changed_and_taken_out(lea, cast, page, phone_of):
    fields = form(opened(lea, page), "/contents")
    said(lea.post(f"{page}/contents", data=fields | {
        "name-1": "MegaPointe, mended", "remove-2": "1", "code-new": "C7", "name-new": "Safety", "quantity-new": "12",
    }))  # fmt: skip
    assert held(lea, page) == [["S1", "MegaPointe, mended", "RM5512", "1"], ["C7", "Safety", "", "12"]]
    assert history(phone_of("lea"), f"case:{cast.cases['LX-0108']}")[-1]["body"]["columns"] == ["contents"]
    assert "LX-0108" in opened(lea, f"{DESK}/cases?q=RM5512").text


def test_the_second_of_two_is_told_and_loses_nothing(app, lea, page):
    fields = form(opened(lea, page), "/contents")
    pia = sign_in(app.test_client(), "pia")
    said(pia.post(f"{page}/contents", data=form(opened(pia, page), "/contents") | {"name-1": "by Pia"}))
    answer = lea.post(f"{page}/contents", data=fields | {"name-1": "by Lea", "name-new": "Rope"})
    assert answer.status_code == 409
    shown = audit(answer.text)
    assert "Name of by Piaby Pia" in alert(shown)
    again = form(shown, "/contents")
    assert (again["name-1"], again["name-new"], held(lea, page)[0][1]) == ("by Lea", "Rope", "by Pia")
    said(lea.post(f"{page}/contents", data=again))
    assert [one[1] for one in held(lea, page)] == ["by Lea", "Clamp", "Rope"]


def test_what_somebody_took_out_meanwhile_is_told(app, lea, page):
    fields = form(opened(lea, page), "/contents")
    pia = sign_in(app.test_client(), "pia")
    said(pia.post(f"{page}/contents", data=form(opened(pia, page), "/contents") | {"remove-1": "1"}))
    said(lea.post(f"{page}/contents", data=fields | {"name-2": "Clamp, new"}))
    assert [one[1] for one in held(lea, page)] == ["Clamp, new"]
    answer = lea.post(f"{page}/contents", data=fields | {"name-1": "by Lea"})
    assert answer.status_code == 409
    assert "Contentstaken out; you wrote “S1 · by Lea · RM5512 · 1”" in alert(audit(answer.text))
    assert [one[1] for one in held(lea, page)] == ["Clamp, new"]


def test_a_fault_keeps_what_was_typed(lea, page):
    fields = form(opened(lea, page), "/contents") | {"quantity-2": "many", "name-1": "", "name-new": "Rope"}
    answer = lea.post(f"{page}/contents", data=fields)
    shown = form(audit(answer.text), "/contents")
    assert (answer.status_code, shown["quantity-2"], shown["name-new"]) == (400, "many", "Rope")
    assert [one[1] for one in held(lea, page)] == ["MegaPointe", "Clamp"]


def test_of_very_many_the_first_are_shown_with_the_way_to_all(app, lea, cast):
    case = cast.cases["LX-0108"]
    with app.app_context(), editing() as session:
        session.add_all([Item(case, f"C{number}", f"Clamp {number:03}") for number in range(205)])
    page = f"{DESK}/cases/{case}"
    few = opened(lea, page)
    assert ("200 of 205" in few.text, len(held(lea, page))) == (True, 200)
    (way,) = [one["href"] for one in few.all("a") if one.text == "Show all 205"]
    whole = opened(lea, way)
    assert ("200 of 205" in whole.text, len(held(lea, way))) == (False, 205)
    (action,) = [one["action"] for one in whole.all("form") if "/contents" in one.get("action")]
    fields = form(whole, "/contents?all=1") | {"name-205": "The last clamp"}
    assert said(lea.post(action, data=fields)) == f"{page}?all=1#contents"
    assert held(lea, way)[-1][1] == "The last clamp"
    wrong = audit(lea.post(action, data=fields | {"quantity-205": "many"}).text)
    assert "A whole number" in alert(wrong)


def test_of_very_many_cases_inside_the_first_are_shown_with_the_way_to_all(app, lea, cast):
    case = cast.cases["LX-0108"]
    with app.app_context(), editing() as session:
        small = [Case(f"P-{number:03}", f"p-{number:03}", "Pouch") for number in range(203)]
        session.add_all(small)
        session.flush()
        session.add_all([Line(SHOW, one.id, inside=case) for one in small])
    page = opened(lea, f"{DESK}/cases/{case}")
    assert ("200 of 203" in page.text, "P-202" in page.text) == (True, False)
    (way,) = [one["href"] for one in page.all("a") if one.text == "Show all 203"]
    assert "P-202" in opened(lea, way).text
