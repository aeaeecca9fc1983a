"""The matcher: how likely two episodes of different reports tell of one incident, and why.

An additive model: each feature moves the log-odds by its value times its weight, so that every judgement can be read
and checked. It knows the two episodes and how alike their reports are, nothing else: the same pair is judged the same
in every store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from gesta.lexicon import table
from gesta.linking.features import FEATURES
from gesta.linking.pairing import Feature, pair
from gesta.linking.profile import profile
from gesta.nouns.episode import Episode
from gesta.nouns.judgement import Judgement, Reason, Verdict

# The calibrated score from which a pair is held to be the same, and below which it is held to be two; between them it
# is unsure. Pairs that are less likely than KEPT are not stored: they count as not judged (clusters.py), which is as
# good, and they would be most of a store. Chosen on the training bundles; a NOT of .2 gives .005 more B³ there, but
# connects ever more as a store grows.
SAME, NOT, KEPT = 0.5, 0.25, 0.1
# Reasons kept with a judgement: those that moved it most. The rest moved it by less than a tenth of a logit.
MOST_REASONS, LEAST_WEIGHT = 8, 0.1
DIGITS = 4  # of scores: finer ones differ between machines and say nothing

_HERE = "gesta.linking"


@dataclass(frozen=True, slots=True)
class Matcher:
    """Weights by the name of the feature, and a bias, in log-odds."""

    weights: Mapping[str, float]
    bias: float
    version: str

    @classmethod
    def load(cls) -> Matcher:
        """The matcher that ships with Gesta."""
        fitted = table(_HERE, "matcher")
        return cls.of(fitted["weights"], fitted["bias"])

    @classmethod
    def of(cls, weights: Mapping[str, float], bias: float) -> Matcher:
        """A matcher with these weights; its version is their digest."""
        told = ";".join(f"{name}={weights[name]}" for name in sorted(weights))
        return cls(weights, bias, f"matcher-{hashlib.sha256(f'{bias};{told}'.encode()).hexdigest()[:8]}")

    def judge(self, left: Episode, right: Episode, common: float) -> Judgement | None:
        """The judgement on two episodes, in whichever order they are given; None when plainly two incidents.

        `common` are the log-odds, by the sketches of their reports, that these have an incident in common.
        """
        values = features(left, right, common)
        score = self.score(values)
        if score < KEPT:
            return None
        by = f"model:{self.version}"
        first, second = sorted((left.id, right.id))
        return Judgement(first, second, _verdict(score), score, by, self._reasons(values))

    def score(self, values: Mapping[Feature, float]) -> float:
        """The probability of one incident at these values of the features."""
        odds = self.bias + sum(self.weights[feature.__name__] * value for feature, value in values.items())
        return round(1 / (1 + exp(-odds)), DIGITS)

    def _reasons(self, values: Mapping[Feature, float]) -> tuple[Reason, ...]:
        found = [_reason(feature, value, self.weights[feature.__name__]) for feature, value in values.items()]
        telling = [reason for reason in found if abs(reason.weight) >= LEAST_WEIGHT]
        return tuple(sorted(telling, key=lambda reason: (-abs(reason.weight), reason.feature))[:MOST_REASONS])


def features(left: Episode, right: Episode, common: float) -> dict[Feature, float]:
    """The value of each feature that has something to say, in the order of FEATURES, whichever episode comes first."""
    first, second = sorted((left, right), key=lambda episode: episode.id)
    both = pair(profile(first), profile(second), common)
    values = ((feature, feature(both)) for feature in FEATURES)
    return {feature: value for feature, value in values if value}


def _verdict(score: float) -> Verdict:
    if score >= SAME:
        return "same"
    return "unsure" if score >= NOT else "not"


def _reason(feature: Feature, value: float, weight: float) -> Reason:
    moved = value * weight
    words = (feature.__doc__ or feature.__name__).splitlines()[0]
    return Reason(feature.__name__, round(value, DIGITS), round(moved, DIGITS), words)
