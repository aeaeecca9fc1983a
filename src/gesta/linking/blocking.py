"""Which episodes are worth comparing: those that share a key of time and something telling.

A key depends on the one episode alone. Each joins a week with something that few other incidents of that week share: a
rare name, a province and a kind of deed, a figure, an actor. So a new report is compared with its likes and not with
the whole store. The figures are chosen on the training bundles: of the pairs of episodes that are one incident .82
share a key, most others meet through a third; shorter stretches need twice the keys and find no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from gesta.linking.profile import Profile, profile
from gesta.linking.rarity import rarity
from gesta.nouns.episode import Episode
from gesta.roster.folding import skeleton

BUCKET_DAYS = 7  # days that share a key
SLACK_DAYS = 1  # a night has two dates, and reports differ by one
# An undated episode of an incident of the days before publication; follow-ups come within two weeks, mostly.
LOOK_BACK_DAYS = 14
# A date that spans more days than this tells too little to look for others by it.
WIDEST_DAYS = 31
# Names are keys when rare: the names of countries and capitals would bring together half the store.
RARE_NAME = 4.5
MOST_NAMES = 24  # names taken as keys, the rarest first; as many of the report's other episodes
# Words of the report's other episodes from which an episode is looked up too: "the attack" is told where the place is
# not named again. So rare a stem is a name, or as telling as one.
RARE_WORD = 5.5
TELLING_FIGURE = 3  # from which a figure is a key: one or two died almost every day somewhere


def block_keys(episode: Episode) -> frozenset[str]:
    """The keys of an episode; two episodes are compared when they share one. Empty when nothing telling is said."""
    told = profile(episode)
    subjects = set(_subjects(told))
    return frozenset(f"{bucket}|{subject}" for bucket in _buckets(told) for subject in subjects)


def _buckets(told: Profile) -> Iterator[int]:
    """The weeks in which the incident may have been."""
    days = told.days
    if days is None or (days[1] - days[0]).days > WIDEST_DAYS:
        if told.published is None:
            return
        days = (told.published - timedelta(days=LOOK_BACK_DAYS), told.published)
    first, last = (_bucket(days[0] - timedelta(days=SLACK_DAYS)), _bucket(days[1] + timedelta(days=SLACK_DAYS)))
    yield from range(first, last + 1)


def _bucket(day: date) -> int:
    return day.toordinal() // BUCKET_DAYS


def _subjects(told: Profile) -> Iterator[str]:
    yield from (f"name:{skeleton(name)}" for name in _rarest(told.names, RARE_NAME))
    yield from (f"name:{skeleton(word)}" for word in _rarest(told.episode.beside, RARE_WORD))
    land = _land(told)
    if told.place and told.place.admin:
        yield f"division:{land}:{told.place.admin[0]}:{told.family}"
    yield from (f"actor:{land}:{actor}" for actor in told.actors)
    yield from (f"figure:{outcome}:{count}" for outcome, count in told.figures if count >= TELLING_FIGURE)


def _rarest(words: frozenset[str], least: float) -> list[str]:
    rare = (word for word in words if rarity(word) >= least)
    return sorted(rare, key=lambda word: (-rarity(word), word))[:MOST_NAMES]


def _land(told: Profile) -> str:
    """The country that the words give it, else that of its parties when they have one country; "" when open."""
    if told.place and told.place.country:
        return told.place.country
    countries = {country for country, _ in told.codes if country}
    return countries.pop() if len(countries) == 1 else ""
