"""The columns that tables are made of: text that every database can keep as it is, plain JSON that people can read,
and JSON that is compressed because only Gesta reads it.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import JSON, Column, Dialect, ForeignKey, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

from gesta.errors import StoreError

# What neither UTF-8 nor PostgreSQL can hold: half a surrogate pair, and NUL.
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
SHOWN = 40  # letters of a bad text that a message repeats
_SURROGATES = re.compile("[\ud800-\udfff]")


class Json(TypeDecorator[Any]):
    """Plain JSON, written as text: keys keep their order, letters of all scripts stay readable. None is NULL."""

    impl = JSON
    cache_ok = True

    def __init__(self) -> None:
        super().__init__(none_as_null=True)


class Packed(TypeDecorator[Any]):
    """JSON that only Gesta reads. SQLite keeps it compressed, in a quarter of the room; PostgreSQL does that unasked.

    Text is read too: an older Gesta wrote it. It is compressed when its row is next written.
    """

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """What a database keeps it as."""
        return dialect.type_descriptor(_Zipped() if dialect.name == "sqlite" else JSON())


class _Zipped(UserDefinedType[Any]):
    """JSON as zlib compresses it at its fastest: what is written is soon read or written anew."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "JSON"

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], bytes]:  # noqa: ARG002 - as SQLAlchemy asks
        return lambda value: zlib.compress(to_json(value).encode(), level=1)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002
        return lambda kept: None if kept is None else json.loads(_unzipped(kept))


def _unzipped(kept: bytes | str) -> bytes | str:
    return zlib.decompress(kept) if isinstance(kept, bytes) else kept


def optional(name: str, **more: Any) -> Column[Any]:
    """A column of text that may be NULL."""
    return Column(name, Text, **more)


def needed(name: str, kind: Any = Text, **more: Any) -> Column[Any]:
    """A column that is never NULL."""
    return Column(name, kind, nullable=False, **more)


def of_report() -> Column[Any]:
    """The number of the report that a row belongs to; the row goes when the report does."""
    return Column("report", Integer, ForeignKey("reports.number", ondelete="CASCADE"), nullable=False, primary_key=True)


def position() -> Column[Any]:
    """The place of a row among those of its report, from 0."""
    return Column("position", Integer, primary_key=True, autoincrement=False)


def span(begin: str = "start", end: str = "stop") -> tuple[Column[Any], Column[Any]]:
    """The two columns of a span."""
    return Column(begin, Integer), Column(end, Integer)


def to_json(value: Any) -> str:
    """A value as JSON in one line; half surrogates are written as escapes, so that it is always good UTF-8."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _SURROGATES.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def writable(text: str) -> str:
    """A message or path as text that can be kept: what cannot is written as an escape."""
    return _UNWRITABLE.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def check(row: Mapping[str, Any], where: str) -> None:
    """Raises StoreError for a text of the row that holds a NUL or half a surrogate pair: no database can keep them."""
    for name, value in row.items():
        if isinstance(value, str) and (bad := _UNWRITABLE.search(value)):
            raise StoreError(
                f"{name} {value[:SHOWN]!r} cannot be kept: {bad[0]!r} is no character",
                where=where,
                remedy="take it out of the text",
            )
