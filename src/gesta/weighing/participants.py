"""Who took part in an incident, by role: those that resolve to one actor are one, with all words that name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gesta.lexicon.phrases import without_determiner
from gesta.nouns.episode import Episode, Party, Statement
from gesta.nouns.incident import Participant
from gesta.nouns.referent import Resolved


def participants(group: Sequence[Episode], statements: Sequence[Statement]) -> tuple[Participant, ...]:
    """Each participant once in a role, in the order of the reports; `held_by` names the statements on who did it."""
    found: dict[tuple[str, str], list[Party]] = {}
    for episode in group:
        for party in episode.parties:
            found.setdefault((party.role, identity(party)), []).append(party)
    return tuple(_participant(parties, statements) for parties in found.values())


def identity(party: Party) -> str:
    """What makes two parties one: the id of the actor, else its name, else the words without determiner."""
    if isinstance(party.actor, Resolved):
        return party.actor.value.id or party.actor.value.name.casefold()
    return without_determiner(party.words.text)


def _participant(parties: Sequence[Party], statements: Iterable[Statement]) -> Participant:
    first = parties[0]
    best = next((party.actor for party in parties if isinstance(party.actor, Resolved)), first.actor)
    name = best.value.name if isinstance(best, Resolved) else " ".join(first.words.text.split())
    held = tuple(_held(first, parties, statements))
    return Participant(first.role, name, best, held, tuple(party.words for party in parties))


def _held(first: Party, parties: Sequence[Party], statements: Iterable[Statement]) -> Iterator[str]:
    """The ids of the statements that rest on the words of these parties."""
    if first.role != "actor":
        return
    anchors = {party.words.anchor for party in parties}
    for statement in statements:
        if statement.question == "who" and any(evidence.anchor in anchors for evidence in statement.evidence):
            yield statement.id
