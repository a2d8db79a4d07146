"""Where keys stand in an entry: every field of every fact is known to hold one, or known not to."""

from dataclasses import fields

import pytest

from siteops.core import facts
from siteops.core.facts import KINDS
from siteops.core.journal.respelling import KEYS, references, respelled

PLAIN = {
    "Accepted.entry", "Adopted.entries", "Adopted.head", "Adopted.renamed", "Bound.anew", "Counted.count",
    "Counted.name", "Counted.planned", "Damaged.photo", "Damaged.reason",
    "Decided.choice", "Decided.reason", "Edited.columns", "EditedAtOnce.changed", "EditedAtOnce.columns",
    "Erased.entry", "Graded.severity", "Held.reason", "Imported.changed", "Imported.name", "Imported.new",
    "LeftHere.reason", "LegClosed.leg", "Moved.leg", "Moved.typed", "Named.number", "Noted.photo",
    "PhaseBegan.phase", "Remarked.photo", "Reported.kind", "Reported.photo", "Reported.severity", "TakenBack.back",
    "TakenBack.left", "TakenBack.name", "Ticked.photo", "Undone.entry",
}  # fmt: skip
"""Fields that name no row of any table."""
LINES = [
    ("Moved", "case:12", {"place": "dock:3", "slot": 7}, ["show:gala", "person:5", "case:12", "person:6", "dock:3",
     "slot:7"]),
    ("Packed", "code:00000012", {"into": 9}, ["show:gala", "person:5", "person:6", "case:9"]),
    ("Decided", "case:12", {"finding": "wrong_place:zone:4", "choice": "stays"}, ["show:gala", "person:5", "case:12",
     "person:6", "zone:4"]),
    ("Decided", "case:12", {"finding": "damaged:case:1", "choice": "usable"}, ["show:gala", "person:5", "case:12",
     "person:6"]),
    ("Edited", "show:gala", {"columns": ["name"]}, ["show:gala", "person:5", "show:gala", "person:6"]),
    ("Moved", "case:007", {"place": "dock:1234567890"}, ["show:gala", "person:5", "person:6"]),
    ("Reported", "incident:1b4e28ba-2fa1-41d2-883f-0016d3cca427", {"place": None, "kind": "fire"}, ["show:gala",
     "person:5", "person:6"]),
]  # fmt: skip


def line(kind, subject, body):
    return {"show": "gala", "uploaded_by": 5, "entry": {"kind": kind, "subject": subject, "by": 6, "body": body}}


def test_every_field_of_every_fact_is_known_to_hold_a_key_or_none():
    facts.load()
    every = {f"{kind}.{one.name}" for kind, known in KINDS.items() for one in fields(known.made)}
    assert every == PLAIN | {f"{kind}.{field}" for kind, field in KEYS}


@pytest.mark.parametrize(("kind", "subject", "body", "wanted"), LINES)
def test_what_an_entry_names(kind, subject, body, wanted):
    assert references(line(kind, subject, body)) == wanted


@pytest.mark.parametrize(("kind", "subject", "body", "wanted"), LINES)
def test_other_keys_and_nothing_else(kind, subject, body, wanted):
    said = line(kind, subject, body)
    there = respelled(said, lambda ref: ref + "0")
    assert references(there) == [f"{ref}0" for ref in wanted]
    assert respelled(there, lambda ref: ref[:-1]) == said
