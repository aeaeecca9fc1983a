"""Where an event happened: of the places its words name, the most specific that lies inside the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from gesta.nouns.event import Event, Filler
from gesta.nouns.referent import Alternative, Gap, Place, Resolved
from gesta.resolving.places_holding import innermost, several
from gesta.spans import Span

UNSTATED = "the report states no place for it"
_ON_THE_SPOT = frozenset({("COERCE", "seize"), ("COERCE", "restrict"), ("COERCE", "curfew"), ("COERCE", "martial-law")})
STRUCK = "named in the target"
STRUCK_SHARE = 0.8  # of a place's score when only the target names it: what is struck mostly stands where it is named
COUNTRY = 6  # precision of a country: "an attack on Ruritania" may have struck its embassy elsewhere


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


def event_struck(event: Event, resolved: Mapping[Span, Resolved[Place] | Gap]) -> Resolved[Place] | None:
    """The place that the words for an event's target name, for deeds done to what stands there: "took Mosul", "shelled
    the market of El Fasher". None for other deeds, and where the target names only countries or nothing resolved.
    """
    if event.type != "ASSAULT" and (event.type, event.mode) not in _ON_THE_SPOT:
        return None
    places = _distinct(place for filler in event.roles.get("target", ()) for place in _within(filler.span, resolved))
    kept = innermost([place.value for place in places])
    inner = [place for place in places if place.value in kept]
    if not inner:
        return None
    found = inner[0] if len(inner) == 1 else _several(inner)
    return replace(found, method=STRUCK, score=found.score * STRUCK_SHARE)


def _within(target: Span, resolved: Mapping[Span, Resolved[Place] | Gap]) -> Iterator[Resolved[Place]]:
    for span, place in resolved.items():
        named = target.start <= span.start and span.end <= target.end
        if named and isinstance(place, Resolved) and place.value.precision < COUNTRY:
            yield place


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
