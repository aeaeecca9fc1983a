"""The episodes of one report: all that it tells of each incident, brought together so that it stands without it.

What is chosen among the tellings of an episode is chosen by plain rules: the kind of incident that the best scored
deeds name (an assault before the harm it did), the narrowest time and the narrowest place that are told of something
that happened. What the report says otherwise stays in the statements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from gesta.lexicon import pattern, words
from gesta.linking.alike import across, mean
from gesta.linking.counting import Counted, counted
from gesta.linking.grouping import grouping
from gesta.linking.marking import marked
from gesta.linking.profile import family
from gesta.linking.reactions import Weights, with_reactions
from gesta.linking.script import Script, opened
from gesta.linking.setting import settled
from gesta.linking.statements import statements
from gesta.linking.words import name_words
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Episode, Party, PartyRole, Telling, Tie, TieType
from gesta.nouns.event import Event, Status
from gesta.nouns.referent import Gap, Place, Resolved, When
from gesta.spans import Span

# An incident told again more than this long after it happened is background: reports of the day, follow-ups and weekly
# round-ups look back less far, anniversaries and histories further.
BACKGROUND_DAYS = 45
NAMES = ("PER", "ORG", "NORP", "GPE", "LOC", "FAC")

_HERE = "gesta.linking"
_PARTIES: tuple[Literal["actor", "target", "victim"], ...] = ("actor", "target", "victim")
_UNDATED = Gap("the report states no time for it")
_UNPLACED = Gap("the report states no place for it")


def episodes(coded: Coded, weights: Weights | None = None) -> tuple[Episode, ...]:
    """One episode for each incident that the report tells, in order of first mention.

    `weights` of ties between them stand in for those that ship with Gesta: evaluation fits its own.
    """
    groups = grouping(coded)
    return with_reactions(coded, settled(groups, assembled(coded, groups.ids)), weights)


def assembled(coded: Coded, groups: Sequence[Sequence[str]]) -> tuple[Episode, ...]:
    """The episodes of groups of events, given by id; their ties are no more than the report's own links."""
    script = opened(coded)
    told = [[script.events[name] for name in group] for group in groups]
    homes = {event.id: _name(script, group) for group in told for event in group}
    counts = counted(script)
    return marked([_episode(script, group, homes, counts) for group in told])


def _name(script: Script, group: Sequence[Event]) -> str:
    """The anchor of the first trigger, written out: what an episode is known by."""
    return str(script.evidence(min(event.trigger for event in group)).anchor)


def _episode(
    script: Script, group: Sequence[Event], homes: Mapping[str, str], counts: Mapping[str, Sequence[Counted]]
) -> Episode:
    kind, mode = _kind(group)
    when = _when(script, group)
    sentences = sorted({script.sentence(event.trigger) for event in group})
    return Episode(
        id=_name(script, group),
        card=script.card,
        tellings=tuple(_telling(script, event) for event in sorted(group, key=lambda event: event.trigger)),
        type=kind,
        mode=mode,
        status=_status(group),
        aggregate=all(event.aggregate for event in group),
        background=_is_background(script, when, sentences),
        when=when,
        where=_where(script, group),
        places=_places(script, group),
        parties=tuple(_parties(script, group)),
        weapons=script.evidences(f.span for event in group for f in event.roles.get("weapon", ())),
        statements=statements(script, group, counts),
        ties=tuple(_ties(script, group, homes)),
        context=" ".join(span.of(script.text) for span in sentences),
        names=_names(script, sentences),
        place_words=_place_words(script, group),
        embedding=mean([across(event.embedding) for event in group]),
    )


def _telling(script: Script, event: Event) -> Telling:
    trigger = script.evidence(event.trigger)
    return Telling(event.id, trigger, event.type, event.mode, event.status, event.score, event.aggregate)


def _kind(group: Sequence[Event]) -> tuple[str, str | None]:
    """The type and mode that say most: of deeds before harm, those that the scores of the tellings favour together."""
    deeds = [event for event in group if event.type != "HARM"] or list(group)
    told = [event for event in deeds if event.status == "actual"] or deeds
    kind = _heaviest((event.type, event.score) for event in told)
    mode = _heaviest((event.mode, event.score) for event in told if event.type == kind and event.mode)
    return kind or told[0].type, mode


def _heaviest(weighed: Iterable[tuple[str | None, float]]) -> str | None:
    """The label with the greatest sum of weights, the first of equals; None for none."""
    sums: dict[str | None, float] = {}
    for label, weight in weighed:
        sums[label] = sums.get(label, 0.0) + weight
    return max(sums, key=lambda label: sums[label]) if sums else None


def _status(group: Sequence[Event]) -> Status:
    return "actual" if any(event.status == "actual" for event in group) else group[0].status


def _told(group: Sequence[Event]) -> Sequence[Event]:
    """The events told as having happened; all when none is."""
    return [event for event in group if event.status == "actual"] or group


def _when(script: Script, group: Sequence[Event]) -> Resolved[When] | Gap:
    """The narrowest time among the tellings; of equally narrow ones the most frequent, then the first.

    Deeds date an incident before the harm they did: people die of wounds days later.
    """
    answers = [(event, script.coded.resolution.when.get(event.id)) for event in _told(group)]
    dated = [(event, a) for event, a in answers if isinstance(a, Resolved) and a.value.start and a.value.end]
    pool = [answer for event, answer in dated if event.type != "HARM"] or [answer for _, answer in dated]
    if not pool:
        return next((answer for _, answer in answers if answer is not None), _UNDATED)
    often = Counter(_days(answer.value) for answer in pool)
    return min(pool, key=lambda a: (_length(a.value) > timedelta(days=1), -often[_days(a.value)], _length(a.value)))


def _days(when: When) -> tuple[date | None, date | None]:
    return (when.start.date() if when.start else None, when.end.date() if when.end else None)


def _length(when: When) -> timedelta:
    return when.end - when.start if when.start and when.end else timedelta.max


def _where(script: Script, group: Sequence[Event]) -> Resolved[Place] | Gap:
    """The narrowest place among the tellings; of equally narrow ones the most frequent, then the first."""
    answers = [script.coded.resolution.where.get(event.id) for event in _told(group)]
    placed = [answer for answer in answers if isinstance(answer, Resolved)]
    if not placed:
        return next((answer for answer in answers if isinstance(answer, Gap)), _UNPLACED)
    often = Counter(answer.value for answer in placed)
    return min(placed, key=lambda answer: (answer.value.precision, -often[answer.value]))


def _places(script: Script, group: Sequence[Event]) -> tuple[Resolved[Place], ...]:
    """Every place named for a telling, each once."""
    chosen = [script.coded.resolution.where.get(event.id) for event in group]
    named = [script.place(f.span) for event in group for f in event.roles.get("place", ())]
    found = [answer for answer in (*chosen, *named) if isinstance(answer, Resolved)]
    return tuple({answer.value: answer for answer in reversed(found)}.values())[::-1]


def _parties(script: Script, group: Sequence[Event]) -> Iterator[Party]:
    """Who fills the roles, each phrase once in a role, a pronoun by the phrase it stands for."""
    seen: set[tuple[PartyRole, str]] = set()
    for role, shown, spans in _fillers(script, group):
        said = " ".join(shown.of(script.text).lower().split())
        if (role, said) not in seen and said not in words("gesta.lexicon", "pronouns", "determiners"):
            seen.add((role, said))
            yield Party(role, script.evidence(shown), script.actor(*spans))


def _fillers(script: Script, group: Sequence[Event]) -> Iterator[tuple[PartyRole, Span, tuple[Span, ...]]]:
    for event in group:
        for role in _PARTIES:
            for filler in event.roles.get(role, ()):
                shown = script.named(filler)
                yield role, shown, (filler.span, shown)
        for span in event.ordered_by:
            yield "ordered_by", span, (span,)


def _ties(script: Script, group: Sequence[Event], homes: Mapping[str, str]) -> Iterator[Tie]:
    """The links that lead out of the episode to another one of the report, each kind and goal once."""
    own = homes[group[0].id]
    best: dict[tuple[TieType, str], Tie] = {}
    for kind, origin, goal, score in _links(script, group):
        home = homes.get(goal)
        if home is None or home == own:
            continue
        pair = (script.events[origin].trigger, script.events[goal].trigger)
        tie = Tie(kind, home, score, script.evidences(pair))
        if (kind, home) not in best or best[kind, home].score < score:
            best[kind, home] = tie
    yield from best.values()


def _links(script: Script, group: Sequence[Event]) -> Iterator[tuple[TieType, str, str, float]]:
    mine = {event.id for event in group}
    for link in script.coded.links:
        if link.origin in mine:
            yield link.type, link.origin, link.goal, link.score
    for event in group:
        if event.part is not None and not _both_violent(event, script.events.get(event.part)):
            yield "part", event.id, event.part, event.scores.get("part", 0.0)


def _both_violent(event: Event, whole: Event | None) -> bool:
    """True for a harm or an attack called part of another: grouping has held them to be two incidents."""
    return whole is not None and {family(e.type, e.mode) for e in (event, whole)} == {"violence"}


def _names(script: Script, sentences: Sequence[Span]) -> frozenset[str]:
    """The names in the sentences that tell it, in lower case without a possessive."""
    said = (m.span for m in script.coded.entities if m.label in NAMES and any(s.holds(m.span) for s in sentences))
    return frozenset(" ".join(span.of(script.text).lower().split()).removesuffix("'s") for span in said)


def _place_words(script: Script, group: Sequence[Event]) -> frozenset[str]:
    said = (filler.span.of(script.text) for event in group for filler in event.roles.get("place", ()))
    return frozenset(word for phrase in said for word in name_words(phrase))


def _is_background(script: Script, when: Resolved[When] | Gap, sentences: Sequence[Span]) -> bool:
    """True for an incident of long ago, by its date or by words that look back ("five years ago")."""
    published = script.coded.report.published
    if isinstance(when, Resolved) and when.value.end is not None and when.value.basis != "report":
        day = published.date() if isinstance(published, datetime) else published
        return day is not None and day - when.value.end.date() > timedelta(days=BACKGROUND_DAYS)
    backward = pattern(_HERE, "voices", "looking_back.words")
    return all(backward.search(span.of(script.text)) for span in sentences)
