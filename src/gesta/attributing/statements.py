"""Statements printed whole: what follows "The minister said:" and a headline's "…: police" is put in that mouth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gesta.attributing.lexicon import lexicon
from gesta.attributing.page import Page
from gesta.attributing.phrases import speaker_phrase
from gesta.attributing.speakers import RULE_SCORE
from gesta.attributing.speech import Speech
from gesta.nouns.event import Event
from gesta.nouns.mention import Mention
from gesta.spans import Span

# What may stand between a cue and the colon that opens a printed statement ("said in a statement today:").
OPENING = re.compile(r"[^.:;!?“”\"\n]{0,60}:\s*")
# A headline's speaker: a colon or a spaced dash before it, and nothing after it but an agency's signature.
HEADLINE_SPEAKER = re.compile(r"(?:: | [-–—] )([^:–—,;]{2,40})$")
# Words of a headline's speaker; more is a second headline, not a name.
MAX_HEADLINE_WORDS = 4
FIRST_PERSON = frozenset({"i", "we"})


def stated(page: Page, speeches: Sequence[Speech], events: Sequence[Event]) -> tuple[Speech, ...]:
    """`speeches` with the events of printed statements added to the speech that opens each.

    A press release opens with "The minister said:" at the end of a paragraph and prints the words without quotation
    marks. They run to the next sentence in which somebody else speaks, or to the end of the report.
    """
    taken = {event for speech in speeches for event in speech.events}
    grown = list(speeches)
    for index, speech in enumerate(speeches):
        statement = _statement(page, speech, speeches)
        free = [e.id for e in events if statement and statement.holds(e.trigger) and e.id not in taken]
        grown[index] = replace(speech, events=(*speech.events, *free))
        taken.update(free)
    return tuple(grown)


def headlined(page: Page, speeches: Sequence[Speech], events: Sequence[Event]) -> tuple[Speech, ...]:
    """The speech of a headline that names who says so ("Six killed in raid - police"), when it holds free events."""
    taken = {event for speech in speeches for event in speech.events}
    found: list[Speech] = []
    for headline in page.headlines:
        match = HEADLINE_SPEAKER.search(_unsigned(headline.of(page.text)))
        speaker = _headline_speaker(page, headline, match) if match else None
        free = tuple(e.id for e in events if headline.holds(e.trigger) and e.id not in taken)
        if speaker and free and not any(headline.holds(s.anchor) for s in speeches):
            found.append(Speech(Mention(speaker, "speaker", RULE_SCORE), "asserts", None, free))
    return tuple(found)


def _statement(page: Page, speech: Speech, speeches: Sequence[Speech]) -> Span | None:
    """The words after a colon that ends the paragraph of a cue, as far as they are the speaker's."""
    if speech.cue is None or page.quotation(speech.cue):
        return None
    opening = OPENING.match(page.text, max(speech.cue.end, speech.speaker.span.end))
    if opening is None or "\n" not in opening[0]:
        return None
    end = min((at for other in speeches if (at := _other_voice(page, other, opening.end()))), default=len(page.text))
    return Span(opening.end(), end) if end > opening.end() else None


def _other_voice(page: Page, speech: Speech, at: int) -> int | None:
    """Where the sentence of another speaker starts after `at`; None when the speech is no other voice."""
    if speech.cue is None or speech.cue.start < at or page.quotation(speech.cue):
        return None
    if speech.speaker.span.start < at or speech.speaker.span.of(page.text).lower() in FIRST_PERSON:
        return None
    return page.around(speech.cue).start


def _unsigned(headline: str) -> str:
    """A headline without the news agency that signs it: "… - Xinhua" says who ran the report, not who says so."""
    return re.sub(rf" [-–—] {lexicon().agencies.pattern}$", "", headline)


def _headline_speaker(page: Page, headline: Span, match: re.Match[str]) -> Span | None:
    span = Span(*match.span(1)).shifted(headline.start)
    if len(match[1].split()) > MAX_HEADLINE_WORDS:
        return None
    return speaker_phrase(page, span.start, span.end)
