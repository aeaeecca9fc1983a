"""What one report says of one incident, as statements: one answer to one question by one voice.

The voice is that of the claim that covers the words; a figure that no claim covers has the speaker of its sentence, if
there is but one; all else is the report's own, voice None. A claim that denies makes a denied statement of each answer
that it covers. Answers of one voice that say the same are one statement with all their evidence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gesta.lexicon import words
from gesta.lexicon.phrases import is_pronoun, without_determiner
from gesta.linking.adding import sums
from gesta.linking.counting import Counted
from gesta.linking.figures import figures, is_overall
from gesta.linking.script import Script
from gesta.linking.speaking import Said, apart, figure_speakers, said_by
from gesta.linking.wording import figure_words, kind_words, place_words, time_words
from gesta.nouns.claim import Claim
from gesta.nouns.episode import Figure, Question, Statement
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
    return tuple(_identified(statement) for statement in _consistent(list(merged.values())))


def _answers(script: Script, group: Sequence[Event], counts: Mapping[str, Sequence[Counted]]) -> Iterator[_Answer]:
    """Every answer that the events of an incident give, question by question."""
    for event in group:
        yield _Answer("happened", _happened(event), (event.trigger,), event)
    for event in group:
        yield from _who(script, event)
    yield from _how_many(script, [event for event in group if not event.aggregate] or group, counts)
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


def _how_many(script: Script, group: Sequence[Event], counts: Mapping[str, Sequence[Counted]]) -> Iterator[_Answer]:
    """The figures of the events, and what one sentence adds up; what sums several incidents is no figure of one, and
    what is feared or threatened is none at all."""
    happened = [event for event in group if event.status in ("actual", "negated")]
    told = [(event, each) for event in happened for each in (*figures(script, event), *counts.get(event.id, ()))]
    told = [(event, each) for event, each in told if not is_overall(script, each[1])]
    for event, (figure, spans) in told:
        yield _Answer("how many", figure_words(figure), spans, event, figure)
    for figure, spans in sums(script, [each for _, each in told]):
        event = next(event for event, each in told if each[1][0] == spans[0])
        yield _Answer("how many", figure_words(figure), spans, event, figure)


def _where(script: Script, event: Event) -> Iterator[_Answer]:
    """The places that the words give the event; where they give none, the one that its target names."""
    fillers = event.roles.get("place", ())
    for filler in fillers:
        said = filler.span.of(script.text)
        if said.lower() not in words("gesta.lexicon", "pronouns", "nowhere"):
            yield _Answer("where", place_words(script.place(filler.span), said), (filler.span,), event)
    struck = None if fillers else script.coded.resolution.where.get(event.id)
    if isinstance(struck, Resolved):
        yield _Answer("where", place_words(struck, struck.value.name), struck.evidence, event)


def _when(script: Script, event: Event) -> Iterator[_Answer]:
    answer = script.coded.resolution.when.get(event.id)
    fillers = tuple(filler.span for filler in event.roles.get("time", ()))
    if isinstance(answer, Resolved) and (fillers or answer.value.evidence):
        yield _Answer("when", time_words(answer.value), fillers or answer.value.evidence, event)


def _speakers(script: Script, answer: _Answer) -> Iterator[Said]:
    """Whose answer it is: of the claims that cover its event, else (a figure) of the sentence, else of the report."""
    covering = [claim for claim in script.claims.get(answer.event.id, ()) if claim.stance != "declines"]
    if answer.question in CIRCUMSTANCES and covering:
        covering = [claim for claim in covering if claim.stance != "denies"]
        if not covering:
            return
    if answer.figure is not None:
        said = figure_speakers(script, answer.event, covering, answer.spans)
    else:
        said = [said_by(script, claim) for claim in _nearest(script, covering, answer.spans)]
    yield from said or [Said(None, "asserts")]


def _nearest(script: Script, claims: Sequence[Claim], spans: Sequence[Span]) -> list[Claim]:
    """The claims in the sentence of the words, if any is; one claim for each speaker and stance."""
    sentence = script.sentence(spans[0])
    return apart([claim for claim in claims if sentence.holds(claim.cue or claim.speaker.span)] or claims)


def _consistent(told: Sequence[Statement]) -> list[Statement]:
    """The statements without those by which a voice would name a doer that it denies elsewhere in the report.

    "The Front said the bombing was the work of others and denied planting the mine" covers two words for one deed, and
    only one of them in the denial. A voice that denies that somebody did it does not say that they did.
    """
    denied = {(s.value, _speaking(s)) for s in told if s.question == "who" and s.denied}
    return [s for s in told if s.question != "who" or s.denied or (s.value, _speaking(s)) not in denied]


def _speaking(statement: Statement) -> str:
    """Who speaks, by the words without determiner; "" for the report itself."""
    return without_determiner(statement.voice.words.text) if statement.voice else ""


def _statement(script: Script, answer: _Answer, said: Said) -> Statement:
    answer, said = _nobody(answer, said)
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


def _nobody(answer: _Answer, said: Said) -> tuple[_Answer, Said]:
    """Who denies that anybody was hurt says that nobody was."""
    if answer.figure is None or said.stance != "denies" or not answer.figure.as_said.casefold().startswith("any"):
        return answer, said
    figure = replace(answer.figure, low=0, high=0)
    return replace(answer, value=figure_words(figure), figure=figure), replace(said, stance="asserts")


def _joined(known: Statement, further: Statement) -> Statement:
    evidence = {e.anchor: e for e in (*known.evidence, *further.evidence)}
    return replace(known, evidence=tuple(evidence[anchor] for anchor in sorted(evidence)))


def _identified(statement: Statement) -> Statement:
    """The statement with its id: a digest of its report, question, answer, stance and the words it rests on."""
    anchors = [str(evidence.anchor) for evidence in statement.evidence]
    content = [statement.card.key, statement.question, statement.value, statement.stance, anchors]
    digest = hashlib.sha256(json.dumps(content).encode("ascii")).hexdigest()
    return replace(statement, id=f"s{digest[: ID_DIGITS - 1]}")
