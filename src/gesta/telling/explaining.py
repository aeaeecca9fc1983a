"""Why each referent of an event was chosen: the method, the score, the words it rests on, and what else there was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gesta.nouns.coded import Coded
from gesta.nouns.event import Event, Filler, Role
from gesta.nouns.referent import Actor, Alternative, Gap, Place, Resolved, When
from gesta.spans import Span
from gesta.telling.account import Quote, Quoter
from gesta.telling.cards import readable_coded
from gesta.telling.denoting import actor_words, date_words, place_line
from gesta.telling.meaning import PARTIES
from gesta.telling.vocabulary import code, kind, words

Answer = Resolved[Actor] | Resolved[Place] | Resolved[When] | Gap

EVENT_PLACE, EVENT_DATE, SPEAKER = "its place", "its date", "says who"


@dataclass(frozen=True, slots=True)
class Reason:
    """One answer with its reasons. `words` are asked about (None: the event itself), `chosen` is what they denote.

    `why` is the method, or of a gap its reason; a gap has neither a score nor a choice.
    """

    label: str
    words: Quote | None
    chosen: str | None
    why: str
    score: float | None = None
    evidence: tuple[Quote, ...] = ()
    considered: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """One event and the reasons for each of its referents."""

    id: str
    kind: str
    code: str
    trigger: Quote
    reasons: tuple[Reason, ...]


def explained(coded: Coded, wanted: frozenset[str] | None) -> tuple[Explanation, ...]:
    """The explanations of the events with these ids, in order of mention; of all events when `wanted` is None."""
    coded = readable_coded(coded)
    quote = Quoter(coded)
    return tuple(_explained(e, coded, quote) for e in coded.events if wanted is None or e.id in wanted)


def _explained(event: Event, coded: Coded, quote: Quoter) -> Explanation:
    reasons = (*_parties(event, coded, quote), *_where(event, coded, quote), *_when(event, coded, quote))
    spoken = _speakers(event, coded, quote)
    named = kind(event.type, event.mode), code(event.type, event.mode)
    return Explanation(event.id, *named, quote(event.trigger), (*reasons, *spoken))


def _parties(event: Event, coded: Coded, quote: Quoter) -> Iterable[Reason]:
    for role in PARTIES:
        for filler in event.roles.get(role, ()):
            yield _actor(_label(role), filler.span, coded, quote)


def _actor(label: str, span: Span, coded: Coded, quote: Quoter) -> Reason:
    answer = coded.resolution.actors.get(span)
    chosen = (actor_words(answer, ()) or answer.value.name) if isinstance(answer, Resolved) else None
    return _reason(label, quote(span), chosen, answer, quote)


def _where(event: Event, coded: Coded, quote: Quoter) -> Iterable[Reason]:
    fillers = event.roles.get("place", ())
    for filler in fillers:
        yield _place(_label("place"), quote(filler.span), coded.resolution.places.get(filler.span), quote)
    where = coded.resolution.where.get(event.id)
    if not _is_only(fillers, where, coded.resolution.places.get(fillers[0].span) if fillers else None):
        yield _place(EVENT_PLACE, None, where, quote)


def _place(label: str, said: Quote | None, answer: Resolved[Place] | Gap | None, quote: Quoter) -> Reason:
    return _reason(label, said, place_line(answer.value) if isinstance(answer, Resolved) else None, answer, quote)


def _when(event: Event, coded: Coded, quote: Quoter) -> Iterable[Reason]:
    fillers = event.roles.get("time", ())
    for filler in fillers:
        yield _time(_label("time"), quote(filler.span), coded.resolution.times.get(filler.span), quote)
    when = coded.resolution.when.get(event.id)
    if not _is_only(fillers, when, coded.resolution.times.get(fillers[0].span) if fillers else None):
        yield _time(EVENT_DATE, None, when, quote)


def _time(label: str, said: Quote | None, answer: Resolved[When] | Gap | None, quote: Quoter) -> Reason:
    return _reason(label, said, date_words(answer) if isinstance(answer, Resolved) else None, answer, quote)


def _is_only(fillers: Iterable[Filler], answer: Answer | None, own: Answer | None) -> bool:
    """True when the event's answer is just that of its only words, so that nothing is left to tell."""
    return len(tuple(fillers)) == 1 and answer is not None and answer == own


def _speakers(event: Event, coded: Coded, quote: Quoter) -> Iterable[Reason]:
    spans = dict.fromkeys(claim.speaker.span for claim in coded.claims if event.id in claim.events)
    return [_actor(SPEAKER, span, coded, quote) for span in spans]


def _reason(label: str, said: Quote | None, chosen: str | None, answer: Answer | None, quote: Quoter) -> Reason:
    if not isinstance(answer, Resolved):
        return Reason(label, said, None, answer.reason if answer else "not resolved")
    evidence = tuple(quote(span) for span in dict.fromkeys(answer.evidence) if said is None or span != said.span)
    return Reason(label, said, chosen, answer.method, answer.score, evidence, answer.considered)


def _label(role: Role) -> str:
    return words("roles")[role]
