"""Winners in a country of which the report says nothing: a village's namesake far away.

The gazetteer holds no more than half of the world's villages. Of one that it lacks it may hold a namesake at the other
end of the world, and as the only candidate that would win.
"""

from __future__ import annotations

from collections.abc import Sequence

from gesta.lexicon.phrases import without_determiner
from gesta.places.entry import ADMIN2, CITY_FROM, SETTLEMENTS, Entry, NameKind
from gesta.resolving.places_candidates import Name
from gesta.resolving.places_choosing import Choice
from gesta.resolving.places_context import Setting
from gesta.resolving.places_pieces import words

SURE = 0.4
"""Chance of being right below which a village stands for itself: where a report leads to no country, one that several
places share the name of is right little more often than not (the table of scores that evaluation/places.py prints)."""


def astray_among(names: Sequence[Name], chosen: Sequence[Choice | None], setting: Setting) -> frozenset[int]:
    """Which of the names (by place) have such a winner.

    A country is told of by its name, by that of its people, by the other places, by the publisher's home, or beside the
    name itself ("the Libyan town of Zaouia" is none in Algeria). Where a report leads to none at all, only a winner
    that is not sure is astray. A city is known the world over and may come up anywhere. "The North" is a part of the
    country that is spoken of: a region that happens to be called so ("North", Cameroon) is meant only there.
    """
    winners = [choice.candidate.entry if choice else None for choice in chosen]
    return frozenset(
        place for place, choice in enumerate(chosen) if choice and _is_astray(choice, names[place], winners, setting)
    )


def _is_astray(choice: Choice, name: Name, winners: Sequence[Entry | None], setting: Setting) -> bool:
    winner = choice.candidate.entry
    if without_determiner(name.text).lower() in words()["bearings"]:
        told = {*setting.named, setting.home, *name.bounds.countries}
        return told.isdisjoint(winner.countries)
    if not _is_little_known(choice) or name.bounds.holds(winner):
        return False
    others = {c for other in winners if other and other.id != winner.id for c in other.countries}
    led = {country for country in (*setting.named, setting.home, *name.bounds.countries, *others) if country}
    return not led.intersection(winner.countries) if led else choice.score < SURE


def _is_little_known(choice: Choice) -> bool:
    """True for a town or village, and for a district under another name than its own: "the Litoral prison" of an
    Ecuadorian report is not named after Littoral in Equatorial Guinea."""
    entry = choice.candidate.entry
    if entry.feature == ADMIN2:
        return choice.candidate.kind is NameKind.OTHER
    return entry.feature in SETTLEMENTS and entry.population < CITY_FROM
