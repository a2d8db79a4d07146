"""Statements of the busiest path: compiled once a dialect, then run on the driver's own cursor.

A push runs eight statements; SQLAlchemy's way costs some 250 calls each, the driver's ten. Text,
numbers, bytes and truth go to the driver as they are; only days and column types of our own are converted.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Connection, Date, Dialect, Executable, TypeDecorator, bindparam
from sqlalchemy.sql.visitors import iterate

Convert = Callable[[Any], Any]


class Compiled(NamedTuple):
    """A statement as the driver takes it. `names`: the order of its values, None where it takes names.

    `into`, `out_of`: what converts values on their way in, by name, and out, by column.
    """

    text: str
    names: tuple[str, ...] | None
    answers: bool
    into: dict[str, Convert]
    out_of: dict[int, Convert]


class Prepared:
    """One statement, ready to run on either engine. Values named by `some()` are lists, for `IN`."""

    def __init__(self, statement: Executable) -> None:
        self._statement: Any = statement
        self._lists = lists_of(statement)
        self._made: dict[tuple[object, ...], Compiled] = {}

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[Any]:
        """Run it with these values; the answer's rows as plain tuples, none for a statement that has none."""
        values = dict(values) | {name: padded(values[name]) for name in self._lists}
        made = self._compiled(connection.dialect, values)
        for name in self._lists:
            values |= {f"{name}_{i}": one for i, one in enumerate(values[name], 1)}
        cursor = connection.connection.cursor()
        cursor.execute(made.text, arranged(made, values))
        found = cursor.fetchall() if made.answers else []
        cursor.close()
        return [converted(made.out_of, row) for row in found] if made.out_of else list(found)

    def many(self, connection: Connection, values: Iterable[Mapping[str, Any]]) -> None:
        """Run it once for each set of values, as one call."""
        made = self._compiled(connection.dialect, {})
        cursor = connection.connection.cursor()
        cursor.executemany(made.text, [arranged(made, one) for one in values])
        cursor.close()

    def _compiled(self, dialect: Dialect, values: Mapping[str, Any]) -> Compiled:
        key = (dialect.name, *(len(values[name]) for name in self._lists))
        if key not in self._made:
            self._made[key] = compiled(self._statement, dialect, values if self._lists else None)
        return self._made[key]


def some(name: str) -> BindParameter[Any]:
    """A list of values that a statement is given when it runs."""
    return bindparam(name, expanding=True)


def lists_of(statement: Any) -> list[str]:
    """The names of a statement's values that are lists."""
    parts = iterate(statement)
    return sorted({str(part.key) for part in parts if isinstance(part, BindParameter) and part.expanding})


def compiled(statement: Any, dialect: Dialect, values: Mapping[str, Any] | None) -> Compiled:
    """Compile a statement. `values`: given where its text depends on how long their lists are."""
    if values is None:
        made = statement.compile(dialect=dialect)
    else:
        made = statement.params(**values).compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    answers = getattr(statement, "is_select", False)
    columns = enumerate(statement.selected_columns if answers else ())
    ours = {name: one.type.dialect_impl(dialect) for name, one in made.binds.items() if is_ours(one)}
    into = {name: convert for name, kind in ours.items() if (convert := kind.bind_processor(dialect))}
    theirs = {i: one.type.dialect_impl(dialect) for i, one in columns if is_ours(one)}
    out_of = {i: convert for i, kind in theirs.items() if (convert := kind.result_processor(dialect, None))}
    return Compiled(str(made), tuple(made.positiontup) if made.positional else None, answers, into, out_of)


def is_ours(element: Any) -> bool:
    """Whether a value or a column is of a type that not every driver knows."""
    return isinstance(element.type, TypeDecorator | Date)


def arranged(made: Compiled, values: Mapping[str, Any]) -> Any:
    """Values as this driver wants them: in order, or by name."""
    if made.into:
        values = {name: made.into[name](one) if name in made.into else one for name, one in values.items()}
    return dict(values) if made.names is None else [values[name] for name in made.names]


def converted(out_of: Mapping[int, Convert], row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row in our own types."""
    return tuple(out_of[i](one) if i in out_of else one for i, one in enumerate(row))


def padded(values: Iterable[Any]) -> list[Any]:
    """A list that is as long as a power of two, its last value repeated: few lengths need compiling."""
    found = list(values)
    return found + found[-1:] * ((1 << (len(found) - 1).bit_length()) - len(found))
