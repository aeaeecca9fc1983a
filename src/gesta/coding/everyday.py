"""Sport, accidents, deaths in bed: reports in which a "shot", a "battle" or an "explosion" is nobody's violence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gesta.coding.triggers import Kept
from gesta.lexicon import words

SPORT, ACCIDENT = 3, 2  # different words that a report needs; on the training reports this costs none of 7,795 events
LEAST_WORDS = 25  # in a shorter text a conflict may be told without one plain word for it
SURE = 0.95  # of a trigger in such a report: of the events below it on plain news, two in three were false
VIOLENT = frozenset({"ASSAULT", "HARM"})

_HERE = "gesta.coding"
_WORD = re.compile(r"[a-z]+")


def without_everyday(text: str, kept: Sequence[Kept]) -> tuple[Kept, ...]:
    """The triggers to code, without violent ones where the report does not tell of violence.

    The guidelines take neither sport nor accidents for events. A report with not one word of conflict keeps a violent
    event only when the network is sure of it and somebody is said to have done it; when it also plainly tells of sport
    or of an accident, it keeps none. Only 20 of the 7,795 violent events of the training reports stand in reports
    without such a word. Short texts stay as they were read.
    """
    violent = [each for each in kept if each.type in VIOLENT]
    sure = [each for each in violent if each.scores["trigger"] >= SURE]
    if not violent or len(_WORD.findall(text.lower())) < LEAST_WORDS or speaks_of_conflict(text):
        return tuple(kept)
    done = [] if is_everyday(text) else [each for each in sure if _has_actor(each)]
    attacked = any(each.type == "ASSAULT" for each in done)
    return tuple(k for k in kept if k.type not in VIOLENT or k in done or (attacked and k in sure))


def speaks_of_conflict(text: str) -> bool:
    """True when a text has a word of conflict."""
    beginnings, whole = tuple(words(_HERE, "everyday", "conflict")), words(_HERE, "everyday", "conflict_whole")
    return any(word in whole or word.startswith(beginnings) for word in _said(text))


def is_everyday(text: str) -> bool:
    """True when a text has several words of sport or of accidents."""
    said = _said(text)
    return _different(said, "sport") >= SPORT or _different(said, "accident") >= ACCIDENT


def _has_actor(kept: Kept) -> bool:
    return any(mention.label == "actor" for mention in kept.read.roles)


def _said(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _different(said: set[str], kind: str) -> int:
    """How many words of a kind the text has, whatever their endings."""
    return sum(1 for word in words(_HERE, "everyday", kind) if any(each.startswith(word) for each in said))
