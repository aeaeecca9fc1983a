"""A time phrase: its expressions, the word that opens it ("since", "by"), and whether it names a range."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from gesta.lexicon import table
from gesta.resolving.dates_expressions import Expression, said
from gesta.resolving.dates_grammar import read_alone, read_expressions
from gesta.resolving.dates_reference import Direction
from gesta.resolving.dates_words import Word, read_words
from gesta.spans import Span

Opening = Literal["since", "until", "before", "after"]

SENTENCE = 300
"""Characters either side that are searched for the ends of the sentence."""

_OPENINGS: Mapping[str, Opening] = {
    "since": "since",
    "from": "since",
    "until": "until",
    "before": "before",
    "prior": "before",
    "ahead": "before",
    "up": "until",
    "after": "after",
    "past": "after",
    "following": "after",
}
_JOINING = frozenset({"to", "and", "until", "hyphen"})
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[^\W\d_a-z])|\n")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time phrase. `opening` is the kind of word that opens it, at `opened` in the text; `near` when the date follows
    it at once; `pair` when the first two expressions are the ends of a range; `naming` when the date belongs to a name;
    `owned` when it is a part of the day of some event.
    """

    expressions: tuple[Expression, ...]
    opening: Opening | None
    opened: Span | None
    near: bool
    pair: bool
    naming: bool
    owned: bool


def read_phrase(text: str, phrase: Span) -> Phrase:
    """What a phrase says. Durations count only when nothing else is there ("for two years from mid-2013")."""
    words = read_words(text, phrase.start, phrase.end)
    every = read_expressions(words) or read_alone(words)
    found = [e for e in every if e.kind in ("calendar", "count", "window")] or every
    first = found[0].start if found else phrase.end
    before = [word for word in words if word.start < first]
    openers = [word for word in before if word.category in _OPENINGS and not _is_direction(word, words)]
    opener = openers[-1] if openers else None
    near = opener is not None and sum(opener.end <= word.start for word in before) <= 1
    pair = len(found) > 1 and _is_joined(words, found[0], found[1])
    opening = _OPENINGS[opener.category] if opener else None
    opened = Span(opener.start, opener.end) if opener else None
    naming, owned = _is_name(words, found, opener), _is_owned(words, found)
    return Phrase(tuple(found), opening, opened, near, pair, naming, owned)


def _is_direction(word: Word, words: Sequence[Word]) -> bool:
    """ "The following day" is no "after"; only "following" before other words is."""
    led = any(other.end <= word.start and other.category == "the" for other in words)
    return led and word.category in ("following", "prior")


def _is_joined(words: Sequence[Word], left: Expression, right: Expression) -> bool:
    between = [word.category for word in words if left.end <= word.start < right.start]
    joining = [category for category in between if category not in ("the", "at", "on", "in", "comma")]
    return len(joining) == 1 and joining[0] in _JOINING


def _is_name(words: Sequence[Word], found: Sequence[Expression], opener: Word | None) -> bool:
    """True for a bare year before a noun: "the 1979 treaty" dates the treaty, not what is told of it."""
    if len(found) != 1 or opener is not None or not said(found[0]) <= {"year", "decade"}:
        return False
    return bool(_words_after(words, found[0]))


def _is_owned(words: Sequence[Word], found: Sequence[Expression]) -> bool:
    """True for a time of day, or "that day", that belongs to an event: "the afternoon of the announcement"."""
    if len(found) != 1 or not (found[0].anchor == "story" or said(found[0]) <= {"part", "edge", "hour", "minute"}):
        return False
    after = [word for word in words if word.start >= found[0].end]
    return len(after) > 1 and after[0].category == "of"


def _words_after(words: Sequence[Word], expression: Expression) -> list[Word]:
    return [word for word in words if word.start >= expression.end and word.category in ("word", "plural")]


def direction_for(expression: Expression, text: str) -> Direction:
    """Which way an expression goes that nothing else places: a day of a month is the nearest one."""
    if expression.day is not None or expression.feast is not None:
        return "nearest"
    return direction_of(text, Span(expression.start, expression.end))


def direction_of(text: str, phrase: Span) -> Direction:
    """Which way a bare weekday goes, by the nearest telling word before it in its sentence, else the first after it."""
    start, end = sentence_about(text, phrase)
    both = _cues()
    before = [[m.end() for m in cue.finditer(text, start, phrase.start)] for cue in both]
    if before[0] or before[1]:
        return "future" if max(before[0], default=-1) >= max(before[1], default=-1) else "past"
    after = [cue.search(text, phrase.end, end) for cue in both]
    if after[0] and (not after[1] or after[0].start() < after[1].start()):
        return "future"
    return "past"


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns of dates_cues.toml for what lies ahead and what lies behind."""
    cues = table("gesta.resolving", "dates_cues")
    future, past = ("|".join(cues[way]) for way in ("future", "past"))
    return re.compile(rf"\b(?:{future})\b"), re.compile(rf"\b(?:{past})\b")


def sentence_about(text: str, phrase: Span) -> tuple[int, int]:
    """Where the sentence around a phrase begins and ends, as far as its marks show."""
    low, high = max(0, phrase.start - SENTENCE), min(len(text), phrase.end + SENTENCE)
    ends = [m.end() for m in _SENTENCE_END.finditer(text, low, phrase.start)]
    after = _SENTENCE_END.search(text, phrase.end, high)
    return (ends[-1] if ends else low), (after.start() if after else high)


def completed(left: Expression, right: Expression) -> Expression:
    """The first end of a range with the month and year that only the second one says: "3 June to 5 June 2014"."""
    names = [name for name in ("month", "year") if getattr(left, name) is None and getattr(right, name) is not None]
    if not names or left.kind != "calendar" or (left.month is None and left.day is None):
        return left
    return replace(left, **{name: getattr(right, name) for name in names})
