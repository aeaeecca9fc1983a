"""The bundles: invented reports by several publishers about a few incidents each, with the gold incidents.

Those of the corpus lie in its file; more of the same form, our own, in training/bundles.jsonl.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from gesta.nouns.coded import Coded
from gesta.nouns.episode import Episode
from gesta.nouns.report import Report, digest
from gesta.pipeline import Coder
from gesta.spans import Span

OWN = Path(__file__).parents[1] / "training" / "bundles.jsonl"
DEV_EVERY = 4  # bundles whose number is divisible by this are the development part

Mentions = dict[str, list[tuple[Span, str]]]


@dataclass(frozen=True, slots=True)
class Bundle:
    """One bundle as it stands in the file."""

    number: int
    gold: dict[str, Any]

    @property
    def reports(self) -> Iterator[Report]:
        """Its reports."""
        for each in self.gold["reports"]:
            text = each["text"]
            yield Report(each["id"], text, digest(text), each["title"], each["publisher"], _published(each))

    def mentions(self) -> Mentions:
        """The gold mentions by report: where the trigger stands, and of which incident."""
        texts = {each["id"]: each["text"] for each in self.gold["reports"]}
        found: Mentions = defaultdict(list)
        for incident in self.gold["incidents"]:
            for mention in incident["mentions"]:
                text, words = texts[mention["report"]], mention["trigger"]
                start = _nth(text, words, mention.get("occurrence", 1))
                if start >= 0:
                    found[mention["report"]].append((Span(start, start + len(words)), incident["id"]))
        return found


def read_bundles(path: Path) -> list[Bundle]:
    """All bundles of the file, in order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Bundle(int(gold["bundle"].partition("-")[2]), gold) for gold in map(json.loads, lines)]


def training(bundles: Iterable[Bundle]) -> list[Bundle]:
    """The training part."""
    return [bundle for bundle in bundles if bundle.number % DEV_EVERY]


def development(bundles: Iterable[Bundle]) -> list[Bundle]:
    """The development part."""
    return [bundle for bundle in bundles if not bundle.number % DEV_EVERY]


def to_learn(path: Path) -> list[Bundle]:
    """The training part of the bundles of a file and of our own: what weights are fitted on."""
    return [*training(read_bundles(path)), *training(read_bundles(OWN))]


def coded(bundles: Sequence[Bundle], coder: Coder) -> Iterator[Coded]:
    """The coded reports of the bundles, in order."""
    return coder.code_many(report for bundle in bundles for report in bundle.reports)


def incident_at(trigger: Span, marked: Iterable[tuple[Span, str]]) -> str | None:
    """The gold incident whose mention shares most characters with the trigger; None when none does."""
    shared = [(min(span.end, trigger.end) - max(span.start, trigger.start), incident) for span, incident in marked]
    return max(shared)[1] if shared and max(shared)[0] > 0 else None


def gold_of(bundles: Sequence[Bundle], told: Iterable[Episode]) -> dict[str, str]:
    """The gold incident that most tellings of each episode belong to, by episode; those of none are left out."""
    mentions = {report: spans for bundle in bundles for report, spans in bundle.mentions().items()}
    found: dict[str, str] = {}
    for episode in told:
        votes = Counter(
            incident
            for telling in episode.tellings
            for span, incident in mentions.get(episode.card.id, ())
            if span.overlaps(telling.trigger.anchor.span)
        )
        if votes:
            found[episode.id] = min(votes, key=lambda incident: (-votes[incident], incident))
    return found


def _published(report: dict[str, Any]) -> date | datetime:
    day = date.fromisoformat(report["published"])
    return datetime.fromisoformat(f"{day}T{report['time']}") if report.get("time") else day


def _nth(text: str, words: str, nth: int) -> int:
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
        if at < 0:
            break
    return at
