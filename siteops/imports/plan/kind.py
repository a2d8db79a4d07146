"""Tables of the plan as kinds of import: what all of them share. Each table has its own module beside this one.

    book → `sheets.Interpreter`, which hands each row to the table's `read` → rows by layer
    the plan → `known` → rows by layer            one layer is one table of the database; lists have steps beneath
    `compare`: row by row, what is new, other, the same
    `write`: names and places hidden, the rest in the batch's last transaction
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from sqlalchemy import Connection

from siteops.imports.columns import Vocabulary, in_order
from siteops.imports.kind import Mark, Way
from siteops.imports.plan import wording
from siteops.imports.plan.compare import Compared, compare
from siteops.imports.plan.known import mark
from siteops.imports.plan.planned import Known, Layer, Said, TablePlan
from siteops.imports.plan.preview import TablePreview
from siteops.imports.plan.reading import Reading
from siteops.imports.plan.sheets import Interpreter
from siteops.imports.plan.wording import Telling
from siteops.imports.progress import Progress, untold
from siteops.imports.reader import Book
from siteops.imports.wishes import Wishes
from siteops.imports.write import Changes


class PlanTable(ABC):
    """A table of the plan. `needed`: fields without which a row is left out; `label`: columns that tell rows apart."""

    name: ClassVar[str]
    vocabulary: ClassVar[Vocabulary]
    subject: ClassVar[str]
    needed: ClassVar[tuple[str, ...]]
    label: ClassVar[tuple[str, ...]]
    layers: ClassVar[tuple[Layer, ...]]
    options: tuple[str, ...] = ()

    def hold(
        self, connection: Connection, show: str, book: Book, *, wishes: Wishes, progress: Progress = untold
    ) -> TablePreview:
        """What the book would do. No more than ten queries."""
        found = self.known(connection, show)
        titles = {name: self.field_name(name) for name in self.vocabulary.fields}
        interpreter = Interpreter(self.vocabulary, self.needed, titles, self.read, len(self.layers))
        plan = interpreter.plan(book, found, wishes.choices, progress)
        self.settle(plan, found)
        compared = compare(plan, self.layers, found)
        plan.problems = in_order(plan.problems, book)
        telling = Telling(found.zone, self.label, self.words())
        return TablePreview(plan, compared, found, telling, self.also(compared, found))

    @abstractmethod
    def read(self, row: Reading) -> list[Said | None]:
        """What a row of the file says, by layer."""

    @abstractmethod
    def known(self, connection: Connection, show: str) -> Known:
        """What the site has. `Known.mark` is asked for first: what is changed while we read must not be missed."""

    @abstractmethod
    def title(self) -> str:
        """What such a file is called."""

    @abstractmethod
    def fields(self) -> Mapping[str, str]:
        """What columns may hold, in words."""

    def words(self) -> Mapping[str, Mapping[str, str]]:
        """What values are called, by column, where they are none of people's own words."""
        return {}

    def settle(self, plan: TablePlan, known: Known) -> None:  # noqa: B027 - most tables have nothing to settle
        """Settle what rows say beside each other, and report what is odd about it."""

    def also(self, compared: Sequence[Compared], known: Known) -> Sequence[tuple[type[Any], Changes]]:
        """Changes of other tables that follow."""
        return ()

    def mark(self, connection: Connection, show: str) -> Mark:
        """The last revisions of the table's rows, of places and owners."""
        return mark(connection, show, [layer.table for layer in self.layers])

    def field_name(self, field: str) -> str:
        """What a form calls a column, and a list of changes a field."""
        return self.fields()[field]

    def option_name(self, option: str) -> str:
        """It has none."""
        raise KeyError(option)

    def sentences(self) -> Mapping[str, str]:
        """What may be wrong with a row."""
        return wording.sentences()

    @abstractmethod
    def ways(self, show: str) -> Sequence[Way]:
        """What one may want to do once it is stored."""
