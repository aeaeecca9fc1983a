"""The marks of an episode: the words that set it apart from the other episodes of its report.

"Gashing", "herders", "hotel" tell which of a report's incidents is meant; "Plateau State", in all of them, does not.
What marks the other episodes speaks against one that shares it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from gesta.linking.rarity import rarity
from gesta.linking.words import content, name_words
from gesta.nouns.episode import Episode

# Of the other episodes of a report, how many may hold a word that still marks one: news comes back to its main words.
MOST_OTHERS = 0.34
# Words more common than this mark nothing: "people", "say", "government" stand in every tenth text or more.
LEAST_RARITY = 2.3
# Marks kept for an episode and for those beside it, the rarest first: a long round-up would fill the store with words.
MOST_MARKS = 60


def marked(episodes: Sequence[Episode]) -> tuple[Episode, ...]:
    """The episodes of one report with their `marks`, and `beside`: the marks of the others that they do not hold."""
    held = [_words(episode) for episode in episodes]
    often = Counter(word for words in held for word in words)
    limit = MOST_OTHERS * (len(episodes) - 1)
    own = [frozenset(word for word in words if often[word] - 1 <= limit) for words in held]
    return tuple(
        replace(episode, marks=_rarest(own[place]), beside=_rarest(_others(own, place) - held[place]))
        for place, episode in enumerate(episodes)
    )


def _words(episode: Episode) -> frozenset[str]:
    """Stems and names of the sentences that tell it, common ones left out."""
    said = {*content(episode.context), *_names(episode)}
    return frozenset(word for word in said if rarity(word) >= LEAST_RARITY)


def _names(episode: Episode) -> frozenset[str]:
    return frozenset(word for name in episode.names for word in name_words(name.title()))


def _others(own: Sequence[frozenset[str]], place: int) -> frozenset[str]:
    return frozenset().union(*(words for other, words in enumerate(own) if other != place))


def _rarest(words: frozenset[str]) -> frozenset[str]:
    return frozenset(sorted(words, key=lambda word: (-rarity(word), word))[:MOST_MARKS])
