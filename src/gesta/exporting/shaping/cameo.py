"""CAMEO as several shapes need it: actor codes, scores of codes, and the dyads of an incident."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from gesta.exporting.shaping.choosing import Scene
from gesta.exporting.shaping.sides import actor_of
from gesta.nouns.incident import Participant
from gesta.ontologies.codes.tables import sector, state
from gesta.ontologies.crosswalk import Code, load

# PLOVER's codes of bodies beyond states that CAMEO has as actor types; UNO is a known group of type IGO there.
INTERNATIONAL = frozenset({"IGO", "NGO", "IMG", "MNC"})
UNITED_NATIONS = "UNO"
VISIT, HOSTED = "042", "043"  # make a visit, host a visit: one meeting, seen from either side


@dataclass(frozen=True, slots=True)
class ActorCode:
    """The parts of a CAMEO actor code, each empty when not known."""

    country: str = ""
    group: str = ""
    type: str = ""

    def __str__(self) -> str:
        """The code in one piece: "NERREB", "IGOUNO"."""
        return self.type + self.group if self.group else self.country + self.type


@dataclass(frozen=True, slots=True)
class Dyad:
    """One acting and one struck participant, either None where nobody is named, and the code of what was done."""

    left: Participant | None
    right: Participant | None
    code: Code


def actor_code(participant: Participant | None) -> ActorCode:
    """The CAMEO code of a participant; all parts are empty for None and for those not resolved."""
    actor = actor_of(participant) if participant is not None else None
    if actor is None:
        return ActorCode()
    if actor.country == UNITED_NATIONS:
        return ActorCode(group=UNITED_NATIONS, type="IGO")
    if actor.country in INTERNATIONAL:
        return ActorCode(type=actor.country or "")
    return ActorCode(country=state(actor.country).cameo, type=sector(actor.sector).cameo)


def dyads(known: Scene) -> Iterator[Dyad]:
    """Each pair of somebody acting and somebody struck; a visit also the other way round, as hosted."""
    for left, right in product(known.sides.first or (None,), known.sides.second or (None,)):
        yield Dyad(left, right, known.code)
        if known.code.code == VISIT and left is not None and right is not None:
            yield Dyad(right, left, load("cameo").codes[HOSTED])


def root(code: Code) -> Code:
    """The root of a CAMEO code; a root is its own."""
    return code if code.group is None else load("cameo").codes[code.group]


def goldstein(code: Code) -> float | None:
    """The Goldstein score of a code; where the published list has none, that of the code above it."""
    above = (code.code[:length] for length in range(len(code.code), 1, -1))
    scores = (load("cameo").codes[one].score for one in above if one in load("cameo").codes)
    return next((score for score in scores if score is not None), None)


def base(code: Code) -> str:
    """The first three digits of a code, GDELT's EventBaseCode."""
    return code.code[:3]


def quad(code: Code) -> str:
    """GDELT's quad class of a CAMEO code, from its root: 1 and 2 cooperation, 3 and 4 conflict, in words and deeds."""
    steps = (("1", "05"), ("2", "08"), ("3", "13"))
    return next((number for number, last in steps if root(code).code <= last), "4")
