"""Call sheets and crew lists as a kind of import."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from sqlalchemy import Connection

from siteops.imports.columns import in_order
from siteops.imports.crew import wording
from siteops.imports.crew.compare import compare, matched
from siteops.imports.crew.known import add_papers, known, mark
from siteops.imports.crew.merging import near_people
from siteops.imports.crew.preview import CrewPreview
from siteops.imports.crew.sheets import interpret
from siteops.imports.crew.words import CREW
from siteops.imports.kind import Mark, Way
from siteops.imports.progress import Progress, untold
from siteops.imports.reader import Book
from siteops.imports.wishes import Wishes


class CrewList:
    """People with their part in the show, their calls, a day each, and their papers. None of them gets an account."""

    name = "crew"
    vocabulary = CREW
    subject = "name"
    options: tuple[str, ...] = ()

    def hold(
        self, connection: Connection, show: str, book: Book, *, wishes: Wishes, progress: Progress = untold
    ) -> CrewPreview:
        """What the book would do. Seven queries, and one for each 5000 people with papers."""
        found = known(connection, show)
        plan = interpret(book, found.site, choices=wishes.choices, progress=progress)
        whom = matched(plan, found)
        add_papers(connection, found, {one.id for one in whom.values()})
        compared = compare(plan, found, whom)
        plan.near += near_people(plan.people, (one.row.name for one in found.on_show()))
        plan.problems = in_order(plan.problems, book)
        return CrewPreview(plan, compared, found)

    def mark(self, connection: Connection, show: str) -> Mark:
        """The last keys of people and papers, the last revisions of calls, and of parts in every show."""
        return mark(connection, show)

    def title(self) -> str:
        """What such a file is called."""
        return str(_("Call sheet or crew list"))

    def field_name(self, field: str) -> str:
        """What a column may hold, as a form and a list of changes call it."""
        return wording.fields()[field]

    def option_name(self, option: str) -> str:
        """It has none."""
        raise KeyError(option)

    def sentences(self) -> Mapping[str, str]:
        """What may be wrong with rows, calls and people."""
        return {**wording.of_rows(), **wording.of_calls(), **wording.of_people()}

    def ways(self, show: str) -> Sequence[Way]:
        """To the people, and to their badges."""
        return (
            Way("users", _("See the people"), f"/shows/{show}/people"),
            Way("id-card", _("Print badges"), f"/shows/{show}/labels?what=people"),
        )


CREW_LIST = CrewList()
