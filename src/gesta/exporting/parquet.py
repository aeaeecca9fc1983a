"""Our own tables as Parquet files, one a table, for DuckDB, pandas, polars and R's arrow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import IO, Any

from gesta.errors import ExportError
from gesta.exporting.exporter import BUNDLE, Exporter, Records, Written
from gesta.exporting.shaping.columns import Kind
from gesta.exporting.shaping.native import NativeTable, Row, tables
from gesta.exporting.writing.bundles import Bundle

ROWS_AT_ONCE = 5_000  # of a row group: some megabytes in memory, and groups large enough to be read fast
ARROW: Mapping[Kind, str] = {"text": "string", "whole": "int64", "number": "float64", "truth": "bool_"}


def write(records: Records, stream: IO[bytes]) -> Written:
    """One Parquet file a table. Raises ExportError when pyarrow is not installed."""
    arrow = _arrow()
    rows = 0
    with Bundle(stream) as bundle:
        for table in tables():
            with bundle.open(f"{table.name}.parquet") as member:
                rows += _write_table(table, records, member, arrow)
    return Written(rows)


def _arrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ExportError("Parquet needs pyarrow: pip install 'gesta[parquet]'") from error
    return pyarrow


def _write_table(table: NativeTable, records: Records, member: IO[bytes], arrow: Any) -> int:
    fields = [(name, getattr(arrow, ARROW[kind])()) for name, kind in table.columns.items()]
    schema, count = arrow.schema(fields), 0
    with arrow.parquet.ParquetWriter(member, schema, compression="zstd") as writer:
        for rows in _groups(table.rows(records)):
            columns = [
                arrow.array(column, kind) for column, (_, kind) in zip(zip(*rows, strict=True), fields, strict=True)
            ]
            writer.write_table(arrow.Table.from_arrays(columns, schema=schema))
            count += len(rows)
    return count


def _groups(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while group := list(islice(rows, ROWS_AT_ONCE)):
        yield group


EXPORTER = Exporter(
    name="parquet",
    title="Our own tables as Parquet files",
    row="event",
    reads="both",
    suffix=BUNDLE,
    loss=("Alternatives considered for a referent.",),
    write=write,
)
