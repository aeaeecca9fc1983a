"""What one report says of one incident, as statements: one answer to one question by one voice.

The voice is that of the claim that covers the words; a figure that no claim covers has the speaker of its sentence, if
there is but one; all else is the report's own, voice None. A claim that denies makes a denied statement of each answer
that it covers. Answers of one voice that say the same are one statement with all their evidence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gesta.lexicon.phrases import is_pronoun
from gesta.linking.counting import Counted
from gesta.linking.figures import figures
from gesta.linking.script import Script
from gesta.linking.voices import voice_of
from gesta.linking.wording import figure_words, kind_words, place_words, time_words
from gesta.nouns.claim import Claim, Stance
from gesta.nouns.episode import Figure, Question, Statement, Voice
from gesta.nouns.event import Event
from gesta.nouns.referent import Actor, Resolved
from gesta.spans import Span

# Who denies a deed denies that it was done, and by whom and at what cost, but not its day, its place or its kind: told
# only in a denial, these are nobody's statement.
CIRCUMSTANCES: tuple[Question, ...] = ("when", "where", "what")
ID_DIGITS = 16  # 64 bits: the statements of a store do not meet by chance


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer before it is known who gives it: the words it rests on, and the event they tell."""

    question: Question
    value: str
    spans: tuple[Span, ...]
    event: Event
    figure: Figure | None = None
    actor: Resolved[Actor] | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """Who gives an answer, how, and the words that say so."""

    voice: Voice | None
    stance: Stance
    spans: tuple[Span, ...] = ()


def statements(
    script: Script, group: Sequence[Event], counts: Mapping[str, Sequence[Counted]] | None = None
) -> tuple[Statement, ...]:
    """The statements of one report on the incident that a group of its events tells, in order of their questions.

    `counts` are figures by event that no harm event tells, as `counting.counted` finds them.
    """
    merged: dict[tuple[object, ...], Statement] = {}
    for answer in _answers(script, group, counts or {}):
        for said in _speakers(script, answer):
            statement = _statement(script, answer, said)
            voice = said.voice.words.anchor if said.voice else None
            place = (statement.question, statement.value, statement.stance, voice)
            known = merged.get(place)
            merged[place] = _joined(known, statement) if known else statement
    return tuple(_identified(statement) for statement in merged.values())


def _answers(script: Script, group: Sequence[Event], counts: Mapping[str, Sequence[Counted]]) -> Iterator[_Answer]:
    """Every answer that the events of an incident give, question by question."""
    for event in group:
        yield _Answer("happened", _happened(event), (event.trigger,), event)
    for event in group:
        yield from _who(script, event)
    for event in group:
        for figure, spans in (*figures(script, event), *counts.get(event.id, ())):
            yield _Answer("how many", figure_words(figure), spans, event, figure)
    for event in group:
        yield from _where(script, event)
    for event in group:
        yield from _when(script, event)
    for event in group:
        yield _Answer("what", kind_words(event.type, event.mode), (event.trigger,), event)


def _happened(event: Event) -> str:
    return {"actual": "it happened", "negated": "it did not happen"}.get(event.status, "it may happen")


def _who(script: Script, event: Event) -> Iterator[_Answer]:
    """Those who did it, by the names they resolve to, else by their words; a bare pronoun names nobody."""
    for filler in event.roles.get("actor", ()):
        shown = script.named(filler)
        actor = script.actor(filler.span, shown)
        if isinstance(actor, Resolved):
            yield _Answer("who", actor.value.name, (filler.span,), event, actor=actor)
        elif not is_pronoun(shown.of(script.text)):
            yield _Answer("who", " ".join(shown.of(script.text).split()), (filler.span,), event)


def _where(script: Script, event: Event) -> Iterator[_Answer]:
    for filler in event.roles.get("place", ()):
        yield _Answer(
            "where", place_words(script.place(filler.span), filler.span.of(script.text)), (filler.span,), event
        )


def _when(script: Script, event: Event) -> Iterator[_Answer]:
    answer = script.coded.resolution.when.get(event.id)
    fillers = tuple(filler.span for filler in event.roles.get("time", ()))
    if isinstance(answer, Resolved) and (fillers or answer.value.evidence):
        yield _Answer("when", time_words(answer.value), fillers or answer.value.evidence, event)


def _speakers(script: Script, answer: _Answer) -> Iterator[_Said]:
    """Whose answer it is: of the claims that cover its event, else (a figure) of the sentence, else of the report."""
    covering = [claim for claim in script.claims.get(answer.event.id, ()) if claim.stance != "declines"]
    if answer.question in CIRCUMSTANCES and covering:
        covering = [claim for claim in covering if claim.stance != "denies"]
        if not covering:
            return
    claims = _for_figure(script, covering, answer.spans) if answer.figure else _nearest(script, covering, answer.spans)
    for claim in claims:
        words = (claim.speaker.span, claim.cue) if claim.cue else (claim.speaker.span,)
        yield _Said(voice_of(script, claim), claim.stance, words)
    if not claims:
        yield _Said(None, "asserts")


def _for_figure(script: Script, claims: Sequence[Claim], spans: Sequence[Span]) -> list[Claim]:
    """The claims of a figure: those that cover its event in its sentence; else the one made nearest in its sentence;
    else, where the figure stands in the sentence of its event, those that cover the event from elsewhere."""
    sentence = script.sentence(spans[0])
    covering = [claim for claim in claims if not _dead(claim, spans)]
    near = [claim for claim in covering if sentence.holds(claim.cue or claim.speaker.span)]
    if near:
        return _apart(near)
    spoken = (claim for claim in script.coded.claims if claim.stance != "declines" and not _dead(claim, spans))
    made = [claim for claim in spoken if sentence.holds(claim.cue or claim.speaker.span)]
    if made:
        return [min(made, key=lambda claim: (claim.speaker.span.gap(spans[0]), claim.speaker.span))]
    return _apart(covering)


def _dead(claim: Claim, spans: Sequence[Span]) -> bool:
    """True when the speaker was read from the words for the harmed: those do not speak."""
    return any(claim.speaker.span.overlaps(span) for span in spans)


def _nearest(script: Script, claims: Sequence[Claim], spans: Sequence[Span]) -> list[Claim]:
    """The claims in the sentence of the words, if any is; one claim for each speaker and stance."""
    sentence = script.sentence(spans[0])
    return _apart([claim for claim in claims if sentence.holds(claim.cue or claim.speaker.span)] or claims)


def _apart(claims: Iterable[Claim]) -> list[Claim]:
    """One claim for each speaker; a stance that says more (denies, confirms, claims) before a bare "says"."""
    found: dict[Span, Claim] = {}
    for claim in claims:
        who = claim.speaker.referent or claim.speaker.span
        if who not in found or found[who].stance == "asserts":
            found[who] = claim
    return list(found.values())


def _statement(script: Script, answer: _Answer, said: _Said) -> Statement:
    return Statement(
        id="",
        question=answer.question,
        value=answer.value,
        stance=said.stance,
        voice=said.voice,
        evidence=script.evidences((*answer.spans, *said.spans)),
        card=script.card,
        denied=said.stance == "denies",
        figure=answer.figure,
        actor=answer.actor,
    )


def _joined(known: Statement, further: Statement) -> Statement:
    evidence = {e.anchor: e for e in (*known.evidence, *further.evidence)}
    return replace(known, evidence=tuple(evidence[anchor] for anchor in sorted(evidence)))


def _identified(statement: Statement) -> Statement:
    """The statement with its id: a digest of its report, question, answer, stance and the words it rests on."""
    anchors = [str(evidence.anchor) for evidence in statement.evidence]
    content = [statement.card.key, statement.question, statement.value, statement.stance, anchors]
    digest = hashlib.sha256(json.dumps(content).encode("ascii")).hexdigest()
    return replace(statement, id=f"s{digest[: ID_DIGITS - 1]}")
