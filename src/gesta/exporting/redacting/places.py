"""Places made coarser: points on a grid, or a division instead of the spot."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from gesta.exporting.redacting.profile import Places, Profile
from gesta.nouns.referent import Place

# The finest precision (UCDP's scale, see Place) that may be shown with its own name.
FINEST: Mapping[Places, int] = {"exact": 1, "grid": 1, "admin2": 3, "admin1": 4, "country": 6}
DEPTH: Mapping[Places, int] = {"admin2": 2, "admin1": 1, "country": 0}  # divisions that may be named
DIVISION, REGION, COUNTRY, UNKNOWN = 3, 4, 6, 7  # precisions
FEATURES: Mapping[int, str] = {3: "second-order division", 4: "first-order division", 6: "country", 7: "unknown"}

KM_PER_DEGREE = 111.2  # of latitude, and of longitude at the equator, where cells are widest
NEARBY_KM = 25  # what UCDP's precision 2 means
DECIMALS = 6  # a tenth of a metre: enough to write a grid point without the noise of floats


def may_show(place: Place, profile: Profile) -> bool:
    """True when the place may be named as it is."""
    return place.precision >= FINEST[profile.places]


def coarsened(place: Place, profile: Profile) -> Place:
    """The place as exactly as the profile allows."""
    if profile.places == "exact":
        return place
    if profile.places == "grid":
        return _on_grid(place, profile.grid_degrees)
    return _without_point(place) if may_show(place, profile) else _division(place, DEPTH[profile.places])


def _on_grid(place: Place, degrees: float) -> Place:
    """The place with its point in the middle of a cell; its radius covers the cell, and no id leads to the point."""
    if place.latitude is None or place.longitude is None:
        return replace(place, centre=_point(place.centre, degrees))
    half_diagonal = degrees * KM_PER_DEGREE * math.sqrt(2) / 2
    radius = max(place.radius_km or 0.0, round(half_diagonal, 1))
    precision = max(place.precision, 2 if radius <= NEARBY_KM else DIVISION)
    latitude, longitude = _point((place.latitude, place.longitude), degrees) or (None, None)
    return replace(
        place, id=None, latitude=latitude, longitude=longitude, radius_km=radius, precision=precision, centre=None
    )


def _point(point: tuple[float, float] | None, degrees: float) -> tuple[float, float] | None:
    if point is None:
        return None
    latitude, longitude = ((math.floor(value / degrees) + 0.5) * degrees for value in point)
    return round(max(-90.0, min(90.0, latitude)), DECIMALS), round(max(-180.0, min(180.0, longitude)), DECIMALS)


def _without_point(place: Place) -> Place:
    """A division or a country: its name may be shown, a point says nothing more."""
    return replace(place, latitude=None, longitude=None, radius_km=None, centre=None)


def _division(place: Place, depth: int) -> Place:
    """The division that holds the place, instead of the place; its country where no division is known."""
    admin = place.admin[:depth]
    name = admin[-1] if admin else place.country or "unknown"
    precision = (REGION, DIVISION)[len(admin) - 1] if admin else COUNTRY if place.country else UNKNOWN
    return Place(None, name, FEATURES[precision], place.country, admin, precision)
