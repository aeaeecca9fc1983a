"""What was coded of a report, as rows of its eight tables and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table

from gesta.nouns.claim import Claim, Speaker
from gesta.nouns.coded import Coded
from gesta.nouns.event import Event, Filler, Link, PairScore
from gesta.nouns.mention import Mention
from gesta.nouns.sentence import Sentence
from gesta.nouns.toll import Toll
from gesta.spans import Span
from gesta.store import schema
from gesta.store.rows.plain import decoded, encoded
from gesta.store.rows.referents import referent_rows, resolution_of
from gesta.store.rows.reports import pairs, report_of, span_columns, span_of, spans

Row = dict[str, Any]
Parts = Mapping[str, Sequence[Any]]
"""The rows of one report, by name of table, in order of position."""


def part_rows(coded: Coded) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of each table, without the number of the report."""
    text = coded.report.text
    yield schema.sentences, _numbered(map(_sentence, coded.sentences))
    yield schema.mentions, _numbered(_mention(mention, text) for mention in coded.entities)
    yield schema.events, _numbered(_event(event, text) for event in coded.events)
    yield schema.roles, _numbered(role for event in coded.events for role in _roles(event, text))
    yield schema.tolls, _numbered(_toll(event, toll) for event in coded.events for toll in event.toll)
    yield schema.links, _numbered(map(_link, coded.links))
    yield schema.claims, _numbered(_claim(claim, text) for claim in coded.claims)
    yield schema.referents, _numbered(referent_rows(coded.resolution))


def pairs_row(coded: Coded) -> Row:
    """The report's own column of what the network makes of pairs of its events."""
    kept = [[p.earlier, p.later, float(p.same), float(p.part), float(p.response), float(p.about)] for p in coded.pairs]
    return {"pairs": kept or None}


def coded_of(row: Any, versions: dict[str, str], parts: Parts) -> Coded:
    """The coded report of its row among the reports, and of the rows of its parts."""
    roles, tolls = _by_event(parts["roles"]), _by_event(parts["tolls"])
    return Coded(
        report=report_of(row),
        sentences=tuple(Sentence(Span(r.start, r.stop), r.section, r.paragraph) for r in parts["sentences"]),
        entities=tuple(Mention(Span(r.start, r.stop), r.label, r.score) for r in parts["mentions"]),
        events=tuple(_event_of(r, roles.get(r.id, []), tolls.get(r.id, [])) for r in parts["events"]),
        links=tuple(Link(r.type, r.origin, r.goal, r.score) for r in parts["links"]),
        claims=tuple(_claim_of(r) for r in parts["claims"]),
        versions=versions,
        resolution=resolution_of(parts["referents"]),
        pairs=tuple(PairScore(*pair) for pair in row.pairs or ()),
    )


def _numbered(rows: Iterable[Row]) -> list[Row]:
    return [{"position": position, **row} for position, row in enumerate(rows)]


def _by_event(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.event, []).append(row)
    return found


def _sentence(sentence: Sentence) -> Row:
    return {**span_columns(sentence.span), "section": sentence.section, "paragraph": sentence.paragraph}


def _mention(mention: Mention, text: str) -> Row:
    words = mention.span.of(text)
    return {**span_columns(mention.span), "words": words, "label": mention.label, "score": float(mention.score)}


def _event(event: Event, text: str) -> Row:
    return {
        "id": event.id,
        **span_columns(event.trigger),
        "words": event.trigger.of(text),
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "score": float(event.score),
        "aggregate": event.aggregate,
        "same_as": event.same,
        "part_of": event.part,
        "ordered_by": pairs(event.ordered_by) or None,
        "role_order": list(event.roles) or None,
        "scores": {name: float(score) for name, score in event.scores.items()} or None,
        "embedding": encoded(event.embedding) or None,
    }


def _event_of(row: Any, roles: Iterable[Any], tolls: Iterable[Any]) -> Event:
    fillers: dict[Any, list[Filler]] = {role: [] for role in row.role_order or ()}
    for role in roles:
        fillers[role.role].append(_filler_of(role))
    return Event(
        id=row.id,
        trigger=Span(row.start, row.stop),
        type=row.type,
        mode=row.mode,
        status=row.status,
        score=row.score,
        roles={role: tuple(found) for role, found in fillers.items()},
        toll=tuple(_toll_of(toll) for toll in tolls),
        aggregate=row.aggregate,
        ordered_by=spans(row.ordered_by),
        same=row.same_as,
        part=row.part_of,
        scores=row.scores or {},
        embedding=decoded(row.embedding),
    )


def _roles(event: Event, text: str) -> Iterator[Row]:
    for role, fillers in event.roles.items():
        for filler in fillers:
            referent = span_columns(filler.referent, "referent_start", "referent_stop")
            place = {**span_columns(filler.span), "words": filler.span.of(text), **referent}
            yield {"event": event.id, "role": role, "score": float(filler.score), **place}


def _filler_of(row: Any) -> Filler:
    return Filler(Span(row.start, row.stop), row.score, span_of(row.referent_start, row.referent_stop))


def _toll(event: Event, toll: Toll) -> Row:
    return {
        "event": event.id,
        "outcome": toll.outcome,
        "low": toll.low,
        "high": toll.high,
        "as_said": toll.as_said,
        "approximate": toll.approximate,
        "evidence": pairs(toll.evidence) or None,
    }


def _toll_of(row: Any) -> Toll:
    return Toll(row.outcome, row.low, row.high, row.as_said, spans(row.evidence), row.approximate)


def _link(link: Link) -> Row:
    return {"type": link.type, "origin": link.origin, "goal": link.goal, "score": float(link.score)}


def _claim(claim: Claim, text: str) -> Row:
    speaker = claim.speaker
    said = {"referent": speaker.referent, "role": speaker.role, "nationality": speaker.nationality}
    return {
        **span_columns(speaker.span),
        "words": speaker.span.of(text),
        "stance": claim.stance,
        "score": float(speaker.score),
        "anonymous": speaker.anonymous,
        **span_columns(claim.cue, "cue_start", "cue_stop"),
        "events": list(claim.events),
        "speaker": {name: [span.start, span.end] for name, span in said.items() if span} or None,
        "venue": [claim.venue.start, claim.venue.end] if claim.venue else None,
    }


def _claim_of(row: Any) -> Claim:
    said = {name: Span(*pair) for name, pair in (row.speaker or {}).items()}
    speaker = Speaker(Span(row.start, row.stop), row.score, anonymous=row.anonymous, **said)
    venue = Span(*row.venue) if row.venue else None
    return Claim(speaker, row.stance, span_of(row.cue_start, row.cue_stop), tuple(row.events), venue)
