"""Derives the incidents that a change may touch, and only those: whole components, from the judgements on them.

Whatever the order in which reports came, the same judgements and the same episodes give the same incidents: a
component is closed over the judgements that join and over the incidents that stood before, then clustered as a whole.
All that is done on outlines. Episodes are read, and incidents weighed, only where what they follow from has changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gesta.linking.clusters import clusters
from gesta.linking.connecting import DOUBTFUL, connecting
from gesta.linking.relations import relations
from gesta.nouns.cluster import Cluster, Held, Roots
from gesta.nouns.incident import Incident, Relation
from gesta.nouns.judgement import Judgement
from gesta.nouns.outline import Outline
from gesta.store import View
from gesta.weighing.frame import Frame
from gesta.weighing.incidents import incident_id, weigh
from gesta.weighing.roots import roots
from gesta.workspace import judged
from gesta.workspace.correcting import standing
from gesta.workspace.settings import Settings
from gesta.workspace.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Regrouping:
    """What to change: incidents that are no more (with what took their place) and those that are new or different,
    with what these follow from."""

    gone: tuple[str, ...]
    new: tuple[Incident, ...]
    superseded: Mapping[str, str | None]
    roots: Mapping[str, Roots]


@dataclass(frozen=True, slots=True)
class Ground:
    """What incidents are derived from: what is stored, judgements not yet stored, and what is settled elsewhere.

    `anew` are the keys of reports linked anew: what the store holds of a model's judgements on them is outdated.
    `originals` are those of the reports whose original has just changed, by key; None where there is none any more.
    """

    shelf: Shelf
    settings: Settings
    fresh: Sequence[Judgement] = ()
    anew: frozenset[str] = frozenset()
    originals: Mapping[str, str | None] = field(default_factory=dict)
    _fresh: Mapping[str, Sequence[Judgement]] = field(init=False)
    _personal: Sequence[Judgement] = field(init=False)

    def __post_init__(self) -> None:
        on_incidents = [judgement for judgement in self.fresh if judgement.matter == "incident"]
        object.__setattr__(self, "_fresh", _by_end(j for j in on_incidents if not j.personal))
        object.__setattr__(self, "_personal", [j for j in on_incidents if j.personal])

    @property
    def view(self) -> View:
        """The store's view."""
        return self.shelf.view

    def judgements(self, episodes: Mapping[str, Outline]) -> list[Judgement]:
        """The judgements that touch the episodes, without reasons; `counting` says which of them count."""
        stored = (j for j in self.shelf.judgements(episodes.values()) if not self._outdated(j))
        fresh = {id(j): j for end in episodes for j in self._fresh.get(end, ())}.values()
        anchored = (j for j in self._personal if judged.ends(j, episodes))
        return [*stored, *fresh, *anchored]

    def counting(self, judgements: Iterable[Judgement]) -> list[Judgement]:
        """Those of the judgements that count."""
        return judged.counting(judgements, self.settings.models)

    def _outdated(self, judgement: Judgement) -> bool:
        return not judgement.personal and bool(judged.reports_of([judgement.left, judgement.right]) & self.anew)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What is there: the clusters found by the id of their incident; `old` the incidents that stood there before,
    `near` those tied to what was found, `far` those tied to the near ones; the outlines of all, and the judgements on
    the clusters found."""

    found: Mapping[str, Cluster]
    old: Mapping[str, Held]
    near: Mapping[str, Held]
    far: Mapping[str, Held]
    outlines: Mapping[str, Outline]
    counting: Sequence[Judgement]

    def clusters(self) -> list[tuple[str, Cluster]]:
        """All clusters by id; those around keep the episodes that they have."""
        around = {key: Cluster(held.episodes, ()) for key, held in {**self.near, **self.far}.items()}
        return sorted({**around, **self.found}.items())


def regrouped(ground: Ground, touched: Collection[str]) -> Regrouping:
    """What changes among the incidents when the episodes `touched` (ids, old or new) have changed."""
    members, old, heard = _component(ground, touched)
    counting = ground.counting(heard)
    made = clusters(members, counting)
    found = {incident_id([members[e] for e in cluster.episodes]): cluster for cluster in made}
    near = _neighbours(ground.shelf, members, set(old))
    far = _neighbours(ground.shelf, _told(ground.shelf, near), {*old, *near})
    outlines = {**members, **_told(ground.shelf, near), **_told(ground.shelf, far)}
    return _changes(ground, _Scene(found, old, near, far, outlines, counting), touched)


def _by_end(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """The judgements by each of the episodes that they are on."""
    found: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        for end in (judgement.left, judgement.right):
            found.setdefault(end, []).append(judgement)
    return found


# ------------------------------------------------------------------------------------------------------- what is there


def _component(ground: Ground, touched: Collection[str]) -> tuple[dict[str, Outline], dict[str, Held], list[Judgement]]:
    """The episodes that the touched ones are joined to, directly or not; the incidents that hold any of them; and the
    judgements that touch them."""
    light = ground.shelf.light
    members: dict[str, Outline] = {}
    old: dict[str, Held] = {}
    heard: dict[int, Judgement] = {}
    asked: set[str] = set()
    front = set(touched)
    while front:
        asked |= front
        fresh = ground.shelf.outlines(front)
        held = light.held(sorted(light.holders(sorted(front)) - old.keys()))
        touching = ground.judgements(fresh)
        members |= fresh
        old |= held
        heard |= {id(judgement): judgement for judgement in touching}
        front = {
            *_joined(ground, fresh, touching),
            *(e for i in held.values() for e in (*i.episodes, *i.attached)),
        } - asked
    return members, old, list(heard.values())


def _joined(ground: Ground, front: Mapping[str, Outline], judgements: Sequence[Judgement]) -> Iterator[str]:
    """The ids of the episodes that the judgements on `front` connect it with; of people's judgements both ends."""
    counting = ground.counting(judgements)
    likely = [judgement for judgement in counting if not judgement.personal and judgement.score >= DOUBTFUL]
    others = ground.shelf.outlines({end for j in likely for end in (j.left, j.right)} - front.keys())
    for judgement in connecting(ground.counting([*judgements, *ground.judgements(others)])):
        if judgement.left in front or judgement.right in front:
            yield from (judgement.left, judgement.right)
    anchors = [anchor for judgement in counting if judgement.personal for anchor in (judgement.left, judgement.right)]
    told = ground.shelf.outlines_of(judged.reports_of(anchors)) if anchors else {}
    yield from (found for anchor in anchors if (found := judged.meant(anchor, told.values())))


def _neighbours(shelf: Shelf, episodes: Mapping[str, Outline], known: Collection[str]) -> dict[str, Held]:
    """The incidents told of in the same reports that are tied to the episodes, or to which these are tied."""
    beside = shelf.outlines_of({episode.card.key for episode in episodes.values()})
    tied = {tie.to for episode in episodes.values() for tie in episode.ties}
    tied |= {other.id for other in beside.values() if any(tie.to in episodes for tie in other.ties)}
    wanted = set(shelf.view.incident_of(sorted(tied - set(episodes))).values()) - set(known)
    return shelf.light.held(sorted(wanted))


def _told(shelf: Shelf, incidents: Mapping[str, Held]) -> dict[str, Outline]:
    return shelf.outlines({e for held in incidents.values() for e in (*held.episodes, *held.attached)})


# ------------------------------------------------------------------------------------------------------- what follows


def _changes(ground: Ground, scene: _Scene, touched: Collection[str]) -> Regrouping:
    """What differs from what stood before; what follows from the same as before is left alone."""
    related = relations(scene.clusters(), scene.outlines)
    frames = dict(_frames(ground, scene, related))
    before = ground.shelf.light.roots(sorted({*scene.found, *scene.near}))
    now = {key: roots(scene.found[key].episodes, frame) for key, frame in frames.items()}
    now |= {
        key: replace(before[key], related=roots((), Frame(relations=related.get(key, ()))).related)
        for key in scene.near
    }
    anew = {key for key, cluster in scene.found.items() if not set(touched).isdisjoint(cluster.episodes)}
    changed = [key for key in sorted(now) if key in anew or before.get(key) != now[key]]
    stood = ground.view.incidents_by_id(changed)
    weighed = _weighed(ground.shelf, scene, {key: frame for key, frame in frames.items() if key in changed})
    renewed = (replace(stood[key], relations=related.get(key, ())) for key in changed if key in scene.near)
    made = {incident.id: incident for incident in (*weighed, *renewed)}
    new = {key: made[key] for key in changed if before.get(key) != now[key] or _differs(made[key], stood[key])}
    gone = tuple(sorted(set(scene.old) - set(scene.found)))
    return Regrouping(gone, tuple(new.values()), _heirs(scene, gone), {key: now[key] for key in new})


def _frames(ground: Ground, scene: _Scene, related: Mapping[str, tuple[Relation, ...]]) -> Iterator[tuple[str, Frame]]:
    """What surrounds each incident found, by its id."""
    origins, reviewed, holding = _originals(ground, scene), _reviewers(ground, scene), _holding(scene)
    for key, cluster in scene.found.items():
        reports = {scene.outlines[e].card.key for e in cluster.episodes}
        yield (
            key,
            Frame(
                originals={report: origins[report] for report in sorted(reports & origins.keys())},
                rule=ground.settings.rule,
                relations=related.get(key, ()),
                judgements=tuple(holding.get(key, ())),
                attached=tuple(sorted(attachment.episode for attachment in cluster.attached)),
                reviewed=max((reviewed[e] for e in cluster.episodes if e in reviewed), default=("", None))[1],
                versions=ground.settings.versions,
            ),
        )


def _weighed(shelf: Shelf, scene: _Scene, frames: Mapping[str, Frame]) -> Iterator[Incident]:
    """The incidents of these frames, weighed."""
    whole = shelf.episodes({e for key in frames for e in scene.found[key].episodes})
    yield from (weigh([whole[e] for e in scene.found[key].episodes], frame) for key, frame in frames.items())


def _originals(ground: Ground, scene: _Scene) -> dict[str, str]:
    """What the reports of the clusters found are copies of, the changes of this moment included."""
    keys = {scene.outlines[e].card.key for cluster in scene.found.values() for e in cluster.episodes}
    known: dict[str, str | None] = {**ground.view.originals(sorted(keys)), **ground.originals}
    return {key: original for key, original in sorted(known.items()) if original is not None and key in keys}


def _holding(scene: _Scene) -> dict[str, list[str]]:
    """For each cluster the ids of the judgements among its episodes, for whoever asks why it is held to be one."""
    home = {e: key for key, cluster in scene.found.items() for e in cluster.episodes}
    inside = {key: {e: scene.outlines[e] for e in cluster.episodes} for key, cluster in scene.found.items()}
    found: dict[str, list[str]] = {}
    for judgement in scene.counting:
        if not judgement.personal:
            here = home.get(judgement.left)
            keys = [here] if here is not None and here == home.get(judgement.right) else []
        else:
            keys = [key for key, episodes in inside.items() if len(set(judged.ends(judgement, episodes))) == 2]
        for key in keys:
            found.setdefault(key, []).append(judgement.id)
    return found


def _reviewers(ground: Ground, scene: _Scene) -> dict[str, tuple[str, str]]:
    """Who last reviewed each episode, by a judgement or a correction: the moment and the name."""
    found: dict[str, tuple[str, str]] = {}
    members = {e: scene.outlines[e] for cluster in scene.found.values() for e in cluster.episodes}
    for judgement in (j for j in scene.counting if j.personal and j.made):
        word = (judgement.made.isoformat() if judgement.made else "", judgement.by.removeprefix("person:"))
        found |= {e: max(word, found.get(e, word)) for e in judged.ends(judgement, members)}
    for correction in standing(ground.view.corrections(sorted({e.card.key for e in members.values()}))):
        word = (correction.made.isoformat(), correction.by)
        if (e := judged.meant(correction.anchor, members.values())) is not None:
            found[e] = max(word, found.get(e, word))
    return found


def _differs(one: Incident, other: Incident) -> bool:
    """True when they differ in anything but the moment of their last change."""
    return replace(one, changed=None) != replace(other, changed=None)


def _heirs(scene: _Scene, gone: Iterable[str]) -> dict[str, str | None]:
    """What takes the place of each incident that is no more."""
    home = {episode: key for key, cluster in scene.found.items() for episode in cluster.episodes}
    return {key: _heir(scene.old[key], home) for key in gone}


def _heir(held: Held, home: Mapping[str, str]) -> str | None:
    """The incident that most of its episodes belong to now, the first by id of equals; None when none is left."""
    counts = Counter(home[episode] for episode in held.episodes if episode in home)
    return min(counts, key=lambda key: (-counts[key], key), default=None)
