"""Who says so: the network's cues become claims, each with its speaker, stance and the events it covers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gesta.attributing.continuing import continued
from gesta.attributing.covering import covered, event_ids
from gesta.attributing.declining import declined
from gesta.attributing.page import Page, page_of
from gesta.attributing.portraits import is_anonymous, nationality_of, role_of
from gesta.attributing.speakers import speakers_of
from gesta.attributing.speech import Speech
from gesta.attributing.stance import stance_of
from gesta.attributing.standing import carried, fuller_phrases, referent_of
from gesta.attributing.statements import headlined, stated
from gesta.attributing.venues import venue_of
from gesta.nouns.claim import Claim, Speaker
from gesta.nouns.event import Event
from gesta.nouns.mention import Reading
from gesta.nouns.report import Report
from gesta.nouns.sentence import Sentence
from gesta.spans import Span

__all__ = ["attribute"]


def attribute(
    report: Report,
    sentences: tuple[Sentence, ...],
    reading: Reading,
    events: tuple[Event, ...],
    quotations: tuple[Span, ...],
    referents: Mapping[Span, Span],
) -> tuple[Claim, ...]:
    """The claims of one report, in order of position.

    `reading` is what the network read, `events` what coding made of it, `quotations` the direct quotations, and
    `referents` the fuller phrase that each pronoun stands for. A cue without a speaker makes no claim.
    """
    page = page_of(report, sentences, reading.entities, quotations, referents)
    spoken = _spoken(page, reading, events)
    told = (*spoken, *declined(page, spoken))
    quoted = continued(page, stated(page, told, events), events)
    speeches = sorted((*quoted, *headlined(page, quoted, events)), key=Speech.order)
    return _claims(page, speeches, events)


def _spoken(page: Page, reading: Reading, events: Sequence[Event]) -> tuple[Speech, ...]:
    """A speech for each cue and each of its speakers."""
    ids = event_ids(reading, events)
    return tuple(
        Speech(speaker, stance_of(page, cue.span, cue.stance_scores), cue.span, covered(cue, ids))
        for cue in reading.cues
        for speaker in speakers_of(page, cue)
    )


def _claims(page: Page, speeches: Sequence[Speech], events: Sequence[Event]) -> tuple[Claim, ...]:
    cues = [speech.cue for speech in speeches if speech.cue]
    phrases = fuller_phrases(page, [speech.speaker.span for speech in speeches], events)
    standing: dict[Span, Span | None] = {}
    for speech in sorted(speeches, key=lambda speech: speech.speaker.span):
        span = speech.speaker.span
        standing[span] = referent_of(page, span, phrases) or carried(page, span, list(standing.items()))
    return tuple(_claim(page, speech, cues, standing[speech.speaker.span]) for speech in speeches)


def _claim(page: Page, speech: Speech, cues: Sequence[Span], referent: Span | None) -> Claim:
    """One claim with its speaker described and the place where it was said; the speaker stands for `referent`."""
    span = speech.speaker.span
    venue = venue_of(page, speech.cue, span, cues) if speech.cue else None
    return Claim(_portrait(page, speech, referent), speech.stance, speech.cue, speech.events, venue)


def _portrait(page: Page, speech: Speech, referent: Span | None) -> Speaker:
    """The speaker, described from its own words first and from the fuller phrase it stands for second."""
    span = speech.speaker.span
    role, nationality = role_of(page, span), nationality_of(page, span)
    if referent is not None:
        role = role or role_of(page, referent)
        nationality = nationality or nationality_of(page, referent)
    anonymous = is_anonymous(page, span if referent is None else referent)
    return Speaker(span, speech.speaker.score, referent, role, nationality, anonymous)
