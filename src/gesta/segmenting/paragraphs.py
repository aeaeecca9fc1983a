"""Paragraphs of a report's text: blank lines and bullets part them, and single newlines unless the file is wrapped."""

from __future__ import annotations

import re
from itertools import pairwise

from gesta.spans import Span

WIDEST_WRAP = 120
"""Characters: longer lines are paragraphs, not the lines of a wrapped file (terminals and mailers wrap below this)."""

FEWEST_LINES = 3
"""Pairs of lines needed before line lengths alone can show wrapping; with fewer, the next line must go on in small
letters, so that a headline over a short lead is not taken for a wrapped paragraph."""

FULL_SHARE = 0.8
"""Share of lines that must be too full to take the next word. Wrapped files have nearly all; lists and single-line
paragraphs have few. Not 1.0: editors and bylines break some lines early."""

STOPPED_SHARE = 0.6
"""Most lines of a wrapped file end in mid-sentence; when more than this share end with a stop, they are paragraphs."""

_LINE = re.compile(r"\S[^\n]*")
_BULLET = re.compile(r"\s*(?:[•●▪◦‣·*–—-]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)")
_STOPPED = re.compile(r"[.?!:…][\"'”’)\]]*\s*$")
_OPEN_END = re.compile(r"[\w,;’'-]\s*$")


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of `text` in order, without surrounding whitespace; together they hold all that is not space."""
    lines = [Span(found.start(), found.start() + len(found[0].rstrip())) for found in _LINE.finditer(text)]
    if not lines:
        return ()
    width = max(map(len, lines))
    wrapped = _is_wrapped(text, lines, width)
    starts = [0] + [i for i in range(1, len(lines)) if _parts(text, lines[i - 1], lines[i], width if wrapped else None)]
    return tuple(lines[a].join(lines[b - 1]) for a, b in pairwise([*starts, len(lines)]))


def _is_wrapped(text: str, lines: list[Span], width: int) -> bool:
    """True when newlines stand where a line was full (text wrapped at a column) and not where a paragraph ends."""
    pairs = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b) and not _opens(text, a, b, width)]
    if width > WIDEST_WRAP or not pairs:
        return False
    if len(pairs) < FEWEST_LINES:
        return all(text[b.start].islower() for _, b in pairs)
    full = sum(len(a) + 1 + len(_first_word(text, b)) > width for a, b in pairs)
    stopped = sum(_STOPPED.search(a.of(text)) is not None for a, _ in pairs)
    return full >= FULL_SHARE * len(pairs) and stopped <= STOPPED_SHARE * len(pairs)


def _first_word(text: str, line: Span) -> str:
    return line.of(text).split(maxsplit=1)[0]


def _parts(text: str, above: Span, below: Span, width: int | None) -> bool:
    """True when a paragraph ends between the two lines; `width` is that of a wrapped text, None for others."""
    if not _adjacent(text, above, below):
        return True
    return not _runs_on(text, above, below) if width is None else _opens(text, above, below, width)


def _adjacent(text: str, above: Span, below: Span) -> bool:
    return text.count("\n", above.end, below.start) == 1


def _opens(text: str, above: Span, below: Span, width: int) -> bool:
    """True when the lower line is further in, or begins with a bullet that had room at the end of the upper line."""
    if _indent(text, below) > _indent(text, above):
        return True
    has_room = len(above) + 1 + len(_first_word(text, below)) <= width
    return has_room and _BULLET.match(text, below.start, below.end) is not None


def _indent(text: str, line: Span) -> int:
    return line.start - (text.rfind("\n", 0, line.start) + 1)


def _runs_on(text: str, above: Span, below: Span) -> bool:
    """True when a line broke in mid-sentence: no stop above, a small letter below."""
    return text[below.start].islower() and _OPEN_END.search(text, above.start, above.end) is not None
