"""The kinds of list that can be imported, and which of them a file is."""

from siteops.imports.columns import likeness
from siteops.imports.crew.kind import CREW_LIST
from siteops.imports.gear.kind import GEAR_LIST
from siteops.imports.kind import Kind
from siteops.imports.plan.calls import CALLS
from siteops.imports.plan.contacts import CONTACTS
from siteops.imports.plan.lists import LISTS
from siteops.imports.plan.papers import PAPER_LIST
from siteops.imports.plan.phases import PLANNED_PHASES
from siteops.imports.plan.places import PLACES
from siteops.imports.plan.slots import SLOTS
from siteops.imports.reader import Book
from siteops.imports.strange import STRANGE_LIST, strange

KINDS: dict[str, Kind] = {kind.name: kind for kind in (
    GEAR_LIST, CREW_LIST, PLACES, SLOTS, LISTS, PLANNED_PHASES, CONTACTS, CALLS, PAPER_LIST,
)}  # fmt: skip
"""By name. Where two fit a file equally well, the earlier one is meant."""


def meant(book: Book, name: str = "") -> Kind:
    """The kind of that name; else the one whose words the headers of the book speak best."""
    return KINDS.get(name) or guessed(book)


def guessed(book: Book) -> Kind:
    """The kind whose words the headers of the book speak best; only where none speaks any, who is similar.

    `STRANGE_LIST` where they speak better of what is not read yet.
    """
    found, much = best(book)
    if strange(book)[1] > much:
        return STRANGE_LIST
    return found if much else best(book, similar=True)[0]


def best(book: Book, *, similar: bool = False) -> tuple[Kind, int]:
    """The kind whose words the headers speak best, and how well; the first where they speak none."""
    spoken = {
        name: sum(likeness(sheet, kind.vocabulary, similar=similar) for sheet in book.sheets)
        for name, kind in KINDS.items()
    }  # fmt: skip
    name = max(spoken, key=lambda each: spoken[each])
    return KINDS[name], spoken[name]
