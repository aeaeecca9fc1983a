"""Our own tables as CSV files, with a datapackage.json that tells columns, kinds and keys (frictionlessdata.io)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from gesta.exporting.exporter import BUNDLE, Exporter, Files, Records, Written
from gesta.exporting.shaping.columns import Kind
from gesta.exporting.shaping.native import NativeTable, rows_of, tables
from gesta.exporting.writing.bundles import archived
from gesta.exporting.writing.tables import Table

PACKAGE = "datapackage.json"
TYPES: Mapping[Kind, str] = {"text": "string", "whole": "integer", "number": "number", "truth": "boolean"}


def write(records: Records, files: Files) -> Written:
    """One CSV file a table, filled in one pass, and the description of all."""
    counts = Counter({table.name: 0 for table in tables()})
    with files.together([f"{table.name}.csv" for table in tables()]) as streams:
        puts = [Table(tuple(table.columns)).writer(stream) for table, stream in zip(tables(), streams, strict=True)]
        for position, row in rows_of(records, tables()):
            puts[position](row)
            counts[tables()[position].name] += 1
    with files.open(PACKAGE) as stream:
        stream.write(json.dumps(_package(tables()), indent=1).encode("utf-8") + b"\n")
    return Written(counts.total(), tables=counts)


def _package(every: Sequence[NativeTable]) -> dict[str, Any]:
    return {"name": "gesta", "profile": "tabular-data-package", "resources": [_resource(table) for table in every]}


def _resource(table: NativeTable) -> dict[str, Any]:
    fields = [{"name": name, "type": TYPES[kind]} for name, kind in table.columns.items()]
    keys = [_key(column, goal) for column, goal in table.refers.items()]
    schema = {"fields": fields, "primaryKey": list(table.key), "foreignKeys": keys, "missingValues": [""]}
    described = {"name": table.name, "path": f"{table.name}.csv", "title": table.title}
    return {**described, "encoding": "utf-8", "profile": "tabular-data-resource", "schema": schema}


def _key(column: str, goal: str) -> dict[str, Any]:
    return {"fields": column, "reference": {"resource": goal, "fields": column}}


EXPORTER = Exporter(
    name="csv",
    title="Our own tables as CSV files",
    row="event",
    reads="both",
    suffix=BUNDLE,
    loss=("Alternatives considered for a referent.", "Cells that begin like a formula get a '."),
    write=archived(write),
    files=write,
    deletions=True,
    quotes=True,
)
