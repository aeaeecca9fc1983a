"""Relations between incidents: what reports say of two of them, merged across reports, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gesta.nouns.cluster import Cluster
from gesta.nouns.episode import Episode, Evidence, Tie, TieType
from gesta.nouns.incident import Relation

Found = dict[tuple[TieType, str], list[tuple[Episode, Tie]]]


def relations(
    clusters: Sequence[tuple[str, Cluster]], episodes: Mapping[str, Episode]
) -> Mapping[str, tuple[Relation, ...]]:
    """The relations of each incident to others, by incident id: from the ties between their episodes.

    The score is the chance that at least one of the reports that say so is right; the voices are the publishers.
    """
    home = {name: key for key, cluster in clusters for name in cluster.episodes}
    found = {key: tuple(_relations(key, cluster, home, episodes)) for key, cluster in clusters}
    return {key: related for key, related in found.items() if related}


def _relations(
    key: str, cluster: Cluster, home: Mapping[str, str], episodes: Mapping[str, Episode]
) -> Iterator[Relation]:
    ties: Found = {}
    for name in sorted(cluster.episodes):
        for tie in episodes[name].ties if name in episodes else ():
            goal = home.get(tie.to)
            if goal is not None and goal != key:
                ties.setdefault((tie.type, goal), []).append((episodes[name], tie))
    for (kind, goal), told in sorted(ties.items()):
        yield Relation(kind, goal, _chance(told), _evidence(told), _voices(told))


def _chance(told: Sequence[tuple[Episode, Tie]]) -> float:
    wrong = 1.0
    for _, tie in told:
        wrong *= 1 - tie.score
    return round(1 - wrong, 4)


def _evidence(told: Sequence[tuple[Episode, Tie]]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence for _, tie in told for evidence in tie.evidence))


def _voices(told: Sequence[tuple[Episode, Tie]]) -> tuple[str, ...]:
    return tuple(sorted({episode.card.publisher for episode, _ in told if episode.card.publisher}))
