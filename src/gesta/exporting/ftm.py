"""Reports, actors and incidents as FollowTheMoney entities and statements, for Aleph, OpenAleph and nomenklatura.

An incident is an Event, a report an Article, an actor the schema of its kind. Each value stands in statements.csv with
the version that made it (`origin`) and the days on which a report first and last said it; ids of statements are made as
followthemoney makes them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import IO, Any

from gesta.exporting.exporter import BUNDLE, Exporter, Files, Records, Written
from gesta.exporting.shaping.accounts import version
from gesta.exporting.shaping.columns import day_of, when_cells
from gesta.exporting.shaping.sides import actor_of
from gesta.exporting.shaping.spots import place_of
from gesta.exporting.shaping.summary import kind
from gesta.exporting.writing.bundles import archived
from gesta.exporting.writing.json_lines import dumped
from gesta.exporting.writing.tables import Cell, Table
from gesta.nouns.incident import Incident
from gesta.nouns.referent import Actor
from gesta.nouns.report import Report
from gesta.ontologies.codes.tables import KOSOVO, KOSOVO_OF_OTHERS
from gesta.places.packages import iso3_by_iso2

DATASET = "gesta"
# The columns of statements as followthemoney reads them (followthemoney/statement/serialize.py, 4.11).
COLUMNS = (
    *("canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang"),
    *("original_value", "external", "first_seen", "last_seen", "id"),
)
_FOREIGN = re.compile(r"[^0-9A-Za-z.-]+")
LANGUAGES: Mapping[str, str] = {"en": "eng"}  # ISO 639-3, which FollowTheMoney wants; Gesta reads English only
# What an actor of each kind of the roster is in FollowTheMoney; every other is a LegalEntity.
SCHEMATA: Mapping[str, str] = {
    "person": "Person",
    "state": "PublicBody",
    "body": "PublicBody",
    "party": "Organization",
    "armed group": "Organization",
    "international body": "Organization",
}
TYPES: Mapping[str, str] = {
    "title": "string",
    "name": "name",
    "country": "country",
    "sourceUrl": "url",
    "publishedAt": "date",
    "publisher": "string",
    "language": "language",
    "startDate": "date",
    "endDate": "date",
    "summary": "text",
    "location": "address",
    "involved": "entity",
    "proof": "entity",
    "keywords": "string",
}


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of FollowTheMoney, with the version that made it and the days on which it was seen."""

    id: str
    schema: str
    properties: Mapping[str, Sequence[str]]
    origin: str
    first_seen: str | None = None
    last_seen: str | None = None


def write(records: Records, files: Files) -> Written:
    """entities.ftm.json, one entity a line, and statements.csv, one value a line, in one pass."""
    with files.together(["entities.ftm.json", "statements.csv"]) as (lines, table):
        rows = Table(COLUMNS).write(table, _stated(entities(records), lines))
    return Written(rows)


def _stated(found: Iterable[Entity], lines: IO[bytes]) -> Iterator[Sequence[Cell]]:
    """The statements of each entity, which is written to `lines` on the way."""
    for entity in found:
        lines.write(dumped(_object(entity)) + b"\n")
        yield from _statements(entity)


def entities(records: Records) -> Iterator[Entity]:
    """Reports first, then each incident with the actors in it; an actor comes again with each, as streams of entities
    allow."""
    for coded in records.reports():
        yield _article(coded.report, version(coded.versions))
    for incident in records.incidents():
        yield from _people(incident)
        yield _event(incident)


def _article(report: Report, origin: str) -> Entity:
    seen = moment(report.published)
    known = {"title": report.title, "publisher": report.publisher, "sourceUrl": report.url}
    dated = {"publishedAt": seen, "language": LANGUAGES.get(report.language)}
    return Entity(report_id(report.key), "Article", _given({**known, **dated}), origin, seen, seen)


def _people(incident: Incident) -> Iterator[Entity]:
    origin, first, last = version(incident.versions), *_seen(incident)
    for actor in _actors(incident):
        known = {"name": actor.name, "country": _country(actor.country)}
        yield Entity(actor_id(actor), SCHEMATA.get(actor.kind, "LegalEntity"), _given(known), origin, first, last)


def _event(incident: Incident) -> Entity:
    place = place_of(incident.where)
    start, end, *_ = when_cells(incident.when)
    country = _country(place.country if place else None)
    known = {"name": incident.headline, "startDate": start, "endDate": end, "country": country}
    said = {"location": place.name if place else None, "summary": incident.status_line, "keywords": kind(incident)}
    involved = [actor_id(actor) for actor in _actors(incident)]
    proof = [report_id(card.key) for card in incident.cards]
    properties = {**_given(known), **_given(said), **_lists(involved=involved, proof=proof)}
    made = version(incident.versions)
    return Entity(f"{DATASET}-incident-{incident.id}", "Event", properties, made, *_seen(incident))


def _actors(incident: Incident) -> list[Actor]:
    """The actors that can be told apart from others of their kind: those whom the roster knows."""
    found = (actor_of(participant) for participant in incident.participants)
    return list({actor.id: actor for actor in found if actor is not None and actor.id is not None}.values())


def _seen(incident: Incident) -> tuple[str | None, str | None]:
    days = sorted(day for card in incident.cards if (day := moment(card.published)))
    return (days[0], days[-1]) if days else (None, None)


def _country(code: str | None) -> str | None:
    """A state's code as FollowTheMoney writes it, two small letters; None for what is no state."""
    return _iso2().get(KOSOVO_OF_OTHERS if code == KOSOVO else code) if code else None


@cache
def _iso2() -> Mapping[str, str]:
    return {iso3: iso2.lower() for iso2, iso3 in iso3_by_iso2().items()}


def moment(published: date | datetime | None) -> str | None:
    """When a report appeared, as FollowTheMoney writes it: the day, or the moment in UTC without a zone."""
    if isinstance(published, datetime) and published.tzinfo is not None:
        return published.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    return day_of(published)


def report_id(key: str) -> str:
    """The id of a report's entity."""
    return f"{DATASET}-report-{key}"


def actor_id(actor: Actor) -> str:
    """The id of an actor's entity: FollowTheMoney drops ids with other characters than letters, digits, "." and "-"."""
    return f"{DATASET}-actor-" + _FOREIGN.sub("-", actor.id or "")


def _given(values: Mapping[str, Cell]) -> dict[str, list[str]]:
    return {name: [str(value)] for name, value in values.items() if value}


def _lists(**values: list[str]) -> dict[str, list[str]]:
    return {name: value for name, value in values.items() if value}


def _object(entity: Entity) -> dict[str, Any]:
    known = {"id": entity.id, "schema": entity.schema, "properties": dict(entity.properties)}
    seen = {"first_seen": entity.first_seen, "last_seen": entity.last_seen, "datasets": [DATASET]}
    return {**known, **seen}


def _statements(entity: Entity) -> Iterable[tuple[Cell, ...]]:
    for name, values in entity.properties.items():
        for value in values:
            known = entity.id, entity.id, name, TYPES[name], entity.schema, value, DATASET
            seen = entity.first_seen, entity.last_seen, _key(entity.id, name, value)
            yield *known, entity.origin, None, None, "f", *seen


def _key(entity: str, name: str, value: str) -> str:
    """The id of a statement as followthemoney makes it: SHA-1 of dataset, entity, property and value."""
    return hashlib.sha1(f"{DATASET}.{entity}.{name}.{value}".encode(), usedforsecurity=False).hexdigest()


EXPORTER = Exporter(
    name="ftm",
    title="Entities and statements of FollowTheMoney",
    row="claim",
    reads="both",
    suffix=BUNDLE,
    loss=(
        "Roles: an incident lists those involved, not who did it to whom.",
        "Actors that the roster does not know, tolls, points, stances.",
    ),
    write=archived(write),
    files=write,
)
