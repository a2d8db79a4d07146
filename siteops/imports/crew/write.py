"""Lays people of a list out as rows of the database, and writes who is new in the last transaction of an import."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from siteops.core import clock, codes
from siteops.core.access.people import Call, Certificate, Grant, Person
from siteops.core.facts import Role
from siteops.core.plain import plain
from siteops.core.plan import Code
from siteops.crew.papers import Paper
from siteops.imports.crew.compare import Comparison, Difference
from siteops.imports.crew.planned import OF_PART, CallRow
from siteops.imports.write import Changes, Hiding, Values, Writing


@dataclass(slots=True)
class Newcomer:
    """Somebody new to the show. `person`: their key, or the columns of a new person; `badge`: a fresh code.

    `grant`: key of a part that they had by a list that was taken back; their badge is there then.
    """

    person: int | Values
    grant: int | None
    part: Values
    badge: str
    calls: list[Values]
    papers: list[Values]


@dataclass(slots=True)
class CrewLaid:
    """Rows, ready but for the keys of new people and `rev`. Changes go by the keys of their rows."""

    newcomers: list[Newcomer] = field(default_factory=list)
    calls: list[Values] = field(default_factory=list)
    papers: list[Values] = field(default_factory=list)
    person_changes: Changes = field(default_factory=list)
    part_changes: Changes = field(default_factory=list)
    call_changes: Changes = field(default_factory=list)
    paper_changes: Changes = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many rows it writes."""
        own = sum(2 + isinstance(one.person, dict) + len(one.calls) + len(one.papers) for one in self.newcomers)
        changes = (self.person_changes, self.part_changes, self.call_changes, self.paper_changes)
        return own + len(self.calls) + len(self.papers) + sum(map(len, changes))

    def hide(self, hiding: Hiding) -> None:
        """Note the changes. Nobody new: people are few, and a person cannot be hidden."""
        again = [(one.grant, one.part) for one in self.newcomers if one.grant is not None]
        hiding.change(Person, self.person_changes)
        hiding.change(Grant, [*again, *self.part_changes])
        hiding.change(Call, self.call_changes)
        hiding.change(Certificate, self.paper_changes)

    def write(self, writing: Writing) -> None:
        """Write what is new; phones of other shows that have the same people are told."""
        own = {"show": writing.show, "rev": writing.seq}
        keys = self._people(writing)
        pairs = list(zip(keys, self.newcomers, strict=True))
        fresh = [(key, one) for key, one in pairs if one.grant is None]
        writing.insert(Grant, [one.part | own | {"person": key} for key, one in fresh])
        writing.insert(Code, [_badge(one.badge, key) | own for key, one in fresh])
        calls = [call | {"person": key} for key, one in pairs for call in one.calls]
        writing.insert(Call, [call | own for call in [*calls, *self.calls]])
        papers = [paper | {"person": key} for key, one in pairs for paper in one.papers]
        writing.insert(Certificate, [*papers, *self.papers])
        writing.touch(Person, self.person_changes)

    def _people(self, writing: Writing) -> list[int]:
        """The keys of all newcomers; those nobody knew are made."""
        fresh = iter(writing.keys(Person, [one.person for one in self.newcomers if isinstance(one.person, dict)]))
        return [next(fresh) if isinstance(one.person, dict) else one.person for one in self.newcomers]


def laid(compared: Comparison) -> CrewLaid:
    """Everything that storing will write."""
    made, now = CrewLaid(), clock.now()
    for one in compared.new:
        made.newcomers.append(_newcomer(one, now))
        if one.known and one.personal:
            made.person_changes.append((one.known.id, _personal(one)))
        if one.known:
            made.paper_changes += _other_papers(one)
    for one in compared.changed:
        _changed(one, made)
    return made


def _newcomer(one: Difference, now: datetime) -> Newcomer:
    """Somebody new to the show comes in as crew, without an account."""
    row = one.row
    person: int | Values = one.known.id if one.known else {
        "name": row.name, "email": row.email or None, "phone": row.phone, "password": None, "admin": False,
        "created": now, "photo": None, "erased": None,
    }  # fmt: skip
    part = {name: getattr(row, name) for name in OF_PART}
    part |= {"role": int(Role.CREW), "call": first(one.all_calls()), "revoked": None}
    grant = one.known.part if one.known else None
    return Newcomer(person, grant, part, codes.mint_badge(), [_call(call) for call in one.calls.new], _new_papers(one))


def _changed(one: Difference, made: CrewLaid) -> None:
    known = one.known
    assert known is not None
    assert known.part is not None
    if one.personal:
        made.person_changes.append((known.id, _personal(one)))
    values: Values = dict(one.part)
    if one.calls:
        values["call"] = first(one.all_calls())
    made.part_changes.append((known.part, values))
    made.calls += [_call(call) | {"person": known.id} for call in one.calls.new]
    made.call_changes += [(due.id, columns) for due, _, columns in one.calls.other]
    made.call_changes += [(due.id, {"gone": True}) for due in one.calls.gone]
    made.papers += [paper | {"person": known.id} for paper in _new_papers(one)]
    made.paper_changes += _other_papers(one)


def _personal(one: Difference) -> Values:
    """Columns of a person that change; lists are searched by the folded name."""
    name = one.personal.get("name")
    return {**one.personal, **({"folded": plain(name)} if name else {})}


def first(calls: Iterable[CallRow]) -> datetime | None:
    """The first call of somebody; None where no time is known."""
    return min((call.starts for call in calls if call.starts), default=None)


def _call(call: CallRow) -> Values:
    return {"day": call.day, "starts": call.starts, "ends": call.ends, "function": call.function, "gone": False}


def _new_papers(one: Difference) -> list[Values]:
    held = one.known.papers if one.known else {}
    return [{"kind": paper.kind, **_paper(paper)} for paper in one.papers if paper.kind not in held]


def _other_papers(one: Difference) -> Changes:
    held = one.known.papers if one.known else {}
    return [(held[paper.kind].id, _paper(paper)) for paper in one.papers if paper.kind in held]


def _paper(paper: Paper) -> Values:
    return {"until": paper.until, "written": paper.written, "doubtful": paper.doubtful}


def _badge(code: str, person: int) -> Values:
    return {"code": code, "subject": f"person:{person}", "hashed": codes.hashed(code), "gone": False}
