"""What storing a crew list would do, as the machine asks for it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask_babel import format_date, ngettext
from flask_babel import gettext as _
from sqlalchemy import Connection

from siteops.crew.papers import Paper, standing, worked
from siteops.crew.queries import Due
from siteops.crew.words import of_call, of_paper, stands
from siteops.imports.columns import Header
from siteops.imports.crew.compare import Comparison, Difference
from siteops.imports.crew.known import Known
from siteops.imports.crew.planned import CallRow, CrewPlan
from siteops.imports.crew.wording import of_calls
from siteops.imports.crew.write import CrewLaid, laid
from siteops.imports.kind import Change, Counts, Mark, Near, Outlook, Panel
from siteops.imports.problems import Problem
from siteops.imports.wording import place

NOTES = 12
"""How many notes a panel lists before the rest is only counted."""


@dataclass(frozen=True)
class CrewPreview:
    """A crew list, understood (`plan`) and held (`compared`) against what the site knows (`known`)."""

    plan: CrewPlan
    compared: Comparison
    known: Known

    @property
    def headers(self) -> Mapping[str, Header | None]:
        """By sheet, what was taken for the header."""
        return self.plan.headers

    @property
    def problems(self) -> Sequence[Problem]:
        """In the order of the file."""
        return self.plan.problems

    @property
    def counts(self) -> Counts:
        """People."""
        found = self.compared
        return Counts(len(found.new), len(found.changed), len(found.same))

    @cached_property
    def changes(self) -> Sequence[Change]:
        """Of people who are on the show: their contacts, part, calls, papers."""
        return [change for one in self.compared.changed for change in self._changes(one)]

    @property
    def missing(self) -> Sequence[str]:
        """Names of those who are on the show; accounts apart."""
        return self.compared.missing

    @property
    def names(self) -> Mapping[str, Sequence[str]]:
        """Companies."""
        return {"company": self.compared.companies}

    @property
    def near(self) -> Sequence[Near]:
        """Companies and people that may be one."""
        return self.plan.near

    @property
    def mark(self) -> Mark:
        """As it was when the plan was read."""
        return self.known.mark

    def lay_out(self, connection: Connection) -> CrewLaid:
        """Rows of people, parts, badges, calls and papers. No query."""
        return laid(self.compared)

    def outlook(self) -> Outlook:
        """New people first; calls by day and papers that do not hold beside them."""
        found, new = self.compared, len(self.compared.new)
        facts = (
            (_("Changed"), str(len(found.changed))),
            (_("As stored already"), str(len(found.same))),
            (_("Known from another show"), str(sum(one.known is not None for one in found.new))),
            (_("Calls"), str(sum(len(one.all_calls()) for one in found.everybody))),
            (_("Papers"), str(sum(len(one.all_papers()) for one in found.everybody))),
        )
        unit = ngettext("new person", "new people", new)
        return Outlook(new, unit, facts, [*self._panels()], self._button(), self._summary())

    def lapsing(self) -> Iterator[tuple[Difference, Paper, str]]:
        """Papers that do not hold on every day on which their owner works, and how they stand."""
        for one in sorted(self.compared.everybody, key=lambda each: each.row.where.line):
            days = self._days(one)
            for paper in one.all_papers():
                how = standing(paper, days)
                if how in ("ended", "ends"):
                    yield one, paper, how

    def _days(self, one: Difference) -> list[date]:
        """On which days somebody works: by their calls, else by the show's days."""
        calls = ((call.day, call.starts, call.ends) for call in one.all_calls())
        return worked(calls, self.known.site.zone) or sorted({*self.known.site.calendar.named, *self.plan.days})

    def _panels(self) -> Iterator[Panel]:
        lapsing = [(one.row.name, stands(paper, how)) for one, paper, how in self.lapsing()]
        if lapsing:
            yield Panel(_("Papers not valid during the show"), lapsing)
        days = Counter(call.day for one in self.compared.everybody for call in one.all_calls() if call.day)
        if days:
            told = [(format_date(day, _("EEE d MMM y")), ngettext("%(num)s call", "%(num)s calls", days[day]))
                    for day in sorted(days)]  # fmt: skip
            yield Panel(_("Calls by day"), told)
        if self.plan.notes:
            words = of_calls()
            notes = [(place(note.where), words[note.code] % note.params) for note in self.plan.notes]
            more = [("", ngettext("and %(num)s more", "and %(num)s more", len(notes) - NOTES))]
            yield Panel(_("Settled by itself"), notes[:NOTES] + (more if len(notes) > NOTES else []))

    def _button(self) -> str:
        new, changed = len(self.compared.new), len(self.compared.changed)
        if new and changed:
            return str(_("Store %(new)s new, %(changed)s changed", new=new, changed=changed))
        if new:
            return str(ngettext("Store %(num)s person", "Store %(num)s people", new))
        return str(_("Store the changes")) if changed else ""

    def _summary(self) -> list[str]:
        counts = self.counts
        first = _(
            "People: %(new)d new, %(changed)d changed, %(unchanged)d unchanged",
            new=counts.new, changed=counts.changed, unchanged=counts.unchanged,
        )  # fmt: skip
        lapsing = [
            _("Not valid during the show: %(name)s, %(paper)s", name=one.row.name, paper=stands(paper, how))
            for one, paper, how in self.lapsing()
        ]
        return [str(first), *map(str, lapsing)]

    def _changes(self, one: Difference) -> Iterator[Change]:
        """What is otherwise of one person, as pages show it."""
        assert one.known is not None
        name, where = one.known.row.name, one.row.where
        for field, value in {**one.personal, **one.part}.items():
            yield Change(name, field, getattr(one.known.row, field) or None, value, where)
        for call in one.calls.new:
            yield Change(name, "call", None, self._told(call), call.where)
        for due, call, columns in one.calls.other:
            after = CallRow(due.day, columns.get("starts", due.starts), columns.get("ends", due.ends))
            part = call.function if "function" in columns else ""
            yield Change(name, "call", self._told(due), self._told(after), call.where, part)
        for due in one.calls.gone:
            yield Change(name, "call", self._told(due), str(_("no call any more")), where)
        for paper in one.papers:
            held = one.known.papers.get(paper.kind)
            yield Change(name, paper.kind, _says(held.paper) if held else None, _says(paper), where)

    def _told(self, call: CallRow | Due) -> str:
        return of_call(call.day, call.starts, call.ends, self.known.site.zone)


def _says(paper: Paper) -> str:
    """Until when a paper holds, as far as that is known."""
    if paper.until and not paper.doubtful:
        return str(format_date(paper.until, _("d MMM y")))
    return paper.written or of_paper(paper.kind)
