"""Where a thing was said: to which outlet or audience, in which document, at which occasion."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gesta.attributing.lexicon import lexicon
from gesta.attributing.page import Page
from gesta.spans import Span

# Words that may stand between a cue and the venue behind it ("said on Thursday in a statement"), and between a venue
# and the speaker behind it ("In a statement issued to reporters late on Monday, the ministry said").
MAX_WORDS_AFTER = 5
MAX_WORDS_BEFORE = 8
# Words before a venue that opens its sentence ("But in", "Earlier, speaking to").
MAX_OPENING_WORDS = 3
STOP_AFTER = re.compile(r"[.;:“”\"]|\b(?:that|to|who|which|after|because|by)\b")
STOP_BEFORE = re.compile(r"[.;:“”\"]|\b(?:that|who|which|because)\b")
# Listeners, whom a document or occasion in the same clause outranks ("told reporters at a news conference").
LISTENERS = frozenset({"reporters", "journalists"})


def venue_of(page: Page, cue: Span, speaker: Span, rivals: Sequence[Span]) -> Span | None:
    """The words for where it was said ("state television", "a statement"), or None when the sentence does not say.

    Looked for outside quotations, within a few words of the cue or its speaker and not nearer to another cue
    (`rivals`); of several the nearest, documents and occasions before listeners.
    """
    sentence = page.around(cue)
    text = page.text[sentence.start : sentence.end]
    found = [Span(*m.span("venue")).shifted(sentence.start) for p in lexicon().venues for m in p.finditer(text)]
    near = [v for v in found if any(_is_near(page, v, anchor) for anchor in (cue, speaker))]
    free = [v for v in near if not v.overlaps(speaker) and page.quotation(v) is None and _is_own(v, cue, rivals)]
    return min(free, key=lambda v: (v.of(page.text) in LISTENERS, v.gap(cue), v.start, -v.end), default=None)


def _is_near(page: Page, venue: Span, anchor: Span) -> bool:
    """True when only a few words of the same clause stand between the two."""
    between = page.text[min(anchor.end, venue.end) : max(anchor.start, venue.start)]
    if anchor.start < venue.start:
        return len(between.split()) <= MAX_WORDS_AFTER and not STOP_AFTER.search(between)
    opening = page.text[page.around(venue).start : venue.start]
    if len(opening.split()) > MAX_OPENING_WORDS:
        return False
    return len(between.split()) <= MAX_WORDS_BEFORE and not STOP_BEFORE.search(between)


def _is_own(venue: Span, cue: Span, rivals: Sequence[Span]) -> bool:
    """True when no rival cue stands between the cue and the venue."""
    between = range(min(cue.end, venue.end), max(cue.start, venue.start))
    return not any(rival != cue and rival.start in between for rival in rivals)
