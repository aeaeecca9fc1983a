"""Where divisions lie: the middle of their settlements, and the radius that holds most of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gesta.places.entry import Entry
from gesta.places.geometry import Point, distance_km, middle

MOST = 0.9
"""Share of a division's settlements its radius holds: a few far outposts would make the circle meaningless."""

SMALLEST_RADIUS_KM = 5.0
"""A division with one settlement still reaches around it."""


@dataclass(frozen=True, slots=True)
class Centre:
    """The middle, reach and inhabitants of a division."""

    latitude: float
    longitude: float
    radius_km: float
    population: int


def centres(entries: Iterable[Entry]) -> Mapping[str, Centre]:
    """The centre of every division, by code, that at least one of `entries` lies in."""
    members: defaultdict[str, list[tuple[Point, int]]] = defaultdict(list)
    for entry in entries:
        if entry.latitude is not None and entry.longitude is not None:
            for code in filter(None, (entry.admin1, entry.admin2)):
                members[code].append(((entry.latitude, entry.longitude), entry.population))
    return {code: _centre(found) for code, found in members.items()}


def _centre(members: list[tuple[Point, int]]) -> Centre:
    points = [point for point, _ in members]
    centre = middle(points)
    reach = sorted(distance_km(centre, point) for point in points)[int(MOST * (len(points) - 1))]
    people = sum(population for _, population in members)
    return Centre(round(centre[0], 4), round(centre[1], 4), round(max(reach, SMALLEST_RADIUS_KM), 1), people)
