"""Ties between the episodes of one report: what answers which, and what is said or done about which.

For each episode that may be a reaction, the others that may be its cause compete with each other and with none: a
conditional logit over the features of reaction_features.py and the kinds of both, so that the chances of all causes and
of none sum to 1. Violence is tied to violence only where words or the network give a reason. Ties are kept from a low
chance on; relations.py brings the reports together and decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

from gesta.lexicon import table, words
from gesta.linking.reaction_features import FEATURES, against_culprits, doers, linked, read
from gesta.linking.reaction_page import Bond, Page, Side, laid_out
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Anchor, Episode, Evidence, Tie, TieType
from gesta.spans import Span

# The chance from which a tie is kept: a tenth in each of four reports is a third.
LEAST_CHANCE = 0.05
# What the network must make of two violent deeds that no words tie, to look at them at all: at 0 twice as many are
# weighed, and a tenth more of the relations told are wrong; at .15 F1 is .003 less.
LEAST_READ = 0.05
# The score of the report's own link from which it makes a part, whatever the kind.
SURE_LINK = 0.6
# What may be tied: the content of a threat, a wish or a denial is no incident.
HAPPENS = ("actual", "future")
DIGITS = 4

_HERE = "gesta.linking"


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each feature, each kind of reaction and each kind of cause speaks for a relation, in log-odds against
    none."""

    features: Mapping[str, float]
    kinds: Mapping[str, float]
    causes: Mapping[str, float]

    @classmethod
    def load(cls) -> Weights:
        """Those that ship with Gesta."""
        fitted = table(_HERE, "reacting")
        return cls(fitted["features"], fitted["kinds"], fitted["causes"])

    def odds(self, bond: Bond) -> float:
        """The log-odds of the bond against no relation at all."""
        moved = sum(self.features[feature.__name__] * feature(bond) for feature in FEATURES)
        kinds = self.kinds.get(reacting_kind(bond.effect), 0.0), self.causes.get(reacting_kind(bond.cause), 0.0)
        return sum(kinds) + moved


def with_reactions(coded: Coded, episodes: Sequence[Episode], weights: Weights | None = None) -> tuple[Episode, ...]:
    """The episodes with their ties weighed: those of the report's links and those that other words make likely."""
    weights = weights or Weights.load()
    page = laid_out(coded, episodes)
    return tuple(replace(side.episode, ties=_ties(page, side, weights)) for side in page.sides)


def bonds(page: Page, effect: Side) -> list[Bond]:
    """The bonds of an episode to all that may be its cause; none for a sum, nor for or to what did not happen."""
    if effect.episode.aggregate or effect.episode.status not in HAPPENS:
        return []
    pairs = (Bond(page, effect, cause) for cause in page.sides if cause is not effect and _in_time(effect, cause))
    return [bond for bond in pairs if linked(bond) or likely(bond)]


def likely(bond: Bond) -> bool:
    """True for two that may be cause and effect though the report makes no link between them."""
    effect, cause = bond.effect, bond.cause
    if not cause.may_cause or (cause.episode.background and not effect.episode.background):
        return False
    if effect.violent:
        return _cue(bond) is not None or read(bond) > LEAST_READ or bool(against_culprits(bond) or doers(bond))
    return effect.kind != cause.kind


def chances(found: Sequence[Bond], weights: Weights) -> list[float]:
    """The chance of each bond, all of them and none together being certain."""
    odds = [weights.odds(bond) for bond in found]
    top = max([0.0, *odds])
    shares = [exp(each - top) for each in odds]
    whole = sum(shares) + exp(-top)
    return [share / whole for share in shares]


def reacting_kind(side: Side) -> str:
    """The kind of an episode, all violence being one."""
    return "violence" if side.violent else side.kind


def _in_time(effect: Side, cause: Side) -> bool:
    """True for a cause that happens, and is not newer than what looks back on an old incident."""
    return cause.episode.status in HAPPENS and (cause.episode.background or not effect.episode.background)


def _ties(page: Page, effect: Side, weights: Weights) -> tuple[Tie, ...]:
    found = bonds(page, effect)
    return tuple(
        Tie(_type(bond), bond.cause.episode.id, round(chance, DIGITS), _evidence(bond))
        for bond, chance in zip(found, chances(found, weights), strict=True)
        if chance >= LEAST_CHANCE
    )


def _type(bond: Bond) -> TieType:
    """The relation: that of the kind of reaction, or "part" where the report's own link is sure of it.

    A deed that the report calls part of one telling of an operation is part of its other tellings too. Whether a
    report's link says "response" or "about" tells less than the kind does.
    """
    effect = bond.effect
    sure = [tie for tie in effect.episode.ties if tie.score >= SURE_LINK]
    own = [tie for tie in sure if tie.to == bond.cause.episode.id]
    parts = any(tie.type == "part" for tie in (own if effect.violent else sure))
    if parts and effect.kind in words(_HERE, "reactions", "roles.parts"):
        return "part"
    of_kinds: Mapping[str, TieType] = table(_HERE, "reactions")["ties"]
    return of_kinds[reacting_kind(effect)]


def _evidence(bond: Bond) -> tuple[Evidence, ...]:
    """The words of answering, if any, and the two triggers told nearest each other."""
    told = ((one.gap(other), one, other) for one in bond.effect.spans for other in bond.cause.spans)
    cue = _cue(bond)
    spans = {*min(told)[1:], *([cue] if cue else [])}
    return tuple(_words(bond.page, span) for span in sorted(spans))


def _cue(bond: Bond) -> Span | None:
    """The words that tie the two, if any. "Over" and "for" show nothing and are left out."""
    ahead = (("answer", bond.leads), ("after", bond.leads))
    asked = (*ahead, ("back", bond.pointing), ("later", bond.pointing), ("led", bond.onward))
    return next((span for key, places in asked if (span := bond.cue(key, places)) is not None), None)


def _words(page: Page, span: Span) -> Evidence:
    report = page.coded.report
    return Evidence(Anchor(report.key, span), span.of(page.text))
