"""The JSON contract of incidents and of the list of reports, version 1, as plain objects.

`gesta incidents --format jsonl` writes `incident_object`, `gesta reports --format jsonl` writes `report_row`. Keys may
be added; none is changed or dropped without a new contract version. Not known is null or a gap with its reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from gesta.nouns.contract import CONTRACT, Object, rounded
from gesta.nouns.episode import Card, Evidence, Figure, Statement
from gesta.nouns.incident import Incident, Participant, Relation, Told, TollRange
from gesta.nouns.referent import Resolved
from gesta.nouns.referring import actor_object, place_object, time_object


def incident_object(incident: Incident) -> Object:
    """One incident with its claims, participants, tolls and relations; `events` lead back to the reports."""
    return {
        "id": incident.id,
        "contract": CONTRACT,
        "headline": incident.headline,
        "type": incident.type,
        "mode": incident.mode,
        "status": incident.status,
        "when": _when(incident),
        "where": place_object(incident.where),
        "actors": [_participant(participant) for participant in incident.participants],
        "weapons": [_evidence(weapon) for weapon in incident.weapons],
        "events": [_told(told) for told in incident.tellings],
        "claims": [_claim(statement, incident) for statement in incident.statements],
        "tolls": {outcome: _toll(toll) for outcome, toll in incident.tolls.items()},
        "origins": incident.origins,
        "reports": incident.reports,
        "copies": incident.copies,
        "grade": incident.grade,
        "status_line": incident.status_line,
        "relations": [_relation(relation) for relation in incident.relations],
        "attached": list(incident.attached),
        "judgements": list(incident.judgements),
        "reviewed": incident.reviewed,
        "changed": incident.changed.isoformat() if incident.changed else None,
        "versions": dict(sorted(incident.versions.items())),
    }


def report_row(card: Card, copy_of: str | None, digest: str | None = None) -> Object:
    """One report of a list: its id, digest, publisher and date, and the id of the report that it copies, or null."""
    return {
        "id": card.id,
        "key": card.key,
        "digest": digest,
        "publisher": card.publisher,
        "published": card.published.isoformat() if card.published else None,
        "title": card.title,
        "url": card.url,
        "copy_of": copy_of,
    }


def _when(incident: Incident) -> Object:
    """The time as an interval; undated, an incident that happened lies no later than the first report of it."""
    if isinstance(incident.when, Resolved):
        return time_object(incident.when)
    days = [day for card in incident.cards if (day := _day(card.published))]
    latest = min(days).isoformat() if days and incident.status == "actual" else None
    return {"from": None, "to": latest, "precision": None, "basis": "unknown", "reason": incident.when.reason}


def _day(published: date | datetime | None) -> date | None:
    return published.date() if isinstance(published, datetime) else published


def _participant(participant: Participant) -> Object:
    denoted = actor_object(participant.actor)
    named = {"role": participant.role, "id": denoted.get("id"), "name": participant.name}
    codes = {"codes": denoted.get("codes"), "reason": denoted.get("reason")}
    evidence = [_evidence(words) for words in participant.evidence]
    return {**named, **codes, "held_by": list(participant.held_by), "evidence": evidence}


def _told(told: Told) -> Object:
    telling = told.telling
    trigger = telling.trigger
    span = {"start": trigger.anchor.span.start, "end": trigger.anchor.span.end, "text": trigger.text}
    kind = {"type": telling.type, "mode": telling.mode, "status": telling.status}
    return {"report": told.card.id, "report_key": told.card.key, "event": telling.event, "trigger": span, **kind}


def _claim(statement: Statement, incident: Incident) -> Object:
    """One answer to one question and whose it is; a speaker of null is the report's own voice."""
    figure = {"toll": _figure(statement.figure)} if statement.figure else {}
    return {
        "id": statement.id,
        "report": statement.card.id,
        "publisher": statement.card.publisher,
        "published": statement.card.published.isoformat() if statement.card.published else None,
        "speaker": _speaker(statement),
        "stance": statement.stance,
        "denied": statement.denied,
        "about": statement.question,
        "value": statement.value,
        **figure,
        "evidence": [_evidence(words) for words in statement.evidence],
        "origin": _origin(statement.card, incident.originals, incident.cards),
    }


def _speaker(statement: Statement) -> Object | None:
    voice = statement.voice
    if voice is None:
        return None
    kinds = {"anonymous": voice.anonymous, "official": voice.official, "medical": voice.medical}
    return {"text": voice.words.text, "resolved": actor_object(voice.actor), **kinds}


def _origin(card: Card, originals: Mapping[str, str], cards: tuple[Card, ...]) -> str:
    """The id of the report that a report goes back to; its key where that report does not tell of the incident."""
    key = originals.get(card.key, card.key)
    return next((other.id for other in cards if other.key == key), key)


def _figure(figure: Figure) -> Object:
    bounds = {"outcome": figure.outcome, "low": figure.low, "high": figure.high, "approximate": figure.approximate}
    return {**bounds, "as_said": figure.as_said, "who": figure.who, "part": figure.part}


def _toll(toll: TollRange) -> Object:
    return {"low": toll.low, "best": toll.best, "high": toll.high, "rule": toll.rule, "by_claim": list(toll.by_claim)}


def _relation(relation: Relation) -> Object:
    evidence = [_evidence(words) for words in relation.evidence]
    tie = {"type": relation.type, "to": relation.to, "score": rounded(relation.score)}
    return {**tie, "evidence": evidence, "voices": list(relation.voices)}


def _evidence(evidence: Evidence) -> Object:
    span = evidence.anchor.span
    return {"report_key": evidence.anchor.report, "start": span.start, "end": span.end, "text": evidence.text}
