"""Which of several places holds another, and what several places are as one."""

from __future__ import annotations

from collections.abc import Sequence

from gesta.nouns.referent import Place
from gesta.places.entry import COUNTRY, DIVISIONS
from gesta.places.geometry import Point, distance_km

SLACK = 1.2
"""A region's circle is rough: a point a fifth of the radius beyond it may still be inside."""

COUNTRY_LEVEL, OPEN_SEA = 6, 7
"""Precision of a country; of seas and of what no single country holds."""


def point_of(place: Place) -> Point | None:
    """The point of a place, or None where its precision gives none."""
    return (place.latitude, place.longitude) if place.latitude is not None and place.longitude is not None else None


def holds(outer: Place, inner: Place) -> bool:
    """True when `inner` lies in `outer`: by its chain of divisions, else by distance from a region's middle."""
    if outer.precision <= inner.precision or outer == inner:
        return False
    if outer.country and outer.country != inner.country:
        return False
    if outer.feature == COUNTRY:
        return True
    if outer.feature in DIVISIONS:
        return bool(outer.admin) and inner.admin[: len(outer.admin)] == outer.admin
    return _in_reach(outer, inner)


def innermost(places: Sequence[Place]) -> list[Place]:
    """The places that hold none of the others, in order, each once."""
    distinct = list(dict.fromkeys(places))
    return [p for p in distinct if not any(holds(p, other) for other in distinct if other is not p)]


def several(bases: Sequence[Place]) -> Place:
    """Several places as one: no point, the country and divisions they share, as precise as those."""
    country, admin = shared(bases)
    precision = {0: COUNTRY_LEVEL, 1: 4}.get(len(admin), 3) if country else OPEN_SEA
    names = [place.name for place in bases]
    return Place(None, f"{', '.join(names[:-1])} and {names[-1]}", "several places", country, admin, precision)


def shared(bases: Sequence[Place]) -> tuple[str | None, tuple[str, ...]]:
    """The country and the chain of divisions that all of some places share."""
    countries = {base.country for base in bases}
    if len(countries) != 1:
        return None, ()
    admin: list[str] = []
    for names in zip(*(base.admin for base in bases), strict=False):
        if len(set(names)) != 1:
            break
        admin.append(names[0])
    return countries.pop(), tuple(admin)


def _in_reach(outer: Place, inner: Place) -> bool:
    middle, point = outer.centre or point_of(outer), point_of(inner) or inner.centre
    if middle is None or point is None or outer.radius_km is None:
        return False
    return distance_km(middle, point) <= outer.radius_km * SLACK
