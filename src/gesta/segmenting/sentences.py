"""Sentences of a report, with their sections and paragraphs."""

from __future__ import annotations

import re

from gesta.nouns.report import Report
from gesta.nouns.sentence import Section, Sentence
from gesta.segmenting.boundaries import split
from gesta.segmenting.datelines import dateline
from gesta.segmenting.paragraphs import paragraphs
from gesta.spans import Span

LONGEST_HEADLINE = 160
"""Characters: wire headlines stay under it; a longer first line is a paragraph."""

MOST_HEADER_LINES = 3
"""A headline, a second line and a byline: what may stand above the lead."""

_FULL_STOP = re.compile(r"(?<![.\s])(?<!\b[A-Z])\.[\"'”’)\]]*$")


def segment(report: Report) -> tuple[Sentence, ...]:
    """The sentences of `report` in order: disjoint, and holding every character that is not space.

    A sentence never crosses a paragraph. The lines above the first paragraph are `headline`, that paragraph is `lead`,
    the rest `body`; a dateline stays in the sentence that it opens.
    """
    parts = paragraphs(report.text)
    found = dateline(report.text)
    opening = found.span if found else None
    header = _header_lines(report, parts, opening)
    return tuple(
        Sentence(span, _section(number, header), number)
        for number, part in enumerate(parts)
        for span in _split_after(report.text, part, opening)
    )


def _header_lines(report: Report, parts: tuple[Span, ...], opening: Span | None) -> int:
    """How many paragraphs stand above the lead: the given title, else short lines without a full stop."""
    count = 0
    while count < min(MOST_HEADER_LINES, len(parts) - 1) and _is_header(report, parts[count], opening):
        count += 1
    return count


def _is_header(report: Report, part: Span, opening: Span | None) -> bool:
    """True for the given title at the head of the text, and for a short line of one sentence without dateline."""
    line = part.of(report.text)
    if report.title and line == report.title.strip() and not report.text[: part.start].strip():
        return True
    if len(line) > LONGEST_HEADLINE or "\n" in line or _FULL_STOP.search(line) or line.endswith((":", ",")):
        return False
    one_sentence = len(list(split(report.text, part))) == 1
    return one_sentence and (opening is None or not part.overlaps(opening))


def _section(number: int, header: int) -> Section:
    if number < header:
        return "headline"
    return "lead" if number == header else "body"


def _split_after(text: str, part: Span, opening: Span | None) -> list[Span]:
    """The sentences of `part`; stops inside the dateline ("ST. LOUIS, Jan. 5 (AP) -") end none."""
    if opening is None or not part.holds(opening) or opening.end >= part.end:
        return list(split(text, part))
    first, *rest = split(text, Span(opening.end, part.end))
    return [Span(part.start, first.end), *rest]
