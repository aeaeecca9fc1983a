"""An incident in few words and plain values, as maps, timelines and workbooks show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gesta.exporting.shaping.accounts import given, made_by, version, voice_name
from gesta.exporting.shaping.columns import WHEN, WHERE, when_cells, where_cells
from gesta.exporting.shaping.sides import is_somebody, name_of
from gesta.exporting.shaping.spots import latitude, longitude, place_of
from gesta.exporting.writing.tables import joined
from gesta.nouns.episode import Statement
from gesta.nouns.incident import Incident, Participant
from gesta.nouns.toll import Outcome

# The questions whose answers a short account tells, with the words they stand behind.
ASKED: Mapping[str, str] = {"who": "Who", "how many": "How many"}


def properties(incident: Incident) -> dict[str, Any]:
    """What a feature of a map says of an incident: names and numbers, null where nothing is known."""
    when = dict(zip(WHEN, when_cells(incident.when), strict=True))
    where = dict(zip(WHERE, where_cells(incident.where), strict=True))
    return {
        "id": incident.id,
        "headline": incident.headline,
        "type": incident.type,
        "mode": incident.mode,
        "status": incident.status,
        **when,
        **{name: value for name, value in where.items() if name not in ("latitude", "longitude")},
        **{f"{role}s": names(incident, [role]) for role in ("actor", "target", "victim")},
        **tolls(incident),
        "grade": incident.grade,
        "status_line": incident.status_line,
        "origins": incident.origins,
        "reports": incident.reports,
        "publishers": list(dict.fromkeys(card.publisher for card in incident.cards if card.publisher)),
        "urls": list(dict.fromkeys(card.url for card in incident.cards if card.url)),
        "version": version(incident.versions),
        "made_by": made_by(incident.versions),
    }


def names(incident: Incident, roles: Iterable[str]) -> list[str]:
    """The names of those in the roles, each once; no pronouns, and of actors no things where somebody acts as well."""
    found = [one for role in roles for one in _in_role(incident, role)]
    return list(dict.fromkeys(one.name for one in found if name_of(one)))


def _in_role(incident: Incident, role: str) -> list[Participant]:
    found = [one for one in incident.participants if one.role == role]
    acting = [one for one in found if is_somebody(one)] if role == "actor" else []
    return acting or found


def tolls(incident: Incident) -> dict[str, int | None]:
    """Killed and injured, from lowest to highest; None where nobody gives a figure."""
    outcomes: tuple[Outcome, ...] = ("killed", "injured")
    bounds = ("low", "best", "high")
    return {
        f"{outcome}_{bound}": getattr(incident.tolls.get(outcome), bound, None)
        for outcome in outcomes
        for bound in bounds
    }


def point(incident: Incident) -> tuple[float, float] | None:
    """Longitude and latitude, in this order; None for an incident without a point."""
    place = place_of(incident.where)
    east, north = longitude(place), latitude(place)
    return None if east is None or north is None else (east, north)


def kind(incident: Incident) -> str:
    """Type and mode in one: "ASSAULT.aerial"."""
    return f"{incident.type}.{incident.mode}" if incident.mode else incident.type


def account(incident: Incident) -> str:
    """The incident as a short paragraph: what, by whose account, and who says what about whom and how many."""
    said = (f"{title}: {told}" for question, title in ASKED.items() if (told := _answers(incident, question)))
    parts = (incident.headline, incident.status_line[:1].upper() + incident.status_line[1:], *said)
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def _answers(incident: Incident, question: str) -> str:
    """Each answer to the question once, with those who give it."""
    found: dict[str, list[str]] = {}
    for statement in incident.statements:
        if statement.question == question and statement.value:
            answer = f"not {statement.value}" if statement.denied else statement.value
            found.setdefault(answer, []).append(_held_by(statement))
    return "; ".join(f"{answer} ({joined(holders, ', ')})" for answer, holders in found.items())


def _held_by(statement: Statement) -> str:
    """Who says so: the speaker and whoever carries it, or the report alone."""
    speaker = given(voice_name(statement.voice)) if statement.voice is not None else None
    return f"{speaker} in {statement.card.label}" if speaker else statement.card.label
