"""Our own tables: tidy, one kind of thing a table, tied together by keys. What `csv`, `parquet` and `xlsx` write."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

from gesta.exporting.exporter import Records
from gesta.exporting.shaping.accounts import made_by, version
from gesta.exporting.shaping.columns import Columns, day_of, shown, when_cells, where_cells, who_cells
from gesta.exporting.shaping.spots import country
from gesta.exporting.writing.tables import Cell, joined
from gesta.nouns.coded import Coded
from gesta.nouns.event import ROLES, Event, Filler, Role
from gesta.nouns.incident import Incident
from gesta.nouns.referent import Actor, Gap, Place, Resolved, When

Row = Sequence[Cell]
MADE_BY = "made_by"  # the column that tells weights, roster, rules …: of reports and of incidents
Of = Literal["report", "incident", "tombstone"]


@dataclass(frozen=True, slots=True)
class NativeTable:
    """One table: its name, what a row is, its columns with the kind of each, its key, what its columns refer to in
    other tables, which records it is made of, and a function that gives the rows of one of them."""

    name: str
    title: str
    columns: Columns
    key: Sequence[str]
    refers: Mapping[str, str]
    of: Of
    rows: Callable[[Any], Iterable[Row]]


def rows_of(records: Records, wanted: Sequence[NativeTable]) -> Iterator[tuple[int, Row]]:
    """Each row of the wanted tables with the position of its table, in one pass over the records."""
    kinds: tuple[tuple[Of, Callable[[], Iterable[Any]]], ...] = (
        ("report", records.reports),
        ("incident", records.incidents),
        ("tombstone", records.deleted),
    )
    for kind, given in kinds:
        makers = [(position, one) for position, one in enumerate(wanted) if one.of == kind]
        for record in given() if makers else ():
            for position, one in makers:
                made = _made(one, record)
                for row in one.rows(record):
                    yield position, (*row, *made)


def _made(table: NativeTable, record: Any) -> Row:
    """The last cells of each row that a record gives: which version made it, and in the table of the record itself with
    what. Tombstones tell neither."""
    if table.of == "tombstone":
        return ()
    told = version(record.versions)
    return (told, made_by(record.versions)) if MADE_BY in table.columns else (told,)


def _reports(coded: Coded) -> Iterator[Row]:
    report = coded.report
    known = day_of(report.published), report.url, report.language, report.digest
    yield report.key, report.id, report.title, report.publisher, *known


def _events(coded: Coded) -> Iterator[Row]:
    key, known = coded.report.key, coded.resolution
    for event in coded.events:
        trigger = shown(event.trigger.of(coded.report.text)), event.trigger.start, event.trigger.end
        kind = event.type, event.mode, event.status, event.score, event.aggregate, event.same, event.part
        yield (
            *(key, event.id, *trigger, *kind),
            *(*when_cells(known.when.get(event.id)), *where_cells(known.where.get(event.id))),
        )


def _event_tolls(coded: Coded) -> Iterator[Row]:
    for event in coded.events:
        for number, toll in enumerate(event.toll, start=1):
            bounds = toll.low, toll.high, toll.approximate, shown(toll.as_said)
            yield coded.report.key, event.id, number, toll.outcome, *bounds


def _referents(coded: Coded) -> Iterator[Row]:
    for event in coded.events:
        for role in ROLES:
            for number, filler in enumerate(event.roles.get(role, ()), start=1):
                yield _referent(coded, event, role, number, filler)


def _referent(coded: Coded, event: Event, role: Role, number: int, filler: Filler) -> Row:
    found = _denoted(coded, role, filler)
    span = filler.span
    words = shown(span.of(coded.report.text)), span.start, span.end
    return coded.report.key, event.id, role, number, *words, *_referent_cells(found)


def _denoted(
    coded: Coded, role: Role, filler: Filler
) -> Resolved[Actor] | Resolved[Place] | Resolved[When] | Gap | None:
    known = coded.resolution
    if role == "place":
        return known.places.get(filler.span)
    if role == "time":
        return known.times.get(filler.span)
    return known.actors.get(filler.span)


def _referent_cells(found: Resolved[Actor] | Resolved[Place] | Resolved[When] | Gap | None) -> Row:
    """Kind, id, name, country, sector, score, method and, where there is none, the reason."""
    if not isinstance(found, Resolved):
        return (None,) * 7 + (found.reason if found else "not resolved",)
    trust = round(found.score, 4), found.method, None
    match found.value:
        case Actor() as actor:
            return "actor", actor.id, actor.name, actor.country, actor.sector, *trust
        case Place() as place:
            return "place", place.id, place.name, country(place), None, *trust
        case when:
            start, end, *_ = when_cells(Resolved(when, 1.0, "", ()))
            return "time", None, f"{start or ''}/{end or ''}", None, None, *trust


def _attributions(coded: Coded) -> Iterator[Row]:
    text = coded.report.text
    for number, claim in enumerate(coded.claims, start=1):
        speaker = claim.speaker
        cue = shown(claim.cue.of(text)) if claim.cue else None
        said = shown(speaker.span.of(text)), cue, claim.stance, speaker.anonymous
        who = who_cells(coded.resolution.actors.get(speaker.span))
        for event in claim.events or (None,):
            yield coded.report.key, number, event, *said, *who


def _incidents(incident: Incident) -> Iterator[Row]:
    known = incident.origins, incident.reports, incident.copies, incident.grade, incident.status_line
    changed = incident.changed.isoformat() if incident.changed else None
    kind = incident.headline, incident.type, incident.mode, incident.status
    places = *when_cells(incident.when), *where_cells(incident.where)
    yield incident.id, *kind, *places, *known, incident.reviewed, changed


def _tellings(incident: Incident) -> Iterator[Row]:
    for told in incident.tellings:
        yield incident.id, told.card.key, told.telling.event, told.card.id, told.card.publisher


def _participants(incident: Incident) -> Iterator[Row]:
    for number, participant in enumerate(incident.participants, start=1):
        words = joined(evidence.text for evidence in participant.evidence)
        held = joined(participant.held_by)
        yield incident.id, number, participant.role, participant.name, *who_cells(participant.actor), held, words


def _claims(incident: Incident) -> Iterator[Row]:
    for statement in incident.statements:
        voice, figure = statement.voice, statement.figure
        kinds = (voice.anonymous, voice.official, voice.medical) if voice else (None, None, None)
        speaker = shown(voice.words.text) if voice else None
        figures = (figure.outcome, figure.low, figure.high, figure.approximate, figure.part) if figure else (None,) * 5
        words = joined(evidence.text for evidence in statement.evidence)
        yield (
            *(incident.id, statement.id, statement.question, statement.value, statement.stance, statement.denied),
            *(speaker, *kinds, *who_cells(voice.actor if voice else None), *figures, words),
            *(statement.card.key, statement.card.publisher, day_of(statement.card.published)),
        )


def _tolls(incident: Incident) -> Iterator[Row]:
    for outcome, toll in incident.tolls.items():
        yield incident.id, outcome, toll.low, toll.best, toll.high, toll.rule, joined(toll.by_claim)


def _relations(incident: Incident) -> Iterator[Row]:
    for relation in incident.relations:
        words = joined(evidence.text for evidence in relation.evidence)
        yield incident.id, relation.type, relation.to, round(relation.score, 4), words


def _deleted(gone: Mapping[str, str]) -> Iterator[Row]:
    yield gone["id"], gone.get("superseded_by") or None, gone["deleted"]


# Of which records each table of native.toml is made, and what makes the rows of one of them; the file tells columns.
ROWS: Mapping[str, tuple[Of, Callable[[Any], Iterable[Row]]]] = MappingProxyType(
    {
        "reports": ("report", _reports),
        "events": ("report", _events),
        "event_tolls": ("report", _event_tolls),
        "referents": ("report", _referents),
        "attributions": ("report", _attributions),
        "incidents": ("incident", _incidents),
        "tellings": ("incident", _tellings),
        "participants": ("incident", _participants),
        "claims": ("incident", _claims),
        "tolls": ("incident", _tolls),
        "relations": ("incident", _relations),
        "deleted": ("tombstone", _deleted),
    }
)


@cache
def tables() -> tuple[NativeTable, ...]:
    """Our own tables, in order."""
    found = tomllib.loads(files(__package__).joinpath("native.toml").read_text(encoding="utf-8"))
    return tuple(NativeTable(name=name, of=ROWS[name][0], rows=ROWS[name][1], **entry) for name, entry in found.items())


def table(name: str) -> NativeTable:
    """The table of this name."""
    return next(one for one in tables() if one.name == name)
