"""What the words of one report denote, by span and by event: a value of its own, so that nothing is edited later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from gesta.nouns.referent import Actor, Gap, Place, Resolved, When
from gesta.spans import Span

K = TypeVar("K")
V = TypeVar("V")


def _nothing() -> Mapping[K, V]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Resolution:
    """The referents of a report's words. A span that was not asked about is in no mapping.

    `actors`: role fillers, speakers and named persons, bodies and peoples. `places`: place fillers and named places.
    `times`: time fillers and time mentions. `when` and `where` date and place each event, by its id.
    """

    actors: Mapping[Span, Resolved[Actor] | Gap] = field(default_factory=_nothing)
    places: Mapping[Span, Resolved[Place] | Gap] = field(default_factory=_nothing)
    times: Mapping[Span, Resolved[When] | Gap] = field(default_factory=_nothing)
    when: Mapping[str, Resolved[When] | Gap] = field(default_factory=_nothing)
    where: Mapping[str, Resolved[Place] | Gap] = field(default_factory=_nothing)
