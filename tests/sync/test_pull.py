"""What a phone pulls is what it may see, once, and cheap when there is nothing new."""

import pytest
from sqlalchemy import delete

from siteops.core.db import editing
from siteops.core.plan import Item
from siteops.desk.gear.case_plan import say
from tests.harness.cast import SHOW


def table(answer, name, key="id"):
    columns = answer["tables"].get(name, {})
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    return {one[key]: one for one in rows}


@pytest.mark.both
def test_the_first_pull_brings_everything_and_the_next_nothing(phone_of, cast):
    phone = phone_of("cem")
    first = phone.pull()
    assert first["reset"]
    assert table(first, "case")[cast.cases["AU-10P5"]]["inside"] == cast.cases["AU-1001"]
    assert {one["kind"] for one in table(first, "place").values()} == {"dock", "zone", "truck", "gate"}
    assert set(cast.codes.values()) <= set(first["tables"]["code"]["code"])
    second = phone.pull(first["head"], first["scope"])
    assert (second["reset"], second["tables"], second["head"]) == (False, {}, first["head"])


@pytest.mark.both
def test_a_pull_brings_only_what_changed(phone_of, cast):
    phone, other = phone_of("cem"), phone_of("lea")
    first = phone.pull()
    other.push(other.entry("Moved", f"case:{cast.cases['LX-0108']}", place=cast.refs["dock1"]))
    second = phone.pull(first["head"], first["scope"])
    assert table(second, "case_state", "key")[str(cast.cases["LX-0108"])]["place"] == cast.refs["dock1"]
    assert "case" not in second["tables"]
    assert second["head"] == "1.1"


def test_another_scope_epoch_or_future_cursor_starts_again(phone_of):
    phone = phone_of("cem")
    first = phone.pull()
    for after, scope in ((first["head"], "older"), ("9.0", first["scope"]), ("1.99", first["scope"]), ("x", "")):
        assert phone.pull(after, scope)["reset"], (after, scope)


def test_an_unchanged_show_costs_a_304(phone_of):
    client = phone_of("cem").client
    tag = client.get(f"/api/shows/{SHOW}/changes").headers["ETag"]
    assert client.get(f"/api/shows/{SHOW}/changes", headers={"If-None-Match": tag}).status_code == 304


def test_the_tag_of_one_person_is_not_that_of_another(phone_of):
    tag = phone_of("lea").client.get(f"/api/shows/{SHOW}/changes").headers["ETag"]
    answer = phone_of("cem").client.get(f"/api/shows/{SHOW}/changes", headers={"If-None-Match": tag})
    assert answer.status_code == 200


def test_crew_know_others_by_first_name_only(phone_of, cast):
    crew, lead = (table(phone_of(who).pull(), "person") for who in ("cem", "lea"))
    assert crew[cast.people["lea"]]["name"] == "Lea"
    assert [crew[cast.people["lea"]][one] for one in ("phone", "call", "role", "company")] == ["", None, None, ""]
    assert crew[cast.people["cem"]]["call"] == "2026-05-01T06:00:00.000Z"
    assert lead[cast.people["cem"]]["phone"] == "+49 40 5550199"


def test_what_a_witness_wrote_is_for_leads_and_the_witness(phone_of, cast):
    witness, lead, other = phone_of("lea"), phone_of("pia"), phone_of("cem")
    report = witness.entry("Reported", "incident:i1", kind="injury", severity="serious", private={"text": "Ana fell"})
    witness.push(report)
    assert table(witness.pull(), "words", "entry")[report["id"]]["text"] == "Ana fell"
    assert table(lead.pull(), "words", "entry")[report["id"]]["text"] == "Ana fell"
    assert "Ana fell" not in str(other.pull())
    history = other.client.get(f"/api/shows/{SHOW}/entries?subject=incident:i1").get_json()["entries"]
    assert [one["private"] for one in history] == [None]
    assert table(other.pull(), "incident_state", "key")["i1"]["severity"] == "serious"


@pytest.mark.both
def test_erased_words_are_gone_from_every_door(app, phone_of):
    from siteops.core.db import db
    from siteops.core.journal.replay import replay
    from siteops.core.journal.verify import verify

    lead, witness = phone_of("pia"), phone_of("cem")
    report = witness.entry("Reported", "incident:i1", kind="injury", severity="serious", private={"text": "Ana fell"})
    witness.push(report)
    [result] = lead.push(lead.entry("Erased", "incident:i1", entry=report["id"]))
    assert result["status"] == "stored"
    for phone in (lead, witness):
        assert "Ana" not in str(phone.pull())
        assert "Ana" not in phone.client.get(f"/api/shows/{SHOW}/entries?subject=incident:i1").text
    assert [one["status"] for one in witness.push(report)] == ["duplicate"]
    with app.app_context():
        assert replay(SHOW).differing == []
        with db.engine.connect() as connection:
            assert verify(connection, SHOW) == []


def test_a_case_that_is_on_no_list_turns_up_as_such(app, phone_of, cast):
    from siteops.core.db import editing
    from siteops.core.plan import Case

    with app.app_context(), editing() as session:
        session.add(Case("ZZ-1", "zz-1", "Somebody else's trunk"))
    phone = phone_of("cem")
    first = phone.pull()
    phone.push(phone.entry("Moved", "code:ZZ-1", place=cast.refs["dock1"]))
    [stranger] = table(phone.pull(first["head"], first["scope"]), "case").values()
    assert (stranger["code"], stranger["listed"]) == ("ZZ-1", 0)


def test_a_case_taken_off_the_list_after_it_was_scanned_stays_as_not_listed(phone_of, cast):
    phone, lead = phone_of("cem"), phone_of("lea")
    case = cast.cases["LX-0108"]
    phone.push(phone.entry("Moved", f"case:{case}", place=cast.refs["dock1"]))
    before = phone.pull()
    lead.client.post(f"/shows/{SHOW}/cases/{case}/off")
    news, whole = phone.pull(before["head"], before["scope"]), phone.pull()
    for answer in (news, whole):
        assert (table(answer, "case")[case]["listed"], table(answer, "case")[case]["gone"]) == (0, False)
    lead.client.post(f"/shows/{SHOW}/cases/{case}/on")
    assert table(phone.pull(news["head"], news["scope"]), "case")[case]["listed"] == 1


@pytest.mark.both
def test_the_contents_of_a_case_come_whole_and_go_whole(app, phone_of, cast):
    phone, case, lea = phone_of("cem"), cast.cases["LX-0108"], cast.people["lea"]
    with app.app_context(), editing() as session:
        session.add_all([Item(case, "XLR5", "XLR 5 m", 20), Item(case, "XLR5", "XLR 5 m", 4)])
        session.add(Item(case, "MP1", "MegaPointe", 1, serial="RM5512"))
    first = phone.pull()
    assert table(first, "content", "case") == {
        case: {"case": case, "lines": [["XLR 5 m", 24]], "things": [["MegaPointe", "RM5512"]]}
    }
    with app.app_context(), editing() as session:
        session.execute(delete(Item).where(Item.case == case))
        say(session, SHOW, case, lea, ["contents"])
    second = phone.pull(first["head"], first["scope"])
    assert table(second, "content", "case") == {case: {"case": case, "lines": [], "things": []}}
