"""Which event answers which (`response`) and which is about which (`about`), between first mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gesta.coding.identity import Pair
from gesta.nouns.event import Link, LinkType

# Best F1 on the development reports; the network shares its belief among seven relations.
RESPONSE_FLOOR = 0.35
ABOUT_FLOOR = 0.25


def links(scored: Sequence[Pair], first: Mapping[str, str]) -> tuple[Link, ...]:
    """The links, each once with its best score, ordered as the events stand; of two that cross, the better one.

    `first` maps each event to the first mention of its happening; a happening is never linked to itself.
    """
    found: dict[tuple[LinkType, str, str], float] = {}
    for pair in scored:
        for kind, origin, goal, score in _proposed(pair):
            key = (kind, first[origin], first[goal])
            if key[1] != key[2]:
                found[key] = max(found.get(key, 0.0), score)
    kept = [Link(*key, score) for key, score in found.items() if not _crossed(found, key, score)]
    order = {event: place for place, event in enumerate(first)}
    return tuple(sorted(kept, key=lambda link: (order[link.origin], order[link.goal], link.type)))


def _proposed(pair: Pair) -> list[tuple[LinkType, str, str, float]]:
    read = pair.read
    proposed: list[tuple[LinkType, str, str, float]] = []
    if read.response >= RESPONSE_FLOOR:
        proposed.append(("response", pair.later, pair.earlier, read.response))
    if read.response_back >= RESPONSE_FLOOR:
        proposed.append(("response", pair.earlier, pair.later, read.response_back))
    if read.about >= ABOUT_FLOOR:
        proposed.append(("about", pair.later, pair.earlier, read.about))
    if read.about_back >= ABOUT_FLOOR:
        proposed.append(("about", pair.earlier, pair.later, read.about_back))
    return proposed


def _crossed(found: Mapping[tuple[LinkType, str, str], float], key: tuple[LinkType, str, str], score: float) -> bool:
    """True when the link the other way round is better, or equal and stands first."""
    kind, origin, goal = key
    back = found.get((kind, goal, origin))
    return back is not None and (back > score or (back == score and (goal, origin) < (origin, goal)))
