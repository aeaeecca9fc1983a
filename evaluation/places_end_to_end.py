"""Places end to end: Gesta's own names, resolved, against the linked toponyms of lgl and trnews.

    python -m evaluation.places_end_to_end BENCH

A name that Gesta marks as a place and resolves is right when it overlaps a gold toponym and lies within 161 km of it
(or has its id). Precision is over the resolved names that overlap a gold toponym or none at all; recall over all gold
toponyms that GeoNames links. Names that the annotators left without a link are counted neither way.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.places import HALVES, SETS, Document, documents, is_right
from gesta.nouns.coded import Coded
from gesta.nouns.referent import Place, Resolved
from gesta.pipeline import Coder
from gesta.spans import Span


@dataclass(frozen=True, slots=True)
class Tally:
    """Resolved names, gold toponyms, and how many of each are right."""

    answers: int = 0
    right_answers: int = 0
    gold: int = 0
    found: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.answers + other.answers,
            self.right_answers + other.right_answers,
            self.gold + other.gold,
            self.found + other.found,
        )

    def __str__(self) -> str:
        precision = self.right_answers / max(1, self.answers)
        recall = self.found / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  ({self.gold} toponyms)"


def tally(doc: Document, coded: Coded, unlinked: Sequence[Span]) -> Tally:
    """The tally of one report; what overlaps an unlinked toponym only is left out."""
    answers = [
        (span, answer)
        for span, answer in coded.resolution.places.items()
        if isinstance(answer, Resolved) and any(span == mention.span for mention in coded.entities)
    ]
    hits = [(gold, answer) for gold in doc.gold for span, answer in answers if span.overlaps(gold.span)]
    right = {gold.span for gold, answer in hits if is_right(gold, answer)}
    counted = [(span, answer) for span, answer in answers if _counts(span, doc, unlinked)]
    good = sum(_hits(span, answer, doc) for span, answer in counted)
    return Tally(len(counted), good, len(doc.gold), len(right))


def unlinked_toponyms(bench: Path) -> dict[tuple[str, str], list[Span]]:
    """The toponyms of each report that the annotators left without a link, by set and report."""
    found: dict[tuple[str, str], list[Span]] = {}
    for name in SETS:
        for record in _records(bench / name):
            spans = (s for s in record["spans"] if not s["attrs"].get("geonamesid"))
            found[name, record["id"]] = [Span(s["start"], s["end"]) for s in spans]
    return found


def _counts(span: Span, doc: Document, unlinked: Sequence[Span]) -> bool:
    return any(span.overlaps(gold.span) for gold in doc.gold) or not any(span.overlaps(other) for other in unlinked)


def _hits(span: Span, answer: Resolved[Place], doc: Document) -> bool:
    return any(span.overlaps(gold.span) and is_right(gold, answer) for gold in doc.gold)


def _records(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bench", type=Path)
    bench: Path = parser.parse_args().bench
    unlinked, docs = unlinked_toponyms(bench), list(documents(bench))
    tallies: dict[tuple[str, str], Tally] = {}
    for doc, coded in zip(docs, Coder.load().code_many(doc.report for doc in docs), strict=True):
        key = doc.bench, doc.half
        tallies[key] = tallies.get(key, Tally()) + tally(doc, coded, unlinked[doc.bench, doc.report.id])
    for name in SETS:
        for half in HALVES:
            print(f"{name:7} {half:5} {tallies[name, half]}")
        print(f"{name:7} both  {tallies[name, HALVES[0]] + tallies[name, HALVES[1]]}")


if __name__ == "__main__":
    main()
