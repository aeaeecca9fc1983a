"""Coded reports as tasks for Label Studio, with what was coded as predictions to correct.

Offsets count characters (Unicode code points), as Label Studio's own converters do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from gesta.exporting.exporter import Exporter, Records, Written
from gesta.exporting.shaping.accounts import version
from gesta.exporting.writing.json_lines import write_array
from gesta.nouns.claim import Claim
from gesta.nouns.coded import Coded
from gesta.nouns.event import Event
from gesta.spans import Span

FROM, TO = "label", "text"  # the names of the Labels and Text tags in the labelling configuration (docs/exports.md)
DIGITS = 4


def write(records: Records, stream: IO[bytes]) -> Written:
    """One task a report, as an array."""
    return Written(write_array(stream, (_task(coded) for coded in records.reports())))


def _task(coded: Coded) -> dict[str, Any]:
    report = coded.report
    meta = {"report": report.id, "publisher": report.publisher, "url": report.url}
    published = {"published": report.published.isoformat() if report.published else None}
    shown = {"text": report.text, "title": report.title or "", **meta, **published}
    score = min((event.score for event in coded.events), default=1.0)
    made = {"model_version": version(coded.versions), "score": round(score, DIGITS)}
    return {"data": shown, "predictions": [{**made, "result": list(_results(coded))}]}


def _results(coded: Coded) -> Iterator[dict[str, Any]]:
    text = coded.report.text
    for number, mention in enumerate(coded.entities, start=1):
        yield _region(f"m{number}", mention.span, mention.label, text)
    for event in coded.events:
        yield from _event(event, text)
    for link in coded.links:
        yield _relation(link.origin, link.goal, link.type)
    for number, claim in enumerate(coded.claims, start=1):
        yield from _claim(f"c{number}", claim, text)


def _event(event: Event, text: str) -> Iterator[dict[str, Any]]:
    """The trigger as a region, its fillers as regions that the event leads to, its ties."""
    yield _region(event.id, event.trigger, f"{event.type}.{event.mode}" if event.mode else event.type, text)
    for role, fillers in event.roles.items():
        for number, filler in enumerate(fillers, start=1):
            name = f"{event.id}-{role}-{number}"
            yield _region(name, filler.span, role, text)
            yield _relation(event.id, name, role)
    for tie, goal in (("same", event.same), ("part", event.part)):
        if goal:
            yield _relation(event.id, goal, tie)


def _claim(name: str, claim: Claim, text: str) -> Iterator[dict[str, Any]]:
    """The speaker as a region that leads to the events spoken of, in a stance."""
    yield _region(name, claim.speaker.span, "speaker", text)
    if claim.cue:
        yield _region(f"{name}-cue", claim.cue, "cue", text)
        yield _relation(name, f"{name}-cue", "cue")
    for event in claim.events:
        yield _relation(name, event, claim.stance)


def _region(name: str, span: Span, label: str, text: str) -> dict[str, Any]:
    value = {"start": span.start, "end": span.end, "text": span.of(text), "labels": [label]}
    return {"id": name, "from_name": FROM, "to_name": TO, "type": "labels", "value": value}


def _relation(origin: str, goal: str, label: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": origin, "to_id": goal, "direction": "right", "labels": [label]}


EXPORTER = Exporter(
    name="label-studio",
    title="Coded reports as tasks for Label Studio",
    row="report",
    reads="reports",
    suffix=".json",
    loss=(
        "Statuses, tolls, dates and whatever words denote.",
        "Without --text full most of the text is blocked out.",
    ),
    write=write,
)
