"""Building the gazetteer from the installed packages and Gesta's own tables."""

from __future__ import annotations

from pathlib import Path

from gesta.places import packages
from gesta.places.enriching import enriched
from gesta.places.entry import Draft
from gesta.places.locations import editions
from gesta.places.writing import Progress, silent, write_index


def build(path: Path, progress: Progress = silent) -> str:
    """The digest of the gazetteer built from the installed packages, written to `path` whole or not at all."""
    progress("reading the packages", 0)
    return write_index(path, package_drafts(), editions(), progress)


def package_drafts() -> list[Draft]:
    """Every draft from packages and tables: countries, divisions, settlements, then Gesta's own features."""
    settlements = list(packages.settlement_drafts())
    divisions = list(packages.division_drafts(settlements))
    countries = list(packages.country_drafts())
    return enriched([*countries, *divisions, *settlements])
