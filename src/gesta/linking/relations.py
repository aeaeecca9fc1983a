"""Relations between incidents: what reports say of two of them, merged across reports, each with its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from math import prod
from statistics import median_low

from gesta.linking.profile import Days, family
from gesta.nouns.cluster import Cluster
from gesta.nouns.episode import Evidence, Tie, TieType
from gesta.nouns.incident import Relation
from gesta.nouns.outline import Outline

# The chance from which a relation is told. F1 as linked at .06, .08, .1 and .12: .346, .356, .350, .353 and .413, .417,
# .417, .412 on two sixths of the training bundles (embeddings fitted without them), .352, .364, .356, .353 on our
# seventy-two that nothing learns from.
LEAST_RELATED = 0.08
# A report's tie is shown as evidence when it is at least this sure, or the surest there is.
LEAST_SHOWN = 0.2
SURE = 0.999  # chances are kept this far from 1: one report alone settles nothing for good
DIGITS = 4

Told = tuple[Outline, Tie]
Pair = tuple[str, str]


def relations(
    clusters: Sequence[tuple[str, Cluster]], episodes: Mapping[str, Outline]
) -> Mapping[str, tuple[Relation, ...]]:
    """The relations of each incident to others, by incident id: from the ties between their episodes.

    The score is the chance that at least one of the reports that say so is right, beside the chances of what else the
    incident may answer. Of two incidents each of which might answer the other, the likelier way round is told. The
    voices are the publishers that say so.
    """
    ties = _between(clusters, episodes)
    alone = {pair: _chance(told) for pair, told in ties.items()}
    sure = _shared_out(alone)
    found: dict[str, list[Relation]] = {}
    for (origin, goal), told in sorted(ties.items()):
        score = sure[origin, goal]
        if score >= LEAST_RELATED and not _turned(alone, (origin, goal)):
            shown = _shown(told)
            found.setdefault(origin, []).append(Relation(_type(told), goal, score, _evidence(shown), _voices(shown)))
    return {origin: tuple(sorted(each, key=lambda r: (r.type, r.to))) for origin, each in found.items()}


def _between(clusters: Sequence[tuple[str, Cluster]], episodes: Mapping[str, Outline]) -> dict[Pair, list[Told]]:
    """The ties that lead from one incident to another, by both, in order of episode."""
    home = {name: key for key, cluster in clusters for name in cluster.episodes}
    told = {key: [episodes[name] for name in cluster.episodes if name in episodes] for key, cluster in clusters}
    violent = {key for key, members in told.items() if _violent(members)}
    days = {key: _days(members) for key, members in told.items()}
    found: dict[Pair, list[Told]] = {}
    for name in sorted(home):
        for tie in episodes[name].ties if name in episodes else ():
            origin, goal = home[name], home.get(tie.to, home[name])
            if goal == origin or (tie.type == "about" and origin in violent) or _before(days[origin], days[goal]):
                continue
            found.setdefault((origin, goal), []).append((episodes[name], tie))
    return found


def _violent(told: Sequence[Outline]) -> bool:
    """True for an incident mostly told as violence, which is about nothing: talks or an inquiry told with it are its
    report's mistake."""
    return 2 * sum(family(episode.type, episode.mode) == "violence" for episode in told) > len(told)


def _days(told: Sequence[Outline]) -> Days | None:
    """The first and last day of an incident that happened: the middle one of those that its episodes give; None when
    none does."""
    happened = (episode for episode in told if episode.status == "actual")
    given = [episode.days for episode in happened if episode.days is not None]
    return (median_low(first for first, _ in given), median_low(last for _, last in given)) if given else None


def _before(one: Days | None, other: Days | None) -> bool:
    """True for an incident that was over before the other began: it answers nothing that came later."""
    return one is not None and other is not None and one[1] < other[0]


def _shared_out(alone: Mapping[Pair, float]) -> dict[Pair, float]:
    """The chance of each relation beside those that its incident may have to others: an incident mostly answers one
    other, so their odds compete, as causes do within a report."""
    odds = {pair: chance / (1 - min(chance, SURE)) for pair, chance in sorted(alone.items())}
    whole: dict[str, float] = {}
    for (origin, _), each in odds.items():
        whole[origin] = whole.get(origin, 1.0) + each
    return {pair: round(each / whole[pair[0]], DIGITS) for pair, each in odds.items()}


def _turned(alone: Mapping[Pair, float], pair: Pair) -> bool:
    """True when the relation the other way round is likelier, or as likely and first by name."""
    turned = (pair[1], pair[0])
    return (-alone.get(turned, 0.0), turned) < (-alone[pair], pair)


def _chance(told: Sequence[Told]) -> float:
    """The chance that one report at least is right; the chances within an episode exclude each other and add up."""
    best: dict[str, float] = {}
    for _, ties in groupby(told, key=lambda each: each[0].id):
        same = list(ties)
        report = same[0][0].card.key
        best[report] = max(best.get(report, 0.0), min(1.0, sum(tie.score for _, tie in same)))
    return 1 - prod(1 - chance for chance in best.values())


def _type(told: Sequence[Told]) -> TieType:
    """The type that the chances favour together."""
    sums: dict[TieType, float] = {}
    for _, tie in told:
        sums[tie.type] = sums.get(tie.type, 0.0) + tie.score
    return min(sums, key=lambda kind: (-sums[kind], kind))


def _shown(told: Sequence[Told]) -> list[Told]:
    """The best tie of each report, if it is sure enough; the surest of all in any case."""
    best: dict[str, Told] = {}
    for episode, tie in told:
        if episode.card.key not in best or best[episode.card.key][1].score < tie.score:
            best[episode.card.key] = (episode, tie)
    surest = max(tie.score for _, tie in best.values())
    return [each for each in best.values() if each[1].score >= min(LEAST_SHOWN, surest)]


def _evidence(told: Sequence[Told]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence for _, tie in told for evidence in tie.evidence))


def _voices(told: Sequence[Told]) -> tuple[str, ...]:
    return tuple(sorted({episode.card.publisher for episode, _ in told if episode.card.publisher}))
