"""What the gazetteer holds: entries and the names they go by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from gesta.errors import GestaError

COUNTRY, ADMIN1, ADMIN2 = "country", "first-order division", "second-order division"
SETTLEMENTS = frozenset({"city", "town", "village"})
DIVISIONS = frozenset({COUNTRY, ADMIN1, ADMIN2})

CITY_FROM, TOWN_FROM = 100_000, 10_000
"""Inhabitants from which a settlement is shown as a city or a town: classes that statistical offices commonly use."""


class GazetteerError(GestaError):
    """Raised when the gazetteer cannot be built, read or imported; says which file and what to do."""

    stage = "places"


class NameKind(IntEnum):
    """How a name belongs to a place: its own, another one, a people's ("Syrian"), or a short form ("Calif.")."""

    MAIN = 0
    OTHER = 1
    DEMONYM = 2
    ABBREVIATION = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer.

    `id` is ``geonames:NUMBER``, or ``gesta:NAME`` for what Gesta's own tables add. `countries` are ISO 3166 alpha-3
    codes, several for a place that lies in several. A division has a `code` of its own (GeoNames: ``IQ.15``); `admin1`
    and `admin2` are the codes of the divisions an entry lies in. The point of a division is the middle of its
    settlements, `radius_km` the distance that holds most of them. `population` is 0 where nobody counted.
    """

    id: str
    name: str
    feature: str
    countries: tuple[str, ...]
    code: str = ""
    admin1: str = ""
    admin2: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    radius_km: float | None = None

    @property
    def country(self) -> str | None:
        """The one country it lies in; None for places across borders and on the high seas."""
        return self.countries[0] if len(self.countries) == 1 else None

    def within(self, other: Entry) -> bool:
        """True when this entry lies in the division or country `other`."""
        if other.feature == COUNTRY:
            return self.feature != COUNTRY and other.countries[0] in self.countries
        return bool(other.code) and other.code in (self.admin1, self.admin2) and self.code != other.code


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found under a name, and how the name belongs to it."""

    entry: Entry
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry on its way into the gazetteer, with every name it shall be found under."""

    entry: Entry
    names: tuple[tuple[str, NameKind], ...]


def settlement(population: int) -> str:
    """The word for a settlement of so many inhabitants: city, town or village."""
    if population >= CITY_FROM:
        return "city"
    return "town" if population >= TOWN_FROM else "village"
