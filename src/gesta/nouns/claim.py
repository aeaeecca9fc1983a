"""A claim: something put in somebody's mouth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gesta.spans import Span

Stance = Literal["asserts", "confirms", "denies", "alleges", "claims", "believes", "declines"]
STANCES: tuple[Stance, ...] = ("asserts", "confirms", "denies", "alleges", "claims", "believes", "declines")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a claim is attributed to, in the report's words.

    `referent` is the fuller phrase a pronoun or short form stands for ("he" → "Col. Idris Bako, an army spokesman").
    `role` ("spokesman"), `nationality` ("French") and `anonymous` are read from the phrase and its surroundings.
    """

    span: Span
    score: float
    referent: Span | None = None
    role: Span | None = None
    nationality: Span | None = None
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One attribution: a speaker, a stance and the ids of the events it covers (none for a bare "declined to comment").

    `cue` is None where a quotation runs on without one. `venue` is where it was said ("state television", "in a
    communiqué").
    """

    speaker: Speaker
    stance: Stance
    cue: Span | None
    events: tuple[str, ...]
    venue: Span | None = None
