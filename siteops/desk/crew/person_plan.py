"""Writing the form of one person: their part in the show, and name and contacts where others keep them."""

from collections.abc import Mapping
from typing import Any

from siteops.core.access.joining import part, put_part, rename
from siteops.core.access.people import Person
from siteops.core.journal.record import planning
from siteops.desk.edits import Merge, before, merge
from siteops.desk.plan_rows import Author

PERSONAL = ("name", "phone", "email")


def rewrite(person: int, sent: Mapping[str, Any], author: Author) -> Merge:
    """Store a form; nothing of it where it clashes with somebody else's edit. Raises Busy."""
    with planning() as session:
        whose, one = session.get_one(Person, person), part(session, author.show, person)
        assert one is not None  # they are of this show
        stored = {name: getattr(whose if name in PERSONAL else one, name) for name in sent}
        made = merge(stored, sent, before())
        if made.clashes:
            return made
        personal = {name: value for name, value in made.changed.items() if name in PERSONAL}
        if columns := {name: value for name, value in made.changed.items() if name not in PERSONAL}:
            put_part(session, author.show, person, by=author.by, columns=columns)
        if personal:
            rename(session, person, author.by, personal)
    return made
