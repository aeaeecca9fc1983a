"""The likeliest place of each name, how sure that is, why, and what else was considered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gesta.nouns.referent import Alternative
from gesta.places.entry import COUNTRY, Entry
from gesta.places.geometry import distance_km
from gesta.resolving.places_candidates import Candidate, Name
from gesta.resolving.places_context import Setting
from gesta.resolving.places_ranking import Ranking, Weights, chance, ranked, reason
from gesta.resolving.places_scene import Scene, scene

SAME_SPOT_KM = 40.0
"""Two entries this near each other are one place in the news: a town and its municipality, an old name and a new."""

CONSIDERED = 4
"""Alternatives kept with a place: a longer list helps no analyst."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The winner for one name, its calibrated score, and what else was considered.

    The score is the chance that this is the spot: a town does not lose by the province of its name around it.
    """

    candidate: Candidate
    score: float
    considered: tuple[Alternative, ...]


def choices(names: Sequence[Name], setting: Setting, weights: Weights) -> list[Choice | None]:
    """The winner of each name, in order; None for a name without candidates."""
    if not any(name.candidates for name in names):
        return [None] * len(names)
    stage = scene(names, setting)
    ranking = ranked(stage, weights)
    winners = iter(stage.best(ranking.odds).tolist())
    return [_choice(stage, ranking, next(winners), weights) if name.candidates else None for name in names]


def told(entry: Entry) -> str:
    """An entry in a few words: name, country, kind ("Paris, USA · town")."""
    return f"{', '.join((entry.name, *entry.countries[:1]))} · {entry.feature}"


def _choice(stage: Scene, ranking: Ranking, index: int, weights: Weights) -> Choice:
    winner, odds = stage.candidates[index], ranking.odds
    rivals = [i for i in np.flatnonzero(stage.group == stage.group[index]).tolist() if i != index]
    rivals.sort(key=lambda i: (-odds[i], i))
    behind = tuple(
        Alternative(told(stage.candidates[i].entry), float(odds[i]), reason(ranking.columns, (index, i), weights))
        for i in rivals[:CONSIDERED]
    )
    spot = float(odds[index]) + sum(float(odds[i]) for i in rivals if _one_spot(winner, stage.candidates[i]))
    return Choice(winner, chance(winner, spot, weights), behind)


def _one_spot(one: Candidate, other: Candidate) -> bool:
    a, b = one.entry, other.entry
    if COUNTRY in (a.feature, b.feature):
        return False
    if a.within(b) or b.within(a):
        return True
    points = [(e.latitude, e.longitude) for e in (a, b) if e.latitude is not None and e.longitude is not None]
    return len(points) == 2 and distance_km(*points) <= SAME_SPOT_KM
