"""Whom a headline names as those it befell, and in which words: the party that tells a reader most.

Words that name nobody, count only what the toll counts, or are those of whoever is said to have done it are passed
over; nothing is put in their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from gesta.lexicon import pattern, words
from gesta.lexicon.numbers import figure
from gesta.lexicon.phrases import head, is_collective, is_people, is_pronoun, without_determiner
from gesta.nouns.incident import Participant
from gesta.nouns.referent import Resolved
from gesta.places.knowledge.tables import countries
from gesta.weighing.wording import is_mere_count, lowered, whole, without_owner

LONGEST = 60  # characters of a party's words that a headline shows
_HERE = "gesta.weighing"


def befallen(parties: Sequence[Participant], noun: str, costed: bool) -> Participant | None:
    """The target or victim that a headline names after `noun`; None where none of them tells anything.

    `costed` is true when the headline gives a toll: then words that only count people say nothing more. A clash is
    with those on the other side, not with those it killed or a passer-by whom it struck.
    """
    roles = ("target",) if noun in words(_HERE, "headlines", "mutual.nouns") else ("target", "victim")
    told = [p for role in roles for p in parties if p.role == role and tells(p.evidence[0].text, costed)]
    if noun in words(_HERE, "headlines", "fought.nouns"):
        told = [p for p in told if _is_side(p)]
    return max(told, key=lambda p: (not _leans(p), p.role == "target", len(p.evidence)), default=None)


def shown(party: Participant) -> str:
    """The party in the report's words, as they stand within a line."""
    return lowered(without_owner(whole(party.evidence[0].text)))


def same(one: Participant, other: Participant) -> bool:
    """True when two participants are one, by who they are or by the words."""
    known = [p.actor.value.id for p in (one, other) if isinstance(p.actor, Resolved) and p.actor.value.id]
    if len(known) == 2:
        return known[0] == known[1]
    return without_determiner(one.evidence[0].text) == without_determiner(other.evidence[0].text)


def tells(said: str, costed: bool = False) -> bool:
    """False for words that name nobody, nobody ("no civilian"), a mere number, or too much to read at a glance."""
    if is_pronoun(said) or len(said) > LONGEST or said.lower().startswith("no "):
        return False
    counted = figure(said)
    if counted is not None and not said[counted.end :].strip():
        return False
    if said.casefold() in _demonyms() or pattern(_HERE, "headlines", "tellings.words", r"^(?:{})$").search(said):
        return False
    return not (costed and is_mere_count(said))


def _is_side(party: Participant) -> bool:
    """False for words for one person or thing, and for things that are counted; whoever is known by name is a side."""
    said = party.evidence[0].text
    noun = head(said)
    if said.split()[0].lower() in ("a", "an", "one"):
        return is_collective(noun)
    return figure(said) is None or is_people(noun) or is_collective(noun)


def _leans(party: Participant) -> bool:
    """True for words that lean on others: "their vehicle", "the community"."""
    return party.evidence[0].text.split()[0].lower() in words(_HERE, "headlines", "leaning.words")


@cache
def _demonyms() -> frozenset[str]:
    """Words for the people of a country in the singular, which alone are half a phrase: "Malian"."""
    named = (name.casefold() for row in countries().values() for name in row.demonyms)
    return frozenset(name for name in named if not name.endswith("s") or name.endswith("ss"))
