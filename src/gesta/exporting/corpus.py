"""Coded reports in the shape of an annotated corpus, to correct by hand and to train on: offsets, no words twice."""

from __future__ import annotations

from typing import IO, Any

from gesta.exporting.exporter import Exporter, Records, Written
from gesta.exporting.writing.json_lines import write_lines
from gesta.nouns.claim import Claim
from gesta.nouns.coded import Coded
from gesta.nouns.event import ROLES, Event
from gesta.spans import Span


def write(records: Records, stream: IO[bytes]) -> Written:
    """One report a line."""
    return Written(write_lines(stream, (_report(coded) for coded in records.reports())))


def _report(coded: Coded) -> dict[str, Any]:
    published = coded.report.published
    return {
        "id": coded.report.id,
        "date": f"{published.year:04d}-{published.month:02d}-{published.day:02d}" if published else None,
        "text": coded.report.text,
        "sentences": [_pair(sentence.span) for sentence in coded.sentences],
        "events": [_event(event) for event in coded.events],
        "links": [{"type": link.type, "from": link.origin, "to": link.goal} for link in coded.links],
        "attributions": [_attribution(claim) for claim in coded.claims],
        "entities": [[*_pair(mention.span), mention.label] for mention in coded.entities],
    }


def _event(event: Event) -> dict[str, Any]:
    """An event; `same` and `part` stand only where there are such."""
    roles = {role: [_pair(filler.span) for filler in event.roles[role]] for role in ROLES if event.roles.get(role)}
    ties = {name: tie for name, tie in (("same", event.same), ("part", event.part)) if tie}
    known = {"id": event.id, "trigger": _pair(event.trigger), "type": event.type, "mode": event.mode}
    return {**known, "status": event.status, "roles": roles, **ties}


def _attribution(claim: Claim) -> dict[str, Any]:
    cue = _pair(claim.cue) if claim.cue else None
    return {"speaker": _pair(claim.speaker.span), "cue": cue, "stance": claim.stance, "events": list(claim.events)}


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


EXPORTER = Exporter(
    name="corpus",
    title="Coded reports in the shape of an annotated corpus",
    row="report",
    reads="reports",
    suffix=".jsonl",
    loss=(
        "Scores, tolls, dates and whatever words denote.",
        "Without --text full most of the text is blocked out: of no use for training.",
    ),
    write=write,
)
