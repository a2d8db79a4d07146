"""Gear lists and truck packs as a kind of import."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from sqlalchemy import Connection

from siteops.imports.gear import wording
from siteops.imports.gear.compare import compare
from siteops.imports.gear.known import add_contents, known, mark
from siteops.imports.gear.preview import GearPreview
from siteops.imports.gear.sheets import interpret
from siteops.imports.gear.words import GEAR
from siteops.imports.kind import Mark, Way
from siteops.imports.progress import Progress, untold
from siteops.imports.reader import Book
from siteops.imports.wishes import Wishes

LEAVE_UNKNOWN = "leave-unknown"
"""Report codes that nobody knows yet instead of making cases of them."""


class GearList:
    """Cases by their painted code, what is in them, whose they are, and the trucks they ride on."""

    name = "gear"
    vocabulary = GEAR
    subject = "code"
    options = (LEAVE_UNKNOWN,)

    def hold(
        self, connection: Connection, show: str, book: Book, *, wishes: Wishes, progress: Progress = untold
    ) -> GearPreview:
        """What the book would do. Six queries, and one for each 5000 cases with contents."""
        found = known(connection, show)
        add = LEAVE_UNKNOWN not in wishes.options
        plan = interpret(book, found.stored, choices=wishes.choices, add_unknown=add, progress=progress)
        if plan.contents:
            add_contents(connection, found, {row.case for row in plan.contents})
        return GearPreview(plan, compare(plan, found.stored), found)

    def mark(self, connection: Connection, show: str) -> Mark:
        """The last keys and revisions of cases, contents, owners and places."""
        return mark(connection, show)

    def title(self) -> str:
        """What such a file is called."""
        return str(_("Gear list or truck pack"))

    def field_name(self, field: str) -> str:
        """What a column may hold, as a form and a list of changes call it."""
        return wording.fields()[field]

    def option_name(self, option: str) -> str:
        """The words beside its check box."""
        return {LEAVE_UNKNOWN: str(_("Leave codes out that are not known yet"))}[option]

    def sentences(self) -> Mapping[str, str]:
        """What may be wrong with rows, cases and their contents."""
        return {**wording.of_rows(), **wording.of_cases()}

    def ways(self, show: str) -> Sequence[Way]:
        """To the cases, and to their labels."""
        return (
            Way("package", _("See the cases"), f"/shows/{show}/cases"),
            Way("tags", _("Print labels"), f"/shows/{show}/labels"),
        )


GEAR_LIST = GearList()
