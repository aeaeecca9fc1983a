"""An episode prepared for comparing: its days, place, words, figures and parties as small sets.

Only what the report says goes in; what it leaves open stays None or empty, and speaks neither for nor against.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from math import log, sqrt

from gesta.lexicon import table, words
from gesta.lexicon.phrases import head
from gesta.linking.rarity import rarity
from gesta.linking.words import content, name_words, stem, tokens
from gesta.nouns.episode import Episode, Figure, PartyRole
from gesta.nouns.referent import Place, Resolved
from gesta.nouns.toll import Outcome

Days = tuple[date, date]
Said = tuple[int | None, int | None]

RARE = 3.0  # from which a word of its own says something: it stands in one text of twenty or fewer
CACHED = 2048  # profiles kept: those of the candidates of a few reports, which come up again and again

_HERE = "gesta.linking"
_HARMED: frozenset[PartyRole] = frozenset({"target", "victim"})
_ACTING: frozenset[PartyRole] = frozenset({"actor"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text by rarity, and the length of that vector."""

    weights: Mapping[str, float]
    length: float

    @classmethod
    def of(cls, text: str) -> Words:
        """Those of a text: a word that comes again counts somewhat more."""
        weights = {word: (1 + log(n)) * rarity(word) for word, n in Counter(content(text)).items()}
        return cls(weights, sqrt(sum(weight * weight for weight in weights.values())) or 1.0)

    def likeness(self, other: Words) -> float:
        """How much the two share, 0 to 1."""
        shared = sum(weight * other.weights[word] for word, weight in self.weights.items() if word in other.weights)
        return shared / (self.length * other.length)


@dataclass(frozen=True, slots=True)
class Profile:
    """What can be compared of an episode. `days` only where words of its own date it; `published` may be unknown.

    `near` are the words of its own among those of its sentences, `near_rare` the rarer of these, `near_names` the
    names; `title` those of its report's title. `hint_days` and `hint_places` are its own, else those told last before
    it, which may hold for it too. `whole` holds figures for the whole incident by outcome, `figures` all of them, parts
    included.
    """

    episode: Episode
    days: Days | None
    published: date | None
    place: Place | None
    place_names: frozenset[str]
    names: frozenset[str]
    near: Words
    near_rare: frozenset[str]
    near_names: frozenset[str]
    title: Words
    hint_days: Days | None
    hint_places: frozenset[str]
    triggers: frozenset[str]
    family: str
    families: frozenset[str]
    means: frozenset[str]
    whole: Mapping[Outcome, frozenset[Said]]
    figures: frozenset[tuple[Outcome, int]]
    harmed: frozenset[str]
    acting: frozenset[str]
    actors: frozenset[str]
    targets: frozenset[str]
    codes: frozenset[tuple[str | None, str | None]]
    weapons: frozenset[str]


class Known:
    """An episode as a key of caches: itself and no other, as comparing all that it holds takes longer than it saves."""

    __slots__ = ("episode",)

    def __init__(self, episode: Episode) -> None:
        self.episode = episode

    def __hash__(self) -> int:
        return hash(self.episode.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Known) and self.episode is other.episode


def profile(episode: Episode) -> Profile:
    """The profile of an episode; the last few thousand are kept."""
    return _profile(Known(episode))


def family(kind: str, mode: str | None) -> str:
    """The family of a type and mode: violence, force, protest, yielding, help or talk."""
    families: Mapping[str, str] = table(_HERE, "kinds")["family"]
    return families.get(f"{kind} {mode}") or families.get(kind, "talk")


@lru_cache(maxsize=CACHED)
def _profile(known: Known) -> Profile:
    episode = known.episode
    near, setting = Words.of(episode.setting.own), episode.setting
    days = own_days(episode)
    resolved = frozenset(word for place in episode.places for word in name_words(place.value.name))
    place_names = resolved | episode.place_words
    means = words(_HERE, "kinds", "means")
    return Profile(
        episode=episode,
        days=days,
        published=published_day(episode),
        place=episode.where.value if isinstance(episode.where, Resolved) else None,
        place_names=place_names,
        names=frozenset(word for name in episode.names for word in name_words(name.title())) | place_names,
        near=near,
        near_rare=frozenset(word for word in near.weights if rarity(word) >= RARE),
        near_names=name_words(setting.own),
        title=Words.of(episode.card.title or ""),
        hint_days=days or setting.days,
        hint_places=place_names or setting.places,
        triggers=frozenset(stem(word) for telling in episode.tellings for word in tokens(telling.trigger.text)),
        family=family(episode.type, episode.mode),
        families=frozenset(family(telling.type, telling.mode) for telling in episode.tellings),
        means=frozenset(t.mode for t in episode.tellings if t.mode is not None and t.mode in means),
        whole=_whole(episode),
        figures=frozenset((f.outcome, f.low) for f in _figures(episode) if f.low),
        harmed=_heads(episode, _HARMED),
        acting=_heads(episode, _ACTING),
        actors=_ids(episode, _ACTING),
        targets=_ids(episode, _HARMED),
        codes=_codes(episode),
        weapons=frozenset(word for weapon in episode.weapons for word in content(weapon.text)),
    )


def own_days(episode: Episode) -> Days | None:
    """First and last day of the time that the episode's own words give it; None when open or known by the report."""
    if not isinstance(episode.when, Resolved) or episode.when.value.basis == "report":
        return None
    start, end = episode.when.value.start, episode.when.value.end
    return (start.date(), end.date()) if start and end else None


def published_day(episode: Episode) -> date | None:
    """The day on which its report was published; None when nobody said."""
    published = episode.card.published
    return published.date() if isinstance(published, datetime) else published


def land(told: Profile) -> str:
    """The country that the words give it, else that of its parties when they have one country; "" when open."""
    if told.place and told.place.country:
        return told.place.country
    countries = {country for country, _ in told.codes if country}
    return countries.pop() if len(countries) == 1 else ""


def _whole(episode: Episode) -> dict[Outcome, frozenset[Said]]:
    found: dict[Outcome, set[Said]] = {}
    for figure in _figures(episode):
        if not figure.part and figure.low is not None:
            found.setdefault(figure.outcome, set()).add((figure.low, figure.high))
    return {outcome: frozenset(said) for outcome, said in found.items()}


def _figures(episode: Episode) -> Iterator[Figure]:
    return (statement.figure for statement in episode.statements if statement.figure)


def _heads(episode: Episode, roles: frozenset[PartyRole]) -> frozenset[str]:
    said = (_head(party.words.text) for party in episode.parties if party.role in roles)
    return frozenset(stem(word) for word in said if word)


_head = lru_cache(maxsize=16384)(head)


def _ids(episode: Episode, roles: frozenset[PartyRole]) -> frozenset[str]:
    found = (p.actor.value.id for p in episode.parties if p.role in roles and isinstance(p.actor, Resolved))
    return frozenset(name for name in found if name)


def _codes(episode: Episode) -> frozenset[tuple[str | None, str | None]]:
    acting = (p.actor.value for p in episode.parties if p.role == "actor" and isinstance(p.actor, Resolved))
    return frozenset((actor.country, actor.sector) for actor in acting if actor.country or actor.sector)
