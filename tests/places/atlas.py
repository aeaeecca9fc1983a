"""A small gazetteer for tests: a few dozen real places with rounded points, so that no package has to be read."""

from __future__ import annotations

import csv
from pathlib import Path

from gesta.places.enriching import feature_drafts
from gesta.places.entry import Draft, Entry, NameKind
from gesta.places.gazetteer import Gazetteer
from gesta.places.writing import silent, write_index

ATLAS = Path(__file__).with_name("atlas.csv")


def drafts() -> list[Draft]:
    """The rows of atlas.csv."""
    with ATLAS.open(encoding="utf-8", newline="") as rows:
        return [_draft(row) for row in csv.DictReader(rows)]


def build_atlas(path: Path) -> Gazetteer:
    """A gazetteer of atlas.csv and Gesta's own features, at `path`."""
    write_index(path, feature_drafts(drafts(), {}), "atlas", silent)
    return Gazetteer(path)


def _draft(row: dict[str, str]) -> Draft:
    entry = Entry(
        row["id"],
        row["name"],
        row["feature"],
        (row["country"],),
        row["code"],
        row["admin1"],
        row["admin2"],
        float(row["latitude"]),
        float(row["longitude"]),
        int(row["population"]),
        float(row["radius_km"]) if row["radius_km"] else None,
    )
    others = [(name, NameKind.OTHER) for name in row["others"].split(";") if name]
    peoples = [(name, NameKind.DEMONYM) for name in row["demonyms"].split(";") if name]
    short = [(name, NameKind.ABBREVIATION) for name in row["short"].split(";") if name]
    return Draft(entry, ((row["name"], NameKind.MAIN), *others, *peoples, *short))
