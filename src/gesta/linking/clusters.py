"""Which episodes are one incident, derived from the judgements on pairs of them.

Clusters are joined best first, by the mean log-odds between their members and those of the best pair: a bare telling
meets the one telling that it resembles, yet a chain of doubtful pairs joins nothing. What a report holds apart counts:
its episodes speak against each other as grouping weighed them; whoever resembles another incident of that report more
is less likely to be this one; and clusters that reports hold to be two are never joined, nor those whose dated or
placed members mostly contradict each other. A person's word comes first: "same" joins whatever models say, "not" keeps
two apart for good. Nothing depends on the order in which things came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from math import log

from gesta.linking.connecting import connecting
from gesta.linking.features_ground import NEAR_KM
from gesta.linking.matcher import NOT
from gesta.nouns.cluster import Attachment, Cluster
from gesta.nouns.episode import Anchor
from gesta.nouns.judgement import Judgement
from gesta.nouns.outline import Outline
from gesta.places.geometry import distance_km

VERSION = "clusters-6"
"""What episodes are joined by, with `connecting` and `relations`: to be counted up whenever the same judgements give
other incidents, so that stores are linked anew."""

# Log-odds from which two clusters are joined, and the share of the best pair in them: a lower JOIN gives more recall
# and merges more neighbouring incidents. How it, HELD_APART and the JOIN_FLOOR of grouping were chosen is told under
# "How well it does" in docs/linking.md.
JOIN = -1.4
BEST_SHARE = 0.3
# What a pair counts that nobody judged: not worth keeping, or no key in common.
UNJUDGED = -2.0
# What a pair of one report counts where grouping did not weigh it: a report that tells an incident in two is rare.
ONE_REPORT = -2.0
# Of the log-odds by which another episode of the same report is more like it, how much speaks against a pair; only
# episodes that grouping holds apart by so much compete.
RIVALRY = 0.5
RIVAL_KIN = -1.2
# The log-odds from which another episode is a rival; fainter likenesses are those of chance.
RIVALS = log(NOT / (1 - NOT))
SURE = 0.001  # scores are kept this far from 0 and 1: a certain model would outvote all others
# Log-odds of the episodes of one report in two clusters, by grouping, summed over the reports that tell both (each
# looked for itself), below which the clusters are never joined.
HELD_APART = -4.0
CONTRADICTED = 0.5  # share of pairs with known days (or places) that must agree for two clusters to be joined
DAYS_APART = 1  # reports of one incident differ by a night

_SUM = "it sums several incidents up, this one among them"
_BACK = "it looks back on this incident"


def clusters(episodes: Mapping[str, Outline], judgements: Iterable[Judgement]) -> tuple[Cluster, ...]:
    """The clusters of the episodes, each episode in one, by first id; sums and looks back are attached where they fit.

    `judgements` are those that count, on these episodes. On a set of whole components it gives what it gives on each.
    """
    verdicts = _verdicts(episodes, judgements)
    single = sorted(name for name, episode in episodes.items() if not (episode.aggregate or _leans(episode)))
    kin = {name: dict(episode.kin) for name, episode in episodes.items()}
    groups = _joined(_Ground(episodes, verdicts, kin), single)
    leaning = sorted(set(episodes) - set(single))
    return _attached(episodes, groups, leaning, verdicts)


@dataclass(frozen=True, slots=True)
class _Verdicts:
    """The log-odds of judged pairs, those that connect, and the pairs that people joined or parted."""

    odds: Mapping[tuple[str, str], float]
    connecting: frozenset[tuple[str, str]]
    joined: frozenset[tuple[str, str]]
    parted: frozenset[tuple[str, str]]

    def score(self, one: str, other: str) -> float | None:
        """The log-odds of a pair, None when nobody judged it."""
        return self.odds.get((one, other) if one < other else (other, one))


@dataclass(frozen=True, slots=True)
class _Ground:
    """The episodes and verdicts, and for each episode how those of its report stand to it."""

    episodes: Mapping[str, Outline]
    verdicts: _Verdicts
    kin: Mapping[str, Mapping[str, float]]
    known: dict[tuple[str, str], float] = field(default_factory=dict)

    def odds(self, one: str, other: str) -> float:
        """The log-odds of a pair: as judged, less what rivals take away; of one report; or not judged."""
        pair = _ordered(one, other)
        if pair not in self.known:
            self.known[pair] = self._odds(*pair)
        return self.known[pair]

    def _odds(self, one: str, other: str) -> float:
        if (score := self.verdicts.score(one, other)) is not None:
            return score - RIVALRY * max(self._excess(one, other, score), self._excess(other, one, score))
        if self.episodes[one].card.key == self.episodes[other].card.key:
            return self.kin[one].get(other, ONE_REPORT)
        return UNJUDGED

    def _excess(self, one: str, other: str, score: float) -> float:
        """By how much the rival that `one` is most like, among the episodes told beside `other`, is more like it."""
        rivals = (name for name, kin in self.kin[other].items() if kin < RIVAL_KIN)
        likest = max((s for name in rivals if (s := self.verdicts.score(one, name)) is not None), default=score)
        return likest - score if likest >= RIVALS else 0.0


def _verdicts(episodes: Mapping[str, Outline], judgements: Iterable[Judgement]) -> _Verdicts:
    odds: dict[tuple[str, str], float] = {}
    people: dict[tuple[str, str], tuple[str, str, str]] = {}
    given = list(judgements)
    for judgement in given:
        if not judgement.personal:
            score = min(max(judgement.score, SURE), 1 - SURE)
            odds[_ordered(judgement.left, judgement.right)] = log(score / (1 - score))
        elif (ends := _meant(episodes, judgement)) is not None and judgement.verdict != "unsure":
            made = judgement.made.isoformat() if judgement.made else ""
            people[ends] = max(people.get(ends, ("", "", "")), (made, judgement.by, judgement.verdict))
    said = {verdict: frozenset(p for p, word in people.items() if word[2] == verdict) for verdict in ("same", "not")}
    connected = frozenset(_ordered(judgement.left, judgement.right) for judgement in connecting(given))
    return _Verdicts(odds, connected, said["same"], said["not"])


def _meant(episodes: Mapping[str, Outline], judgement: Judgement) -> tuple[str, str] | None:
    """The episodes that the anchors of a person's judgement lie in; None when one is gone or both are in one."""
    one, other = (_holding(episodes, Anchor.parse(end)) for end in (judgement.left, judgement.right))
    return _ordered(one, other) if one and other and one != other else None


def _holding(episodes: Mapping[str, Outline], anchor: Anchor) -> str | None:
    held = (e for e in episodes.values() if e.card.key == anchor.report)
    tells = (e.id for e in held if any(span.overlaps(anchor.span) for span in e.spans))
    return min(tells, default=None)


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _leans(episode: Outline) -> bool:
    """True for a look back without a date of its own: it can only lean on what is told elsewhere."""
    return episode.background and episode.days is None


# ---------------------------------------------------------------------------------------------------------- joining


def _joined(ground: _Ground, names: Sequence[str]) -> list[tuple[str, ...]]:
    """The groups, joined best first while the log-odds between two reach JOIN."""
    groups: dict[str, tuple[str, ...]] = _people_first(ground, names)
    home = {name: key for key, group in groups.items() for name in group}
    links = _links(ground, home)
    heap = [(-_likeness(ground, groups[a], groups[b]), a, b) for a, near in links.items() for b in near if a < b]
    heapify(heap)
    while heap and -heap[0][0] >= JOIN:
        _, one, other = heappop(heap)
        if one in groups and other in groups and not _vetoed(ground, groups[one], groups[other]):
            merged = tuple(sorted((*groups.pop(one), *groups.pop(other))))
            key = f"{merged[0]}+{len(merged)}"
            near = {each for each in (*links.pop(one), *links.pop(other)) if each in groups}
            groups[key], links[key] = merged, near
            for each in sorted(near):
                links[each].add(key)
                heappush(heap, (-_likeness(ground, merged, groups[each]), *_ordered(key, each)))
    return sorted(groups.values())


def _people_first(ground: _Ground, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Groups of one, but for those that people joined; a pair that people parted is not joined by a chain of others."""
    groups: dict[str, tuple[str, ...]] = {name: (name,) for name in names}
    home = {name: name for name in names}
    for one, other in sorted(ground.verdicts.joined):
        a, b = home.get(one), home.get(other)
        if a and b and a != b and not _parted(ground, groups[a], groups[b]):
            groups[a] = tuple(sorted((*groups[a], *groups.pop(b))))
            home |= dict.fromkeys(groups[a], a)
    return groups


def _links(ground: _Ground, home: Mapping[str, str]) -> dict[str, set[str]]:
    """For each group, those with which some pair connects it."""
    links: dict[str, set[str]] = {key: set() for key in home.values()}
    for one, other in ground.verdicts.connecting:
        if one in home and other in home and home[one] != home[other]:
            links[home[one]].add(home[other])
            links[home[other]].add(home[one])
    return links


def _likeness(ground: _Ground, one: Sequence[str], other: Sequence[str]) -> float:
    """The log-odds between two groups, rounded so that the order of adding up does not matter."""
    odds = [ground.odds(a, b) for a in one for b in other]
    return round(BEST_SHARE * max(odds) + (1 - BEST_SHARE) * sum(odds) / len(odds), 9)


def _vetoed(ground: _Ground, one: Sequence[str], other: Sequence[str]) -> bool:
    """True when people or reports part them, or their known days or places mostly contradict each other."""
    pairs = [(ground.episodes[a], ground.episodes[b]) for a in one for b in other]
    days = [verdict for a, b in pairs if (verdict := _days_apart(a, b)) is not None]
    places = [verdict for a, b in pairs if (verdict := _places_apart(a, b)) is not None]
    return _parted(ground, one, other) or _mostly(days) or _mostly(places) or _held_apart(ground, one, other)


def _held_apart(ground: _Ground, one: Sequence[str], other: Sequence[str]) -> bool:
    """True when reports that tell of both have them as two: one of them plainly, or several together."""
    kin: dict[str, list[float]] = {}
    for a in one:
        for b in other:
            if b in ground.kin[a]:
                kin.setdefault(ground.episodes[a].card.key, []).append(ground.kin[a][b])
    said = round(sum(sum(odds) / len(odds) for _, odds in sorted(kin.items())), 6)
    return said < HELD_APART


def _mostly(verdicts: Sequence[bool]) -> bool:
    return bool(verdicts) and sum(verdicts) > CONTRADICTED * len(verdicts)


def _parted(ground: _Ground, one: Sequence[str], other: Sequence[str]) -> bool:
    return any(_ordered(a, b) in ground.verdicts.parted for a in one for b in other)


def _days_apart(a: Outline, b: Outline) -> bool | None:
    if a.days is None or b.days is None:
        return None
    return max((a.days[0] - b.days[1]).days, (b.days[0] - a.days[1]).days) > DAYS_APART


def _places_apart(a: Outline, b: Outline) -> bool | None:
    """True for two points further apart than their radii and a town's surroundings allow, or for two countries."""
    one, other = a.place, b.place
    if one is None or other is None:
        return None
    if one.country and other.country and one.country != other.country:
        return True
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    reach = max(NEAR_KM, (one.radius_km or 0) + (other.radius_km or 0))
    return distance_km((one.latitude, one.longitude), (other.latitude, other.longitude)) > reach


# -------------------------------------------------------------------------------------------------------- attaching


def _attached(
    episodes: Mapping[str, Outline],
    groups: Sequence[tuple[str, ...]],
    leaning: Sequence[str],
    verdicts: _Verdicts,
) -> tuple[Cluster, ...]:
    found: dict[tuple[str, ...], list[Attachment]] = {group: [] for group in groups}
    alone: list[Cluster] = []
    for name in leaning:
        fitting = list(_fitting(name, groups, verdicts))
        for group, score in fitting:
            found[group].append(Attachment(name, _SUM if episodes[name].aggregate else _BACK, score))
        if not fitting and not episodes[name].aggregate:
            alone.append(Cluster((name,)))
    return tuple(sorted([*(Cluster(g, tuple(a)) for g, a in found.items()), *alone], key=lambda c: c.episodes))


def _fitting(
    name: str, groups: Sequence[tuple[str, ...]], verdicts: _Verdicts
) -> Iterator[tuple[tuple[str, ...], float]]:
    """The groups that a sum or a look back covers, with the chance of its best pair in each."""
    for group in groups:
        pairs = [pair for member in group if (pair := _ordered(name, member)) in verdicts.connecting]
        if pairs:
            yield group, max(verdicts.odds[pair] for pair in pairs)
