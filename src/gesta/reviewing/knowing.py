"""Places and actors by the name that a person types, in the shape of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from gesta.nouns.referent import Actor, Resolved
from gesta.nouns.referring import actor_object, place_object
from gesta.places.entry import Entry
from gesta.places.finding import find, place_line
from gesta.places.gazetteer import Gazetteer
from gesta.places.opening import open_gazetteer
from gesta.resolving.places_placing import place_of
from gesta.roster import load

TYPED = "typed"
MOST = 9
"""Referents of one name that are offered: one key each."""

Object = dict[str, Any]
Choice = tuple[str, Object]
"""A referent in a line of words, and as the contract's object."""


class Knows(Protocol):
    """Whatever knows referents by name: the gazetteer and the roster, or a stand-in for them."""

    def places(self, name: str) -> list[Choice]:
        """The places of that name or id, the most populous first."""

    def actors(self, name: str) -> list[Choice]:
        """The actors of that name or id, best first."""


@dataclass
class Knowledge:
    """The gazetteer and the roster, opened when first asked."""

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return open_gazetteer()

    def places(self, name: str) -> list[Choice]:
        """The places of that name or id, the most populous first."""
        exact = self._gazetteer.entry(name)
        if exact is not None:
            return [self._place(exact)]
        return [self._place(found.entry) for found in find(name, self._gazetteer, MOST)]

    def actors(self, name: str) -> list[Choice]:
        """The actors of that name or id, best first."""
        exact = load().get(name)
        entries = [exact] if exact else [match.entry for match in load().find(name)[:MOST]]
        found = [Actor(e.id, e.name, e.kind, e.country or None, e.sector or None) for e in entries]
        return [(_line(actor), actor_object(Resolved(actor, 1.0, TYPED, ()))) for actor in found]

    def _place(self, entry: Entry) -> Choice:
        place = place_of(entry, self._gazetteer)
        return place_line(entry, self._gazetteer), place_object(Resolved(place, 1.0, TYPED, ()))


def _line(actor: Actor) -> str:
    codes = " ".join(code for code in (actor.country, actor.sector) if code)
    return f"{actor.name} · {codes or actor.kind} · {actor.id}"
