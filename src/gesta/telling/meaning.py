"""What the words of a happening denote: for each filler its referent in plain words, and what stays open.

One place and one date are told of each mention: beside the words that they rest on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gesta.nouns.coded import Coded
from gesta.nouns.event import Event, Filler, Role
from gesta.nouns.happening import Happening
from gesta.nouns.referent import Actor, Gap, Resolved
from gesta.spans import Span
from gesta.telling.denoting import SEVERAL, actor_words, date_words, not_after, place_line

PARTIES: tuple[Role, ...] = ("actor", "target", "victim")

NOT_PLACED = "not placed"
"""Said of an event whose place words could not be resolved; the reason is told when somebody asks for it."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The referents of one happening: `meant` by role and words, `unsettled` by role for what could not be resolved."""

    meant: Mapping[tuple[Role, Span], str]
    unsettled: Mapping[Role, str]


def meaning(happening: Happening, coded: Coded) -> Meaning:
    """What the words of the happening's mentions denote, and what of its place and date stays open."""
    meant: dict[tuple[Role, Span], str] = {}
    for event in happening.mentions:
        for role, filler, told in (*_parties(event, coded), *_places(event, coded), *_times(event, coded)):
            for span in (filler.span, filler.referent):
                if span is not None:
                    meant.setdefault((role, span), told)
    return Meaning(meant, _unsettled(happening, coded))


def speaker_words(span: Span, referent: Span | None, coded: Coded) -> str | None:
    """Who a speaker is, beside the words; None when nothing is known beyond them."""
    return _actor(coded.resolution.actors.get(span), (span, referent), coded)


def undated(happening: Happening, coded: Coded) -> str | None:
    """The one bound that is known of when an undated event happened; None for what is not told as having happened.

    Nothing is said of events that nothing tried to date.
    """
    answers = [coded.resolution.when.get(event.id) for event in happening.mentions]
    if happening.status != "actual" or not all(isinstance(answer, Gap) for answer in answers):
        return None
    return not_after(coded.report.published)


def _parties(event: Event, coded: Coded) -> Iterable[tuple[Role, Filler, str]]:
    for role in PARTIES:
        for filler in event.roles.get(role, ()):
            told = _actor(coded.resolution.actors.get(filler.span), (filler.span, filler.referent), coded)
            if told is not None:
                yield role, filler, told


def _actor(answer: Resolved[Actor] | Gap | None, spans: Iterable[Span | None], coded: Coded) -> str | None:
    if not isinstance(answer, Resolved):
        return None
    return actor_words(answer, [span.of(coded.report.text) for span in spans if span is not None])


def _places(event: Event, coded: Coded) -> Iterable[tuple[Role, Filler, str]]:
    """The event's place beside the words it rests on; of several places, each beside its own."""
    where = coded.resolution.where.get(event.id)
    fillers = event.roles.get("place", ())
    if not isinstance(where, Resolved):
        return
    several = where.value.feature == SEVERAL
    for filler in fillers if several else _resting(fillers, where.evidence):
        own = coded.resolution.places.get(filler.span) if several else where
        if isinstance(own, Resolved):
            yield "place", filler, place_line(own.value, filler.span.of(coded.report.text))


def _times(event: Event, coded: Coded) -> Iterable[tuple[Role, Filler, str]]:
    when = coded.resolution.when.get(event.id)
    told = date_words(when) if isinstance(when, Resolved) else None
    if isinstance(when, Resolved) and told is not None:
        for filler in _resting(event.roles.get("time", ()), when.evidence):
            yield "time", filler, told


def _resting(fillers: Iterable[Filler], evidence: Iterable[Span]) -> list[Filler]:
    """The filler that the evidence names first; none when it stands elsewhere."""
    return [filler for span in evidence for filler in fillers if filler.span.overlaps(span)][:1]


def _unsettled(happening: Happening, coded: Coded) -> dict[Role, str]:
    """Short words for a place and a date that were said and could not be resolved in any mention."""
    found: dict[Role, str] = {}
    where = [coded.resolution.where.get(event.id) for event in happening.mentions]
    tried = [answer for answer in where if answer is not None]
    if tried and happening.roles.get("place") and all(isinstance(answer, Gap) for answer in tried):
        found["place"] = NOT_PLACED
    bound = undated(happening, coded)
    if bound is not None:
        found["time"] = bound
    return found
