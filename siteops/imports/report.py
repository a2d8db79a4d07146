"""A preview as lines of plain text, for a terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from siteops.imports.kind import Change, Kind, Preview
from siteops.imports.wording import happens, place, sayer

SHOWN = 20
"""How many changes or names are listed before the rest is only counted."""


def lines(kind: Kind, preview: Preview) -> Iterator[str]:
    """What storing the file would do, what is odd about it, and what it lacks."""
    yield from preview.outlook().summary
    for name, names in preview.names.items():
        if names:
            yield _("New as %(kind)s: %(names)s", kind=kind.field_name(name), names=_some(names))
    for near in preview.near:
        yield _("“%(name)s” may be “%(other)s”. They are kept apart.", name=near.name, other=near.other)
    yield from _changes(kind, preview.changes)
    if preview.missing:
        yield _("On the list, not in the file: %(codes)s", codes=_some(preview.missing))
    say = sayer(kind)
    for problem in preview.problems:
        where, told = place(problem.where), say(problem)
        yield f"{where}: {told} {happens(problem.outcome)}." if where else told


def _changes(kind: Kind, changes: Iterable[Change]) -> Iterator[str]:
    """The first changes of each field in full, the rest as a number."""
    seen: Counter[str] = Counter()
    for change in changes:
        seen[change.field] += 1
        if seen[change.field] <= SHOWN:
            before = "–" if change.before in (None, "") else change.before
            yield f"{_name(change)} · {kind.field_name(change.field)}: {before} → {change.after}"
    for name, number in seen.items():
        if (more := number - SHOWN) > 0:
            field = kind.field_name(name)
            yield ngettext("%(field)s: %(num)d more change", "%(field)s: %(num)d more changes", more, field=field)


def _name(change: Change) -> str:
    return f"{change.subject} · {change.part}" if change.part else change.subject


def _some(names: Sequence[str]) -> str:
    more = len(names) - SHOWN
    listed = ", ".join(names[:SHOWN])
    return listed if more <= 0 else _("%(listed)s and %(more)d more", listed=listed, more=more)
