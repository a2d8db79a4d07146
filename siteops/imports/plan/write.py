"""Lays rows of a table of the plan out, and writes them: names and places hidden, the rest in the last transaction."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from siteops.core.batch import hidden
from siteops.core.plan import Code, Owner, Place
from siteops.imports.minting import code_row
from siteops.imports.plan.compare import Compared, names_used
from siteops.imports.plan.planned import Known, Layer, Named, Values, named
from siteops.imports.write import Changes, Hiding, Writing

OWNER, DOCK = "owner", "dock"
MADE = ("owner", "dock", "zone", "truck")
"""What a file may name for the first time; the rest has to be there."""


@dataclass(slots=True)
class Rows:
    """What one layer writes: new rows, each with what it goes by, and changes of rows by key.

    Names stand for what they name.
    """

    layer: Layer
    new: list[Values]
    changes: Changes
    names: list[Named]


@dataclass(slots=True)
class TableLaid:
    """A table laid out. `also`: changes of other tables that follow from it. `codes`: fresh ones for what is new."""

    names: dict[Named, int]
    fresh: list[Named]
    rows: list[Rows]
    codes: list[str]
    sort: int
    also: list[tuple[type[Any], Changes]] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many rows it writes."""
        also = sum(len(changes) for _table, changes in self.also)
        return len(self.fresh) + sum(len(one.new) + len(one.changes) for one in self.rows) + also

    def hide(self, hiding: Hiding) -> None:
        """Write owners and places where nobody sees them, and note the changes."""
        owners = [one for one in self.fresh if one.what == OWNER]
        made = hiding.write(Owner, [{"name": one.name} for one in owners])
        self.names |= zip(owners, made, strict=True)
        self._places(hiding)
        for one in self.rows:
            hiding.change(one.layer.table, [(row, self._filled(values)) for row, values in one.changes])
        for table, changes in self.also:
            hiding.change(table, changes)

    def write(self, writing: Writing) -> None:
        """Write what is new otherwise, and a code for whatever has one."""
        own = {"show": writing.show, "rev": writing.seq}
        for one in self.rows:
            if one.layer.table is not Place:
                self._insert(writing, one, {name: own[name] for name in own if name in one.layer.table.__table__.c})
        codes = zip(self.codes, self.subjects, strict=True)
        writing.insert(Code, [code_row(code, subject, writing.show, writing.seq) for code, subject in codes])

    def _places(self, hiding: Hiding) -> None:
        """Places: those that are only named, and those that a list of places describes. Docks first: zones name one."""
        own = [values for one in self.rows if one.layer.table is Place for values in one.new]
        bare = [{"kind": one.what, "name": one.name} for one in self.fresh if one.what != OWNER]
        every = [{"sort": number, **values} for number, values in enumerate([*bare, *own], self.sort + 1)]
        for some in ([one for one in every if one["kind"] == DOCK], [one for one in every if one["kind"] != DOCK]):
            rows = [usual(Place, self._filled(values)) | {"show": hiding.show} for values in some]
            for row, key in zip(rows, hiding.write(Place, rows), strict=True):
                self.names[named(row["kind"], row["name"])] = key
                self.subjects.append(f"{row['kind']}:{key}")

    def _insert(self, writing: Writing, one: Rows, own: Values) -> None:
        layer = one.layer
        rows = [usual(layer.table, self._filled(values)) | own for values in one.new]
        keys = writing.keys(layer.table, rows)
        if layer.goes_by:
            self.names |= zip(one.names, keys, strict=True)
        if layer.coded:
            self.subjects += [f"{layer.coded}:{key}" for key in keys]

    def _filled(self, values: Values) -> Values:
        """Values with keys in place of names."""
        return {name: self.names[value] if isinstance(value, Named) else value for name, value in values.items()}


def usual(table: type[Any], values: Values) -> Values:
    """A new row's values, with what its columns hold where nothing is said; of one shape with all others."""
    return hidden.usual(table.__table__) | values


def laid(compared: Sequence[Compared], known: Known, codes: Iterable[str]) -> TableLaid:
    """Everything that storing will write."""
    rows = [
        Rows(
            one.layer, new_rows(one, tops),
            [(each.stored.id, one.layer.as_columns(each.values)) for each in one.changed], names_of(one),
        )
        for one, tops in zip(compared, known.tops, strict=True)
    ]  # fmt: skip
    return TableLaid(dict(known.names), unknown(compared, known), rows, list(codes), known.sort)


def new_rows(one: Compared, tops: dict[Hashable, int]) -> list[Values]:
    """New rows with the columns of their table, each after the last of its group where they stand in order."""
    columns, tops = one.layer.columns, dict(tops)
    said = ({**one.layer.defaults, **row.values} for row in one.new)
    made = [one.layer.as_columns({name: row[name] for name in columns if name in row}) for row in said]
    for values in made if one.layer.in_order else ():
        assert one.layer.in_order is not None
        group = one.layer.in_order(values)
        values.setdefault("sort", tops.get(group, 0) + 1)
        tops[group] = max(tops.get(group, 0), values["sort"])
    return made


def names_of(one: Compared) -> list[Named]:
    """What its new rows go by; nothing where nobody names such rows."""
    return [one.layer.goes_by(row) for row in one.new] if one.layer.goes_by else []


def unknown(compared: Sequence[Compared], known: Known) -> list[Named]:
    """Names that have to be made: those that neither the site has nor a new row of the file."""
    own = {name for one in compared for name in names_of(one)}
    return [one for one in names_used(compared) if one not in known.names and one not in own and one.what in MADE]
