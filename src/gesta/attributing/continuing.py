"""Quotations that run on: events inside a quotation belong to whoever is quoted, also in sentences without a cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gesta.attributing.page import Page
from gesta.attributing.speech import Speech
from gesta.nouns.event import Event
from gesta.spans import Span

QUOTE_MARKS = " \t\n“”\"‘’'"
# A cue further from its quotation than this does not introduce it, in characters.
MAX_DISTANCE = 60
# Sentences wholly quoted that may follow each other under one speaker.
MAX_RUN = 6


def continued(page: Page, speeches: Sequence[Speech], events: Sequence[Event]) -> tuple[Speech, ...]:
    """`speeches` with the events of running quotations added.

    Events of the very quotation that a speech quotes join that speech. A quotation that fills the next sentence, with
    no cue of its own, is a new speech by the same speaker without a cue, when it holds events.
    """
    taken = {event for speech in speeches for event in speech.events}
    voices = _voices(page, speeches)
    grown = list(speeches)
    previous: tuple[Span, int] | None = None
    run = 0
    for quotation in page.quotations:
        free = [e.id for e in events if e.id not in taken and quotation.holds(e.trigger)]
        if quotation in voices:
            index, run = voices[quotation], 0
            grown[index] = replace(grown[index], events=(*grown[index].events, *free))
            taken.update(free)
            previous = (quotation, index)
        elif previous and run < MAX_RUN and _runs_on(page, previous[0], quotation):
            run += 1
            if free:
                voice = speeches[previous[1]]
                grown.append(Speech(voice.speaker, voice.stance, None, tuple(free), quotation))
                taken.update(free)
            previous = (quotation, previous[1])
        else:
            previous = None
    return tuple(grown)


def _voices(page: Page, speeches: Sequence[Speech]) -> dict[Span, int]:
    """The index of the speech that each quotation belongs to: its cue stands outside, in the first or last sentence."""
    voices: dict[Span, int] = {}
    for quotation in page.quotations:
        near = [(d, i) for i, s in enumerate(speeches) if (d := _distance(page, s, quotation)) is not None]
        if near:
            voices[quotation] = min(near)[1]
    return voices


def _distance(page: Page, speech: Speech, quotation: Span) -> int | None:
    """Characters from a speech's words to the quotation; None when it does not introduce or close it."""
    if speech.cue is None or page.quotation(speech.cue) or page.quotation(speech.speaker.span):
        return None
    here = page.sentence(speech.cue.start)
    if here not in (page.sentence(quotation.start), page.sentence(quotation.end - 1)):
        return None
    gap = min(speech.cue.gap(quotation), speech.speaker.span.gap(quotation))
    return gap if gap <= MAX_DISTANCE else None


def _runs_on(page: Page, before: Span, quotation: Span) -> bool:
    """True when `quotation` fills its sentences and starts in the sentence that `before` ends in or the next."""
    first, last = page.sentence(quotation.start), page.sentence(quotation.end - 1)
    inner = Span(page.sentences[first].start, page.sentences[last].end).trimmed(page.text, QUOTE_MARKS)
    if inner is None or not quotation.holds(inner):
        return False
    return first - page.sentence(before.end - 1) <= 1
