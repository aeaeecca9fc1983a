"""The gazetteer to look names up in."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from pathlib import Path
from typing import Any

from gesta.places.entry import COUNTRY, Entry, GazetteerError, Hit, NameKind
from gesta.places.folding import fold, skeleton
from gesta.places.writing import SHAPE, content_digest

_COLUMNS = "id, name, feature, countries, code, admin1, admin2, latitude, longitude, population, radius_km"
_BY_NAME = f"SELECT kind, {_COLUMNS} FROM name JOIN place USING (row) WHERE folded = ? ORDER BY row"
_BY_SKELETON = f"SELECT 1, {_COLUMNS} FROM skeleton JOIN place USING (row) WHERE key = ? ORDER BY row"
# The second condition lets SQLite use the index, which holds only the places that have a code.
_BY_CODE = f"SELECT 0, {_COLUMNS} FROM place WHERE code = ? AND code != '' ORDER BY row"
_BY_ID = f"SELECT 0, {_COLUMNS} FROM place WHERE id = ?"
_NEIGHBOURS = "SELECT DISTINCT folded FROM name WHERE folded >= ? AND folded < ? AND kind < 2"

MAPPED_BYTES = 256 * 1024 * 1024
"""How much of the file SQLite may map into memory; the system gives the pages back when others need them."""

RECENT = 4096
"""Names whose places are kept at hand: the names of one report come back in the next."""


class Gazetteer:
    """An open gazetteer: read-only, safe to open in several processes at once, to be used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        """Opens the index at `path`. Raises GazetteerError when it is missing, damaged or of another shape."""
        self.path = path
        self._connection, self._meta = _opened(path)
        self._divisions: dict[str, Entry | None] = {}
        self._recent = lru_cache(RECENT)(self._look_up)

    @property
    def version(self) -> str:
        """What to write beside each resolved place: changes whenever the contents do."""
        return f"sha256:{self._meta['digest']}"

    @property
    def size(self) -> int:
        """The number of places."""
        return int(self._meta["places"])

    @property
    def made_of(self) -> str:
        """The packages or files it was built from."""
        return self._meta["made_of"]

    def named(self, name: str) -> list[Hit]:
        """The places known by exactly this name, up to case, accents, hyphens, stops and a leading "the"."""
        return self.folded(fold(name))

    def folded(self, key: str) -> list[Hit]:
        """The places under an already folded name."""
        return list(self._recent(key))

    def spelt_like(self, name: str) -> list[Hit]:
        """The places whose name differs from this one in transliteration only ("Jarablus", "Jarabulus")."""
        key = skeleton(fold(name))
        return [_hit(row) for row in self._connection.execute(_BY_SKELETON, (key,))] if key else []

    def neighbours(self, key: str, letters: int) -> list[str]:
        """The folded names that share their first `letters` letters with `key`: the field for a fuzzy search."""
        low = key[:letters]
        return [name for (name,) in self._connection.execute(_NEIGHBOURS, (low, f"{low}\x7f"))]

    def division(self, code: str) -> Entry | None:
        """The division or country with this GeoNames code ("IQ.15"); None when there is none."""
        if code not in self._divisions:
            row = self._connection.execute(_BY_CODE, (code,)).fetchone()
            self._divisions[code] = _hit(row).entry if row else None
        return self._divisions[code]

    def entry(self, id_: str) -> Entry | None:
        """The place with this id; None when there is none."""
        row = self._connection.execute(_BY_ID, (id_,)).fetchone()
        return _hit(row).entry if row else None

    def country(self, iso3: str) -> Entry | None:
        """The country with this ISO 3166 alpha-3 code."""
        key = f"country {iso3}"
        if key not in self._divisions:
            query = f"SELECT 0, {_COLUMNS} FROM place WHERE feature = ? AND countries = ? AND code != ''"
            row = self._connection.execute(query, (COUNTRY, iso3)).fetchone()
            self._divisions[key] = _hit(row).entry if row else None
        return self._divisions[key]

    def chain(self, entry: Entry) -> tuple[str, ...]:
        """The names of the divisions an entry lies in (or is), widest first, without the country."""
        codes = (entry.admin1, entry.admin2, entry.code if entry.feature != COUNTRY else "")
        found = (self.division(code) for code in codes if code)
        return tuple(division.name for division in found if division is not None)

    def verify(self) -> bool:
        """True when the contents still have the digest they were written with: reads everything, some seconds."""
        return content_digest(self._connection) == self._meta["digest"]

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def _look_up(self, key: str) -> tuple[Hit, ...]:
        return tuple(_hit(row) for row in self._connection.execute(_BY_NAME, (key,)))


def _opened(path: Path) -> tuple[sqlite3.Connection, dict[str, str]]:
    """The open file and its `meta` table."""
    if not path.is_file():
        raise GazetteerError(f"{path}: there is no gazetteer – run: gesta places build")
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    try:
        meta: dict[str, str] = dict(connection.execute("SELECT key, value FROM meta"))
        connection.execute(f"PRAGMA mmap_size={MAPPED_BYTES}")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise GazetteerError(f"{path}: the gazetteer is damaged ({error}) – run: gesta places build") from error
    if meta.get("shape") != str(SHAPE):
        connection.close()
        raise GazetteerError(f"{path}: the gazetteer is of another version – run: gesta places build")
    return connection, meta


def _hit(row: tuple[Any, ...]) -> Hit:
    kind, id_, name, feature, countries, *rest = row
    return Hit(Entry(id_, name, feature, tuple(countries.split()), *rest), NameKind(kind))
