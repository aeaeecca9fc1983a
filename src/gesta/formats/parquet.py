"""Parquet: one report a row, columns known by their names as in CSV. Needs pyarrow: the extra `parquet`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from gesta.errors import FormatError
from gesta.formats._building import build
from gesta.formats._columns import column_names, found_in, names_text, text_names
from gesta.formats.format import Format, Input, Placed

ROWS_AT_ONCE = 64
"""Rows in memory at a time: of the longest reports allowed, a quarter of a gigabyte; of usual ones, next to nothing."""

MOST_GROUP = 2**30
"""Bytes, unpacked, of the columns read of one row group: more than that is written by no usual tool (128 MB)."""


def read(given: Input) -> Iterator[Placed | FormatError]:
    """One report a row, in order; `line` is the row, counted from 1. A row without text is an error, the next goes on.

    Raises FormatError when pyarrow is missing, the file is damaged, or no column is known to hold text.
    """
    arrow, parquet = _modules(given.path)
    if not given.bytes.seekable():
        raise FormatError(
            "Parquet cannot be read from a stream", path=given.path, remedy="unpack it, give it as a file"
        )
    try:
        opened = parquet.ParquetFile(given.bytes)
        columns = _columns(given.path, opened)
        yield from _reports(given, arrow, opened, columns)
    except (arrow.ArrowException, OSError) as error:
        first = str(error).partition("\n")[0]
        raise FormatError(f"damaged Parquet file: {first}", path=given.path, remedy="write or fetch it anew") from None


def _modules(path: str) -> tuple[ModuleType, ModuleType]:
    """pyarrow and its reader of Parquet. Raises FormatError when it is not installed."""
    if find_spec("pyarrow") is None:
        raise FormatError("reading Parquet needs pyarrow", path=path, remedy="pip install 'gesta[parquet]'")
    import pyarrow
    import pyarrow.parquet

    return pyarrow, pyarrow.parquet


def _columns(path: str, opened: Any) -> list[str]:
    """The columns that mean something. Raises FormatError when none holds text, or a row group is beyond measure."""
    names = [name for name in opened.schema_arrow.names if _is_known(name)]
    if not names_text(names):
        raise FormatError("no column holds the text", path=path, remedy=f"name one of them: {text_names()}")
    for number in range(opened.metadata.num_row_groups):
        group = opened.metadata.row_group(number)
        parts = (group.column(n) for n in range(group.num_columns))
        size = sum(part.total_uncompressed_size for part in parts if part.path_in_schema.partition(".")[0] in names)
        if size > MOST_GROUP:
            message = f"row group {number} has {size // 2**20:,} MB"
            raise FormatError(message, path=path, remedy="write it with row groups of 128 MB")
    return names


def _is_known(name: str) -> bool:
    plain = name.strip().lower().replace(" ", "_").replace("-", "_")
    return any(plain in names for names in column_names().values())


def _reports(given: Input, arrow: ModuleType, opened: Any, columns: list[str]) -> Iterator[Placed | FormatError]:
    row = 0
    for batch in opened.iter_batches(batch_size=ROWS_AT_ONCE, columns=columns, use_threads=False):
        for values in _rows(arrow, batch):
            row += 1
            yield _report(given, values, row)
    if not row:
        yield FormatError("no rows", path=given.path, remedy="give one report a row")


def _rows(arrow: ModuleType, batch: Any) -> Iterator[dict[str, object]]:
    columns = [_seconds(arrow, column).to_pylist() for column in batch.columns]
    for values in zip(*columns, strict=True):
        yield dict(zip(batch.schema.names, map(_written, values), strict=True))


def _seconds(arrow: ModuleType, column: Any) -> Any:
    """The column, its times cut to microseconds: Python knows no finer ones."""
    if not arrow.types.is_timestamp(column.type):
        return column
    return column.cast(arrow.timestamp("us", column.type.tz), safe=False)


def _written(value: object) -> object:
    """Dates as files write them."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def _report(given: Input, values: dict[str, object], row: int) -> Placed | FormatError:
    try:
        return Placed(build(found_in(values, given.path, row), given.hints), row)
    except FormatError as error:
        return error


def sniff(head: str) -> bool:
    """True when the file begins with the mark of Parquet."""
    return head.startswith("PAR1")


FORMAT = Format(
    name="parquet",
    suffixes=(".parquet", ".pq"),
    description="one report a row, its columns named as in CSV; needs the extra `parquet`",
    read=read,
    sniff=sniff,
)
