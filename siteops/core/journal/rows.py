"""State rows at rest: one table a noun, made from its fold's dataclass.

`<noun>_state` holds the show, the subject's key, the dataclass's fields, `pos` (the last entry's place
in history), `born` (seq of the subject's first entry), `turned`, and `rev` (seq that last touched the
row). Lists and dicts lie as JSON text. `state` steps the rows; nothing else writes them.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from functools import cache
from types import UnionType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, Connection, Index, MetaData, String, Table, Text, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from siteops.core.journal import chain
from siteops.core.journal.fold import FOLDS, Judged
from siteops.core.journal.prepared import Prepared, some

metadata = MetaData()
"""State tables are not migrated: they are rebuilt from the log, so they live apart from the plan's."""

FOLD_VERSION = "4"
"""Raise it whenever a fold's outcome changes: every phone then fetches the full set again."""


class Row(NamedTuple):
    """A state row in memory. `turned`: its history has undos, so one step never does."""

    state: Judged
    pos: str
    born: int
    turned: bool


def table(noun: str, suffix: str = "") -> Table:
    """The state table of a noun; with a suffix, its copy under construction."""
    made = metadata.tables.get(f"{noun}_state{suffix}")
    return build(noun, f"{noun}_state{suffix}") if made is None else made


def build(noun: str, name: str) -> Table:
    """Make a state table out of its fold's dataclass."""
    state = FOLDS[noun].state
    hints = get_type_hints(state)
    return Table(
        name,
        metadata,
        Column("show", String(40), primary_key=True),
        Column("key", String(80), primary_key=True),
        *(Column(field.name, column_type(hints[field.name])) for field in dataclasses.fields(state)),
        Column("pos", Text, nullable=False),
        Column("born", BigInteger, nullable=False),
        Column("turned", Boolean, nullable=False),
        Column("rev", BigInteger, nullable=False),
        Index(f"ix_{name}_rev", "show", "rev"),
        sqlite_with_rowid=False,  # the key is the row: one tree less to write
    )


def column_type(hint: Any) -> Any:
    """The column type of a state field; what JSON calls an array or an object is text."""
    bare = {one for one in get_args(hint) if one is not type(None)} if get_origin(hint) is UnionType else {hint}
    return Boolean() if bare == {bool} else BigInteger() if bare == {int} else Text()


@cache
def nested(noun: str) -> frozenset[str]:
    """Names of a state's fields that lie as JSON text."""
    hints = get_type_hints(FOLDS[noun].state)
    return frozenset(name for name, hint in hints.items() if get_origin(hint) in (list, dict))


@cache
def truths(noun: str) -> frozenset[str]:
    """Names of a state's fields that are true or false."""
    return frozenset(name for name, hint in get_type_hints(FOLDS[noun].state).items() if hint is bool)


def tables(suffix: str = "") -> list[Table]:
    """Every noun's state table."""
    return [table(noun, suffix) for noun in FOLDS]


def load(connection: Connection, show: str, subjects: Iterable[str]) -> dict[str, Row]:
    """The stored rows of subjects; those without one are left out."""
    found: dict[str, Row] = {}
    for noun, keys in by_noun(subjects).items():
        for values in stored(connection, show, noun, keys):
            one = dict(zip(columns_of(noun), values, strict=True))
            found[f"{noun}:{one['key']}"] = Row(unfold(noun, one), one["pos"], one["born"], bool(one["turned"]))
    return found


def stored(connection: Connection, show: str, noun: str, keys: list[str]) -> list[Any]:
    """Some of a noun's rows, as its table's columns."""
    return some_rows(noun).rows(connection, {"show": show, "keys": keys})


@cache
def some_rows(noun: str) -> Prepared:
    """The query for some rows of a noun."""
    rows = table(noun)
    return Prepared(select(rows).where(rows.c.show == bindparam("show"), rows.c.key.in_(some("keys"))))


def by_noun(subjects: Iterable[str]) -> dict[str, list[str]]:
    """Keys of subjects that have state, by noun."""
    keys: dict[str, list[str]] = {}
    for subject in subjects:
        noun, _, key = subject.partition(":")
        if noun in FOLDS:
            keys.setdefault(noun, []).append(key)
    return keys


@cache
def columns_of(noun: str) -> tuple[str, ...]:
    """The columns of a noun's state table."""
    return tuple(table(noun).c.keys())


@cache
def names(noun: str) -> tuple[str, ...]:
    """The fields of a noun's state."""
    return tuple(field.name for field in dataclasses.fields(FOLDS[noun].state))


def unfold(noun: str, row: Any) -> Judged:
    """A state from its row's columns."""
    values = {name: row[name] for name in names(noun)}
    for name in nested(noun):
        values[name] = msgspec.json.decode(values[name])
    for name in truths(noun):
        values[name] = bool(values[name])  # SQLite keeps 0 and 1
    return FOLDS[noun].state(**values)


def columns(noun: str, show: str, key: str, row: Row, seq: int) -> dict[str, Any]:
    """A row as its table's columns."""
    values = {name: getattr(row.state, name) for name in names(noun)}
    for name in nested(noun):
        values[name] = chain.spell(values[name])
    return values | {
        "show": show, "key": key, "pos": row.pos, "born": row.born, "turned": row.turned, "rev": seq,
    }  # fmt: skip


def save(connection: Connection, show: str, made: Mapping[str, tuple[Row, int]], suffix: str = "") -> None:
    """Write rows, each with the seq that touched it."""
    by_table: dict[str, list[dict[str, Any]]] = {}
    for subject, (row, seq) in made.items():
        noun, _, key = subject.partition(":")
        by_table.setdefault(noun, []).append(columns(noun, show, key, row, seq))
    for noun, rows in by_table.items():
        upsert(noun, suffix, connection.dialect.name).many(connection, rows)


@cache
def upsert(noun: str, suffix: str, dialect: str) -> Prepared:
    """The statement that writes a state row, new or not."""
    rows = table(noun, suffix)
    insert = postgresql.insert(rows) if dialect == "postgresql" else sqlite.insert(rows)
    fresh = {one.name: insert.excluded[one.name] for one in rows.c if not one.primary_key}
    return Prepared(insert.on_conflict_do_update(index_elements=["show", "key"], set_=fresh))
