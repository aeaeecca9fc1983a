"""Reads whole coded reports and linkables: a few reports at a time, each table asked once for all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, select

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


def linkable(connection: Connection, number: int) -> Linkable:
    """What the report of that number brings to linking."""
    episodes, blocks, signatures = schema.episodes, schema.blocks, schema.signatures
    mine = select(episodes.c.number, episodes.c.id, episodes.c.noun).where(episodes.c.report == number)
    rows = list(connection.execute(mine.order_by(episodes.c.position)))
    keys: dict[int, set[str]] = {row.number: set() for row in rows}
    for block in connection.execute(select(blocks).where(blocks.c.episode.in_(list(keys)))):
        keys[block.episode].add(block.key)
    bands = select(signatures.c.band).where(signatures.c.report == number).order_by(signatures.c.position)
    return Linkable(
        episodes=tuple(episode_of(row) for row in rows),
        keys={row.id: frozenset(keys[row.number]) for row in rows},
        signature=tuple(connection.execute(bands).scalars()),
    )


def _parts(connection: Connection, numbers: list[int]) -> dict[int, dict[str, list[Any]]]:
    """The rows of each report, by its number and the name of the table."""
    found: dict[int, dict[str, list[Any]]] = {n: {table.name: [] for table in schema.PARTS} for n in numbers}
    for table in schema.PARTS:
        mine = select(table).where(table.c.report.in_(numbers)).order_by(table.c.report, table.c.position)
        for row in connection.execute(mine):
            found[row.report][table.name].append(row)
    return found
