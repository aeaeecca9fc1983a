"""The place of an incident in the ways that other people write it: precisions, grid cells, points as text."""

from __future__ import annotations

import math
from collections.abc import Mapping

from gesta.nouns.referent import Gap, Place, Resolved
from gesta.ontologies.codes.tables import state

POINTED = 3  # finest to widest precision that has a point (contract: 1–3)
DIGITS = 4  # of degrees: about ten metres, finer than any report
CELLS_PER_DEGREE, CELLS_PER_ROW = (
    2,
    720,
)  # PRIO-GRID: half a degree, counted from the south-west (Tollefsen et al. 2012)
WIDEST, WATERS = 7, frozenset({"sea", "ocean"})  # precision of what lies in no one country; its features that are water
GEONAMES = "geonames:"  # how ids of the gazetteer begin that are numbers of GeoNames
_ACLED: Mapping[int, str] = {1: "1", 2: "2", 3: "2", 4: "3"}


def place_of(where: Resolved[Place] | Gap) -> Place | None:
    """The place, None for a gap."""
    return where.value if isinstance(where, Resolved) else None


def country(place: Place | None) -> str | None:
    """The country as actors have it, so that the two can be joined (the gazetteer's XKX is KOS); None if not known."""
    return None if place is None else state(place.country).iso3 or place.country


def point(place: Place | None) -> tuple[float, float] | None:
    """Latitude and longitude of a place that is precise enough to have a point; a region's middle is no place."""
    if place is None or place.precision > POINTED or place.latitude is None or place.longitude is None:
        return None
    return round(place.latitude, DIGITS), round(place.longitude, DIGITS)


def latitude(place: Place | None) -> float | None:
    """Degrees north, None without a point."""
    found = point(place)
    return None if found is None else found[0]


def longitude(place: Place | None) -> float | None:
    """Degrees east, None without a point."""
    found = point(place)
    return None if found is None else found[1]


def division(place: Place | None, level: int) -> str:
    """The name of the division of this level, 1 the widest; nothing when it is not known."""
    return place.admin[level - 1] if place is not None and len(place.admin) >= level else ""


def acled_precision(place: Place | None) -> str:
    """ACLED's geo_precision: 1 the town, 2 a part of a region, 3 a region; nothing for what is wider or not known."""
    return "" if place is None else _ACLED.get(place.precision, "")


def ucdp_precision(place: Place | None) -> str:
    """UCDP's where_prec, which is ours, but for its 7: that is international waters; nothing for a continent."""
    if place is None or (place.precision == WIDEST and place.feature not in WATERS):
        return ""
    return str(place.precision)


def well_known_text(place: Place | None) -> str:
    """The point as WKT ("POINT (0.9127 14.0313)"), nothing without one."""
    found = point(place)
    return "" if found is None else f"POINT ({found[1]} {found[0]})"


def grid_cell(place: Place | None) -> str:
    """The number of the PRIO-GRID cell that holds the point: 1 in the south-west corner of the world, row by row."""
    found = point(place)
    if found is None:
        return ""
    row = min(math.floor((found[0] + 90) * CELLS_PER_DEGREE), CELLS_PER_ROW // 2 - 1)
    column = min(math.floor((found[1] + 180) * CELLS_PER_DEGREE), CELLS_PER_ROW - 1)
    return str(row * CELLS_PER_ROW + column + 1)


def geonames(place: Place | None) -> str | None:
    """The number in GeoNames; None for a place of another kind."""
    known = (place.id if place is not None else None) or ""
    return known.removeprefix(GEONAMES) if known.startswith(GEONAMES) else None
