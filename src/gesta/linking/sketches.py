"""Sketches: a report in one line, from which it is told whether two reports are worth comparing at all.

In a full store any two long reports of one week share some rare word by chance. Whether they tell of a common incident
is plain from the whole of them, before any of their episodes are compared: their telling words, the names in them, the
countries, the figures, how far apart they were published. Weights are fitted by training/linking_reports.py on the
training bundles against reports of other matters moved into the same weeks (evaluation/crowding.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from gesta.lexicon import table
from gesta.linking.profile import Profile, land, profile, published_day
from gesta.linking.rarity import RAREST, rarity
from gesta.linking.words import sound, stem
from gesta.nouns.episode import Episode

# Words of a sketch: those that stand in one of thirty texts or fewer; of names, those in one of ninety.
TELLING, TELLING_NAME = 3.5, 4.5
LONGEST = 14  # letters: longer "words" are names written together, whose own words are there too
TELLING_FIGURE = 3  # from which a figure tells something: one or two died almost every day somewhere
# Log-odds from which two reports are worth comparing. Of the training reports that share a key in a crowd, 92 of 100
# that tell of a common incident are, and one in 26 of those that tell of other matters; at -3.5 it would be 96 of 100
# and one in 11.
WORTH = -2.5
# Log-odds from which it is plain that two reports have an incident in common: all their episodes of one time are then
# compared (one pair of training episodes in fifty more, hardly any by chance), and more says nothing on a pair of them.
PLAIN = 1.0
# Where a value has said all that it can: the likeness of two reports on one incident, shared figures, days.
MOST_LIKE, MOST_FIGURES, MOST_DAYS = 0.2, 3, 10
CACHED = 4096  # sketches kept in memory: those of one week come up again and again

_HERE = "gesta.linking"
_BETWEEN = "|"
_NAME, _LAND, _FIGURE, _DAY = "*@#!"  # how an entry of a sketch that is no mere word begins
_FORM = "=2"  # the first entry: another form of sketches is another number


def sketch(told: Iterable[Episode]) -> str:
    """What a report with these episodes is compared by, in one line; `related` reads it."""
    return _BETWEEN.join([_FORM, *sorted({entry for episode in told for entry in _entries(episode)})])


def version() -> str:
    """What reports are chosen by: the form of sketches and a digest of the weights."""
    fitted = table(_HERE, "sketches")
    told = [_FORM, WORTH, PLAIN, fitted["bias"], *sorted(fitted["weights"].items())]
    return f"sketches-{hashlib.sha256(repr(told).encode()).hexdigest()[:8]}"


def current(written: str | None) -> bool:
    """True for a sketch of today's form; one of another is of no use and has to be made anew."""
    return written is not None and written.partition(_BETWEEN)[0] == _FORM


def common(one: str, other: str) -> float:
    """The log-odds, by their sketches, that two reports tell of a common incident; from WORTH on they are compared."""
    return likeness(values(one, other))


def likeness(found: Mapping[str, float]) -> float:
    """The log-odds, at these values, that two reports tell of a common incident."""
    fitted = table(_HERE, "sketches")
    return float(fitted["bias"] + sum(fitted["weights"][name] * value for name, value in found.items()))


def values(one: str, other: str) -> dict[str, float]:
    """What two sketches have in common, by name of the feature."""
    left, right = _read(one), _read(other)
    return {name: value for name, feature in FEATURES.items() if (value := feature(left, right))}


@dataclass(frozen=True, slots=True)
class Sketch:
    """A sketch as read: telling words and names by their sound, the words with their rarity."""

    words: Mapping[str, float]
    length: float
    names: frozenset[str]
    lands: frozenset[str]
    figures: frozenset[str]
    day: int | None


# ---------------------------------------------------------------------------------------------------------- features


def _words(left: Sketch, right: Sketch) -> float:
    """Their telling words, the rarer the more: the cosine, 1 from MOST_LIKE on."""
    shared = sum(weight * right.words[word] for word, weight in left.words.items() if word in right.words)
    return min(1.0, shared / (left.length * right.length) / MOST_LIKE) if shared else 0.0


def _names(left: Sketch, right: Sketch) -> float:
    """Of the names of the one that has fewer, the share that the other has too."""
    fewest = min(len(left.names), len(right.names))
    return len(left.names & right.names) / fewest if fewest else 0.0


def _lands(left: Sketch, right: Sketch) -> float:
    """Of the countries in which they tell that something happened, the share that both name."""
    every = len(left.lands | right.lands)
    return len(left.lands & right.lands) / every if every else 0.0


def _figures(left: Sketch, right: Sketch) -> float:
    """Figures that both give for one outcome."""
    return min(MOST_FIGURES, len(left.figures & right.figures)) / MOST_FIGURES


def _apart(left: Sketch, right: Sketch) -> float:
    """Days between their publications, in ten."""
    if left.day is None or right.day is None:
        return 0.0
    return min(MOST_DAYS, abs(left.day - right.day)) / MOST_DAYS


FEATURES: Mapping[str, Callable[[Sketch, Sketch], float]] = {
    "words": _words, "names": _names, "lands": _lands, "figures": _figures, "apart": _apart,
}  # fmt: skip


# ------------------------------------------------------------------------------------------------ writing and reading


def _entries(episode: Episode) -> Iterator[str]:
    told = profile(episode)
    published = published_day(episode)
    yield from (word for word in _said(told) if len(word) <= LONGEST and rare(word) >= TELLING)
    yield from (f"{_NAME}{name}" for name in told.names if len(name) <= LONGEST and rare(name) >= TELLING_NAME)
    yield from (f"{_FIGURE}{outcome}:{count}" for outcome, count in told.figures if count >= TELLING_FIGURE)
    if where := land(told):
        yield f"{_LAND}{where}"
    if published:
        yield f"{_DAY}{published.toordinal()}"


def _said(told: Profile) -> frozenset[str]:
    return told.names | told.episode.marks | told.episode.beside


@lru_cache(maxsize=CACHED)
def _read(written: str) -> Sketch:
    entries = written.split(_BETWEEN)[1:]
    words: dict[str, float] = {}
    for word in (entry.lstrip(_NAME) for entry in entries if entry[:1] not in (_LAND, _FIGURE, _DAY)):
        words[heard(word)] = max(rare(word), words.get(heard(word), 0.0))
    days = [int(entry[1:]) for entry in entries if entry.startswith(_DAY)]
    return Sketch(
        words=words,
        length=sqrt(sum(weight * weight for weight in words.values())),
        names=frozenset(heard(entry[1:]) for entry in entries if entry.startswith(_NAME)),
        lands=frozenset(entry for entry in entries if entry.startswith(_LAND)),
        figures=frozenset(entry for entry in entries if entry.startswith(_FIGURE)),
        day=min(days, default=None),
    )


def heard(word: str) -> str:
    """The sound of a word whatever vowel it begins with: a name may begin with any ("Oreokfe", "Arikfe")."""
    key = sound(word)
    return key if key.startswith("=") else key[1:]


@lru_cache(maxsize=65536)
def rare(word: str) -> float:
    """How rare a word is, a name as its stem ("palestinians"), one with an article as its last part ("al assad")."""
    return min(rarity(word), rarity(stem(word)), rarity(stem(word.rpartition(" ")[2])), RAREST)
