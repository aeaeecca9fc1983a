"""Incidents as GeoJSON (RFC 7946): one feature each, with radius and precision; no point, no geometry."""

from __future__ import annotations

from typing import IO, Any

from gesta.exporting.exporter import Exporter, Records, Written
from gesta.exporting.shaping.summary import point, properties
from gesta.exporting.writing.json_lines import write_array
from gesta.nouns.incident import Incident

BEFORE, AFTER = '{"type": "FeatureCollection", "features": ', "}"


def write(records: Records, stream: IO[bytes]) -> Written:
    """One feature an incident, a line each."""
    return Written(write_array(stream, (_feature(incident) for incident in records.incidents()), BEFORE, AFTER))


def _feature(incident: Incident) -> dict[str, Any]:
    found = point(incident)
    geometry = {"type": "Point", "coordinates": list(found)} if found else None
    return {"type": "Feature", "id": incident.id, "geometry": geometry, "properties": properties(incident)}


EXPORTER = Exporter(
    name="geojson",
    title="Incidents as points on a map",
    row="incident",
    reads="incidents",
    suffix=".geojson",
    loss=(
        "Claims, and which words a value rests on.",
        "Regions and countries have no geometry: a middle point would be read as the place.",
    ),
    write=write,
)
