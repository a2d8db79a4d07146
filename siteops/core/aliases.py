"""What a code stands for: the latest `Bound` fact, else the plan's codes, else what is painted on a case.

Entries about `code:<code>`, made on a phone that could not resolve it, belong to the history of the
thing that the code stands for, whenever that becomes known.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cache

from sqlalchemy import Connection, bindparam, func, select, update

from siteops.core.journal import rows
from siteops.core.journal.prepared import Prepared, some
from siteops.core.plan import Case, Code, folded

Link = tuple[str | None, str | None]
"""What a code was linked to, and what it is linked to now."""

PAINTED = Prepared(select(Case.folded, Case.id).where(Case.folded.in_(some("folded"))))
PAINTED_ON = Prepared(select(Case.code).where(Case.id.in_(some("cases"))))
PRINTED = Prepared(
    select(func.coalesce(Code.hashed, Code.code), Code.subject)
    .where(Code.subject.is_not(None), ~Code.gone)
    .where(Code.code.in_(some("codes")) | Code.hashed.in_(some("hashes")))
)
PRINTED_FOR = Prepared(
    select(func.coalesce(Code.hashed, Code.code)).where(Code.subject.in_(some("things")), ~Code.gone)
)


def homes(connection: Connection, show: str, subjects: Iterable[str]) -> dict[str, str]:
    """The things that code subjects stand for now; a code that stands for nothing is left out."""
    if not (keys := [subject.partition(":")[2] for subject in subjects]):
        return {}
    found = planned(connection, keys) | bound(connection, show, keys)
    return {f"code:{key}": home for key, home in found.items()}


def planned(connection: Connection, keys: list[str]) -> dict[str, str]:
    """What the plan says of codes: painted on a case, printed by us, or hashed on a badge."""
    lower = {folded(key): key for key in keys}
    found = {lower[code]: f"case:{case}" for code, case in PAINTED.rows(connection, {"folded": lower})}
    return found | dict(PRINTED.rows(connection, {"codes": keys, "hashes": keys}))


def follow(connection: Connection, links: Mapping[str, Link]) -> None:
    """Let blank codes, by key, stand for the cases that they were linked to: on every show from now on.

    A code that another show has linked meanwhile stays as it is there.
    """
    for key, (was, now) in links.items():
        if was == now or not (now or "case:").startswith("case:"):
            continue
        mine = (Code.code == key) & Code.blank & ~Code.gone
        stood = Code.subject.is_(None) if was is None else Code.subject == was
        connection.execute(update(Code).where(mine, stood).values(subject=now))


def bound(connection: Connection, show: str, keys: list[str]) -> dict[str, str]:
    """What `Bound` facts say of codes."""
    return dict(bound_by("key").rows(connection, {"show": show, "wanted": keys}))


@cache
def bound_by(column: str) -> Prepared:
    """The query for codes and what they are bound to, by some of either."""
    codes = rows.table("code")
    query = select(codes.c.key, codes.c.to).where(codes.c.show == bindparam("show"), codes.c.to.is_not(None))
    return Prepared(query.where(codes.c[column].in_(some("wanted"))))


def of(connection: Connection, show: str, subject: str) -> set[str]:
    """The code subjects that stand for a thing now."""
    return of_all(connection, show, [subject])[subject]


def of_all(connection: Connection, show: str, subjects: Collection[str]) -> dict[str, set[str]]:
    """The code subjects that stand for things now; a code itself has none. As many queries as for one thing."""
    found: dict[str, set[str]] = {subject: set() for subject in subjects}
    things = [subject for subject in found if not subject.startswith("code:")]
    if not things:
        return found
    for key, thing in bound_by("to").rows(connection, {"show": show, "wanted": things}):
        found[thing].add(f"code:{key}")
    for code, home in homes(connection, show, named(connection, things)).items():
        if home in found:
            found[home].add(code)
    return found


def named(connection: Connection, things: Collection[str]) -> set[str]:
    """Code subjects by which the plan knows things."""
    found = {f"code:{one}" for (one,) in PRINTED_FOR.rows(connection, {"things": things})}
    keys = [key for noun, _, key in (thing.partition(":") for thing in things) if noun == "case"]
    cases = [int(key) for key in keys if key.isdecimal()]
    painted = PAINTED_ON.rows(connection, {"cases": cases}) if cases else ()
    return found | {f"code:{one.upper()}" for (one,) in painted}  # a phone files typed codes in upper case
