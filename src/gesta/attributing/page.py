"""The report as the rules of attribution see it: its text, sentences, names, quotations and pronouns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gesta.nouns.mention import Mention
from gesta.nouns.report import Report
from gesta.nouns.sentence import Sentence
from gesta.spans import Span


@dataclass(frozen=True, slots=True)
class Page:
    """What every rule may look at. `starts` and `ends` are positions of sentences, for quick lookup."""

    text: str
    sentences: tuple[Span, ...]
    names: tuple[Mention, ...]
    quotations: tuple[Span, ...]
    referents: Mapping[Span, Span]
    headlines: tuple[Span, ...] = ()
    starts: tuple[int, ...] = field(default=())
    name_starts: tuple[int, ...] = field(default=())

    def sentence(self, at: int) -> int:
        """The index of the sentence that holds position `at` (the one before it when it falls between two)."""
        return max(0, bisect_right(self.starts, at) - 1)

    def around(self, span: Span) -> Span:
        """The sentence that `span` starts in; the whole text when the report has no sentences."""
        if not self.sentences:
            return Span(0, max(1, len(self.text)))
        return self.sentences[self.sentence(span.start)]

    def quotation(self, span: Span) -> Span | None:
        """The first quotation that holds `span`, or None when it is the reporter's own text."""
        return next((q for q in self.quotations if q.holds(span)), None)

    def named(self, span: Span, labels: Iterable[str]) -> tuple[Mention, ...]:
        """The names within `span` that carry one of `labels`, in order."""
        wanted = frozenset(labels)
        first = bisect_right(self.name_starts, span.start - 1)
        last = bisect_right(self.name_starts, span.end)
        return tuple(m for m in self.names[first:last] if m.label in wanted and span.holds(m.span))


def page_of(
    report: Report,
    sentences: tuple[Sentence, ...],
    names: tuple[Mention, ...],
    quotations: tuple[Span, ...],
    referents: Mapping[Span, Span],
) -> Page:
    """The page of one report, with its parts in order of position."""
    spans = tuple(sorted(s.span for s in sentences))
    ordered = tuple(sorted(names, key=lambda m: (m.span, m.label)))
    return Page(
        text=report.text,
        sentences=spans,
        names=ordered,
        quotations=tuple(sorted(quotations)),
        referents=referents,
        headlines=tuple(s.span for s in sentences if s.section == "headline"),
        starts=tuple(s.start for s in spans),
        name_starts=tuple(m.span.start for m in ordered),
    )
