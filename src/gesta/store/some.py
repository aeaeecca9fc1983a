"""Small questions that writing and reading share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from gesta.store.columns import check

# Values asked for at once: SQLite takes 32 766 in one statement, and shorter statements are cached better.
CHUNK = 500


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """The values, each once and sorted, a few hundred at a time."""
    left = iter(sorted(set(values)))
    while some := list(islice(left, CHUNK)):
        yield some


def added(connection: Connection, table: Table, column: str, row: Mapping[str, Any]) -> bool:
    """True when the row was inserted, False when one with the same `column` is there already.

    Raises StoreError for text that no database can keep.
    """
    check(row, connection.engine.url.render_as_string(hide_password=True))
    kind = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement = kind.insert(table).on_conflict_do_nothing(index_elements=[column]).returning(table.c[column])
    return connection.execute(statement, row).first() is not None
