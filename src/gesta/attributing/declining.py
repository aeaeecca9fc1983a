"""Speech that tells nothing ("declined to comment"), found by rule where the network saw no cue."""

from __future__ import annotations

from collections.abc import Sequence

from gesta.attributing.lexicon import folded, lexicon
from gesta.attributing.page import Page
from gesta.attributing.speakers import speaker_by_rule
from gesta.attributing.speech import Speech
from gesta.spans import Span


def declined(page: Page, speeches: Sequence[Speech]) -> tuple[Speech, ...]:
    """A speech with stance "declines" for every such phrase that has a subject and that no known cue touches.

    It covers no events: what a silence is about is not said. Words inside a quotation are left alone.
    """
    known = [speech.cue for speech in speeches if speech.cue]
    found: list[Speech] = []
    for match in lexicon().declining.finditer(folded(page.text)):
        cue = Span(*match.span())
        if any(cue.overlaps(k) for k in known) or page.quotation(cue):
            continue
        speaker = speaker_by_rule(page, cue)
        if speaker:
            found.append(Speech(speaker, "declines", cue, ()))
    return tuple(found)
