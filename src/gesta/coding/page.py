"""The page that the rules look at: a report, its sentences, what the network read of it, what its pronouns mean."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from gesta.nouns.mention import Reading
from gesta.nouns.report import Report
from gesta.nouns.sentence import Sentence
from gesta.spans import Span


@dataclass(frozen=True, slots=True)
class Page:
    """One report as the rules see it. `referents` maps the span of a pronoun to the span it stands for."""

    report: Report
    sentences: tuple[Sentence, ...]
    reading: Reading
    referents: Mapping[Span, Span]

    @property
    def text(self) -> str:
        """The report's text."""
        return self.report.text

    def sentence(self, span: Span) -> Span:
        """The sentence that a span begins in; the whole text when it stands in none."""
        at = bisect_right(self.sentences, span.start, key=lambda sentence: sentence.span.start) - 1
        if at >= 0 and span.start < self.sentences[at].span.end:
            return self.sentences[at].span
        return Span(0, max(1, len(self.text)))

    def before(self, span: Span) -> str:
        """The words of the sentence in front of a span."""
        return self.text[min(self.sentence(span).start, span.start) : span.start]

    def after(self, span: Span) -> str:
        """The words of the sentence behind a span."""
        return self.text[span.end : max(self.sentence(span).end, span.end)]

    def names(self, within: Span) -> tuple[Span, ...]:
        """The names of persons inside a span, as offsets into it."""
        people = (entity.span for entity in self.reading.entities if entity.label == "PER")
        return tuple(name.shifted(-within.start) for name in people if within.holds(name))
