"""One account of all that is told of one incident: the episodes weighed together, with every claim kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from gesta.nouns.episode import QUESTIONS, Card, Episode, Evidence, Statement
from gesta.nouns.incident import Incident, Told
from gesta.weighing import settling
from gesta.weighing.frame import Frame, moment
from gesta.weighing.grades import account, grade, scheme, status_line
from gesta.weighing.headline import headline, scene
from gesta.weighing.participants import participants
from gesta.weighing.tolls import toll_rule, tolls

ID_DIGITS = 16  # 64 bits: the incidents of a store do not meet by chance


def weigh(group: Sequence[Episode], frame: Frame | None = None) -> Incident:
    """The incident that the episodes tell of, whatever order they are given in.

    Copies are kept and listed, but decide nothing: votes, tolls, grade and status line rest on the original reports.
    Raises ValueError for no episodes, GestaError for a toll rule that does not exist.
    """
    if not group:
        raise ValueError("an incident needs at least one episode")
    frame = frame or Frame()
    told = settling.in_order(group)
    own = settling.originals(told, frame)
    statements = _statements(told)
    heard = [s for s in statements if not frame.is_copy(s.card.key)] or statements
    known = account(own, heard)
    kind, status = settling.kind(own), settling.status(own)
    when, where = settling.when(own), settling.where(own)
    parties = participants(told, statements)
    ranges = tolls(statements, _copies(statements, frame), toll_rule(frame.rule))
    cards = _cards(told)
    return Incident(
        id=incident_id(told),
        headline=headline(kind, status, parties, scene(where, when, heard), ranges, known),
        type=kind[0],
        mode=kind[1],
        status=status,
        when=when,
        where=where,
        participants=parties,
        tellings=tuple(Told(episode.card, telling) for episode in told for telling in episode.tellings),
        statements=statements,
        tolls=ranges,
        cards=cards,
        episodes=tuple(episode.id for episode in told),
        origins=len(known.origins),
        reports=len(cards),
        copies=sum(frame.is_copy(card.key) for card in cards),
        grade=grade(known),
        status_line=status_line(known),
        weapons=_weapons(told),
        attached=frame.attached,
        relations=frame.relations,
        judgements=frame.judgements,
        reviewed=frame.reviewed,
        originals={card.key: frame.originals[card.key] for card in cards if card.key in frame.originals},
        versions={**frame.versions, "tolls": frame.rule, "grades": scheme()},
    )


def incident_id(group: Iterable[Episode]) -> str:
    """The id of the incident that the episodes tell of: a digest of the earliest of them."""
    first = settling.in_order(group)[0]
    return f"i{hashlib.sha256(first.id.encode('ascii')).hexdigest()[: ID_DIGITS - 1]}"


def _statements(told: Sequence[Episode]) -> tuple[Statement, ...]:
    """Every statement, by question, then in the order of the reports."""
    by_id = {statement.id: statement for episode in told for statement in episode.statements}
    return tuple(
        sorted(by_id.values(), key=lambda s: (QUESTIONS.index(s.question), *moment(s.card), s.evidence[0].anchor))
    )


def _copies(statements: Sequence[Statement], frame: Frame) -> frozenset[str]:
    """The reports whose figures are not heard: copies, unless there is nothing but copies."""
    keys = {statement.card.key for statement in statements}
    copied = frozenset(key for key in keys if frame.is_copy(key))
    return copied if copied != keys else frozenset()


def _cards(told: Sequence[Episode]) -> tuple[Card, ...]:
    return tuple({episode.card.key: episode.card for episode in told}.values())


def _weapons(told: Sequence[Episode]) -> tuple[Evidence, ...]:
    """The weapons named, each wording once."""
    named = (weapon for episode in reversed(told) for weapon in reversed(episode.weapons))
    return tuple({" ".join(weapon.text.lower().split()): weapon for weapon in named}.values())[::-1]
