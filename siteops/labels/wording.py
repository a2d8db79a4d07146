"""The words of a label: how a case and a badge are put into the same few places on paper."""

from dataclasses import dataclass
from math import ceil

from flask_babel import gettext as _

from siteops.labels.things import Badge, CaseLabel


@dataclass(frozen=True, slots=True)
class Shows:
    """What each label shows beside number, name and department: where it goes, how heavy it is, whose it is."""

    destination: bool = True
    weight: bool = True
    owner: bool = True


EVERYTHING = Shows()


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a label, in the order of the eye; any but `head` may be empty. `bar` is white on black.

    `lift`: how many people lift it, 0: not said, beyond `MOST_LIFTING`: a machine.
    """

    head: str
    body: str
    department: str
    corner: str = ""
    place: str = ""
    notes: tuple[str, ...] = ()
    bar: str = ""
    head_lines: int = 1
    lift: int = 0


EACH_LIFTS_KG = 25
"""What one person may lift now and then (ISO 11228-1)."""
MOST_LIFTING = 4
"""More than four do not get a hand on a case."""


def of_case(label: CaseLabel, shows: Shows = EVERYTHING) -> Wording:
    """What a case's label says."""
    places = ((_("Dock"), label.dock), (_("Truck"), label.truck)) if shows.destination else ()
    weight = label.weight if shows.weight and label.weight else None  # nothing weighs nothing: nobody knows
    return Wording(
        head=label.number,
        body=label.name,
        department=label.department,
        corner="" if weight is None else kilograms(weight),
        place=label.zone.upper() if shows.destination else "",
        notes=tuple(named(word, name) for word, name in places if name.strip()),
        bar=_("Cross-hire: %(owner)s", owner=label.owner) if shows.owner and label.owner.strip() else "",
        lift=lifting(weight),
    )


def kilograms(weight: float) -> str:
    """A weight as a label says it."""
    return str(_("%(weight)s kg", weight=f"{weight:.1f}".removesuffix(".0")))


def lifting(weight: float | None) -> int:
    """How many people lift a weight: above `MOST_LIFTING` where a machine does; 0 where one does or nobody knows."""
    if weight is None or weight <= EACH_LIFTS_KG:
        return 0
    return ceil(min(weight / EACH_LIFTS_KG, MOST_LIFTING + 1))


def of_badge(badge: Badge) -> Wording:
    """What a badge says."""
    return Wording(
        head=badge.name, body=badge.company, department=badge.department, place=badge.function,
        notes=(badge.show,) if badge.show else (), head_lines=2,
    )  # fmt: skip


def named(word: str, name: str) -> str:
    """`name` with the word for what it is, unless it says so itself: `Dock B`."""
    return name if word.casefold() in name.casefold() else f"{word} {name}"
