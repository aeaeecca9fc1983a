"""A record of another data set as a map shows it, beside incidents and told apart from them."""

from __future__ import annotations

from typing import Any

from gesta.exporting.exporter import Beside
from gesta.exporting.shaping.spots import country, latitude, longitude
from gesta.nouns.outside import Outside, Suffered

NOTHING = Suffered(None, None, None)


def properties(row: Beside) -> dict[str, Any]:
    """What a feature of a map says of a record: `origin` names the data set, `match` the incident that it is."""
    record, place = row.record, row.record.place
    killed = record.tolls.get("killed", NOTHING)
    return {
        "origin": record.dataset,
        "match": row.match,
        "id": record.id or None,
        "headline": headline(record),
        "code": record.code,
        "type": record.type,
        "mode": record.mode,
        "date_from": record.first.isoformat() if record.first else None,
        "date_to": record.last.isoformat() if record.last else None,
        "place": place.name if place else None,
        "country": country(place),
        "admin1": place.admin[0] if place and place.admin else None,
        "radius_km": place.radius_km if place else None,
        "place_precision": place.precision if place else None,
        "actors": list(dict.fromkeys(one.name for one in record.actors)),
        **{f"killed_{bound}": getattr(killed, bound) for bound in ("low", "best", "high")},
        "notes": record.notes,
        "credit": record.credit,
    }


def point(record: Outside) -> tuple[float, float] | None:
    """Longitude and latitude, in this order; None for a record without a point."""
    east, north = longitude(record.place), latitude(record.place)
    return None if east is None or north is None else (east, north)


def headline(record: Outside) -> str:
    """What the data set calls it, and where: "Armed clash, Kurbo"."""
    where = (record.place.name or record.place.country) if record.place else None
    return ", ".join(part for part in (record.code, where) if part)
