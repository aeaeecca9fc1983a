"""What the words of a report denote, as rows of `referents` and back.

`part` tells which of the five mappings a row is of: actors, places and times by span, when and where by event. A row
with a `gap` is an honest gap and has no other values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from gesta.nouns.referent import Actor, Alternative, Gap, Place, Resolved, When
from gesta.nouns.resolution import Resolution
from gesta.spans import Span
from gesta.store import schema
from gesta.store.rows.plain import written
from gesta.store.rows.reports import pairs, span_columns, spans

Row = dict[str, Any]

# Executing many rows at once needs the same columns in each: those that a part lacks are empty.
_EMPTY: Mapping[str, None] = dict.fromkeys(
    column.name for column in schema.referents.columns if column.name not in ("report", "position", "part")
)


def referent_rows(known: Resolution) -> Iterator[Row]:
    """One row for each span and event that was asked about."""
    spanned: tuple[tuple[str, Mapping[Span, Any]], ...]
    spanned = (("actors", known.actors), ("places", known.places), ("times", known.times))
    for part, answers in spanned:
        for span, answer in answers.items():
            yield {**_EMPTY, "part": part, **span_columns(span), **_answer(answer)}
    for event, when in known.when.items():
        yield {**_EMPTY, "part": "when", "event": event, **_answer(when)}
    for event, where in known.where.items():
        yield {**_EMPTY, "part": "where", "event": event, **_answer(where)}


def resolution_of(rows: Iterable[Any]) -> Resolution:
    """The referents of the rows of one report."""
    found: dict[str, dict[Any, Any]] = {"actors": {}, "places": {}, "times": {}, "when": {}, "where": {}}
    for row in rows:
        asked = row.event if row.event is not None else Span(row.start, row.stop)
        found[row.part][asked] = _answer_of(row)
    return Resolution(**found) if any(found.values()) else Resolution()


def _answer(answer: Resolved[Any] | Gap) -> Row:
    if isinstance(answer, Gap):
        return {"gap": answer.reason}
    trust = {"score": float(answer.score), "method": answer.method, "evidence": pairs(answer.evidence) or None}
    considered = [[a.name, float(a.score), a.reason] for a in answer.considered] or None
    return {**_value(answer.value), **trust, "considered": considered}


def _answer_of(row: Any) -> Resolved[Any] | Gap:
    if row.gap is not None:
        return Gap(row.gap)
    considered = tuple(Alternative(*alternative) for alternative in row.considered or ())
    return Resolved(_VALUES[row.part](row), row.score, row.method, spans(row.evidence), considered)


def _value(value: Actor | Place | When) -> Row:
    if isinstance(value, Actor):
        return _actor(value)
    return _place(value) if isinstance(value, Place) else _when(value)


def _actor(actor: Actor) -> Row:
    named = {"id": actor.id, "name": actor.name, "kind": actor.kind, "country": actor.country}
    return {**named, "sector": actor.sector, "ally": actor.ally, "anonymous": actor.anonymous}


def _actor_of(row: Any) -> Actor:
    return Actor(row.id, row.name, row.kind, row.country, row.sector, row.ally, row.anonymous)


def _place(place: Place) -> Row:
    latitude, longitude = place.centre or (None, None)
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.feature,
        "country": place.country,
        "admin": list(place.admin),
        "precision": place.precision,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "radius_km": place.radius_km,
        "centre_latitude": latitude,
        "centre_longitude": longitude,
    }


def _place_of(row: Any) -> Place:
    return Place(
        id=row.id,
        name=row.name,
        feature=row.kind,
        country=row.country,
        admin=tuple(row.admin),
        precision=row.precision,
        latitude=row.latitude,
        longitude=row.longitude,
        radius_km=row.radius_km,
        centre=None if row.centre_latitude is None else (row.centre_latitude, row.centre_longitude),
    )


def _when(when: When) -> Row:
    return {
        "time_from": written(when.start),
        "time_to": written(when.end),
        "time_precision": when.precision,
        "basis": when.basis,
        "when_evidence": pairs(when.evidence) or None,
    }


def _when_of(row: Any) -> When:
    start, end = (datetime.fromisoformat(m) if m else None for m in (row.time_from, row.time_to))
    return When(start, end, row.time_precision, row.basis, spans(row.when_evidence))


_VALUES: Mapping[str, Callable[[Any], Any]] = {
    "actors": _actor_of,
    "places": _place_of,
    "times": _when_of,
    "when": _when_of,
    "where": _place_of,
}
