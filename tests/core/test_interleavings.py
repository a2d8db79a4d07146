"""Whatever the order in which phones are heard, the state is the same; replaying the log changes nothing.

The oracle is written without looking at the folds: it sorts all that was said and reads it from top to bottom.
"""

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siteops.core.access.people import Grant
from siteops.core.db import db, editing
from siteops.core.facts import Role
from siteops.core.journal.log import open_log
from siteops.core.journal.replay import replay
from siteops.core.journal.verify import verify
from siteops.core.plan import Show

PLACES = ("dock:1", "dock:2", "zone:3", "zone:4", "truck:5")
FRESH = itertools.count(10_000)

moved = st.tuples(st.just("Moved"), st.builds(lambda place, leg: {"place": place, "leg": leg},
                  st.sampled_from(PLACES), st.sampled_from(("in", "out"))))  # fmt: skip
said = st.one_of(
    moved, moved, moved,
    st.tuples(st.just("Packed"), st.builds(lambda into: {"into": into}, st.integers(1, 3))),
    st.tuples(st.just("Unpacked"), st.builds(lambda place: {"place": place}, st.sampled_from(PLACES))),
    st.tuples(st.just("Held"), st.just({"reason": "wet"})),
    st.tuples(st.just("Released"), st.just({})),
    st.tuples(st.just("Undone"), st.builds(lambda back: {"back": back}, st.integers(0, 8))),
    st.tuples(st.just("Bound"), st.just({})),
)  # fmt: skip
spoken = st.tuples(said, st.integers(0, 1), st.integers(0, 1), st.integers(-90, 90))
"""What was said, about which of two subjects (a case, a code), on which of two phones, at which minute."""


@st.composite
def days(draw):
    """A day on site: what was said, and an order in which it arrives, with some of it twice."""
    lines = draw(st.lists(spoken, min_size=1, max_size=10))
    order = draw(st.permutations(range(len(lines))))
    twice = draw(st.lists(st.sampled_from(order), max_size=4))
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=6))
    return lines, [*order, *twice], sizes


@pytest.fixture
def pocket(phone_of):
    """The two phones."""
    return phone_of("lea"), phone_of("pia")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=days())
def test_any_interleaving_gives_the_same_state(app, pocket, day):
    check(app, pocket, day)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=days())
def test_any_interleaving_gives_the_same_state_on_postgresql(app, pocket, day):
    check(app, pocket, day)


def check(app, pocket, day):
    """Let two phones be heard in the day's order; compare with the oracle; replay and compare again."""
    lines, order, sizes = day
    show = opened(app, pocket)
    case, code = next(FRESH), f"T{next(FRESH)}XXX"
    entries = written(pocket, lines, f"case:{case}", f"code:{code}")
    sender, queue, batch = pocket[0], list(order), itertools.cycle(sizes)
    for phone in pocket:
        phone.client.post("/api/devices", json={"device": phone.device})
    while queue:
        now, queue = queue[: (size := next(batch))], queue[size:]
        results = sender.push(*(entries[i] for i in now), show=show)
        assert {one["status"] for one in results} <= {"stored", "duplicate", "held"}
    expected = oracle(entries, f"case:{case}", f"code:{code}")
    found = sender.rows("case_state", show=show).get(str(case))
    assert (found and {name: found[name] for name in expected}) == (expected or None)
    with app.app_context():
        assert replay(show).differing == []
        with db.engine.connect() as connection:
            assert verify(connection, show) == []
        db.session.remove()


def opened(app, phones):
    """A show that these phones lead, with nothing in its log: else each day would replay all days before it."""
    show = f"day-{next(FRESH)}"
    with app.app_context(), editing() as session:
        session.add(Show(show, "A day", venue="Hafenhalle", timezone="Europe/Berlin"))
        open_log(session.connection(), show)
        session.add_all(Grant(show, phone.by, int(Role.LEAD)) for phone in phones)
    return show


def written(phones, lines, case, code):
    """The entries of a day. An undo names the entry `back` places before it, or one that never comes."""
    entries: list[dict[str, Any]] = []
    for (kind, body), about, hand, minute in lines:
        if kind == "Undone":
            back = len(entries) - 1 - body["back"]
            target = entries[back] if back >= 0 else {"id": "never", "subject": case}
            entry = phones[hand].entry(kind, target["subject"], minute, entry=target["id"])
        elif kind == "Bound":
            entry = phones[hand].entry(kind, code, minute, to=case)
        else:
            entry = phones[hand].entry(kind, (case, code)[about], minute, **body)
        entries.append(entry | {"by": phones[0].by, "offset": 0.0})
    return entries


def oracle(entries, case, code):
    """Where the case is and whether it is held, read from top to bottom. Nothing where nobody spoke of it."""
    undone = set()
    for one in reversed([e for e in entries if e["kind"] == "Undone"]):  # a later undo is never undone by an earlier
        if one["id"] not in undone:
            undone.add(one["body"]["entry"])
    counting = [one for one in entries if one["id"] not in undone]
    linked = any(one["kind"] == "Bound" for one in counting)
    about = [one for one in entries if one["subject"] == case or (linked and one["subject"] == code)]
    if not about:
        return {}
    state = {"place": None, "inside": None, "held": None}
    for one in sorted((e for e in about if e in counting), key=lambda e: (e["at"], e["device"], e["n"])):
        body = one["body"]
        match one["kind"]:
            case "Moved" | "Unpacked":
                state |= {"place": body["place"], "inside": None}
            case "Packed":
                state |= {"place": None, "inside": body["into"]}
            case "Held":
                state["held"] = body["reason"]
            case "Released":
                state["held"] = None
    return state
