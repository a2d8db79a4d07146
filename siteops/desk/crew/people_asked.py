"""What the address of the list of people asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from siteops.core.facts import Role
from siteops.core.plan import DEPARTMENTS
from siteops.desk import asked as lists
from siteops.desk.asked import AROUND, arranged, differing, one_of, words

VIEWS = ("all", "in", "papers", "phoneless", "ended")
"""Everybody; who is on site; whose papers need a look; who has no phone with SiteOps; whose part has ended."""
SORTS = ("name", "function", "company", "role", "call", "now")
ROLES = {role.name.lower(): role for role in Role}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(lists.Asked):
    """What the list's address asks for; empty does not narrow it. `sort`: one of SORTS."""

    view: str = "all"
    company: str = ""
    department: str = ""
    role: str = ""
    sort: str = SORTS[0]

    @property
    def narrows_view(self) -> bool:
        """Whether it asks for less than all of its view."""
        return not differing(self).keys() <= AROUND | {"view"}


def asked(given: Mapping[str, str]) -> Asked:
    """What an address asks for; what makes no sense there is left out."""
    return Asked(
        **arranged(given, SORTS),
        view=one_of(given, "view", VIEWS, "all"),
        company=words(given, "company", 120),
        department=one_of(given, "department", DEPARTMENTS),
        role=one_of(given, "role", ROLES),
    )
