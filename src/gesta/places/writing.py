"""The index file of the gazetteer: one SQLite file, written whole or not at all.

Tables: `place` (one row an entry), `name` (folded name → places), `skeleton` (for transliterations), `meta`. The same
drafts in the same order give the same digest on every machine.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from itertools import islice
from pathlib import Path
from tempfile import mkstemp

from gesta.places.entry import Draft, Entry, GazetteerError, NameKind
from gesta.places.folding import fold, is_latin, skeleton

SHAPE = 1
"""The version of the tables below: a file of another shape is built anew."""

BATCH = 20_000
"""Drafts written at a time: memory stays small and progress moves."""

Progress = Callable[[str, int], None]
"""Called with what is being done and how many places are done."""

_TABLES = """
CREATE TABLE place (row INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, feature TEXT NOT NULL,
    countries TEXT NOT NULL, code TEXT NOT NULL, admin1 TEXT NOT NULL, admin2 TEXT NOT NULL,
    latitude REAL, longitude REAL, population INTEGER NOT NULL, radius_km REAL);
CREATE TABLE name (folded TEXT, row INTEGER, kind INTEGER, PRIMARY KEY (folded, row, kind)) WITHOUT ROWID;
CREATE TABLE skeleton (key TEXT, row INTEGER, PRIMARY KEY (key, row)) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE draft_name (folded TEXT, row INTEGER, kind INTEGER);
CREATE TEMP TABLE draft_skeleton (key TEXT, row INTEGER);
"""
_FINISH = """
INSERT OR IGNORE INTO name SELECT folded, row, min(kind) FROM draft_name GROUP BY folded, row ORDER BY folded, row;
INSERT OR IGNORE INTO skeleton SELECT DISTINCT key, row FROM draft_skeleton ORDER BY key, row;
CREATE INDEX place_code ON place(code) WHERE code != '';
CREATE INDEX place_id ON place(id);
"""


def write_index(path: Path, drafts: Iterable[Draft], made_of: str, progress: Progress) -> str:
    """The digest of the index written to `path`; an existing file is replaced only when the new one is complete.

    Raises GazetteerError when the folder cannot be written to or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, scratch = mkstemp(dir=path.parent, prefix=".gazetteer-", suffix=".part")
        os.close(number)
        try:
            digest = _written(Path(scratch), drafts, made_of, progress)
            os.replace(scratch, path)
        finally:
            Path(scratch).unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(f"{path}: the gazetteer cannot be written: {error}") from error
    return digest


def silent(_stage: str, _count: int) -> None:
    """A progress that nobody watches."""


def content_digest(connection: sqlite3.Connection) -> str:
    """The digest of what the index says, whatever its pages look like."""
    digest = sha256()
    for table, order in (("place", "row"), ("name", "folded, row"), ("skeleton", "key, row")):
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}"):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def _written(path: Path, drafts: Iterable[Draft], made_of: str, progress: Progress) -> str:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;")
        connection.executescript(_TABLES)
        count = _fill(connection, drafts, progress)
        progress("sorting names", count)
        connection.executescript(_FINISH)
        digest = content_digest(connection)
        meta = {"shape": str(SHAPE), "digest": digest, "made_of": made_of, "places": str(count)}
        connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
        connection.commit()
    progress("done", count)
    return digest


def _fill(connection: sqlite3.Connection, drafts: Iterable[Draft], progress: Progress) -> int:
    count, rest = 0, iter(drafts)
    while batch := list(islice(rest, BATCH)):
        numbered = list(enumerate(batch, start=count + 1))
        places = (_place_row(row, draft.entry) for row, draft in numbered)
        connection.executemany(f"INSERT INTO place VALUES ({','.join('?' * 12)})", places)
        names = [name for row, draft in numbered for name in _name_rows(row, draft)]
        connection.executemany("INSERT INTO draft_name VALUES (?, ?, ?)", names)
        connection.executemany("INSERT INTO draft_skeleton VALUES (?, ?)", _skeleton_rows(names))
        count += len(batch)
        progress("writing places", count)
    return count


def _place_row(row: int, entry: Entry) -> tuple[object, ...]:
    return (
        row,
        entry.id,
        entry.name,
        entry.feature,
        " ".join(entry.countries),
        entry.code,
        entry.admin1,
        entry.admin2,
        entry.latitude,
        entry.longitude,
        entry.population,
        entry.radius_km,
    )


def _name_rows(row: int, draft: Draft) -> Iterator[tuple[str, int, int]]:
    for name, kind in draft.names:
        if is_latin(folded := fold(name)):
            yield folded, row, int(kind)


def _skeleton_rows(names: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, int]]:
    for folded, row, kind in names:
        if kind <= NameKind.OTHER and (key := skeleton(folded)):
            yield key, row
