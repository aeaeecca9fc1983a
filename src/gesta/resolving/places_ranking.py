"""How likely each candidate is: a softmax over its features, then over the company the other names keep.

The weights are numbers in places_weights.toml, one for each feature of places_features.py and each of the two passes,
set by hand; evaluation/places.py says how well they do.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log

import numpy as np

from gesta.resolving.places_candidates import Candidate
from gesta.resolving.places_features import ALONE, TOGETHER, alone, together
from gesta.resolving.places_scene import Floats, Scene

ROUNDS = 2
"""Times the names look at each other: once with each alone, once more with what that made of them."""

LEAST_ODDS, MOST_ODDS = 1e-4, 1 - 1e-4
"""Odds are held within these before calibration: a lone candidate is likely, not certain."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight for each feature of the first pass and of the later ones, and the calibration of the result.

    `calibration` turns the odds of the winner into the chance that it is right: intercept, slope of the log-odds, and
    what is added for a name that was found by another spelling or by likeness only.
    """

    first: Floats
    later: Floats
    calibration: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The share of each candidate among those of its name, and the features it rests on (one row a candidate)."""

    odds: Floats
    columns: Floats


def ranked(scene: Scene, weights: Weights) -> Ranking:
    """The ranking of a scene's candidates after the names have looked at each other."""
    own = alone(scene)
    columns, odds = own, softmax(scene, own @ weights.first)
    for _ in range(ROUNDS):
        columns = np.column_stack([own, together(scene, odds)])
        odds = softmax(scene, columns @ weights.later)
    return Ranking(odds, columns)


def softmax(scene: Scene, scores: Floats) -> Floats:
    """Scores as shares that sum to one within each name."""
    return scene.shares(np.exp(scores - scores.max()) + 1e-300)


def chance(candidate: Candidate, odds: float, weights: Weights) -> float:
    """The calibrated chance (0–1) that a winner with these odds is the place meant."""
    held = min(max(odds, LEAST_ODDS), MOST_ODDS)
    intercept, slope, respelt = weights.calibration
    doubt = respelt if candidate.method in ("transliteration", "fuzzy") else 0.0
    return 1 / (1 + exp(-(intercept + slope * log(held / (1 - held)) + doubt)))


def reason(columns: Floats, pair: tuple[int, int], weights: Weights) -> str:
    """What speaks most for the first of a pair of candidates over the second, in the words of one feature."""
    winner, loser = pair
    given = (columns[winner] - columns[loser]) * weights.later
    return f"of the other: {feature_docs()[int(np.argmax(given))]}"


def feature_docs() -> tuple[str, ...]:
    """The first lines of all features' docstrings, in order."""
    return tuple((feature.__doc__ or "").splitlines()[0] for feature in (*ALONE, *TOGETHER))


@cache
def shipped_weights() -> Weights:
    """The weights of places_weights.toml."""
    return read_weights(tomllib.loads(files(__package__).joinpath("places_weights.toml").read_text("utf-8")))


def read_weights(table: Mapping[str, Mapping[str, float]]) -> Weights:
    """Weights from a table of names and numbers; KeyError when a feature has none."""
    calibration, own = table["calibration"], [f.__name__ for f in ALONE]
    return Weights(
        np.array([table["first"][name] for name in own]),
        np.array([table["later"][name] for name in (*own, *(f.__name__ for f in TOGETHER))]),
        (calibration["intercept"], calibration["slope"], calibration["respelt"]),
    )
