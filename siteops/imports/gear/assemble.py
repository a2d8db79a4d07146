"""Read rows → cases and contents: one case a code, each thing in its case, everything else reported."""

from siteops.core.plan import folded
from siteops.imports.gear.codes import Codes
from siteops.imports.gear.naming import join_names
from siteops.imports.gear.planned import CaseRow, ContentRow, GearPlan, Stored
from siteops.imports.gear.rows import GearRow
from siteops.imports.problems import Outcome, Problem

LONGEST_CODE = 200
"""Letters of a code. Nobody paints as many; an index of PostgreSQL takes 2,704 bytes."""
SHOWN = 40
"""Letters that a report shows of a longer one."""


class Assembly:
    """Builds `plan` out of rows. `cases` and `contents` are keyed as `Stored` keys them."""

    def __init__(self, plan: GearPlan, stored: Stored, *, add_unknown: bool) -> None:
        self.plan = plan
        self.stored = stored
        self.add_unknown = add_unknown
        self.cases: dict[str, CaseRow] = {}
        self.contents: dict[tuple[str, str], ContentRow] = {}
        self.serials: dict[str, ContentRow] = {}

    def build(self, rows: list[GearRow]) -> None:
        """Fill the plan's cases, contents, near names; add to its problems."""
        self.codes = Codes(self.stored, rows)
        content = [row for row in rows if self._counts(row) and not self._took_as_case(row)]
        self._nest()
        for row in content:
            self._content(row)
        self.plan.cases = list(self.cases.values())
        self.plan.contents = list(self.contents.values())
        self.plan.near = join_names(self.plan.cases, self.stored)

    def _report(
        self, problem: str, row: GearRow | CaseRow | ContentRow, outcome: Outcome, /, **params: str | int
    ) -> None:
        self.plan.problems.append(Problem(problem, row.where, outcome, params))

    def _counts(self, row: GearRow) -> bool:
        """Whether the row may come in at all; reported if not."""
        if row.numbers.impossible:
            self._report("quantity_impossible", row, Outcome.LEFT_OUT, written=row.numbers.impossible)
        elif row.numbers.quantity == 0:
            self._report("quantity_none", row, Outcome.LEFT_OUT)
        elif len(written := max(row.code, row.parent, key=len)) > LONGEST_CODE:
            self._report("code_long", row, Outcome.LEFT_OUT, written=written[:SHOWN])
        elif not row.code and (row.kind == "case" or not row.parent):
            self._report("no_code", row, Outcome.LEFT_OUT, name=row.texts["name"])
        elif row.typed and row.kind != "case" and not row.parent:
            self._report("in_no_case", row, Outcome.LEFT_OUT, code=row.code, kind=row.texts["kind"])
        else:
            return True
        return False

    def _took_as_case(self, row: GearRow) -> bool:
        """Whether the row is a case (or says so and is rejected as one); else it is content."""
        is_case = row.kind == "case" if row.typed else bool(row.code)
        if row.implies and folded(row.parent) not in self.cases:
            self._case(row, self.codes.name(row.parent), CaseRow(row.parent, where=row.where))
        if is_case:
            code = self.codes.meant(row, self.plan.problems)
            if code:
                self._case(row, code, _case_row(row))
        return is_case

    def _case(self, row: GearRow, code: str, case: CaseRow) -> None:
        case.code = code
        for name in ("owner", "truck", "zone", "dock"):
            setattr(case, name, row.texts[name] or None)
        name = folded(code)
        if name in self.cases:
            self._again(case, self.cases[name])
        elif not self.add_unknown and name not in self.stored.cases:
            self._report("unknown_code", row, Outcome.LEFT_OUT, code=code)
        else:
            self.cases[name] = case
            if (row.numbers.quantity or 1) > 1 and not row.implies:
                self._report("case_quantity", row, Outcome.DOUBTFUL, code=code, written=row.numbers.quantity or 1)

    def _again(self, case: CaseRow, first: CaseRow) -> None:
        """The same code a second time: the first row stands."""
        told = _first(case.code, first)
        if case == first:
            self._report("same_again", case, Outcome.DOUBLE, **told)
        elif case.truck and first.truck and case.truck != first.truck:
            told |= {"truck": case.truck, "first_truck": first.truck}
            self._report("on_two_trucks", case, Outcome.LEFT_OUT, **told)
        else:
            self._report("other_again", case, Outcome.LEFT_OUT, **told)

    def _nest(self) -> None:
        """Check what travels in what; a case in an unknown case is left out, a circle is cut."""
        while lost := [case for case in self.cases.values() if case.inside and not self._known(case.inside)]:
            for case in lost:  # each may have been the parent of another
                self._report("unknown_case", case, Outcome.LEFT_OUT, code=case.code, parent=case.inside or "")
                del self.cases[folded(case.code)]
        for case in self.cases.values():
            case.inside = self.codes.name(case.inside) if case.inside else None
            if self._in_itself(case):
                self._report("in_itself", case, Outcome.DOUBTFUL, code=case.code, parent=case.inside or "")
                case.inside = None

    def _known(self, code: str) -> bool:
        return folded(code) in self.cases or folded(code) in self.stored.cases

    def _in_itself(self, case: CaseRow) -> bool:
        """Whether walking up from the case leads back to it."""
        seen = {folded(case.code)}
        inside = case.inside
        while inside:
            name = folded(inside)
            if name in seen:
                return True
            seen.add(name)
            above = self.cases.get(name) or self.stored.cases[name]
            inside = above.inside
        return False

    def _content(self, row: GearRow) -> None:
        case = folded(row.parent)
        if not self._known(row.parent):
            self._report("unknown_case", row, Outcome.LEFT_OUT, code=row.code or row.texts["name"], parent=row.parent)
            return
        content = _content_row(row, self.codes.name(row.parent))
        first = self.contents.setdefault((case, folded(content.code)), content)
        if first is not content:
            same = content == first
            outcome = Outcome.DOUBLE if same else Outcome.LEFT_OUT
            told = _first(content.code, first)
            self._report("same_again" if same else "other_again", row, outcome, **told)
        elif content.serial:
            self._check_serial(content)

    def _check_serial(self, content: ContentRow) -> None:
        """A serial number is one thing: a second one is kept, and reported."""
        first = self.serials.setdefault((content.serial or "").casefold(), content)
        if first is not content:
            told = _first(content.code, first)
            told["serial"] = content.serial or ""
            self._report("serial_again", content, Outcome.DOUBTFUL, **told)


def _first(code: str, first: CaseRow | ContentRow) -> dict[str, str | int]:
    return {"code": code, "line": first.where.line, "sheet": first.where.sheet}


def _case_row(row: GearRow) -> CaseRow:
    weight, sizes = row.numbers.weight, row.numbers.sizes
    length, width, height = (size.value if size else None for size in sizes)
    return CaseRow(
        row.code,
        name=row.texts["name"] or None,
        department=row.texts["department"] or None,
        weight=weight.value if weight else None,
        length=length,
        width=width,
        height=height,
        note=row.texts["note"] or None,
        sort=row.numbers.step,
        inside=row.parent or None,
        contents=row.texts["contents"] or None,
        position=row.texts["position"] or None,
        weight_unit=weight.unit if weight else "",
        size_unit=next((size.unit for size in sizes if size), ""),
        about=bool(weight and weight.about),
        where=row.where,
    )


def _content_row(row: GearRow, case: str) -> ContentRow:
    """Without a code of its own a thing goes by its serial number, else by its name."""
    serial, name = row.texts["serial"], row.texts["name"] or row.texts["contents"]
    code = row.code or serial or name
    return ContentRow(case, code, name, row.numbers.quantity or 1, serial or None, row.where)
