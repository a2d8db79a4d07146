"""What reading an archive brings, in words: what is new, who and what is known here, what is said otherwise."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from siteops.exports.archive.arrival import Arrival, Difference
from siteops.exports.archive.manifest import PICTURES, Manifest

MOST = 50
"""Differences and codes that are listed one by one."""


def lines(about: Manifest, found: Arrival) -> Iterator[str]:
    """A line a thing worth knowing."""
    yield _("%(name)s, written %(made)s by SiteOps %(version)s", name=about.show["name"], made=minute(about.made),
            version=about.siteops)  # fmt: skip
    yield from (f"{word}: {count}" for word, count in counts(about, found))
    yield from (_("%(there)s is here already, as %(here)s", there=there, here=here) for there, here in found.people)
    yield from (difference(one) for one in found.differences[:MOST])
    if more := len(found.differences) - MOST:
        yield from [_("and %(count)s more differences", count=more)] if more > 0 else []
    yield from (_("Code %(code)s stands for something else here, and keeps to that: print a new label", code=code)
                for code in found.clashes[:MOST])  # fmt: skip
    if not about.personal:
        yield _("Without personal data: people have numbers, words and photos are not in it.")


def minute(stamp: str) -> str:
    """An instant of a manifest to the minute, for people: `2027-03-28 04:10 UTC`."""
    return f"{stamp[:16].replace('T', ' ')} UTC"


def counts(about: Manifest, found: Arrival) -> list[tuple[str, int]]:
    """How many of what."""
    return [
        (_("Entries of the log"), about.log.entries), (_("New cases"), found.new("case")),
        (_("Cases known here"), len(found.known["case"])), (_("New people"), found.new("person")),
        (_("People known here"), len(found.known["person"])), (_("Places"), found.rows["place"]),
        (_("Bookings"), found.rows["slot"]), (_("Lists"), found.rows["list"]),
        (_("Photos"), sum(name.startswith(PICTURES) for name in about.files)),
    ]  # fmt: skip


def difference(one: Difference) -> str:
    """What is said otherwise of a case; what is said here stands."""
    return str(_("%(code)s, %(column)s: here %(here)s stays, there %(there)s", code=one.code,
                 column=column(one.column), here=told(one.here), there=told(one.there)))  # fmt: skip


def column(name: str) -> str:
    """What people call a column of a case."""
    words = {
        "name": _("Name"), "department": _("Department"), "weight": _("Weight (kg)"), "length": _("Length (cm)"),
        "width": _("Width (cm)"), "height": _("Height (cm)"), "note": _("Note"),
    }  # fmt: skip
    return str(words[name])


def told(value: Any) -> str:
    """A value, a dash for none."""
    return "–" if value in (None, "") else str(value)
