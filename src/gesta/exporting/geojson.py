"""Incidents as GeoJSON (RFC 7946): one feature each, with radius and precision; no point, no geometry."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import IO, Any

from gesta.exporting.exporter import Beside, Exporter, Records, Written
from gesta.exporting.shaping import beside
from gesta.exporting.shaping.summary import point, properties
from gesta.exporting.writing.json_lines import write_array
from gesta.nouns.incident import Incident

BEFORE, AFTER = '{"type": "FeatureCollection", "features": ', "}"


def write(records: Records, stream: IO[bytes]) -> Written:
    """One feature an incident, a line each."""
    return write_beside(records, (), stream)


def write_beside(records: Records, others: Iterable[Beside], stream: IO[bytes]) -> Written:
    """One feature an incident and, after them, one a record of another data set; a line each."""
    features = chain(map(_feature, records.incidents()), map(_other, others))
    return Written(write_array(stream, features, BEFORE, AFTER))


def _feature(incident: Incident) -> dict[str, Any]:
    found = point(incident)
    geometry = {"type": "Point", "coordinates": list(found)} if found else None
    return {"type": "Feature", "id": incident.id, "geometry": geometry, "properties": properties(incident)}


def _other(row: Beside) -> dict[str, Any]:
    found = beside.point(row.record)
    geometry = {"type": "Point", "coordinates": list(found)} if found else None
    named = {"id": row.record.key} if row.record.id else {}
    return {"type": "Feature", **named, "geometry": geometry, "properties": beside.properties(row)}


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
    beside=write_beside,
)
