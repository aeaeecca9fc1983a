"""Distances and directions on the globe, taken as a sphere: exact to half a per cent, which news never needs."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

EARTH_KM = 6371.0
"""Mean radius of the earth (IUGG)."""

Point = tuple[float, float]


def distance_km(a: Point, b: Point) -> float:
    """Kilometres between two points (latitude, longitude), by the haversine formula."""
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(radians, p)) for p in (a, b))
    chord = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))


def moved(start: Point, bearing: float, km: float) -> Point:
    """The point `km` kilometres from `start` in the direction `bearing` (degrees clockwise from north)."""
    lat, lon, turn, arc = radians(start[0]), radians(start[1]), radians(bearing), km / EARTH_KM
    goal = asin(sin(lat) * cos(arc) + cos(lat) * sin(arc) * cos(turn))
    shift = atan2(sin(turn) * sin(arc) * cos(lat), cos(arc) - sin(lat) * sin(goal))
    return degrees(goal), _wrapped(degrees(lon + shift))


def middle(points: list[Point]) -> Point:
    """The middle of some points (at least one), as the direction of their mean vector from the earth's centre."""
    vectors = [_vector(point) for point in points]
    x, y, z = (sum(v[i] for v in vectors) for i in range(3))
    if hypot(x, y, z) < 1e-9 * len(points):
        return points[0]
    return degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))


def _vector(point: Point) -> tuple[float, float, float]:
    lat, lon = map(radians, point)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def _wrapped(longitude: float) -> float:
    return (longitude + 180) % 360 - 180
