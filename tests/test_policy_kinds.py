"""Who may say what: every kind of fact in every mouth. Nothing is refused; what is not allowed waits for a lead."""

import uuid
from dataclasses import MISSING, fields

import pytest

from siteops.core.facts import KINDS, Role, load
from tests.harness.cast import OTHER, SHOW, Phone

load()
ROLES = {"cem": Role.CREW, "lea": Role.LEAD, "pia": Role.PRODUCER, "ada": Role.PRODUCER}
SPEAKS_OF_ENTRIES = ("Undone", "Accepted", "Erased")


@pytest.fixture
def say(cast):
    """`say(phone, "Moved")`: an entry of a kind, about something of the show, with everything it must have."""
    subjects = {
        "case": f"case:{cast.cases['LX-0108']}", "person": f"person:{cast.people['cem']}", "code": "code:AB12CD34",
        "step": f"step:{cast.steps[0]}", "show": f"show:{SHOW}", "incident": f"incident:{uuid.uuid4()}",
    }  # fmt: skip
    values = {
        "place": cast.refs["dock1"], "gate": cast.refs["gate"], "to": f"case:{cast.cases['AU-1001']}",
        "into": cast.cases["AU-1001"], "kind": "damage", "severity": "minor", "phase": "load-in", "leg": "in",
        "columns": ["zone"], "finding": "late:1", "choice": "fine", "reason": "wet", "name": "list.csv",
        "batch": 1, "head": "0" * 64, "entries": 1, "renamed": False, "new": 1, "changed": 1, "back": 1, "left": 1,
        "number": "LX-0200", "count": 22, "planned": 24,
    }  # fmt: skip

    def said(phone: Phone, kind: str, **more):
        wanted = [
            one.name for one in fields(KINDS[kind].made) if one.default is MISSING and one.default_factory is MISSING
        ]
        noun = next((noun for noun in subjects if noun in KINDS[kind].about), "case")
        beside = {name: more.pop(name) for name in ("by",) if name in more}
        body = {name: more.get(name, values.get(name)) for name in wanted}
        # At the time of receipt, by the server's clock: when everybody here is signed in.
        return phone.entry(kind, more.get("subject", subjects[noun]), 10**7, **body, **beside)

    return said


@pytest.mark.parametrize("name", ROLES)
def test_every_kind_counts_from_whoever_may_say_it_and_waits_from_others(phone_of, say, name):
    phone, lead = phone_of(name), phone_of("lea")
    lead.push(released := say(lead, "Released"))
    got = {}
    for kind in KINDS:
        entry = say(phone, kind, entry=released["id"])
        (result,) = phone.push(entry)
        got[kind] = (result["status"], result["flags"])
    needed = {kind: max(one.by, Role.LEAD if kind == "Undone" else Role.CREW) for kind, one in KINDS.items()}
    wanted = {
        kind: ("stored", []) if ROLES[name] >= least else ("held", ["not_allowed"]) for kind, least in needed.items()
    }
    assert got == wanted


def test_a_device_key_says_what_its_person_may_say(phone_of, say):
    phone = phone_of("cem")
    key = phone.client.post("/api/devices", json={"device": phone.device}).get_json()["key"]
    phone.client.delete_cookie("siteops")
    for kind in set(KINDS) - set(SPEAKS_OF_ENTRIES):
        (result,) = phone.push(say(phone, kind), Authorization=f"Device {key}")
        assert result["status"] == ("stored" if KINDS[kind].by <= Role.CREW else "held"), kind


def test_whose_part_was_revoked_is_heard_and_does_not_count(app, cast, phone_of, say):
    phone, lead = phone_of("lea"), phone_of("pia")
    key = phone.client.post("/api/devices", json={"device": phone.device}).get_json()["key"]
    lead.client.post(f"/shows/{SHOW}/people/{cast.people['lea']}/end")
    for kind in KINDS:
        (result,) = phone.push(say(phone, kind, entry=str(uuid.uuid4())), Authorization=f"Device {key}")
        assert (result["status"], result["flags"]) == ("held", ["not_signed_in"]), kind


@pytest.mark.parametrize("forger", ["cem", "lea"])
def test_nobody_speaks_in_another_s_name(cast, phone_of, say, forger):
    phone = phone_of(forger)
    for victim in ("pia", "ada", "sam", "rob"):
        for kind in KINDS:
            (result,) = phone.push(say(phone, kind, by=cast.people[victim], entry=str(uuid.uuid4())))
            assert result["status"] == "held", (kind, victim)
            assert "not_signed_in" in result["flags"], (kind, victim)
    (result,) = phone.push(say(phone, "Moved", by=2**31 - 1))
    assert result["status"] == "held"


def test_a_shared_phone_lends_nobody_the_other_s_rank(cast, phone_of, say):
    crew, lead = phone_of("cem"), phone_of("lea")
    for one in (crew, lead):
        one.client.post("/api/devices", json={"device": crew.device})
    lead.device, lead.n = crew.device, 100
    assert crew.push(say(crew, "Released"))[0]["flags"] == ["not_allowed"]
    forged = crew.push(say(lead, "Released"))[0]
    assert (forged["status"], forged["flags"]) == ("held", ["uploaded_by_other", "not_sealed"])


def test_an_entry_about_another_show_s_things_moves_nothing_there(app, cast, phone_of, say):
    """Ids of another show in a body are only words: what they name is looked for on one's own show."""
    sam, lea = phone_of("sam"), phone_of("lea")
    before = lea.pull()
    lea.push(held := say(lea, "Held"))
    for kind in KINDS:
        entry = say(sam, kind, entry=held["id"])
        assert sam.push(entry, show=OTHER)[0]["status"] in ("stored", "held")
        assert sam.send([entry], show=SHOW).status_code == 404
    news = lea.pull(before["head"], before["scope"])
    assert news["head"] == f"1.{int(before['head'].split('.')[1]) + 1}"
    assert lea.rows("case_state")[str(cast.cases["LX-0108"])]["held"] == "wet"


def test_a_key_of_one_show_s_crew_opens_no_other_show(phone_of, say):
    phone = phone_of("cem")
    key = phone.client.post("/api/devices", json={"device": phone.device}).get_json()["key"]
    phone.client.delete_cookie("siteops")
    assert phone.send([say(phone, "Moved")], show=OTHER, Authorization=f"Device {key}").status_code == 404
    assert phone.send([say(phone, "Moved")], Authorization="Device guess").status_code == 401
    assert phone.send([say(phone, "Moved")], Authorization=f"Bearer {key}").status_code == 401
