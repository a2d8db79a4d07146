"""What storing a table of the plan would do, as the machine asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Connection

from siteops.imports.columns import Header
from siteops.imports.kind import Change, Counts, Mark, Near, Outlook, Panel
from siteops.imports.minting import minted
from siteops.imports.names import Spelling
from siteops.imports.plan.compare import Compared, Difference
from siteops.imports.plan.planned import Known, TablePlan
from siteops.imports.plan.wording import Telling
from siteops.imports.plan.write import TableLaid, laid, unknown
from siteops.imports.problems import Problem
from siteops.imports.write import Changes


@dataclass(frozen=True, slots=True)
class TablePreview:
    """A table, understood (`plan`) and held (`compared`) against what the site has (`known`).

    `telling`: how rows and values read; `also`: changes of other tables that follow.
    """

    plan: TablePlan
    compared: Sequence[Compared]
    known: Known
    telling: Telling
    also: Sequence[tuple[type[Any], Changes]] = ()

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
        """Rows of all layers together."""
        each = self.compared
        return Counts(*(sum(len(rows) for rows in some) for some in (
            [one.new for one in each], [one.changed for one in each], [one.same for one in each],
        )))  # fmt: skip

    @property
    def changes(self) -> Sequence[Change]:
        """Column by column."""
        return [change for one in self.compared for row in one.changed for change in self._changes(row)]

    @property
    def missing(self) -> Sequence[str]:
        """Rows that stay although the file lacks them."""
        return [self.telling.label(row) for one in self.compared for row in one.missing]

    @property
    def names(self) -> Mapping[str, Sequence[str]]:
        """Owners and places that will be made, by what they are."""
        found: dict[str, list[str]] = {}
        for one in unknown(self.compared, self.known):
            found.setdefault(one.what, []).append(one.name)
        return found

    @property
    def near(self) -> Sequence[Near]:
        """New names that may be one with a known one."""
        return [Near(what, *pair) for what, names in self.names.items() for pair in self._near(what, names)]

    @property
    def mark(self) -> Mark:
        """As it was when the plan was read."""
        return self.known.mark

    def lay_out(self, connection: Connection) -> TableLaid:
        """Rows with fresh codes for whatever has one. One query."""
        named = sum(one.what != "owner" for one in unknown(self.compared, self.known))
        coded = sum(len(one.new) for one in self.compared if one.layer.coded)
        made = laid(self.compared, self.known, minted(connection, named + coded))
        made.also = list(self.also)
        return made

    def outlook(self) -> Outlook:
        """New rows first."""
        counts = self.counts
        facts = ((_("Changed"), str(counts.changed)), (_("As stored already"), str(counts.unchanged)))
        unit = ngettext("new row", "new rows", counts.new)
        panels: list[Panel] = []
        return Outlook(counts.new, unit, facts, panels, self._button(), [self._summary()])

    def _button(self) -> str:
        counts = self.counts
        if counts.new and counts.changed:
            return str(_("Store %(new)s new, %(changed)s changed", new=counts.new, changed=counts.changed))
        if counts.new:
            return str(ngettext("Store %(num)s new row", "Store %(num)s new rows", counts.new))
        return str(_("Store the changes")) if counts.changed else ""

    def _summary(self) -> str:
        counts = self.counts
        return str(
            _("Rows: %(new)d new, %(changed)d changed, %(unchanged)d unchanged",
              new=counts.new, changed=counts.changed, unchanged=counts.unchanged)
        )  # fmt: skip

    def _changes(self, one: Difference) -> list[Change]:
        label = self.telling.label(one.stored)
        told = self.telling.value
        return [
            Change(label, name, told(name, one.stored.values.get(name)), told(name, value) or "", one.said.where)
            for name, value in one.values.items()
            if name != "gone"
        ]

    def _near(self, what: str, names: Sequence[str]) -> list[tuple[str, str]]:
        spelling = Spelling(one.name for one in self.known.names if one.what == what)
        for name in names:
            spelling.add(name)
        return spelling.near()
