"""The contract's objects for referents: actors, places and times, or the gap and its reason."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from gesta.nouns.event import Event
from gesta.nouns.referent import Actor, Gap, Place, Resolved, When
from gesta.spans import Span

Object = dict[str, Any]

DIGITS = 4  # of scores; finer ones differ between machines and say nothing
# The finest precision for which a place keeps its point and radius; a region's middle is no place (OUTPUT: 1–3 only).
POINTED = 3
_UNASKED = Gap("not resolved")


def actor_object(answer: Resolved[Actor] | Gap | None) -> Object:
    """An actor with its codes, or the gap."""
    if not isinstance(answer, Resolved):
        return gap_object(answer)
    actor = answer.value
    ally = {"ally": actor.ally} if actor.ally else {}
    anonymous = {"anonymous": True} if actor.anonymous else {}
    codes = {"country": actor.country, "sector": actor.sector}
    named = {"kind": "actor", "id": actor.id, "name": actor.name, "actor_kind": actor.kind, "codes": codes}
    return {**named, **ally, **anonymous, **_trust(answer)}


def place_object(answer: Resolved[Place] | Gap | None) -> Object:
    """A place with its divisions and, where it is precise enough, its point; or the gap."""
    if not isinstance(answer, Resolved):
        return gap_object(answer)
    place = answer.value
    pointed = place.precision <= POINTED
    return {
        "kind": "place",
        "id": place.id,
        "name": place.name,
        "feature": place.feature,
        "country": place.country,
        "admin": list(place.admin),
        "latitude": place.latitude if pointed else None,
        "longitude": place.longitude if pointed else None,
        "radius_km": place.radius_km if pointed else None,
        "precision": place.precision,
        **_trust(answer),
    }


def time_object(answer: Resolved[When] | Gap | None) -> Object:
    """A time as an interval, both ends included, or the gap."""
    if not isinstance(answer, Resolved):
        return gap_object(answer)
    return {"kind": "time", **_interval(answer.value), **_trust(answer)}


def when_object(
    event: Event, answer: Resolved[When] | Gap | None, published: date | datetime | None, text: str
) -> Object:
    """When an event happened, with the words that say so.

    Undated, it is known only not to lie after the publication – and that only for what is told as having happened.
    """
    if isinstance(answer, Resolved):
        evidence = [{"start": s.start, "end": s.end, "text": s.of(text)} for s in _evidence(answer)]
        return {**_interval(answer.value), **_trust(answer), "evidence": evidence}
    day = published.date() if isinstance(published, datetime) else published
    latest = day.isoformat() if day and event.status == "actual" else None
    return {"from": None, "to": latest, "basis": "unknown", "reason": (answer or _UNASKED).reason}


def gap_object(gap: Gap | None) -> Object:
    """No referent, and why."""
    return {"kind": "gap", "reason": (gap or _UNASKED).reason}


def _interval(when: When) -> Object:
    timed = when.precision in ("minute", "hour")
    return {
        "from": _moment(when.start, timed),
        "to": _moment(when.end, timed),
        "precision": when.precision,
        "basis": when.basis,
    }


def _moment(moment: datetime | None, timed: bool) -> str | None:
    if moment is None:
        return None
    return moment.isoformat(timespec="minutes") if timed else moment.date().isoformat()


def _evidence(answer: Resolved[When]) -> tuple[Span, ...]:
    return answer.value.evidence or answer.evidence


def _trust(answer: Resolved[Any]) -> Object:
    return {"score": round(float(answer.score), DIGITS), "method": answer.method}
