"""Small questions that writing and reading share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite

from gesta.store import schema
from gesta.store.columns import check

# Values asked for at once: SQLite takes 32 766 in one statement, and shorter statements are cached better.
CHUNK = 500


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """The values, each once and sorted, a few hundred at a time."""
    left = iter(sorted(set(values)))
    while some := list(islice(left, CHUNK)):
        yield some


def newest_change(connection: Connection) -> int:
    """The number of the newest line of the history: it grows with every change. 0 when nothing has happened yet."""
    return int(connection.execute(select(func.max(schema.history.c.number))).scalar() or 0)


def added_many(connection: Connection, table: Table, column: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows, but for those with a `column` that is there already. Raises StoreError as `added` does."""
    for row in rows:
        check(row, connection.engine.url.render_as_string(hide_password=True))
    if rows:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(index_elements=[column]), rows)


def added(connection: Connection, table: Table, column: str, row: Mapping[str, Any]) -> bool:
    """True when the row was inserted, False when one with the same `column` is there already.

    Raises StoreError for text that no database can keep.
    """
    check(row, connection.engine.url.render_as_string(hide_password=True))
    statement = _insert(connection, table).on_conflict_do_nothing(index_elements=[column]).returning(table.c[column])
    return connection.execute(statement, row).first() is not None


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
