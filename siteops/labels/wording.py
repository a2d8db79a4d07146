"""The words of a label: how a case and a badge are put into the same few places on paper."""

from dataclasses import dataclass

from flask_babel import gettext as _

from siteops.labels.things import Badge, CaseLabel


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a label, in the order of the eye; any but `head` may be empty. `bar` is white on black."""

    head: str
    body: str
    department: str
    corner: str = ""
    place: str = ""
    notes: tuple[str, ...] = ()
    bar: str = ""
    head_lines: int = 1


def of_case(label: CaseLabel) -> Wording:
    """What a case's label says."""
    places = ((_("Dock"), label.dock), (_("Truck"), label.truck))
    return Wording(
        head=label.number,
        body=label.name,
        department=label.department,
        corner="" if label.weight is None else _("%(weight)s kg", weight=f"{label.weight:.1f}".removesuffix(".0")),
        place=label.zone.upper(),
        notes=tuple(named(word, name) for word, name in places if name.strip()),
        bar=_("Cross-hire: %(owner)s", owner=label.owner) if label.owner.strip() else "",
    )


def of_badge(badge: Badge) -> Wording:
    """What a badge says."""
    return Wording(
        head=badge.name, body=badge.company, department=badge.department, place=badge.function,
        notes=(badge.show,) if badge.show else (), head_lines=2,
    )  # fmt: skip


def named(word: str, name: str) -> str:
    """`name` with the word for what it is, unless it says so itself: `Dock B`."""
    return name if word.casefold() in name.casefold() else f"{word} {name}"
