"""The full GeoNames dump (allCountries.zip, or one country's) that users bring themselves, read as a stream.

Nothing is unpacked to disk. A zip that could harm is refused before a byte of it is read: members outside the archive's
own folder, encrypted ones, and ones that claim to grow too much; what is read is counted against the same bounds.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO

from gesta.places.calling import called
from gesta.places.enriching import feature_drafts, named_places
from gesta.places.entry import ADMIN1, ADMIN2, COUNTRY, Draft, Entry, GazetteerError, NameKind, settlement
from gesta.places.folding import is_code
from gesta.places.gazetteer import Gazetteer
from gesta.places.knowledge import tables
from gesta.places.packages import country_drafts, iso3_by_iso2
from gesta.places.writing import Progress, silent, write_index

MOST_BYTES = 8 * 1024**3
"""The dump of 2025 unpacks to 1.7 GB: five times that is no longer the dump."""

MOST_GROWTH = 40
"""GeoNames texts shrink to a fifth when zipped; a member that would grow forty times is a bomb."""

LONGEST_LINE = 1024**2
"""Characters: the longest real line, with all names of a capital, has some twenty thousand."""

COLUMNS = 19
"""Columns of the GeoNames table: https://download.geonames.org/export/dump/readme.txt"""

USED = (0, 1, 3, 4, 5, 6, 7, 8, 10, 11, 14)
"""The columns that a `Row` keeps, in its order."""


@dataclass(frozen=True, slots=True)
class Row:
    """The columns of the GeoNames table that are used."""

    number: str
    name: str
    others: str
    latitude: str
    longitude: str
    feature_class: str
    feature_code: str
    country: str
    admin1: str
    admin2: str
    population: str


def import_dump(dump: Path, path: Path, known: Gazetteer, progress: Progress = silent) -> str:
    """The digest of the gazetteer written to `path` from a GeoNames dump, whole or not at all.

    `known` is the gazetteer of the packages: it gives the reach of divisions, which the dump lacks. Raises
    GazetteerError when the file is not a GeoNames dump or is unsafe.
    """
    extra = named_places(known)
    drafts = feature_drafts(_all_drafts(dump, known), extra)
    return write_index(path, drafts, f"GeoNames dump {dump.name}", progress)


def rows(dump: Path) -> Iterator[Row]:
    """The rows of the table in a dump. Raises GazetteerError at the first line that is not one."""
    try:
        with zipfile.ZipFile(dump) as archive, archive.open(_member(dump, archive)) as packed:
            yield from map(_row, _split(dump, packed))
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, UnicodeDecodeError, OSError) as error:
        raise GazetteerError(f"{dump}: this is not a readable zip file of GeoNames: {error}") from error


def _member(dump: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The one table in the archive."""
    texts = [m for m in archive.infolist() if m.filename.endswith(".txt") and not m.filename.endswith("readme.txt")]
    if len(texts) != 1:
        raise GazetteerError(f"{dump}: a GeoNames dump holds one table, this file holds {len(texts)}")
    member = texts[0]
    inside = PurePosixPath(member.filename.replace("\\", "/"))
    if inside.is_absolute() or ".." in inside.parts or ":" in member.filename:
        raise GazetteerError(f"{dump}: {member.filename!r} points outside the archive")
    if member.flag_bits & 1:
        raise GazetteerError(f"{dump}: {member.filename!r} is encrypted")
    if member.file_size > MOST_BYTES or member.file_size > MOST_GROWTH * max(1, member.compress_size):
        raise GazetteerError(f"{dump}: {member.filename!r} would grow to {member.file_size} bytes: not a GeoNames dump")
    return member


def _split(dump: Path, packed: IO[bytes]) -> Iterator[list[str]]:
    """The cells of each line, counted against the bounds whatever the archive claims."""
    lines = io.TextIOWrapper(packed, encoding="utf-8", newline="\n")
    read = number = 0
    while line := lines.readline(LONGEST_LINE):
        number, read = number + 1, read + len(line)
        cells = line.rstrip("\r\n").split("\t")
        if read > MOST_BYTES or len(cells) != COLUMNS:
            raise GazetteerError(f"{dump}: line {number} has {len(cells)} columns, a GeoNames table has {COLUMNS}")
        yield cells


def _row(cells: list[str]) -> Row:
    return Row(*(cells[column] for column in USED))


def _all_drafts(dump: Path, known: Gazetteer) -> Iterator[Draft]:
    yield from country_drafts()
    for row in rows(dump):
        if (feature := feature_of(row)) is not None and feature != COUNTRY:
            yield _draft(row, feature, known)


def feature_of(row: Row) -> str | None:
    """The feature of a row by its GeoNames code; None for what the gazetteer leaves out."""
    codes: Mapping[str, str] = tables.kinds()["codes"]
    if row.feature_class == "P" and row.feature_code not in tables.kinds()["left_out"]["codes"]:
        return settlement(int(row.population or 0)) if row.feature_code != "PPLX" else "district"
    return codes.get(row.feature_code)


def _draft(row: Row, feature: str, known: Gazetteer) -> Draft:
    first = f"{row.country}.{row.admin1}" if row.admin1 else ""
    second = f"{first}.{row.admin2}" if row.admin1 and row.admin2 else ""
    code = {ADMIN1: first, ADMIN2: second}.get(feature, "")
    country = iso3_by_iso2().get(row.country)
    name = called(row.name, row.others.split(",")) if code else row.name
    entry = Entry(
        f"geonames:{row.number}",
        name,
        feature,
        (country,) if country else (),
        code,
        first if code != first else "",
        second if code != second else "",
        float(row.latitude),
        float(row.longitude),
        int(row.population or 0),
    )
    return Draft(_with_reach(entry, known), _names(name, row))


def _with_reach(entry: Entry, known: Gazetteer) -> Entry:
    """A division with the radius that the packages' settlements give it."""
    same = known.division(entry.code) if entry.code else None
    return replace(entry, radius_km=same.radius_km) if same else entry


def _names(name: str, row: Row) -> tuple[tuple[str, NameKind], ...]:
    others = dict.fromkeys(other for other in (row.name, *row.others.split(",")) if other and not is_code(other))
    return ((name, NameKind.MAIN), *((other, NameKind.OTHER) for other in others if other != name))
