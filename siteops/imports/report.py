"""A preview as lines of plain text, for a terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from siteops.imports.preview import Change, Preview
from siteops.imports.wording import field_name, happens, place, say

SHOWN = 20
"""How many changes or names are listed before the rest is only counted."""


def lines(preview: Preview) -> Iterator[str]:
    """What storing the file would do, what is odd about it, and what it lacks."""
    yield from _counts(preview)
    for kind, names in preview.names.items():
        if names:
            yield _("New as %(kind)s: %(names)s", kind=field_name(kind), names=_some(names))
    for near in preview.near:
        yield _("“%(name)s” may be “%(other)s”. They are kept apart.", name=near.name, other=near.other)
    yield from _changes(preview.changes)
    if preview.missing:
        yield _("On the list, not in the file: %(codes)s", codes=_some(preview.missing))
    for problem in preview.problems:
        where = place(problem.where)
        yield f"{where}: {say(problem)} {happens(problem.outcome)}." if where else say(problem)


def _counts(preview: Preview) -> Iterator[str]:
    yield _(
        "Cases: %(new)d new, %(changed)d changed, %(unchanged)d unchanged",
        new=len(preview.new),
        changed=preview.changed,
        unchanged=preview.unchanged,
    )
    yield _(
        "Contents: %(new)d new, %(changed)d changed, %(unchanged)d unchanged",
        new=len(preview.new_contents),
        changed=preview.changed_contents,
        unchanged=preview.unchanged_contents,
    )


def _changes(changes: Iterable[Change]) -> Iterator[str]:
    """The first changes of each field in full, the rest as a number."""
    seen: Counter[str] = Counter()
    for change in changes:
        seen[change.field] += 1
        if seen[change.field] <= SHOWN:
            before = "–" if change.before in (None, "") else change.before
            yield f"{change.case} · {field_name(change.field)}: {before} → {change.after}"
    for name, number in seen.items():
        if (more := number - SHOWN) > 0:
            field = field_name(name)
            yield ngettext("%(field)s: %(num)d more change", "%(field)s: %(num)d more changes", more, field=field)


def _some(names: list[str]) -> str:
    more = len(names) - SHOWN
    listed = ", ".join(names[:SHOWN])
    return listed if more <= 0 else _("%(listed)s and %(more)d more", listed=listed, more=more)
