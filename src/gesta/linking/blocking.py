"""Which reports are worth comparing, episode by episode: those of one time that share telling words.

Three steps, each cheaper than what it saves. A report has keys, each a week in which one of its incidents may have
been and something that few others of that week have: a rare name or word, a province and a kind of deed, a figure, an
actor. Reports that share a key are looked at: their sketches (sketches.py) must have enough in common, since any two
long reports share some rare word by chance. Of two such reports those episodes are compared that may have been at the
same time. All of it depends on the two reports alone and not on what else a store holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from gesta.linking.profile import CACHED, Known, Profile, land, own_days, profile, published_day
from gesta.linking.rarity import rarity
from gesta.linking.sketches import LONGEST, PLAIN, TELLING_FIGURE, WORTH, common, heard, rare, sketch
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

_BETWEEN = "|"


def block_keys(told: Iterable[Episode]) -> frozenset[str]:
    """The keys of a report with these episodes; reports that share one are looked at. Empty when nothing is telling."""
    return frozenset(key for episode in told for key in _keys(episode))


def meet(left: Episode, right: Episode, odds: float) -> bool:
    """True when two episodes may tell of what happened at one time, and share something telling.

    `odds` are the log-odds that their reports have an incident in common; where that is plain, time is enough.
    """
    one, other = _bearings(Known(left)), _bearings(Known(right))
    if one.window is None or other.window is None:
        return False
    if one.window[0] > other.window[1] or other.window[0] > one.window[1]:
        return False
    return odds >= PLAIN or not one.telling.isdisjoint(other.telling)


class Candidate(NamedTuple):
    """Two episodes that are compared, and the log-odds that their reports have an incident in common."""

    left: Episode
    right: Episode
    common: float


def pairs(told: Iterable[Episode]) -> list[Candidate]:
    """The pairs that are compared among episodes that are all in memory, in order of the reports' keys."""
    reports = by_report(told)
    sketches = {key: sketch(episodes) for key, episodes in reports.items()}
    alike = ((a, b, common(sketches[a], sketches[b])) for a, b in sharing(reports))
    return [
        Candidate(one, other, odds)
        for a, b, odds in alike
        if odds >= WORTH
        for one in reports[a]
        for other in reports[b]
        if meet(one, other, odds)
    ]


def sharing(reports: Mapping[str, Sequence[Episode]]) -> list[tuple[str, str]]:
    """The pairs of reports, all in memory, that share a key and are looked at, in order."""
    holders: dict[str, list[str]] = {}
    for key, episodes in sorted(reports.items()):
        for block in block_keys(episodes):
            holders.setdefault(block, []).append(key)
    return sorted({(a, b) for keys in holders.values() for a in keys for b in keys if a < b})


def by_report(told: Iterable[Episode]) -> dict[str, list[Episode]]:
    """The episodes of each report by its key."""
    found: dict[str, list[Episode]] = {}
    for episode in told:
        found.setdefault(episode.card.key, []).append(episode)
    return found


# -------------------------------------------------------------------------------------------------------------- keys


def _keys(episode: Episode) -> Iterator[str]:
    told = profile(episode)
    window = _window(episode)
    if window is None:
        return
    subjects = {*_facts(told), *(heard(word) for words in (told.names, episode.beside) for word in _rarest(words))}
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
    where = land(told)
    if told.place and told.place.admin:
        yield f"division:{where}:{told.place.admin[0]}:{told.family}"
    yield from (f"actor:{where}:{actor}" for actor in told.actors)
    yield from (f"figure:{outcome}:{count}" for outcome, count in told.figures if count >= TELLING_FIGURE)


def _rarest(words: frozenset[str]) -> list[str]:
    telling = (word for word in _single(words) if rare(word) >= RARE_WORD)
    return sorted(telling, key=lambda word: (-rare(word), word))[:MOST_WORDS]


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


def _single(words: frozenset[str]) -> Iterator[str]:
    """The words but for common ones written together ("unitednations"): no table knows how common they are."""
    common = {word for word in words if rare(word) < RARE_WORD}
    for word in words:
        if len(word) <= LONGEST and word[0].isalpha() and not _joined(word, common):
            yield word


def _joined(word: str, parts: set[str]) -> bool:
    """True when the word is one of the parts followed by another."""
    return any(word[:at] in parts and word[at:] in parts for at in range(2, len(word) - 1))
