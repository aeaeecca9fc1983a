"""Sport, accidents and disasters: reports in which a "shot", a "battle" or an "explosion" is nobody's violence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gesta.coding.triggers import Kept
from gesta.lexicon import words

SPORT, ACCIDENT = (
    3,
    2,
)  # different words that a report needs; on the training reports this costs none of 7,795 violent events
VIOLENT = frozenset({"ASSAULT", "HARM"})

_HERE = "gesta.coding"
_WORD = re.compile(r"[a-z]+")


def without_everyday(text: str, kept: Sequence[Kept]) -> tuple[Kept, ...]:
    """The triggers to code, without violent ones where the report plainly tells of sport or of an accident.

    The guidelines take neither for an event. Such a report has several words of the one or the other and not one word
    of conflict, so that a report on an attack upon a stadium stays as it is.
    """
    if any(each.type in VIOLENT for each in kept) and is_everyday(text):
        return tuple(each for each in kept if each.type not in VIOLENT)
    return tuple(kept)


def is_everyday(text: str) -> bool:
    """True when a text has words of sport or of accidents and none of conflict."""
    said = set(_WORD.findall(text.lower()))
    if any(word.startswith(tuple(words(_HERE, "everyday", "conflict"))) for word in said):
        return False
    return _different(said, "sport") >= SPORT or _different(said, "accident") >= ACCIDENT


def _different(said: set[str], kind: str) -> int:
    """How many words of a kind the text has, in the singular or the plural."""
    return sum(1 for word in words(_HERE, "everyday", kind) if any(each.startswith(word) for each in said))
