"""Incidents, as rows of `incidents` and its five tables, and back from the noun kept as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from sqlalchemy import Table

from gesta.nouns.incident import Incident, Participant
from gesta.nouns.referent import Gap, Place, Resolved, When
from gesta.nouns.toll import Outcome
from gesta.store import schema
from gesta.store.rows.plain import day, from_plain, to_plain, written

Row = dict[str, Any]

_ANCHOR = re.compile(r"(.+):\d+-\d+", re.DOTALL)

POINTED = 3
"""The coarsest precision whose point is a place's own (UCDP's scale); wider ones have a middle, which is no place."""


def incident_row(incident: Incident) -> Row:
    """The incident's own row, without the number of its versions."""
    return {
        "id": incident.id,
        **_time(incident.when),
        "headline": incident.headline,
        "type": incident.type,
        "mode": incident.mode,
        "status": incident.status,
        **_place(incident.where),
        **_bounds(incident),
        **{name: getattr(incident, name) for name in ("origins", "reports", "copies", "grade", "status_line")},
        "reviewed": incident.reviewed,
        "changed": written(incident.changed),
        "noun": _slim(to_plain(incident)),
    }


def incident_of(row: Any) -> Incident:
    """The incident of a row."""
    return from_plain(_full(row.noun), Incident)


def incident_parts(incident: Incident) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of each table that is derived from an incident."""
    yield schema.incident_actors, _of(incident, [_participant(p) for p in incident.participants])
    yield schema.incident_places, _of(incident, [{"name": n, "folded": folded(n)} for n in _place_names(incident)])
    yield schema.incident_tolls, _of(incident, list(_tolls(incident)))
    yield schema.incident_episodes, _of(incident, list(_episodes(incident)))
    related = [{"type": r.type, "goal": r.to, "score": float(r.score)} for r in incident.relations]
    yield schema.relations, _of(incident, related)


def folded(name: str) -> str:
    """A name as it is compared: without regard to case."""
    return name.casefold()


def _of(incident: Incident, rows: Sequence[Row]) -> list[Row]:
    return [{"incident": incident.id, "position": position, **row} for position, row in enumerate(rows)]


def _time(when: Resolved[When] | Gap) -> Row:
    """The interval; where one end is open, the other stands for both days."""
    time = when.value if isinstance(when, Resolved) else When(None, None, None, "unknown")
    return {
        "day": day(time.start or time.end),
        "last_day": day(time.end or time.start),
        "time_from": written(time.start),
        "time_to": written(time.end),
        "time_precision": time.precision,
        "basis": time.basis,
    }


def _place(where: Resolved[Place] | Gap) -> Row:
    names = ("place_id", "place", "country", "precision", "latitude", "longitude")
    if isinstance(where, Gap):
        return dict.fromkeys(names)
    place = where.value
    point = (place.latitude, place.longitude) if place.precision <= POINTED else (None, None)
    return dict(zip(names, (place.id, place.name, place.country, place.precision, *point), strict=True))


def _place_names(incident: Incident) -> list[str]:
    """The id and name of where it was, and of the divisions that hold it, each once."""
    if isinstance(incident.where, Gap):
        return []
    place = incident.where.value
    return list(dict.fromkeys(name for name in (place.id, place.name, *place.admin) if name))


def _bounds(incident: Incident) -> Row:
    columns: Row = {}
    for outcome in get_args(Outcome):
        toll = incident.tolls.get(outcome)
        columns |= {f"{outcome}_{bound}": getattr(toll, bound, None) for bound in ("low", "best", "high")}
    return columns


def _participant(participant: Participant) -> Row:
    named = {"role": participant.role, "name": participant.name, "folded": folded(participant.name)}
    if isinstance(participant.actor, Gap):
        return {**named, **dict.fromkeys(("id", "kind", "country", "sector")), "gap": participant.actor.reason}
    actor = participant.actor.value
    return {
        **named,
        "id": actor.id,
        "kind": actor.kind,
        "country": actor.country,
        "sector": actor.sector,
        "gap": None,
    }


def _tolls(incident: Incident) -> Iterator[Row]:
    for toll in incident.tolls.values():
        bounds = {"low": toll.low, "best": toll.best, "high": toll.high}
        yield {"outcome": toll.outcome, **bounds, "rule": toll.rule, "by_claim": list(toll.by_claim)}


def _episodes(incident: Incident) -> Iterator[Row]:
    """Its episodes, then those attached to it."""
    for attached, ids in ((False, incident.episodes), (True, incident.attached)):
        for episode in ids:
            yield {"episode": episode, "report_key": report_key(episode), "attached": attached}


def report_key(anchor: str) -> str:
    """The key of the report that a written anchor, such as the id of an episode, lies in; else the word itself."""
    written = _ANCHOR.fullmatch(anchor)
    return written[1] if written else anchor


def _slim(plain: Row) -> Row:
    """The plain incident with each card of a statement or telling, where `cards` holds it, as the card's key alone."""
    cards = {card["key"]: card for card in plain["cards"]}
    for told in (*plain["statements"], *plain["tellings"]):
        if cards.get(told["card"]["key"]) == told["card"]:
            told["card"] = told["card"]["key"]
    return plain


def _full(plain: Row) -> Row:
    cards = {card["key"]: card for card in plain["cards"]}

    def whole(told: Row) -> Row:
        return {**told, "card": cards[told["card"]]} if isinstance(told["card"], str) else told

    return {**plain, **{name: [whole(told) for told in plain[name]] for name in ("statements", "tellings")}}
