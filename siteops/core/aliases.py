"""What a code stands for: the latest `Bound` fact, else the plan's codes, else what is painted on a case.

Entries about `code:<code>`, made on a phone that could not resolve it, belong to the history of the
thing that the code stands for, whenever that becomes known.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, func, select

from siteops.core import rows
from siteops.core.plan import Case, Code, folded


def homes(connection: Connection, show: str, subjects: Iterable[str]) -> dict[str, str]:
    """The things that code subjects stand for now; a code that stands for nothing is left out."""
    keys = [subject.partition(":")[2] for subject in subjects]
    found = planned(connection, keys) | bound(connection, show, keys)
    return {f"code:{key}": home for key, home in found.items()}


def planned(connection: Connection, keys: list[str]) -> dict[str, str]:
    """What the plan says of codes: painted on a case, printed by us, or hashed on a badge."""
    lower = {folded(key): key for key in keys}
    painted = select(Case.folded, Case.id).where(Case.folded.in_(lower))
    found = {lower[code]: f"case:{case}" for code, case in connection.execute(painted)}
    printed = select(func.coalesce(Code.hashed, Code.code), Code.subject)
    printed = printed.where(Code.subject.is_not(None), ~Code.gone)
    printed = printed.where(Code.code.in_(keys) | Code.hashed.in_(keys))
    return found | {code: str(subject) for code, subject in connection.execute(printed)}


def bound(connection: Connection, show: str, keys: list[str]) -> dict[str, str]:
    """What `Bound` facts say of codes."""
    codes = rows.table("code")
    query = select(codes.c.key, codes.c.to).where(codes.c.show == show, codes.c.key.in_(keys))
    return {key: to for key, to in connection.execute(query.where(codes.c.to.is_not(None)))}


def of(connection: Connection, show: str, subject: str) -> set[str]:
    """The code subjects that stand for a thing now."""
    return of_all(connection, show, [subject])[subject]


def of_all(connection: Connection, show: str, subjects: Collection[str]) -> dict[str, set[str]]:
    """The code subjects that stand for things now; a code itself has none. As many queries as for one thing."""
    found: dict[str, set[str]] = {subject: set() for subject in subjects}
    things = [subject for subject in found if not subject.startswith("code:")]
    codes = rows.table("code")
    query = select(codes.c.key, codes.c.to).where(codes.c.show == show, codes.c.to.in_(things))
    for key, thing in connection.execute(query):
        found[thing].add(f"code:{key}")
    for code, home in homes(connection, show, named(connection, things)).items():
        if home in found:
            found[home].add(code)
    return found


def named(connection: Connection, things: Collection[str]) -> set[str]:
    """Code subjects by which the plan knows things."""
    query = select(func.coalesce(Code.hashed, Code.code)).where(Code.subject.in_(things), ~Code.gone)
    found = {f"code:{one}" for one in connection.scalars(query)}
    keys = [key for noun, _, key in (thing.partition(":") for thing in things) if noun == "case"]
    cases = [int(key) for key in keys if key.isdecimal()]
    painted = connection.scalars(select(Case.code).where(Case.id.in_(cases))) if cases else ()
    return found | {f"code:{one.upper()}" for one in painted}  # a phone files typed codes in upper case
