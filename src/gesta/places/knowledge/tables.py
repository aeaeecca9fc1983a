"""The tables of this folder as typed rows."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from gesta.places.entry import ADMIN1, GazetteerError

TABLES = ("countries.csv", "features.csv", "abbreviations.csv", "names.csv", "features.toml")


@dataclass(frozen=True, slots=True)
class CountryRow:
    """What Gesta adds to a country: a middle point, its capital, its part of the Web, further names, and its people's.

    `capitals` are the ids of the towns its government sits in, or is by law to sit in; none where that is disputed.
    `domain` is "" where it is sold to all the world (".tv", ".io").
    """

    iso3: str
    name: str
    point: tuple[float, float] | None
    capitals: tuple[str, ...]
    domain: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeatureRow:
    """A region, sea, river, camp, base … of Gesta's own table."""

    id: str
    name: str
    feature: str
    countries: tuple[str, ...]
    point: tuple[float, float] | None
    radius_km: float | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameRow:
    """Further names of a place that is known by `name` within `country`; with `feature` when several share the name."""

    name: str
    country: str
    feature: str
    names: tuple[str, ...]


@cache
def countries() -> Mapping[str, CountryRow]:
    """The rows of countries.csv by ISO 3166 alpha-3 code."""
    return {row["iso3"]: _country(row) for row in _rows("countries.csv")}


@cache
def capitals() -> frozenset[str]:
    """The ids of the capitals of all countries."""
    return frozenset(town for row in countries().values() for town in row.capitals)


@cache
def features() -> tuple[FeatureRow, ...]:
    """The rows of features.csv. Raises GazetteerError for a kind of feature that features.toml does not know."""
    return tuple(_feature(row) for row in _rows("features.csv"))


@cache
def abbreviations() -> tuple[NameRow, ...]:
    """The short forms of divisions in use in the news ("Calif.", "N.S.W.")."""
    rows = _rows("abbreviations.csv")
    return tuple(NameRow(r["name"], r["country"], ADMIN1, _listed(r["abbreviations"])) for r in rows)


@cache
def names() -> tuple[NameRow, ...]:
    """The rows of names.csv: names in use in the news that the packages lack."""
    return tuple(NameRow(r["name"], r["country"], r["feature"], _listed(r["names"])) for r in _rows("names.csv"))


@cache
def kinds() -> Mapping[str, Any]:
    """features.toml: precision by feature, features by GeoNames code, words that say what a name names."""
    return tomllib.loads(_text("features.toml"))


def precision(feature: str) -> int:
    """UCDP's precision (1 to 7) of a feature."""
    return int(kinds()["precision"][feature])


def fingerprint() -> str:
    """The digest of all tables, so that a gazetteer built from older ones is known to be stale."""
    return sha256("\0".join(_text(name) for name in TABLES).encode()).hexdigest()


def _country(row: dict[str, str]) -> CountryRow:
    return CountryRow(
        row["iso3"],
        row["name"],
        _point(row),
        tuple(row["capital"].split()),
        row["domain"],
        _listed(row["aliases"]),
        _listed(row["demonyms"]),
    )


def _feature(row: dict[str, str]) -> FeatureRow:
    if row["feature"] not in kinds()["precision"]:
        raise GazetteerError(f"features.csv: {row['id']}: {row['feature']!r} is not in features.toml")
    return FeatureRow(
        row["id"],
        row["name"],
        row["feature"],
        tuple(row["countries"].split()),
        _point(row),
        float(row["radius_km"]) if row["radius_km"] else None,
        _listed(row["aliases"]),
    )


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(name).splitlines()))


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _point(row: dict[str, str]) -> tuple[float, float] | None:
    return (float(row["latitude"]), float(row["longitude"])) if row["latitude"] else None


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)
