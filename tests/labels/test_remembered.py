"""The next print begins where the last one ended: paper, first free label and what labels show, by browser."""

from tests.harness.cast import sign_in
from tests.harness.pages import audit
from tests.labels.desk import PAGE
from tests.labels.paper import pages, seen


def started(page) -> list[str]:
    """The label that is marked as the first free one."""
    return [one["value"] for one in audit(page.text).all("input") if one.get("name") == "start" and "checked" in one]


def test_a_sheet_is_drawn_with_its_labels_to_touch(lead, cast):
    fields = audit(lead.get(PAGE, query_string={"paper": "L7163"}).text).all("input")
    assert [one["value"] for one in fields if one.get("name") == "start"] == [str(i) for i in range(1, 15)]
    assert started(lead.get(PAGE, query_string={"paper": "L7163", "start": "5"})) == ["5"]


def test_the_next_print_begins_where_this_one_ended(lead, cast):
    lead.post(f"{PAGE}.pdf", data={"paper": "L7163", "start": "13"})
    assert started(lead.get(PAGE)) == ["3"]
    assert started(lead.get(PAGE, query_string={"paper": "5160"})) == ["1"]
    lead.post(f"{PAGE}.pdf", data={"paper": "5160", "start": "27"})
    assert started(lead.get(PAGE, query_string={"paper": "5160"})) == ["1"]
    assert started(lead.get(PAGE, query_string={"paper": "L7163"})) == ["3"]


def test_a_start_belongs_to_its_paper(lead, cast):
    lead.post(f"{PAGE}.pdf", data={"paper": "5160", "start": "5"})
    assert started(lead.get(PAGE, query_string={"paper": "5160", "of": "L7160", "start": "20"})) == ["9"]
    assert started(lead.get(PAGE, query_string={"paper": "5160", "of": "5160", "start": "20"})) == ["20"]


def test_the_paper_is_remembered_for_each_kind_and_what_labels_show(lead, cast):
    lead.post(f"{PAGE}.pdf", data={"paper": "62x100", "ticks": "1", "say-weight": "1"})
    lead.post(f"{PAGE}.pdf", data={"what": "people", "paper": "badge-letter"})
    page = audit(lead.get(PAGE).text)
    assert [one["name"] for one in page.all("input") if one.get("type") == "checkbox" and "checked" in one] == [
        "say-weight"
    ]
    (paper,) = [one for one in page.all("select") if one["name"] == "paper"]
    assert [one["value"] for one in paper.all("option") if "selected" in one] == ["62x100"]
    assert "badge-letter" in str(audit(lead.get(PAGE, query_string={"what": "people"}).text).all("option"))


def test_a_button_changes_between_sheets_and_rolls(lead, cast):
    page = audit(lead.get(PAGE, query_string={"paper": "L7160", "family": "roll", "q": "lx"}).text)
    (paper,) = [one for one in page.all("select") if one["name"] == "paper"]
    assert {one["value"] for one in paper.all("option")} == {"62x100", "29x90", "4x6"}
    assert next(one for one in page.all("input") if one.get("name") == "q")["value"] == "lx"


def test_a_strange_cookie_is_nothing_to_stumble_over(app, cast):
    for said in ("%", "on-cases=money%20exe&from-L7160=-1&shows=x&dpi=9", "from-L7160=99", "x" * 3000, "from-L7160=0"):
        client = sign_in(app.test_client(), "lea")
        client.set_cookie("labels", said, path="/shows")
        answer = client.get(PAGE)
        assert answer.status_code == 200
        assert client.post(f"{PAGE}.pdf").status_code in (200, 409)


def test_the_preview_leaves_used_labels_empty(lead, cast):
    answer = lead.post(f"{PAGE}.pdf", data={"paper": "L7160", "start": "2", "q": "lx"})
    (page,) = pages(answer.data, 150)
    (code,) = seen(page, 150)
    assert code.box[0] > 63.5
