"""The words of a text with their places, folded once for all that looks names up in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from gesta.roster.folding import fold
from gesta.spans import Span

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|&|[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)
# A full stop behind one of these, or behind an initial, ends no sentence: "Sgt. Adan", "Charles S. Odhiambo".
_SHORTENED = frozenset(
    "mr mrs ms dr prof sgt lt col gen capt maj cpl pvt adm cmdr brig det insp supt sen rep gov rev st jr sr hon".split()
)
_BREAK = re.compile(r"[,;:!?()\[\]\"“”\n]|\.(?=\s)|[–—]")


class Word(NamedTuple):
    """One word: where it stands, as it is written, folded ("" for what folds away), and whether a break precedes it."""

    start: int
    stop: int
    written: str
    folded: str
    parted: bool


def words_of(text: str) -> tuple[Word, ...]:
    """All words of a text in order; a hyphen parts words, a comma, bracket or full stop is marked as a break."""
    found: list[Word] = []
    seen: dict[str, str] = {}
    before = 0
    for match in _WORD.finditer(text):
        parted = _BREAK.search(text, before, match.start()) is not None
        if parted and found and text[before : match.start()] == ". ":
            parted = not _is_shortened(found[-1].written)
        written = match[0]
        if parted and written.isdigit() and found and found[-1].written.isdigit():
            parted = text[before : match.start()] != ","  # "10,000"
        if (folded := seen.get(written)) is None:
            folded = seen[written] = fold(written)
        found.append(Word(match.start(), match.end(), written, folded, parted))
        before = match.end()
    return tuple(found)


def _is_shortened(written: str) -> bool:
    return (len(written) == 1 and written.isupper()) or written.lower() in _SHORTENED


def within(words: Sequence[Word], span: Span) -> tuple[Word, ...]:
    """The words that lie in the span."""
    first = bisect_left(words, span.start, key=lambda word: word.start)
    last = bisect_left(words, span.end, key=lambda word: word.start)
    return tuple(words[first:last])
