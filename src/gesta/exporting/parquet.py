"""Our own tables as Parquet files, one a table, for DuckDB, pandas, polars and R's arrow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from typing import IO, Any

from gesta.errors import ExportError
from gesta.exporting.exporter import BUNDLE, Exporter, Files, Records, Written
from gesta.exporting.shaping.columns import Kind
from gesta.exporting.shaping.native import NativeTable, Row, rows_of, tables
from gesta.exporting.writing.bundles import archived

ROWS_PACKED = 2_000  # rows that wait as Python's objects, of each table, before they are packed as columns
ROWS_AT_ONCE = 40_000  # rows of a group: some megabytes in memory, and groups large enough to be read fast
ARROW: Mapping[Kind, str] = {"text": "string", "whole": "int64", "number": "float64", "truth": "bool_"}


def write(records: Records, files: Files) -> Written:
    """One Parquet file a table, filled in one pass. Raises ExportError when pyarrow is not installed."""
    arrow = _arrow()
    counts = Counter({table.name: 0 for table in tables()})
    with files.together([f"{table.name}.parquet" for table in tables()]) as streams, ExitStack() as opened:
        fillings = [_Filling(table, stream, arrow) for table, stream in zip(tables(), streams, strict=True)]
        for filling in fillings:
            opened.enter_context(filling.writer)
        for position, row in rows_of(records, tables()):
            fillings[position].add(row)
            counts[tables()[position].name] += 1
        for filling in fillings:
            filling.finish()
    return Written(counts.total(), tables=counts)


class _Filling:
    """One table that is being written: rows wait, are packed as columns, and are written a group at a time."""

    def __init__(self, table: NativeTable, stream: IO[bytes], arrow: Any) -> None:
        self._arrow = arrow
        self._schema = arrow.schema([(name, getattr(arrow, ARROW[kind])()) for name, kind in table.columns.items()])
        self._waiting: list[Row] = []
        self._packed: list[Any] = []
        self.writer = arrow.parquet.ParquetWriter(stream, self._schema, compression="zstd")

    def add(self, row: Row) -> None:
        """Takes a row; writes a group when there are enough."""
        self._waiting.append(row)
        if len(self._waiting) == ROWS_PACKED:
            self._pack()
            if len(self._packed) * ROWS_PACKED >= ROWS_AT_ONCE:
                self._write()

    def finish(self) -> None:
        """Writes what still waits."""
        self._pack()
        self._write()

    def _pack(self) -> None:
        if self._waiting:
            columns = zip(zip(*self._waiting, strict=True), self._schema.types, strict=True)
            arrays = [self._arrow.array(column, kind) for column, kind in columns]
            self._packed.append(self._arrow.Table.from_arrays(arrays, schema=self._schema))
            self._waiting = []

    def _write(self) -> None:
        if self._packed:
            self.writer.write_table(self._arrow.concat_tables(self._packed), ROWS_AT_ONCE)
            self._packed = []


def _arrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ExportError("Parquet needs pyarrow: pip install 'gesta[parquet]'") from error
    return pyarrow


EXPORTER = Exporter(
    name="parquet",
    title="Our own tables as Parquet files",
    row="event",
    reads="both",
    suffix=BUNDLE,
    loss=("Alternatives considered for a referent.",),
    write=archived(write),
    files=write,
    deletions=True,
    quotes=True,
)
