"""A coded report laid open for the building of episodes: its words, sentences, referents and claims by event."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from gesta.lexicon import pattern
from gesta.lexicon.phrases import is_pronoun
from gesta.nouns.claim import Claim
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Anchor, Card, Evidence
from gesta.nouns.event import Event, Filler
from gesta.nouns.referent import Actor, Gap, Place, Resolved
from gesta.nouns.report import Report
from gesta.spans import Span

T = TypeVar("T")

UNASKED = Gap("not resolved")


@dataclass(frozen=True, slots=True)
class Script:
    """One coded report with its card, its events by id, and the claims that cover each of them."""

    coded: Coded
    card: Card
    events: Mapping[str, Event]
    claims: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The report's text."""
        return self.coded.report.text

    def evidence(self, span: Span) -> Evidence:
        """The words of a span and where they stand."""
        return Evidence(Anchor(self.card.key, span), span.of(self.text))

    def evidences(self, spans: Iterable[Span]) -> tuple[Evidence, ...]:
        """The words of several spans, each span once, in order of position."""
        return tuple(self.evidence(span) for span in sorted(set(spans)))

    def sentence(self, span: Span) -> Span:
        """The sentence that a span begins in; the span itself when it stands in none."""
        sentences = self.coded.sentences
        at = bisect_right(sentences, span.start, key=lambda sentence: sentence.span.start) - 1
        return sentences[at].span if at >= 0 and span.start < sentences[at].span.end else span

    def named(self, filler: Filler) -> Span:
        """The span that a filler denotes: the fuller phrase where the filler is a pronoun."""
        return filler.referent if filler.referent and is_pronoun(filler.span.of(self.text)) else filler.span

    def actor(self, *spans: Span | None) -> Resolved[Actor] | Gap:
        """Who the first resolved of the spans denotes, else the gap of the first."""
        return _first(self.coded.resolution.actors, spans)

    def place(self, span: Span) -> Resolved[Place] | Gap:
        """What place a span denotes, or the gap."""
        return _first(self.coded.resolution.places, (span,))


def opened(coded: Coded) -> Script:
    """The coded report laid open. Where nobody says something ("no group claimed the attack"), it is no claim."""
    report = coded.report
    coded = replace(coded, claims=tuple(claim for claim in coded.claims if not _is_nobody(report, claim)))
    card = Card(report.key, report.id, report.publisher, report.published, report.title, report.url)
    covering: dict[str, list[Claim]] = {}
    for claim in coded.claims:
        for event in claim.events:
            covering.setdefault(event, []).append(claim)
    return Script(
        coded, card, {event.id: event for event in coded.events}, {key: tuple(each) for key, each in covering.items()}
    )


def _is_nobody(report: Report, claim: Claim) -> bool:
    said = claim.speaker.span.of(report.text)
    return pattern("gesta.linking", "voices", "nobody.words", r"^(?:{})\b").match(said) is not None


def _first(known: Mapping[Span, Resolved[T] | Gap], spans: Iterable[Span | None]) -> Resolved[T] | Gap:
    answers = [known[span] for span in spans if span is not None and span in known]
    return next((answer for answer in answers if isinstance(answer, Resolved)), answers[0] if answers else UNASKED)
