"""Incidents as a CSV file with a row of HXL hashtags under the header (hxlstandard.org, 1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import IO

from gesta.exporting.exporter import Exporter, Records, Written
from gesta.exporting.shaping.accounts import made_by, version
from gesta.exporting.shaping.columns import when_cells, where_cells
from gesta.exporting.shaping.summary import names, tolls
from gesta.exporting.writing.tables import Cell, Table, joined
from gesta.nouns.incident import Incident

TAGS: Mapping[str, str] = {
    "id": "#event+id",
    "headline": "#event+name",
    "type": "#event+type",
    "mode": "#event+subtype",
    "status": "#status",
    "date from": "#date+occurred+start",
    "date to": "#date+occurred+end",
    "date precision": "#date+occurred+precision",
    "place": "#loc+name",
    "country": "#country+code+iso3",
    "first division": "#adm1+name",
    "second division": "#adm2+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "radius in km": "#geo+radius+km",
    "place precision": "#geo+precision",
    "actors": "#group+actor+list",
    "targets": "#group+target+list",
    "killed low": "#affected+killed+min",
    "killed best": "#affected+killed",
    "killed high": "#affected+killed+max",
    "injured low": "#affected+injured+min",
    "injured best": "#affected+injured",
    "injured high": "#affected+injured+max",
    "grade": "#meta+grade",
    "account": "#meta+account",
    "publishers": "#meta+source+list",
    "links": "#meta+url+list",
    "version": "#meta+version",
    "made by": "#meta+version+parts",
}


def write(records: Records, stream: IO[bytes]) -> Written:
    """One line an incident; the hashtags are the second line of the file."""
    tags: tuple[Cell, ...] = tuple(TAGS.values())
    rows = chain([tags], _rows(records))
    return Written(Table(tuple(TAGS)).write(stream, rows) - 1)


def _rows(records: Records) -> Iterator[tuple[Cell, ...]]:
    for incident in records.incidents():
        yield (*_kind(incident), *_place(incident), *_people(incident), *_account(incident))


def _kind(incident: Incident) -> tuple[Cell, ...]:
    start, end, precision, _ = when_cells(incident.when)
    return incident.id, incident.headline, incident.type, incident.mode, incident.status, start, end, precision


def _place(incident: Incident) -> tuple[Cell, ...]:
    name, _, country, *rest = where_cells(incident.where)
    return name, country, *rest


def _people(incident: Incident) -> tuple[Cell, ...]:
    return (
        joined(names(incident, ["actor"]), "|"),
        joined(names(incident, ["target", "victim"]), "|"),
        *tolls(incident).values(),
    )


def _account(incident: Incident) -> tuple[Cell, ...]:
    publishers = joined((card.publisher for card in incident.cards), "|")
    links = joined((card.url for card in incident.cards), "|")
    made = version(incident.versions), made_by(incident.versions)
    return incident.grade, incident.status_line, publishers, links, *made


EXPORTER = Exporter(
    name="hxl",
    title="Incidents as a table with HXL hashtags",
    row="incident",
    reads="incidents",
    suffix=".csv",
    loss=("Claims, and which words a value rests on.", "Whose figure is which: see the claims of csv."),
    write=write,
)
