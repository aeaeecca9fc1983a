"""Where an event happened: of the places its words name, the most specific that lies inside the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gesta.nouns.event import Filler
from gesta.nouns.referent import Alternative, Gap, Place, Resolved
from gesta.places.entry import COUNTRY, DIVISIONS
from gesta.places.geometry import distance_km
from gesta.resolving.places_placing import point_of, shared
from gesta.spans import Span

SLACK = 1.2
"""A region's circle is rough: a point a fifth of the radius beyond it may still be inside."""

UNSTATED = "the report states no place for it"
COUNTRY_LEVEL, INTERNATIONAL = 6, 7


def event_where(fillers: Sequence[Filler], resolved: Mapping[Span, Resolved[Place] | Gap]) -> Resolved[Place] | Gap:
    """The place of an event, from the fillers of its place role and what `resolve_places` made of them.

    Places that hold another of the fillers only widen it and are kept as alternatives. Places of which none holds the
    other make one honest "several places", as precise as the smallest division or country that holds them all. A Gap
    when nothing is stated or nothing stated could be resolved.
    """
    found = [resolved[filler.span] for filler in fillers if filler.span in resolved]
    places = _distinct(place for place in found if isinstance(place, Resolved))
    if not places:
        return next((gap for gap in found if isinstance(gap, Gap)), Gap(UNSTATED))
    inner = [p for p in places if not any(holds(p.value, other.value) for other in places if other is not p)]
    if len(inner) == 1:
        return _with_wider(inner[0], [place for place in places if place is not inner[0]])
    return _several(inner)


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


def _in_reach(outer: Place, inner: Place) -> bool:
    middle, point = outer.centre or point_of(outer), point_of(inner) or inner.centre
    if middle is None or point is None or outer.radius_km is None:
        return False
    return distance_km(middle, point) <= outer.radius_km * SLACK


def _distinct(places: Iterable[Resolved[Place]]) -> list[Resolved[Place]]:
    """The places, each referent once: the surest stands for the others."""
    best: dict[Place, Resolved[Place]] = {}
    for place in places:
        if place.value not in best or place.score > best[place.value].score:
            best[place.value] = place
    return list(best.values())


def _with_wider(chosen: Resolved[Place], wider: Sequence[Resolved[Place]]) -> Resolved[Place]:
    others = tuple(Alternative(place.value.name, place.score, "wider: it holds the place chosen") for place in wider)
    evidence = (*chosen.evidence, *(span for place in wider for span in place.evidence))
    return Resolved(chosen.value, chosen.score, chosen.method, evidence, (*others, *chosen.considered))


def _several(places: Sequence[Resolved[Place]]) -> Resolved[Place]:
    """Several places as one: no point, the country and divisions they share."""
    country, admin = shared([place.value for place in places])
    precision = {0: COUNTRY_LEVEL, 1: 4}.get(len(admin), 3) if country else INTERNATIONAL
    names = [place.value.name for place in places]
    value = Place(None, f"{', '.join(names[:-1])} and {names[-1]}", "several places", country, admin, precision)
    parts = tuple(Alternative(p.value.name, p.score, "one of the several places said") for p in places)
    evidence = tuple(span for place in places for span in place.evidence)
    return Resolved(value, min(place.score for place in places), "several", evidence, parts)
