"""Statements of the busiest path: compiled once a dialect, then run on the driver's own cursor.

A push runs seven statements; SQLAlchemy's way costs some 250 calls each, the driver's ten. Only
statements whose values need no conversion (text, numbers, bytes, truth) may be prepared.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Executable


class Compiled(NamedTuple):
    """A statement as the driver takes it. `names`: the order of its values, None where it takes names."""

    text: str
    names: tuple[str, ...] | None
    answers: bool


class Prepared:
    """One statement, ready to run on either engine."""

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._made: dict[str, Compiled] = {}

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[Any]:
        """Run it with these values; the answer's rows as plain tuples, none for a statement that has none."""
        made = self._compiled(connection)
        cursor = connection.connection.cursor()
        cursor.execute(made.text, arranged(made, values))
        found = cursor.fetchall() if made.answers else []
        cursor.close()
        return list(found)

    def many(self, connection: Connection, values: Iterable[Mapping[str, Any]]) -> None:
        """Run it once for each set of values, as one call."""
        made = self._compiled(connection)
        cursor = connection.connection.cursor()
        cursor.executemany(made.text, [arranged(made, one) for one in values])
        cursor.close()

    def _compiled(self, connection: Connection) -> Compiled:
        dialect = connection.dialect
        if dialect.name not in self._made:
            made: Any = self._statement.compile(dialect=dialect)  # type: ignore[attr-defined]
            names = tuple(made.positiontup) if made.positional else None
            self._made[dialect.name] = Compiled(str(made), names, getattr(self._statement, "is_select", False))
        return self._made[dialect.name]


def arranged(made: Compiled, values: Mapping[str, Any]) -> Any:
    """Values as this driver wants them: in order, or by name."""
    return dict(values) if made.names is None else [values[name] for name in made.names]
