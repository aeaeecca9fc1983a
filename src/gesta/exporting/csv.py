"""Our own tables as CSV files, with a datapackage.json that tells columns, kinds and keys (frictionlessdata.io)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import IO, Any

from gesta.exporting.exporter import BUNDLE, Exporter, Records, Written
from gesta.exporting.shaping.columns import Kind
from gesta.exporting.shaping.native import NativeTable, tables
from gesta.exporting.writing.bundles import Bundle
from gesta.exporting.writing.tables import Table

PACKAGE = "datapackage.json"
TYPES: Mapping[Kind, str] = {"text": "string", "whole": "integer", "number": "number", "truth": "boolean"}


def write(records: Records, stream: IO[bytes]) -> Written:
    """One CSV file a table, and the description of all."""
    rows = 0
    with Bundle(stream) as bundle:
        for table in tables():
            with bundle.open(f"{table.name}.csv") as member:
                rows += Table(tuple(table.columns)).write(member, table.rows(records))
        with bundle.open(PACKAGE) as member:
            member.write(json.dumps(_package(tables()), indent=1).encode("utf-8") + b"\n")
    return Written(rows)


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
    write=write,
)
