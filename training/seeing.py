"""Codes the bundles once for all that linking fits on them, and keeps what the network saw of each report.

What is coded lies under `build/held-out` for the next command, and is coded anew when the bundles or what codes them
have changed.
"""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from evaluation.bundles import Bundle, coded
from gesta.nouns.coded import Coded
from gesta.pipeline import Coder
from gesta.reading.embedding import FILE, Embedder, Seen
from gesta.reading.reader import Reader

ROOT = Path(__file__).parents[1]
HELD_OUT = ROOT / "build" / "held-out"
# What reports are coded by: when any of it changes, they are coded anew.
CODING = (
    *("pipeline.py", "attributing", "coding", "coreference", "formats", "lexicon", "nouns", "ontologies", "places"),
    *("reading", "resolving", "roster", "segmenting"),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Stands in for the projection: keeps what was seen; an embedding says where, "<report>:<trigger>"."""

    seen: list[Seen] = field(default_factory=list)
    version = "kept"

    def embed(self, seen: Seen) -> list[bytes]:
        """Where each trigger is kept."""
        self.seen.append(seen)
        return [f"{len(self.seen) - 1}:{number}".encode() for number in range(len(seen.views))]

    def of(self, report: Coded) -> tuple[Seen, list[int]]:
        """What was seen of a report with events, and the number of each event's trigger in it."""
        places = [event.embedding.decode().split(":") for event in report.events]
        return self.seen[int(places[0][0])], [int(number) for _, number in places]

    def embedded(self, report: Coded, projection: Embedder) -> Coded:
        """The report with embeddings."""
        if not report.events:
            return report
        seen, numbers = self.of(report)
        made = projection.embed(seen)
        events = tuple(replace(e, embedding=made[n]) for e, n in zip(report.events, numbers, strict=True))
        return replace(report, events=events)


def seen(bundles: Sequence[Bundle], coder: Coder) -> tuple[list[Coded], Kept]:
    """The coded reports of the bundles, in order, and what the network saw of them.

    They are kept in HELD_OUT for the next command, and coded anew for other bundles or other code.
    """
    file = HELD_OUT / f"coded-{_digest_of_coding(bundles)}.pickle"
    if file.exists():
        found: tuple[list[Coded], Kept] = pickle.loads(file.read_bytes())  # noqa: S301 – written below
        return found
    kept = Kept()
    reports = list(coded(bundles, replace(coder, reader=Reader.load(embedder=kept))))
    HELD_OUT.mkdir(parents=True, exist_ok=True)
    for outdated in HELD_OUT.glob("coded-*.pickle"):
        outdated.unlink()
    fresh = file.with_suffix(".fresh")
    fresh.write_bytes(pickle.dumps((reports, kept), protocol=pickle.HIGHEST_PROTOCOL))
    fresh.replace(file)
    return reports, kept


def _digest_of_coding(bundles: Sequence[Bundle]) -> str:
    """The bundles and the code that codes them, in a few letters."""
    made_of = hashlib.sha256(json.dumps([bundle.gold for bundle in bundles], sort_keys=True).encode())
    for place in (ROOT / "src" / "gesta" / name for name in CODING):
        for file in sorted(place.rglob("*.*")) if place.is_dir() else [place]:
            if file.is_file() and "__pycache__" not in file.parts and file.name != FILE:
                made_of.update(file.name.encode() + file.read_bytes())
    return made_of.hexdigest()[:16]
