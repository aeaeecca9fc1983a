"""Reads whole coded reports and linkables: a few reports at a time, each table asked once for all of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, select

from gesta.nouns.coded import Coded
from gesta.nouns.linkable import Linkable
from gesta.store import schema
from gesta.store.rows.coding import coded_of
from gesta.store.rows.episodes import episode_of

BATCH = 32
"""Reports whose rows are in memory at a time."""

REPORTS = select(schema.reports, schema.versions.c.made).join(schema.versions)
"""Reports with the versions that made them: what `coded` reads, narrowed and ordered by whoever asks."""


def coded(connection: Connection, statement: Select[Any]) -> Iterator[Coded]:
    """The coded reports that a statement on `REPORTS` asks for, in its order."""
    with connection.execute(statement, execution_options={"yield_per": BATCH}) as result:
        for rows in result.partitions():
            parts = _parts(connection, [row.number for row in rows])
            for row in rows:
                yield coded_of(row, json.loads(row.made), parts[row.number])


def by_key(connection: Connection, keys: Sequence[str]) -> dict[str, Coded]:
    """Those of the reports that are there, by key."""
    found = coded(connection, REPORTS.where(schema.reports.c.key.in_(keys)))
    return {one.report.key: one for one in found}


def linkables(connection: Connection, numbers: Mapping[int, str]) -> dict[str, Linkable]:
    """What reports bring to linking, by their keys; `numbers` maps the number of each to its key."""
    episodes, blocks, sketches, signatures = schema.episodes, schema.blocks, schema.sketches, schema.signatures
    told = _by_report(connection, select(episodes.c.report, episodes.c.noun), episodes, numbers)
    keys = _by_report(connection, select(blocks), blocks, numbers)
    words = _by_report(connection, select(sketches), sketches, numbers)
    bands = _by_report(connection, select(signatures.c.report, signatures.c.band), signatures, numbers)
    return {
        key: Linkable(
            episodes=tuple(episode_of(row) for row in told.get(number, ())),
            keys=frozenset(row.key for row in keys.get(number, ())),
            sketch=next((row.words for row in words.get(number, ())), None),
            signature=tuple(row.band for row in bands.get(number, ())),
        )
        for number, key in numbers.items()
    }


def _by_report(
    connection: Connection, asked: Select[Any], table: Table, numbers: Iterable[int]
) -> dict[int, list[Any]]:
    """The rows of a table by the number of their report, in order of position where there is one."""
    found: dict[int, list[Any]] = {}
    order = [table.c.position] if "position" in table.c else []
    for row in connection.execute(asked.where(table.c.report.in_(list(numbers))).order_by(table.c.report, *order)):
        found.setdefault(row.report, []).append(row)
    return found


def _parts(connection: Connection, numbers: list[int]) -> dict[int, dict[str, list[Any]]]:
    """The rows of each report, by its number and the name of the table."""
    found: dict[int, dict[str, list[Any]]] = {n: {table.name: [] for table in schema.PARTS} for n in numbers}
    for table in schema.PARTS:
        mine = select(table).where(table.c.report.in_(numbers)).order_by(table.c.report, table.c.position)
        for row in connection.execute(mine):
            found[row.report][table.name].append(row)
    return found
