"""The parts of a report's text that an account points to: its lines, or its sentences where it is all one line.

Databases and feeds hand reports over as one line; "line 1" would then lead nowhere.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from gesta.nouns.coded import Coded

LINE, SENTENCE = "line", "sentence"


@dataclass(frozen=True, slots=True)
class Lining:
    """Where each part begins, in order, and what a part is called: line or sentence."""

    unit: str
    starts: tuple[int, ...]

    def number(self, at: int) -> int:
        """The number, from 1, of the part that holds a position."""
        return bisect_right(self.starts, at)

    def parts(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each part of the text, without the end of its line; an empty line is one too."""
        behind = 1 if self.unit == LINE else 0
        return [(start, after - behind) for start, after in pairwise((*self.starts, len(text) + behind))]


def lining(coded: Coded) -> Lining:
    """The parts of a coded report: sentences where the text is one line of several, else lines."""
    text, sentences = coded.report.text, sorted(sentence.span.start for sentence in coded.sentences)
    if "\n" not in text.strip() and len(sentences) > 1:
        return Lining(SENTENCE, (0, *sentences[1:]))
    return Lining(LINE, (0, *(at + 1 for at, letter in enumerate(text) if letter == "\n")))
