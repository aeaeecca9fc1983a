"""What speaks for a candidate: each feature is one function from a scene to one number per candidate.

The first line of each docstring is what an analyst is shown as the reason. Features of `ALONE` look at the candidate
and the words around its name; those of `TOGETHER` also at what the other names of the report most likely mean, given as
a `Company`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from gesta.places.entry import ADMIN1, ADMIN2, COUNTRY, SETTLEMENTS, Entry, NameKind
from gesta.places.knowledge.tables import capitals
from gesta.resolving.places_scene import Floats, Ints, Scene

BILLION = 9.0  # log10 of the largest population that matters: keeps the feature between 0 and about 1

NEARBY_KM = 100.0
"""Distance at which the pull of another place has fallen to 1/e: about the size of a province."""

LARGE_SHARE = 0.1
"""Share of a division's people in the town of its name from which the bare name means the town: Kherson has a tenth of
its oblast, while the town of Delaware is no rival to the state."""


@dataclass(frozen=True, slots=True)
class Company:
    """A scene with the `odds` of its candidates (shares that sum to one within each name).

    `pull` tells how strongly the likeliest place of each name (a column each) draws each candidate (a row each); a name
    does not draw its own candidates.
    """

    scene: Scene
    odds: Floats
    pull: Floats


class AloneFeature(Protocol):
    """A feature of a candidate by itself; its name is that of its weight, its docstring the reason users see."""

    __name__: str

    def __call__(self, scene: Scene, /) -> Floats:
        """One number a candidate."""


class TogetherFeature(Protocol):
    """A feature of a candidate among the other names of the report."""

    __name__: str

    def __call__(self, kept: Company, /) -> Floats:
        """One number a candidate."""


def company(scene: Scene, odds: Floats) -> Company:
    """The company that the names of a scene keep at these odds."""
    best = scene.best(odds)
    pull = np.exp(-scene.distances(best) / NEARBY_KM) * odds[best]
    pull[np.arange(len(scene.group)), scene.group] = 0.0
    return Company(scene, odds, pull)


def population(scene: Scene) -> Floats:
    """how many people live there (logarithm)"""
    return np.log10([1.0 + c.entry.population for c in scene.candidates]) / BILLION


def is_country(scene: Scene) -> Floats:
    """it is a country"""
    return _marked(scene, lambda entry: entry.feature == COUNTRY)


def is_capital(scene: Scene) -> Floats:
    """it is the capital of a country"""
    seats = capitals()
    return _marked(scene, lambda entry: entry.id in seats)


def is_second_division(scene: Scene) -> Floats:
    """it is a second-order division"""
    return _marked(scene, lambda entry: entry.feature == ADMIN2)


def is_feature(scene: Scene) -> Floats:
    """it is a region, river, sea, base or the like, known from afar"""
    known = {COUNTRY, ADMIN1, ADMIN2, *SETTLEMENTS}
    return _marked(scene, lambda entry: entry.feature not in known)


def named_after_town(scene: Scene) -> Floats:
    """a large town in it bears the same name, and the report does not say "province" or the like"""
    towns: dict[tuple[int, str], int] = {}
    for group, candidate in zip(scene.group.tolist(), scene.candidates, strict=True):
        entry = candidate.entry
        if entry.feature in SETTLEMENTS and candidate.kind is NameKind.MAIN:
            for code in (entry.admin1, entry.admin2):
                towns[group, code] = max(towns.get((group, code), 0), entry.population)
    pairs = zip(scene.group.tolist(), (c.entry for c in scene.candidates), strict=True)
    large = [towns.get((g, e.code or "-"), -1) >= LARGE_SHARE * e.population for g, e in pairs]
    return np.array([float(bare and not scene.names[g].wanted) for bare, g in zip(large, scene.group, strict=True)])


def own_name(scene: Scene) -> Floats:
    """the name is its main name, not another one"""
    return np.array([float(c.kind is NameKind.MAIN) for c in scene.candidates])


def same_letters(scene: Scene) -> Floats:
    """the name is written exactly as its main name"""
    texts = [scene.names[g].text.casefold() for g in scene.group]
    return np.array([float(c.entry.name.casefold() == t) for c, t in zip(scene.candidates, texts, strict=True)])


def short_form(scene: Scene) -> Floats:
    """the words are its short form or its people's name"""
    return np.array([float(c.kind >= NameKind.DEMONYM) for c in scene.candidates])


def said_kind(scene: Scene) -> Floats:
    """the report calls it what it is (province, town, river …)"""
    pairs = zip((scene.names[g].wanted for g in scene.group), scene.candidates, strict=True)
    return np.array([(1.0 if c.entry.feature in wanted else -1.0) if wanted else 0.0 for wanted, c in pairs])


def said_within(scene: Scene) -> Floats:
    """the report says beside the name that it lies there"""
    pairs = zip((scene.names[g].bounds for g in scene.group), scene.candidates, strict=True)
    return np.array([float(bounds.holds(c.entry)) for bounds, c in pairs])


def country_named(scene: Scene) -> Floats:
    """the report names its country or people"""
    return scene.named


def at_home(scene: Scene) -> Floats:
    """it lies in the publisher's country"""
    return scene.home


def same_country(kept: Company) -> Floats:
    """other places of the report lie in the same country"""
    return _others(kept, kept.scene.country)


def same_first_division(kept: Company) -> Floats:
    """other places of the report lie in the same first-order division"""
    return _others(kept, kept.scene.first)


def same_second_division(kept: Company) -> Floats:
    """other places of the report lie in the same second-order division"""
    return _others(kept, kept.scene.second)


def near_others(kept: Company) -> Floats:
    """it lies near the other places of the report (on average)"""
    return np.asarray(kept.pull.sum(axis=1) / max(1, len(kept.scene.names) - 1))


def near_one(kept: Company) -> Floats:
    """it lies near some other place of the report"""
    return np.asarray(kept.pull.max(axis=1))


def near_neighbour(kept: Company) -> Floats:
    """it lies near the places named just before or after it"""
    return np.asarray((kept.pull * _beside(kept.scene)[kept.scene.group]).max(axis=1))


def near_dateline(kept: Company) -> Floats:
    """it lies near the place of the dateline"""
    if kept.scene.dateline is None:
        return np.zeros(len(kept.scene.candidates))
    return np.asarray(kept.pull[:, kept.scene.dateline])


ALONE: tuple[AloneFeature, ...] = (
    population,
    is_country,
    is_capital,
    is_second_division,
    is_feature,
    named_after_town,
    own_name,
    same_letters,
    short_form,
    said_kind,
    said_within,
    country_named,
    at_home,
)
TOGETHER: tuple[TogetherFeature, ...] = (
    same_country,
    same_first_division,
    same_second_division,
    near_others,
    near_one,
    near_neighbour,
    near_dateline,
)


def alone(scene: Scene) -> Floats:
    """The features that need no other name, one column each in the order of `ALONE`."""
    return np.column_stack([feature(scene) for feature in ALONE])


def together(scene: Scene, odds: Floats) -> Floats:
    """The features that look at the other names, one column each in the order of `TOGETHER`."""
    kept = company(scene, odds)
    return np.column_stack([feature(kept) for feature in TOGETHER])


def _marked(scene: Scene, holds: Callable[[Entry], bool]) -> Floats:
    return np.array([float(holds(candidate.entry)) for candidate in scene.candidates])


def _others(kept: Company, label: Ints) -> Floats:
    """The mean share that the other names give to places with the same label; 0 for the label -1."""
    scene, names, labels = kept.scene, len(kept.scene.names), int(label.max()) + 2
    weight = np.bincount(scene.group * labels + label + 1, weights=kept.odds, minlength=names * labels)
    given = weight.reshape(names, labels)
    others = given.sum(axis=0)[label + 1] - given[scene.group, label + 1]
    return np.asarray(np.where(label < 0, 0.0, others / max(1, names - 1)))


def _beside(scene: Scene) -> Floats:
    """1 for pairs of names of which a mention of one follows a mention of the other, else 0."""
    pairs = np.zeros((len(scene.names), len(scene.names)))
    pairs[scene.order[:-1], scene.order[1:]] = 1.0
    pairs[scene.order[1:], scene.order[:-1]] = 1.0
    np.fill_diagonal(pairs, 0.0)
    return pairs
