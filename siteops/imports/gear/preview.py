"""What storing a gear list would do, as the machine asks for it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _
from sqlalchemy import Connection

from siteops.core.plan import folded
from siteops.imports.columns import Header
from siteops.imports.gear.compare import Comparison
from siteops.imports.gear.known import Known
from siteops.imports.gear.planned import GearPlan
from siteops.imports.gear.table_rows import Rows, prepared
from siteops.imports.gear.write import GearHiding, GearWriting, Keys
from siteops.imports.kind import Change, Counts, Mark, Near, Outlook, Panel
from siteops.imports.problems import Problem
from siteops.imports.write import Hiding, Writing


@dataclass(frozen=True, slots=True)
class GearLaid:
    """A gear list laid out as rows."""

    rows: Rows
    keys: Keys

    @property
    def size(self) -> int:
        """How many rows it writes."""
        return self.rows.size

    def hide(self, hiding: Hiding) -> None:
        """Write owners, places, and new cases with their lines, codes and contents."""
        GearHiding(hiding, self.keys).hide(self.rows)

    def write(self, writing: Writing) -> None:
        """Write what is new in known cases, and the changes."""
        GearWriting(writing, self.keys).write(self.rows)


@dataclass(frozen=True, slots=True)
class GearPreview:
    """A gear list, understood (`plan`) and held (`compared`) against what the site knows (`known`)."""

    plan: GearPlan
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
        """Cases and contents together."""
        found = self.compared
        return Counts(
            len(found.new) + len(found.new_contents),
            found.changed + found.changed_contents,
            found.unchanged + found.unchanged_contents,
        )

    @property
    def changes(self) -> Sequence[Change]:
        """Of cases, then of contents."""
        return self.compared.changes + self.compared.content_changes

    @property
    def missing(self) -> Sequence[str]:
        """Codes of cases."""
        return self.compared.missing

    @property
    def names(self) -> Mapping[str, Sequence[str]]:
        """Owners, trucks, zones, docks."""
        return self.compared.names

    @property
    def near(self) -> Sequence[Near]:
        """Owners, trucks, zones, docks that may be one."""
        return self.plan.near

    @property
    def mark(self) -> Mark:
        """As it was when the plan was read."""
        return self.known.mark

    def lay_out(self, connection: Connection) -> GearLaid:
        """Rows with fresh codes for new cases and places. One query."""
        return GearLaid(prepared(connection, self.compared, self.known), Keys.of(self.known))

    def outlook(self) -> Outlook:
        """New cases first; weights by truck and cases by owner beside them."""
        found, new = self.compared, len(self.compared.new)
        facts = (
            (_("Changed"), str(found.changed)),
            (_("As stored already"), str(found.unchanged)),
            (_("Inside another case"), str(sum(1 for case in self.plan.cases if case.inside))),
            (_("Serial items"), str(self.plan.serials)),
            (_("Quantity lines"), str(self.plan.bulk)),
        )
        unit = ngettext("new case", "new cases", new)
        return Outlook(new, unit, facts, self._panels(), self._button(), self._summary())

    def _button(self) -> str:
        found, new = self.compared, len(self.compared.new)
        if new and found.changed:
            return str(_("Store %(new)s new, %(changed)s changed", new=new, changed=found.changed))
        if new:
            return str(ngettext("Store %(num)s case", "Store %(num)s cases", new))
        changed = found.changed or found.new_contents or found.changed_contents
        return str(_("Store the changes")) if changed else ""

    def _panels(self) -> list[Panel]:
        """Where the file says no weight or no owner, the known one counts."""
        weights, owners = self._weights(), self._owners()
        panels = []
        if weights:
            told = [(truck, _("%(kg)s kg", kg=format_decimal(kg, "#,##0.0"))) for truck, kg in sorted(weights.items())]
            panels.append(Panel(_("Weight on the trucks"), told))
        if owners:
            ordered = sorted(owners.items(), key=lambda one: (not one[0], one[0].casefold()))
            cases = [(owner or _("Own stock"), ngettext("%(num)s case", "%(num)s cases", n)) for owner, n in ordered]
            panels.append(Panel(_("Owners"), cases))
        return panels

    def _weights(self) -> dict[str, float]:
        """Kilograms by truck, of cases that lie in no other; guesses are left out."""
        weights: dict[str, float] = {}
        for case in self.plan.cases:
            if case.truck and not case.inside and not case.about:
                before = self.known.stored.cases.get(folded(case.code))
                weight = case.weight if case.weight is not None or before is None else before.weight
                weights[case.truck] = weights.get(case.truck, 0) + (weight or 0)
        return weights

    def _owners(self) -> Counter[str]:
        """Cases by owner; "" is our own stock."""
        owners: Counter[str] = Counter()
        for case in self.plan.cases:
            before = self.known.stored.cases.get(folded(case.code))
            owners[case.owner or (before.owner if before else None) or ""] += 1
        return owners

    def _summary(self) -> list[str]:
        found = self.compared
        return [
            _(
                "Cases: %(new)d new, %(changed)d changed, %(unchanged)d unchanged",
                new=len(found.new),
                changed=found.changed,
                unchanged=found.unchanged,
            ),
            _(
                "Contents: %(new)d new, %(changed)d changed, %(unchanged)d unchanged",
                new=len(found.new_contents),
                changed=found.changed_contents,
                unchanged=found.unchanged_contents,
            ),
        ]
