"""Which reports are worth comparing, episode by episode: those of one time that share telling words.

Three steps, each cheaper than what it saves. A report has keys, each a week in which one of its incidents may have
been and something that few others of that week have: a rare name or word, a province and a kind of deed, a figure, an
actor. Reports that share a key are looked at: their sketches, the telling words of each, must have enough in common,
since any two long reports share some rare word by chance. Of two such reports those episodes are compared that may
have been at the same time. All of it depends on the two reports alone and not on what else a store holds.

The figures are chosen on the training bundles and on generated reports as dense as 100 000 in twenty years
(evaluation/scale.py): of the pairs of episodes that are one incident .81 are compared, most others meet through a
third; keys alone would compare each report by chance with five others, sketches leave less than two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from gesta.linking.profile import CACHED, Known, Profile, own_days, profile, published_day
from gesta.linking.rarity import RAREST, rarity
from gesta.linking.words import sound, stem
from gesta.nouns.episode import Episode
from gesta.roster.folding import skeleton

BUCKET_DAYS = 7  # days that share a key
SLACK_DAYS = 1  # a night has two dates, and reports differ by one
# An undated episode is of the days before publication; follow-ups come within a week, mostly. Twice as long finds one
# pair of training episodes in fifty more, and a third more by chance.
LOOK_BACK_DAYS = 7
# A date that spans more days than this tells too little to look for others by it.
WIDEST_DAYS = 31
# Words and names from which a report is looked up: commoner ones would bring together half the store. Of two reports
# that are compared, names that are less rare will do, as there are many other words to go by.
RARE_WORD, RARE_NAME = 5.5, 4.5
MOST_WORDS = 12  # words of an episode taken as keys, the rarest first; as many of its report's other episodes
TELLING_FIGURE = 3  # from which a figure is a key: one or two died almost every day somewhere
# Words of a sketch: those that stand in one of thirty texts or fewer.
TELLING = 3.5
# Of the rarity that the poorer of two sketches holds, the share that the other must have too. Reports of one incident
# in words of their own share a tenth, mostly; two reports by chance a fiftieth.
SHARED = 0.06
LONGEST = 14  # letters: longer "words" are names written together, whose own words are there too

_BETWEEN = "|"


def block_keys(told: Iterable[Episode]) -> frozenset[str]:
    """The keys of a report with these episodes; reports that share one are looked at. Empty when nothing is telling."""
    return frozenset(key for episode in told for key in _keys(episode))


def sketch(told: Iterable[Episode]) -> str:
    """The telling words of a report with these episodes, in one line: what `related` reads."""
    return _BETWEEN.join(sorted({word for episode in told for word in _words(profile(episode), TELLING)}))


def related(one: str, other: str) -> bool:
    """True when two sketches have so much in common that their reports are worth comparing."""
    left, right = _weights(one), _weights(other)
    shared = sum(min(weight, right[word]) for word, weight in left.items() if word in right)
    return shared >= SHARED * min(sum(left.values()), sum(right.values()))


def meet(left: Episode, right: Episode) -> bool:
    """True when two episodes may tell of what happened at one time, and share something telling."""
    one, other = _bearings(Known(left)), _bearings(Known(right))
    if one.window is None or other.window is None:
        return False
    if one.window[0] > other.window[1] or other.window[0] > one.window[1]:
        return False
    return not one.telling.isdisjoint(other.telling)


def pairs(told: Iterable[Episode]) -> list[tuple[Episode, Episode]]:
    """The pairs that are compared among episodes that are all in memory, in order of the reports' keys."""
    reports: dict[str, list[Episode]] = {}
    for episode in told:
        reports.setdefault(episode.card.key, []).append(episode)
    sketches = {key: sketch(episodes) for key, episodes in reports.items()}
    holders: dict[str, list[str]] = {}
    for key, episodes in sorted(reports.items()):
        for block in block_keys(episodes):
            holders.setdefault(block, []).append(key)
    together = {(a, b) for keys in holders.values() for a in keys for b in keys if a < b}
    close = [(a, b) for a, b in sorted(together) if related(sketches[a], sketches[b])]
    return [(one, other) for a, b in close for one in reports[a] for other in reports[b] if meet(one, other)]


# -------------------------------------------------------------------------------------------------------------- keys


def _keys(episode: Episode) -> Iterator[str]:
    told = profile(episode)
    window = _window(episode)
    if window is None:
        return
    subjects = {*_facts(told), *(_heard(word) for words in (told.names, episode.beside) for word in _rarest(words))}
    for bucket in range(window[0] // BUCKET_DAYS, window[1] // BUCKET_DAYS + 1):
        yield from (f"{bucket}{_BETWEEN}{subject}" for subject in subjects)


def _window(episode: Episode) -> tuple[int, int] | None:
    """The first and last day on which the incident may have been; None when neither words nor publication tell."""
    days = own_days(episode)
    if days is None or (days[1] - days[0]).days > WIDEST_DAYS:
        published = published_day(episode)
        if published is None:
            return None
        days = (published - timedelta(days=LOOK_BACK_DAYS), published)
    return days[0].toordinal() - SLACK_DAYS, days[1].toordinal() + SLACK_DAYS


def _facts(told: Profile) -> Iterator[str]:
    """What an episode has in common with few others: a province and a kind of deed, an actor, a figure."""
    land = _land(told)
    if told.place and told.place.admin:
        yield f"division:{land}:{told.place.admin[0]}:{told.family}"
    yield from (f"actor:{land}:{actor}" for actor in told.actors)
    yield from (f"figure:{outcome}:{count}" for outcome, count in told.figures if count >= TELLING_FIGURE)


def _rarest(words: frozenset[str]) -> list[str]:
    rare = (word for word in _single(words) if _rarity(word) >= RARE_WORD)
    return sorted(rare, key=lambda word: (-_rarity(word), word))[:MOST_WORDS]


def _land(told: Profile) -> str:
    """The country that the words give it, else that of its parties when they have one country; "" when open."""
    if told.place and told.place.country:
        return told.place.country
    countries = {country for country, _ in told.codes if country}
    return countries.pop() if len(countries) == 1 else ""


@dataclass(frozen=True, slots=True)
class _Bearings:
    """When an episode may have been, first and last day; and what is telling in it or beside it in its report."""

    window: tuple[int, int] | None
    telling: frozenset[str]


@lru_cache(maxsize=CACHED)
def _bearings(known: Known) -> _Bearings:
    """Names and words go by their consonants alone."""
    told = profile(known.episode)
    names = {skeleton(name) for name in told.names if rarity(name) >= RARE_NAME}
    words = {skeleton(word) for word in known.episode.beside if rarity(word) >= RARE_WORD}
    return _Bearings(_window(known.episode), frozenset({*names, *words, *_facts(told)}))


# ------------------------------------------------------------------------------------------------------------- words


def _words(told: Profile, least: float) -> Iterator[str]:
    episode = told.episode
    said = told.names | episode.marks | episode.beside
    return (word for word in said if len(word) <= LONGEST and _rarity(word) >= least)


def _single(words: frozenset[str]) -> Iterator[str]:
    """The words but for common ones written together ("unitednations"): no table knows how common they are."""
    common = {word for word in words if _rarity(word) < RARE_WORD}
    for word in words:
        if len(word) <= LONGEST and word[0].isalpha() and not _joined(word, common):
            yield word


def _joined(word: str, parts: set[str]) -> bool:
    """True when the word is one of the parts followed by another."""
    return any(word[:at] in parts and word[at:] in parts for at in range(2, len(word) - 1))


def _heard(word: str) -> str:
    """The sound of a word whatever vowel it begins with: a name may begin with any ("Oreokfe", "Arikfe")."""
    key = sound(word)
    return key if key.startswith("=") else key[1:]


@lru_cache(maxsize=65536)
def _rarity(word: str) -> float:
    """How rare a word is, a name as its stem ("palestinians"), one with an article as its last part ("al assad")."""
    return min(rarity(word), rarity(stem(word)), rarity(stem(word.rpartition(" ")[2])), RAREST)


@lru_cache(maxsize=512)
def _weights(sketch: str) -> Mapping[str, float]:
    """The words of a sketch by their sound, with their rarity; of words of one sound that of the rarest."""
    found: dict[str, float] = {}
    for word in sketch.split(_BETWEEN) if sketch else ():
        key = _heard(word)
        found[key] = max(_rarity(word), found.get(key, 0.0))
    return found
