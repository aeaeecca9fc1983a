"""Quotations: what stands between quotation marks, over sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from gesta.nouns.sentence import Sentence
from gesta.spans import Span

_DOUBLE = re.compile(r"\"{1,2}|[“”„«»]|``|''|‘‘|’’")
_SINGLE_OPEN = re.compile(r"(?<![\w.,;:!?’'])[‘'](?=[^\W_]|[\[(…])(?!(?:tis|twas|em|til|cause|n)\b|\d\ds\b)")
_SINGLE_CLOSE = re.compile(r"(?<=\S)[’'](?![\w’'])")
_AFTER_STOP = ".,?!…;)"


def quotations(text: str, sentences: Sequence[Sentence]) -> tuple[Span, ...]:
    """The quoted passages of `text` in order, disjoint, each with its quotation marks.

    Double marks (straight, curly, angled) count first; single ones where no double ones hold them, and apostrophes
    never. A passage without closing mark goes on when the next paragraph opens with a mark, as newspapers print long
    quotations; else it ends with the sentence in which it opened, so that a lost mark swallows nothing.
    """
    double = list(_double(text, sentences))
    return tuple(sorted([*double, *_single(text, sentences, double)]))


def _double(text: str, sentences: Sequence[Sentence]) -> Iterator[Span]:
    """Passages in double marks. Keeps the start of an open one while going through the paragraphs."""
    opened: int | None = None
    for part in _paragraphs(sentences):
        marks = list(_DOUBLE.finditer(text, part.start, part.end))
        if opened is not None and marks and marks[0].start() == part.start:
            marks = marks[1:]
        elif opened is not None:
            yield _cut(text, opened, part.start, sentences)
            opened = None
        for mark in marks:
            span, opened = _pair(text, opened, mark, sentences)
            if span is not None:
                yield span
    if opened is not None:
        yield _cut(text, opened, len(text), sentences)


def _pair(
    text: str, opened: int | None, mark: re.Match[str], sentences: Sequence[Sentence]
) -> tuple[Span | None, int | None]:
    """The passage that `mark` finishes, if any, and where a passage is open after it."""
    if opened is None:
        return None, None if _only_closes(text, mark) else mark.start()
    if _only_opens(text, mark):
        return _cut(text, opened, mark.start(), sentences), mark.start()
    return Span(opened, mark.end()), None


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[Span]:
    for _, group in groupby(sentences, key=lambda s: s.paragraph):
        spans = [sentence.span for sentence in group]
        yield spans[0].join(spans[-1])


def _cut(text: str, opened: int, limit: int, sentences: Sequence[Sentence]) -> Span:
    """From an opening mark that nothing closes to the end of its sentence, or to `limit` when that comes first."""
    at = bisect_right(sentences, opened, key=lambda s: s.span.end)
    end = min(sentences[at].span.end, limit)
    return Span(opened, opened + len(text[opened:end].rstrip()))


def _only_opens(text: str, mark: re.Match[str]) -> bool:
    """True for a mark that can open but not close: curly, or straight with space before and none after."""
    if mark[0] in ("“", "„", "«", "``", "‘‘"):
        return True
    return mark[0][0] == '"' and _free_before(text, mark.start()) and not _free_after(text, mark.end())


def _only_closes(text: str, mark: re.Match[str]) -> bool:
    """True for a mark that can close but not open: straight or curly with space after and none before."""
    if mark[0] in ("”", "»", "''", "’’", '"', '""'):
        return not _free_before(text, mark.start()) or _free_after(text, mark.end())
    return False


def _free_before(text: str, at: int) -> bool:
    return at == 0 or text[at - 1].isspace() or text[at - 1] in "([{—–-/:"


def _free_after(text: str, at: int) -> bool:
    return at == len(text) or text[at].isspace()


def _single(text: str, sentences: Sequence[Sentence], double: list[Span]) -> Iterator[Span]:
    """Passages in single marks that lie within one paragraph and outside all double ones."""
    for part in _paragraphs(sentences):
        at = part.start
        while (opening := _SINGLE_OPEN.search(text, at, part.end)) is not None:
            at = opening.end()
            span = _closed(text, opening.start(), part)
            if span is not None and not _overlaps_any(span, double):
                yield span
                at = span.end


def _overlaps_any(span: Span, ordered: list[Span]) -> bool:
    at = bisect_right(ordered, span.start, key=lambda s: s.end)
    return at < len(ordered) and ordered[at].overlaps(span)


def _closed(text: str, start: int, part: Span) -> Span | None:
    """The passage that opens at `start`; a mark after punctuation closes it before one that may be an apostrophe."""
    stop = _next_opening(text, start, part)
    closing = list(_SINGLE_CLOSE.finditer(text, start + 2, stop))
    sure = [mark for mark in closing if text[mark.start() - 1] in _AFTER_STOP]
    plain = [mark for mark in closing if text[mark.start() - 1] != "s"]
    best = next(iter(sure or plain or closing), None)
    return Span(start, best.end()) if best else None


def _next_opening(text: str, start: int, part: Span) -> int:
    following = _SINGLE_OPEN.search(text, start + 1, part.end)
    return following.start() if following else part.end
