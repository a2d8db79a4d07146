"""Who of the list is whom that the site knows: by e-mail, else by phone, else by name and company on the show."""

from siteops.imports.crew.contacts import ending, is_same
from siteops.imports.crew.known import Known, KnownPerson
from siteops.imports.crew.merging import alike, contradicts
from siteops.imports.crew.planned import CrewPlan, PersonRow
from siteops.imports.names import key
from siteops.imports.problems import Outcome, Problem


def match(plan: CrewPlan, known: Known) -> dict[int, KnownPerson]:
    """The known ones among `plan.people`, by their place in it. Whom nobody can tell apart is taken off the plan."""
    found: dict[int, KnownPerson] = {}
    for number, row in enumerate(plan.people):
        if owner := known.by_email.get(row.email):
            if owner.keeps or alike(owner.row.name, row.name):
                found[number] = owner
            else:
                _tell(plan, "email_taken", row, written=row.email)
                row.email = ""
    taken = {one.id for one in found.values()}
    unclear: set[int] = set()
    for asked in (by_phone, by_name):
        for number, row in enumerate(plan.people):
            candidates = [one for one in asked(row, known) if one.id not in taken] if number not in found else []
            if len(candidates) == 1:
                found[number] = candidates[0]
                taken.add(candidates[0].id)
            elif candidates:
                unclear.add(number)
    return _without(unclear - found.keys(), plan, found)


def by_phone(row: PersonRow, known: Known) -> list[KnownPerson]:
    """Those with the number, and a name that can be the same; of several, those who are on the show."""
    if not row.phone:
        return []
    same = [one for one in known.by_phone.get(ending(row.phone), []) if is_same(one.row.phone, row.phone)]
    same = [one for one in same if alike(one.row.name, row.name)]
    return [one for one in same if one.part is not None] or same


def by_name(row: PersonRow, known: Known) -> list[KnownPerson]:
    """Those of the show with the name and company, whose contacts are not another's."""
    same = known.by_name.get((key(row.name), key(row.company)), [])
    return [one for one in same if not contradicts(one.row, row)]


def _without(unclear: set[int], plan: CrewPlan, found: dict[int, KnownPerson]) -> dict[int, KnownPerson]:
    """Leave out who could be several; the places of the others move up."""
    for number in unclear:
        _tell(plan, "which_person_known", plan.people[number], outcome=Outcome.LEFT_OUT)
    kept = [number for number in range(len(plan.people)) if number not in unclear]
    plan.people = [plan.people[number] for number in kept]
    return {place: found[number] for place, number in enumerate(kept) if number in found}


def _tell(
    plan: CrewPlan, code: str, row: PersonRow, /, outcome: Outcome = Outcome.DOUBTFUL, **params: str | int
) -> None:
    plan.problems.append(Problem(code, row.where, outcome, {"name": row.name, **params}))
