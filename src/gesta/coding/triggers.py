"""Which words are events, and of what type and mode: the best labels that the ontology knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gesta.nouns.mention import Reading, ReadTrigger
from gesta.ontologies import Ontology
from gesta.spans import Span


@dataclass(frozen=True, slots=True)
class Kept:
    """A trigger that becomes an event: `index` is its place in the reading."""

    index: int
    read: ReadTrigger
    span: Span
    type: str
    mode: str | None
    scores: dict[str, float]


def keep(text: str, reading: Reading, ontology: Ontology) -> tuple[Kept, ...]:
    """The triggers to code, in order of position. Of two that overlap with one type, the better one stays."""
    typed = [_typed(text, index, read, ontology) for index, read in enumerate(reading.triggers)]
    found = [kept for kept in typed if kept is not None]
    best: list[Kept] = []
    for kept in sorted(found, key=lambda k: (-k.scores["trigger"], -len(k.span), k.span)):
        if not any(kept.span.overlaps(other.span) and kept.type == other.type for other in best):
            best.append(kept)
    return tuple(sorted(best, key=lambda k: (k.span, k.index)))


def best(scores: Mapping[str, float], allowed: Iterable[str]) -> str | None:
    """The best-scored label among those allowed, the first of `allowed` when equal; None when none is scored."""
    scored = [label for label in allowed if label in scores]
    return max(scored, key=lambda label: scores[label]) if scored else None


def _typed(text: str, index: int, read: ReadTrigger, ontology: Ontology) -> Kept | None:
    kind = best(read.type_scores, ontology.types)
    span = read.span.trimmed(text)
    if kind is None or span is None:
        return None
    mode = best(read.mode_scores, ("", *ontology.types[kind].modes)) or None
    score = read.type_scores[kind]
    scores = {"trigger": score, "type": score}
    if read.mode_scores:
        scores["mode"] = read.mode_scores.get(mode or "", 0.0)
    return Kept(index, read, span, kind, mode, scores)
