"""What the address of the list of cases asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from siteops.core.plan import DEPARTMENTS
from siteops.desk import asked as lists
from siteops.desk.asked import arranged, number, one_of
from siteops.labels.choice import keys

WAITING, HERE = ("expected", "not_scanned"), ("arrived", "placed", "packed")
RUNGS = (*WAITING, *HERE, "loaded", "gone", "missing")
STATES = (*RUNGS, "held", "damaged")
VIEWS = ("all", "here", "waiting", "held", "hired")
SORTS = ("code", "name", "department", "where", "state", "owner", "truck", "zone", "kg", "seen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(lists.Asked):
    """What the list's address asks for; empty and None do not narrow it.

    `only`: these cases alone. `truck`, `dock`, `zone`: where the plan wants it, by its own line; `at`: the place where
    it is. All by key, `owner` 0: our own. `sort`: one of SORTS.
    """

    department: str = ""
    truck: int | None = None
    dock: int | None = None
    zone: int | None = None
    at: int | None = None
    owner: int | None = None
    only: tuple[int, ...] | None = None
    state: str = ""
    view: str = "all"
    sort: str = SORTS[0]

    @property
    def climbs(self) -> bool:
        """Whether it asks how far cases have come, or where they are."""
        return bool(self.state) or self.at is not None or self.view in ("here", "waiting", "held")


def asked(given: Mapping[str, str]) -> Asked:
    """What an address asks for; what makes no sense there is left out."""
    return Asked(
        **arranged(given, SORTS),
        department=one_of(given, "department", DEPARTMENTS),
        truck=number(given, "truck"), dock=number(given, "dock"), zone=number(given, "zone"), at=number(given, "at"),
        owner=number(given, "owner"), only=keys([given.get("case", "")]),
        state=one_of(given, "state", STATES),
        view=one_of(given, "view", VIEWS, "all"),
    )  # fmt: skip
