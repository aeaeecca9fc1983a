"""The JSON contract, version 1: each noun as the plain object that files, scorers and notebooks rely on.

Keys may be added; none is changed or dropped without a new contract version. What no stage has worked out is written
as null or as a gap with its reason, never as a plausible value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from gesta.nouns.claim import Claim
from gesta.nouns.event import ROLES, Event, Filler, Link, Role
from gesta.nouns.mention import Mention
from gesta.nouns.referring import actor_object, place_object, time_object, when_object
from gesta.nouns.report import Report
from gesta.nouns.resolution import Resolution
from gesta.nouns.toll import Toll
from gesta.spans import Span

CONTRACT = 1
DIGITS = 4  # scores are written to four digits: finer ones differ between machines and say nothing

Object = dict[str, Any]

# What a named entity of each label is resolved as; weapons are not resolved.
_PLACES, _TIMES, _ACTORS = ("GPE", "LOC", "FAC"), ("TIME",), ("PER", "ORG", "NORP")
# Characters that end a line for some readers of JSONL, or that UTF-8 cannot hold: always written as \uXXXX.
_ESCAPED = re.compile("[\x85\u2028\u2029\ud800-\udfff]")


def report_object(report: Report) -> Object:
    """The report's own particulars; the text stands beside them, not in them."""
    return {
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published.isoformat() if report.published else None,
        "dateline": report.dateline.of(report.text) if report.dateline else None,
        "url": report.url,
        "language": report.language,
        "digest": report.digest,
    }


def event_object(event: Event, report: Report, known: Resolution) -> Object:
    """One event with all seven roles (empty ones too), its tolls and its ties to other events by id."""
    text = report.text
    return {
        "id": event.id,
        "trigger": span_object(event.trigger, text),
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "score": rounded(event.score),
        "roles": {role: [filler_object(f, role, text, known) for f in event.roles.get(role, ())] for role in ROLES},
        "when": when_object(event, known.when.get(event.id), report.published, text),
        "where": place_object(known.where.get(event.id)),
        "toll": [toll_object(toll, text) for toll in event.toll],
        "aggregate": event.aggregate,
        "ordered_by": span_objects(event.ordered_by, text),
        "same": event.same,
        "part": event.part,
        "score_parts": {name: rounded(score) for name, score in sorted(event.scores.items())},
    }


def filler_object(filler: Filler, role: Role, text: str, known: Resolution) -> Object:
    """The words that fill a role, and what they denote; `referent` only where they stand for a fuller phrase."""
    return {
        **span_object(filler.span, text),
        "score": rounded(filler.score),
        **_optional(text, referent=filler.referent),
        **_resolved(filler.span, role, known),
    }


def toll_object(toll: Toll, text: str) -> Object:
    """How many were harmed, as an interval and as said; null bounds where no figure was said."""
    return {
        "outcome": toll.outcome,
        "low": toll.low,
        "high": toll.high,
        "approximate": toll.approximate,
        "as_said": toll.as_said,
        "evidence": span_objects(toll.evidence, text),
    }


def link_object(link: Link) -> Object:
    """A link between two events: `from` answers or concerns `to`."""
    return {"type": link.type, "from": link.origin, "to": link.goal, "score": rounded(link.score)}


def claim_object(claim: Claim, text: str, known: Resolution) -> Object:
    """An attribution: who says it, with which word, in which stance, about which events."""
    speaker = claim.speaker
    said = _optional(text, referent=speaker.referent, role=speaker.role, nationality=speaker.nationality)
    denoted = {"resolved": actor_object(known.actors.get(speaker.span))}
    return {
        "speaker": {**span_object(speaker.span, text), "score": rounded(speaker.score), **said, **denoted},
        "cue": span_object(claim.cue, text) if claim.cue else None,
        "stance": claim.stance,
        "anonymous": speaker.anonymous,
        "events": list(claim.events),
        "venue": span_object(claim.venue, text) if claim.venue else None,
    }


def mention_object(mention: Mention, text: str, known: Resolution) -> Object:
    """A named entity with its label and referent; a weapon has none."""
    named = {**span_object(mention.span, text), "label": mention.label, "score": rounded(mention.score)}
    if mention.label in _PLACES:
        return {**named, "resolved": place_object(known.places.get(mention.span))}
    if mention.label in _TIMES:
        return {**named, "resolved": time_object(known.times.get(mention.span))}
    return {**named, "resolved": actor_object(known.actors.get(mention.span))} if mention.label in _ACTORS else named


def span_objects(spans: Iterable[Span], text: str) -> list[Object]:
    """Each span with its words."""
    return [span_object(span, text) for span in spans]


def span_object(span: Span, text: str) -> Object:
    """A span with its words: `text` is always the report's text from `start` to `end`."""
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def rounded(score: float) -> float:
    """A score to four digits, as a plain float whatever number type the network gave."""
    return round(float(score), DIGITS)


def written(value: Object) -> str:
    """A contract object as one line of JSON that every reader of lines and of UTF-8 can take."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def _resolved(span: Span, role: Role, known: Resolution) -> Object:
    """What a filler denotes; weapons, counts and targets that are things denote nobody."""
    if role == "place":
        return {"resolved": place_object(known.places.get(span))}
    if role == "time":
        return {"resolved": time_object(known.times.get(span))}
    return {"resolved": actor_object(known.actors.get(span))} if role in ("actor", "target", "victim") else {}


def _optional(text: str, **spans: Span | None) -> Object:
    return {name: span_object(span, text) for name, span in spans.items() if span is not None}
