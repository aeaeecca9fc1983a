"""Why an event should be looked at: what the machine was unsure of when it read it, as figures and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gesta.nouns.episode import Anchor, Telling
from gesta.nouns.incident import Incident, TollRange
from gesta.nouns.referent import Actor, Gap, Place, Resolved, When
from gesta.nouns.toll import Outcome
from gesta.reviewing.tasks import EventTask, weight

Answer = Resolved[Actor] | Resolved[Place] | Resolved[When] | Gap

LEAST = 0.05
"""Doubt below which nobody is asked: 19 of 20 such readings are right even by the network's own score."""

RIVAL = 0.5
"""A referent with a rival of equal score is half in doubt: one of the two is right."""

GAP = 0.3
"""Doubt of a gap: reports often do not say, so a missing place is mostly right."""

OPEN_TOLL = 0.3
"""Doubt of a toll that its reports give differently by the half: mostly the count rose, sometimes one was misread."""


BESIDE = 200
"""Letters between a trigger and the words of its parties: about a sentence."""

MOST_REASONS = 4
"""Reasons told with a task, the weightiest first."""

Doubt = tuple[float, str]


def event_tasks(incidents: Iterable[Incident]) -> Iterator[EventTask]:
    """Each telling of each incident that leaves a doubt, with what hangs on it."""
    for incident in incidents:
        shared = list(_of_incident(incident))
        for told in incident.tellings:
            doubts = [_of_telling(told.telling), *_of_parties(incident, told.telling.trigger.anchor), *shared]
            grave = sorted({doubt for doubt in doubts if doubt[0] >= LEAST}, key=lambda doubt: (-doubt[0], doubt[1]))
            if grave:
                why = tuple(words for _, words in grave[:MOST_REASONS])
                yield EventTask(str(told.telling.trigger.anchor), grave[0][0], weight(incident), why)


def _of_telling(telling: Telling) -> Doubt:
    """How unsure the network was of the event."""
    kind = f"{telling.type}.{telling.mode}" if telling.mode else telling.type
    return 1 - telling.score, f"read as {kind} with the score {telling.score:.2f}"


def _of_incident(incident: Incident) -> Iterator[Doubt]:
    """What is unsure of the incident as a whole: where, when, how many."""
    yield from _of_answer("the place", incident.where)
    yield from _of_answer("the date", incident.when)
    for outcome, toll in incident.tolls.items():
        yield from _of_toll(outcome, toll)


def _of_parties(incident: Incident, trigger: Anchor) -> Iterator[Doubt]:
    """What is unsure of those who are named beside one trigger."""
    for participant in incident.participants:
        named = next((e.text for e in participant.evidence if _beside(e.anchor, trigger)), None)
        if named is not None and isinstance(participant.actor, Resolved):
            yield from _of_answer(f"“{' '.join(named.split())}”", participant.actor)


def _beside(one: Anchor, trigger: Anchor) -> bool:
    return one.report == trigger.report and abs(one.span.start - trigger.span.start) <= BESIDE


def _of_answer(what: str, answer: Answer) -> Iterator[Doubt]:
    """A gap, a low score, or a rival that was hardly worse."""
    if isinstance(answer, Gap):
        yield GAP, f"{what} is not known: {answer.reason}"
        return
    yield (1 - answer.score) / 2, f"{what} was chosen with the score {answer.score:.2f}"
    for rival in answer.considered[:1]:
        close = min(1.0, rival.score / answer.score) if answer.score else 1.0
        yield RIVAL * close, f"{what} may be {rival.name} ({rival.reason})"


def _of_toll(outcome: Outcome, toll: TollRange) -> Iterator[Doubt]:
    """Figures that differ, by how much."""
    if toll.low is not None and toll.high is not None and toll.high > toll.low:
        spread = (toll.high - toll.low) / toll.high
        yield OPEN_TOLL * spread, f"{outcome}: the reports give from {toll.low} to {toll.high}"
