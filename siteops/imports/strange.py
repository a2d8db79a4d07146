"""Lists that offices send as well, and that are not read yet: recognised, so that none is taken for another."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from sqlalchemy import Connection

from siteops.imports.columns import Header, Vocabulary, Word, likeness
from siteops.imports.kind import Change, Counts, Laid, Mark, Near, Outlook, Way
from siteops.imports.problems import Outcome, Problem, Where
from siteops.imports.progress import Progress, untold
from siteops.imports.reader import Book
from siteops.imports.wishes import Wishes


def speaking(needed: str, *headers: str) -> Vocabulary:
    """Headers of which each is a field of its own. `needed`: without it a row is no header."""
    return Vocabulary(tuple(Word(one, (one,)) for one in (needed, *headers)), frozenset({needed}))


STRANGE: Mapping[str, Sequence[Vocabulary]] = {
    "list_of_cues": (
        speaking("cue", "id", "flag", "title", "time start", "link start", "time end", "duration", "count to end",
                 "skip", "note", "colour", "end action", "timer type", "warning time", "danger time", "segment", "who",
                 "audio", "video", "lighting", "item", "start", "end"),
        speaking("duration", "cue item", "no title", "item", "title", "start time", "start", "end time", "end", "type",
                 "notes", "audio", "video", "lighting", "light", "stage", "who", "segment", "nr", "colour", "color"),
    ),
    "list_of_risks": (
        speaking("likelihood", "ref", "activity area", "activity", "hazard", "what are the hazards", "severity",
                 "who might be harmed and how", "what are you already doing to control the risks", "risk rating",
                 "what further action do you need to take to control the risks", "done", "residual likelihood",
                 "who needs to carry out the action", "when is the action needed by", "residual severity", "rating",
                 "residual rating", "trigger", "plan b"),
        speaking("eintrittswahrscheinlichkeit", "nr", "gefährdung", "schwere", "maßnahme", "restrisiko", "risiko"),
    ),
    "list_of_vendors": (
        speaking("vendor", "trade", "contact", "phone", "e mail", "email", "country", "contract no", "notes", "note",
                 "coi insurer", "coi policy no", "coi limit", "coi expiry", "insurer", "address"),
        speaking("lieferant", "gewerk", "kontakt", "ansprechpartner", "telefon", "e mail", "land", "vertragsnummer",
                 "versicherer", "adresse", "bemerkung"),
    ),
}  # fmt: skip


def strange(book: Book) -> tuple[str, int]:
    """Which of these a book is most like, and how much; 0 where it is like none."""
    found = {
        name: max(sum(likeness(sheet, one) for sheet in book.sheets) for one in known)
        for name, known in STRANGE.items()
    }  # fmt: skip
    name = max(found, key=lambda each: found[each])
    return name, found[name]


class Unread:
    """What a list that is not read would do: nothing, and it says so."""

    headers: Mapping[str, Header | None]
    problems: Sequence[Problem]
    counts = Counts()
    changes: Sequence[Change] = ()
    missing: Sequence[str] = ()
    names: Mapping[str, Sequence[str]]
    near: Sequence[Near] = ()
    mark: Mark = ()

    def __init__(self, name: str) -> None:
        self.headers, self.names = {}, {}
        self.problems = [Problem(name, Where(), Outcome.REFUSED)]

    def outlook(self) -> Outlook:
        """Nothing."""
        return Outlook(0, "", (), (), "", ())

    def lay_out(self, connection: Connection) -> Laid:
        """Never asked for: it is refused. Raises LookupError."""
        raise LookupError


class StrangeList:
    """A list of a kind that is not read. A person may say that it is another one."""

    name = "strange"
    vocabulary = Vocabulary((), frozenset())
    subject = "row"
    options: tuple[str, ...] = ()

    def hold(
        self, connection: Connection, show: str, book: Book, *, wishes: Wishes, progress: Progress = untold
    ) -> Unread:
        """Says what it is."""
        return Unread(strange(book)[0])

    def mark(self, connection: Connection, show: str) -> Mark:
        """Nothing of the plan matters."""
        return ()

    def title(self) -> str:
        """What it is called."""
        return str(_("Not read yet"))

    def field_name(self, field: str) -> str:
        """What a row is."""
        return str(_("Row"))

    def option_name(self, option: str) -> str:
        """It has none."""
        raise KeyError(option)

    def sentences(self) -> Mapping[str, str]:
        """What each of them is, and what to do instead."""
        return {
            "list_of_cues": _("This is a run of show. Cues are not read: SiteOps plans phases of the show."),
            "list_of_risks": _("This is a risk register. Risks are not read."),
            "list_of_vendors": _("This is a list of vendors. They are not read: they come in by gear lists and dock "
                                 "schedules. To take over whom to call, say that it is a contact list."),
        }  # fmt: skip

    def ways(self, show: str) -> Sequence[Way]:
        """None."""
        return ()


STRANGE_LIST = StrangeList()
