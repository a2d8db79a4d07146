"""Rows → people: by e-mail, else by phone, else by name and company where that can be only one."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from siteops.imports.crew.contacts import ending, is_same
from siteops.imports.crew.planned import CrewPlan, PersonRow, Site
from siteops.imports.kind import Near
from siteops.imports.names import Spelling, key
from siteops.imports.problems import Outcome, Problem

ALIKE = 0.75
CROWD = 150


class Gathering:
    """People out of rows, in the order of the file; fills `plan.people`, adds to its problems."""

    def __init__(self, plan: CrewPlan) -> None:
        self.plan = plan
        self.by_email: dict[str, PersonRow] = {}
        self.by_phone: dict[str, list[PersonRow]] = defaultdict(list)
        self.by_name: dict[tuple[str, str], list[PersonRow]] = defaultdict(list)

    def add(self, row: PersonRow) -> None:
        """Somebody new, or more about somebody who stands further up."""
        owner = self.by_email.get(row.email)
        if owner and not alike(owner.name, row.name):
            self._tell("email_shared", row, written=row.email, line=owner.where.line)
            row.email = ""
        found = self._found(row)
        if len(found) > 1:
            lines = ", ".join(str(one.where.line) for one in found)
            self._tell("which_person", row, outcome=Outcome.LEFT_OUT, lines=lines)
            return
        one = found[0] if found else row
        if found:
            self._join(one, row)
        else:
            self.plan.people.append(row)
            self.by_name[key(row.name), key(row.company)].append(row)
        self._note_contacts(one)

    def _found(self, row: PersonRow) -> list[PersonRow]:
        """Who the row may be; one, where there is no doubt."""
        if row.email in self.by_email:
            return [self.by_email[row.email]]
        same = [one for one in self.by_phone[ending(row.phone)] if is_same(one.phone, row.phone)] if row.phone else []
        same = [one for one in same if alike(one.name, row.name)]
        if same:
            return same[:1]
        return [one for one in self.by_name[key(row.name), key(row.company)] if not contradicts(one, row)]

    def _join(self, one: PersonRow, row: PersonRow) -> None:
        """Add what the row says; where it says otherwise, the first one stands."""
        fresh = [call for call in row.calls if call not in one.calls]
        papers = {kind: paper for kind, paper in row.papers.items() if kind not in one.papers}
        other = [kind for kind, paper in row.papers.items() if kind in one.papers and paper != one.papers[kind]]
        clashes = [name for name in ("phone", "email") if _clash(name, one, row)]
        filled = [name for name in ("function", "department", "company", "phone", "email")
                  if getattr(row, name) and not getattr(one, name)]  # fmt: skip
        for name in filled:
            setattr(one, name, getattr(row, name))
        remark = row.remark if row.remark not in one.remark else ""
        one.remark = " · ".join(each for each in (one.remark, remark) if each)
        one.calls += fresh
        one.papers |= papers
        if clashes or other:
            self._tell("other_contact" if clashes else "other_paper", row, line=one.where.line)
        elif not (fresh or papers or filled or remark):
            self._tell("person_again", row, outcome=Outcome.DOUBLE, line=one.where.line)

    def _note_contacts(self, one: PersonRow) -> None:
        if one.email:
            self.by_email[one.email] = one
        if one.phone and one not in self.by_phone[ending(one.phone)]:
            self.by_phone[ending(one.phone)].append(one)

    def _tell(self, code: str, row: PersonRow, /, outcome: Outcome = Outcome.DOUBTFUL, **params: str | int) -> None:
        self.plan.problems.append(Problem(code, row.where, outcome, {"name": row.name, **params}))


def contradicts(one: PersonRow, other: PersonRow) -> bool:
    """Whether two of one name have contacts that cannot be one person's."""
    return any(_clash(name, one, other) for name in ("phone", "email"))


def _clash(name: str, one: PersonRow, other: PersonRow) -> bool:
    first, second = getattr(one, name), getattr(other, name)
    if not first or not second:
        return False
    return not is_same(first, second) if name == "phone" else first != second


def alike(one: str, other: str) -> bool:
    """Whether two names can be one person's: a shared word, or much the same letters; across scripts, always."""
    first, second = bare(one), bare(other)
    if first.isascii() != second.isascii():
        return True
    words = {word for word in first.split() if len(word) > 1} & set(second.split())
    return bool(words) or SequenceMatcher(None, first, second).ratio() >= ALIKE


def bare(name: str) -> str:
    """A name without accents, signs and upper case."""
    plain = unicodedata.normalize("NFD", key(name))
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return " ".join(re.sub(r"[\W_]+", " ", letters.translate(str.maketrans("øłđðı", "olddi"))).split())


def join_companies(people: Iterable[PersonRow], site: Site) -> list[Near]:
    """Give every company one spelling; those that may be one and are not joined."""
    spelling = Spelling(site.companies)
    used = [(one, spelling.add(one.company)) for one in people if one.company]
    for one, joined in used:
        one.company = spelling.name(joined)
    return [Near("company", name, other) for name, other in spelling.near()]


def near_people(people: Iterable[PersonRow], stored: Iterable[str] = ()) -> list[Near]:
    """Pairs of names that may be one person's. Only names with the same initials are held against each other.

    Where more than `CROWD` names share them, nothing is suggested: every pair would take longer than a page may.
    """
    blocks: dict[str, list[str]] = defaultdict(list)
    fresh: dict[str, list[str]] = defaultdict(list)
    for name in stored:
        blocks[_initials(name)].append(name)
    for one in people:
        fresh[_initials(one.name)].append(one.name)
    near: list[Near] = []
    for initials, names in fresh.items():
        if len(names) + len(blocks[initials]) <= CROWD:
            spelling = Spelling(blocks[initials])
            for name in names:
                spelling.add(name)
            near += [Near("person", name, other) for name, other in spelling.near()]
    return near


def _initials(name: str) -> str:
    return "".join(sorted(word[0] for word in bare(name).split()))
