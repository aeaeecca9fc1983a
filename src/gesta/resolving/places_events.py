"""Where an event happened: of the places its words name, the most specific that lies inside the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gesta.nouns.event import Filler
from gesta.nouns.referent import Alternative, Gap, Place, Resolved
from gesta.resolving.places_holding import innermost, several
from gesta.spans import Span

UNSTATED = "the report states no place for it"


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
    kept = innermost([place.value for place in places])
    inner = [place for place in places if place.value in kept]
    if len(inner) == 1:
        return _with_wider(inner[0], [place for place in places if place is not inner[0]])
    return _several(inner)


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
    """The places as one, each of them kept as an alternative."""
    value = several([place.value for place in places])
    parts = tuple(Alternative(p.value.name, p.score, "one of the several places said") for p in places)
    evidence = tuple(span for place in places for span in place.evidence)
    return Resolved(value, min(place.score for place in places), "several", evidence, parts)
