"""An incident in few words and plain values, as maps, timelines and workbooks show it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gesta.exporting.shaping.columns import WHEN, WHERE, when_cells, where_cells
from gesta.exporting.shaping.spots import latitude, longitude, place_of
from gesta.exporting.writing.tables import joined
from gesta.nouns.incident import Incident
from gesta.nouns.toll import Outcome


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
    }


def names(incident: Incident, roles: Iterable[str]) -> list[str]:
    """The names of those in the roles, each once."""
    return list(dict.fromkeys(one.name for one in incident.participants if one.role in roles))


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
    """The incident as a short paragraph: what, by whose account, and what the reports say."""
    said = joined(evidence.text for statement in incident.statements for evidence in statement.evidence)
    return " ".join(part for part in (f"{incident.headline}.", f"{incident.status_line}.", said) if part)
