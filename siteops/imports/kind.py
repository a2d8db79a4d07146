"""The seam: what a kind of import (gear, crew …) gives to the machine, which itself knows none.

A kind is a package beside this file. It has an object that is a `Kind` and stands in `kinds.KINDS`. The machine keeps
uploads, reads them, finds headers, lets a person choose columns, shows one page, remembers, stores one batch:

    book = reader.read(path)                                   rows as they stand in the file
    kind = kinds.meant(book, wishes.kind)                      as somebody chose, else by the words of the headers
    preview = kind.hold(connection, show, book, wishes=…)      reads the plan, understands the book, compares the two
    preview.outlook(), .changes, .problems …                   page and command line show these, in `kind`'s words
    laid = preview.lay_out(connection)                         before the write lock: all but keys and `rev`
    laid.hide(Hiding(show, batch, …))                          most new rows where nobody sees, and what will change
    with writing() as connection:                              if kind.mark() is still preview.mark; else hold again
        laid.write(Writing(connection, …))                     the rest; the hidden is revealed, the changes are made

Nothing here raises for what a file holds: what cannot be used is a `Problem`, of which `sentences()` has the words.
A kind gives its new rows and changes to `Writing` and to nothing else, so that a batch can be taken back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection

from siteops.imports.columns import Header, Vocabulary
from siteops.imports.problems import Problem, Where
from siteops.imports.progress import Progress, untold
from siteops.imports.reader import Book
from siteops.imports.wishes import Wishes
from siteops.imports.write import Hiding, Writing

Value = str | int | float
Mark = tuple[Any, ...]
"""Tells whether the plan was changed since it was looked at: see `Kind.mark`."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one row that the file says otherwise. `subject`: as people name the row; `part`: what in it."""

    subject: str
    field: str
    before: Value | None
    after: Value
    where: Where
    part: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """Two names that may be one: `name` of the file is close to `other`. Suggested, never joined."""

    field: str
    name: str
    other: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of the plan storing would make, change, and find as the file says."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Panel:
    """Some facts under a heading: (what, how much), both in words."""

    heading: str
    facts: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What storing would do, in words. `number` of `unit` is the figure that stands first (240, "new cases").

    `summary`: a line or two for a terminal. `store`: what the button says; empty where there is nothing to store.
    """

    number: int
    unit: str
    facts: Sequence[tuple[str, str]]
    panels: Sequence[Panel]
    store: str
    summary: Sequence[str]


@dataclass(frozen=True, slots=True)
class Way:
    """Where one goes after storing."""

    icon: str
    words: str
    href: str


class Laid(Protocol):
    """Rows of the database, ready but for keys. `size`: how many there are, as the progress of storing counts them."""

    @property
    def size(self) -> int:
        """How many rows it writes."""

    def hide(self, hiding: Hiding) -> None:
        """Write what nobody can see before the batch is stored: long lists of new rows; note every change of a row."""

    def write(self, writing: Writing) -> None:
        """Write the rest, within the one transaction of the batch. Everybody else waits: nothing slow here."""


class Preview(Protocol):
    """A file, understood and held against the plan. Nothing is stored yet; looking again makes another.

    `headers`: by sheet that is used, None where no row could be one. `problems`: in the order of the file.
    `missing`: what the plan has and the file should. `names`: by field, names that will be made.
    """

    @property
    def headers(self) -> Mapping[str, Header | None]:
        """What was taken for the header of each sheet."""

    @property
    def problems(self) -> Sequence[Problem]:
        """Everything to report; an `Outcome.REFUSED` among them forbids storing."""

    @property
    def counts(self) -> Counts:
        """What the batch will say of itself."""

    @property
    def changes(self) -> Sequence[Change]:
        """What the file says otherwise than the plan."""

    @property
    def missing(self) -> Sequence[str]:
        """What stays in the plan although the file lacks it."""

    @property
    def names(self) -> Mapping[str, Sequence[str]]:
        """Named for the first time."""

    @property
    def near(self) -> Sequence[Near]:
        """Names that may be one."""

    @property
    def mark(self) -> Mark:
        """`Kind.mark`, as it was when the plan was read."""

    def outlook(self) -> Outlook:
        """The same in words, in the language of the reader."""

    def lay_out(self, connection: Connection) -> Laid:
        """What storing will write, laid out so that writing it takes no thought."""


class Kind(Protocol):
    """One kind of list. Its methods that give words speak the language of the reader."""

    @property
    def name(self) -> str:
        """`gear`: how batches, forms and the command line call it."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Its fields and the headers that real exports give them."""

    @property
    def subject(self) -> str:
        """The field that tells its rows apart; a list of problems shows it."""

    @property
    def options(self) -> Sequence[str]:
        """Check boxes of its form: those that are set stand in `Wishes.options`. Words with dashes."""

    def hold(
        self, connection: Connection, show: str, book: Book, *, wishes: Wishes, progress: Progress = untold
    ) -> Preview:
        """What storing the book would do to the show's plan as it is now.

        `progress` is told how many rows of the file were compared: see `progress.counted`.
        """

    def mark(self, connection: Connection, show: str) -> Mark:
        """Changes whenever somebody edits what this kind relies on. One quick query: it is asked inside the door."""

    def title(self) -> str:
        """What such a file is called."""

    def field_name(self, field: str) -> str:
        """What a form calls a column, and a list of changes a field. Also for the fields of `Preview.names`."""

    def option_name(self, option: str) -> str:
        """The words beside a check box."""

    def sentences(self) -> Mapping[str, str]:
        """A sentence for every problem that it reports, with `%(name)s` for its parameters."""

    def ways(self, show: str) -> Sequence[Way]:
        """What one may want to do once it is stored, the likeliest first."""
