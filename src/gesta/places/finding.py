"""What the gazetteer holds under a name, in the order an analyst wants to see it."""

from __future__ import annotations

from dataclasses import dataclass

from gesta.places.entry import Entry, Hit
from gesta.places.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Found:
    """An entry under a name, the way it was found, and its place line."""

    entry: Entry
    how: str
    line: str


def find(name: str, gazetteer: Gazetteer, most: int = 20) -> list[Found]:
    """The places of a name, most populous first: by the name itself, else by its other spellings."""
    hits, how = gazetteer.named(name), "name"
    if not hits:
        hits, how = gazetteer.spelt_like(name), "spelling"
    return [Found(hit.entry, how, place_line(hit.entry, gazetteer)) for hit in sorted(hits, key=_rank)[:most]]


def place_line(entry: Entry, gazetteer: Gazetteer) -> str:
    """A place in one line: "Lashkar Gah, Helmand, Afghanistan · city"."""
    chain = [name for name in reversed(gazetteer.chain(entry)) if name != entry.name]
    countries = [country.name for code in entry.countries if (country := gazetteer.country(code))]
    parts = [entry.name, *chain, *(name for name in countries if name != entry.name)]
    return f"{', '.join(parts)} · {entry.feature}"


def _rank(hit: Hit) -> tuple[int, str]:
    return -hit.entry.population, hit.entry.id
