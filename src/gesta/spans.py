"""Spans: half-open character ranges into a report's text, the currency of evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters `text[start:end]` of one report. Raises ValueError unless 0 <= start < end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, got {self.start}:{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words this span covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """True when `other` lies within this span (or equals it)."""
        return self.start <= other.start and other.end <= self.end

    def gap(self, other: Span) -> int:
        """Characters between the two spans; 0 when they touch or overlap."""
        return max(0, max(self.start, other.start) - min(self.end, other.end))

    def join(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def shifted(self, by: int) -> Span:
        """This span moved by `by` characters."""
        return Span(self.start + by, self.end + by)

    def trimmed(self, text: str, strip: str = " \t\n\"'“”‘’.,;:") -> Span | None:
        """This span without leading and trailing `strip` characters; None when nothing is left."""
        start, end = self.start, self.end
        while start < end and text[start] in strip:
            start += 1
        while end > start and text[end - 1] in strip:
            end -= 1
        return Span(start, end) if start < end else None


def disjoint(spans: Iterable[Span]) -> list[Span]:
    """The spans in order of position, each one that overlaps an earlier, longer or equal one left out."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (-len(s), s.start)):
        if not any(span.overlaps(k) for k in kept):
            kept.append(span)
    return sorted(kept)
