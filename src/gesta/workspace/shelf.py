"""What is at hand while one batch is linked, so that nothing is read from the store twice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from gesta.linking.connecting import DOUBTFUL
from gesta.linking.outlines import outline
from gesta.nouns.episode import Anchor, Episode
from gesta.nouns.judgement import Judgement
from gesta.nouns.outline import Outline
from gesta.spans import Span
from gesta.store import OutlineView, View

T = TypeVar("T", Episode, Outline)


# Reports whose episodes are kept from batch to batch: more than those of a week that a batch is compared with, mostly.
KEPT_REPORTS = 256


@dataclass(slots=True)
class Recent:
    """The episodes of the reports last read, from one batch to the next.

    News comes in order of time, and each batch is compared with much the same reports as the one before. Whatever
    somebody else changed between two batches makes all that is kept doubtful: then it is read again.
    """

    view: View
    _told: dict[str, dict[str, Episode]] = field(default_factory=dict)
    _seen: int | None = None

    def begin(self) -> None:
        """To be called at the beginning of a transaction."""
        if self._seen != OutlineView.of(self.view).changes():
            self._told.clear()

    def end(self, changes: int) -> None:
        """To be called at the end of a transaction, with the number of its last change; only the latest are kept."""
        self._told = dict(list(self._told.items())[-KEPT_REPORTS:])
        self._seen = changes

    def put(self, key: str, told: Iterable[Episode]) -> None:
        """Keeps the episodes of a report."""
        self._told.pop(key, None)
        self._told[key] = {episode.id: episode for episode in told}

    def read_of(self, keys: Iterable[str]) -> dict[str, Episode]:
        """The episodes of reports, by id."""
        asked = list(keys)
        missing = [key for key in asked if key not in self._told]
        found: dict[str, list[Episode]] = {key: [] for key in missing}
        for episode in (self.view.episodes_of(missing) if missing else {}).values():
            found[episode.card.key].append(episode)
        for key in asked:
            self.put(key, found[key] if key in found else self._told[key].values())
        return {name: episode for key in asked for name, episode in self._told[key].items()}


@dataclass(slots=True)
class Shelf:
    """Reads through a view and keeps what it read; made for one batch and thrown away with it, so memory stays flat.

    What the batch itself writes changes none of it, so nothing on the shelf can be outdated.
    """

    view: View
    recent: Recent
    _whole: _Kept[Episode] = field(init=False)
    _light: _Kept[Outline] = field(init=False)
    _heard: set[str] = field(default_factory=set)
    _models: dict[str, list[Judgement]] = field(default_factory=dict)
    _people: dict[str, list[tuple[Span, Judgement]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._whole = _Kept(self.view.episodes, self.recent.read_of)
        self._light = _Kept(self.light.outlines, self.light.outlines_of)

    @property
    def light(self) -> OutlineView:
        """The view of what is light."""
        return OutlineView.of(self.view)

    def put(self, key: str, told: Collection[Episode]) -> None:
        """Keeps the episodes of a report that were had otherwise."""
        self.recent.put(key, told)
        self._whole.put(key, told)
        self._light.put(key, [outline(episode) for episode in told])

    def episodes(self, ids: Collection[str]) -> dict[str, Episode]:
        """Those of the episodes that are there, by id."""
        return self._whole.by_id(ids)

    def by_report(self, keys: Collection[str]) -> dict[str, list[Episode]]:
        """The episodes of each of the reports, by its key."""
        told: dict[str, list[Episode]] = {key: [] for key in sorted(keys)}
        for episode in self._whole.by_key(keys).values():
            told[episode.card.key].append(episode)
        return told

    def outlines(self, ids: Collection[str]) -> dict[str, Outline]:
        """The outlines of those of the episodes that are there, by id."""
        return self._light.by_id(ids)

    def outlines_of(self, keys: Collection[str]) -> dict[str, Outline]:
        """The outlines of the episodes of reports, by id."""
        return self._light.by_key(keys)

    def judgements(self, outlines: Iterable[Outline]) -> list[Judgement]:
        """What the store holds of judgements on the episodes; a person's when its anchor overlaps a telling."""
        told = list(outlines)
        self._hear({each.card.key for each in told})
        found = [judgement for each in told for judgement in self._models.get(each.id, ())]
        for each in told:
            people = self._people.get(each.card.key, ())
            found += [judgement for at, judgement in people if any(span.overlaps(at) for span in each.spans)]
        return list({id(judgement): judgement for judgement in found}.values())

    def likened(self, keys: Collection[str]) -> set[str]:
        """The ids of the episodes that models held to be like an episode of one of the reports."""
        self._hear(set(keys))
        heard = [j for end, judged in self._models.items() if end.rpartition(":")[0] in keys for j in judged]
        return {end for j in heard if j.score >= DOUBTFUL for end in (j.left, j.right)}

    def _hear(self, keys: set[str]) -> None:
        """Reads the judgements on reports that were not asked for yet."""
        missing = keys - self._heard
        self._heard |= missing
        for judgement in self.light.judgements_on(sorted(missing)) if missing else ():
            for end in (judgement.left, judgement.right):
                key = end.rpartition(":")[0]
                if key in missing and judgement.personal:
                    self._people.setdefault(key, []).append((Anchor.parse(end).span, judgement))
                elif key in missing:
                    self._models.setdefault(end, []).append(judgement)


@dataclass(slots=True)
class _Kept(Generic[T]):
    """Episodes or outlines by id, as read by two questions: by ids, and by reports."""

    read: Callable[[Iterable[str]], dict[str, T]]
    read_of: Callable[[Iterable[str]], dict[str, T]]
    known: dict[str, T | None] = field(default_factory=dict)
    whole: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def put(self, key: str, told: Iterable[T]) -> None:
        found = {each.id: each for each in told}
        self.known |= found
        self.whole[key] = tuple(sorted(found))

    def by_id(self, ids: Collection[str]) -> dict[str, T]:
        missing = sorted({one for one in ids if one not in self.known})
        found = self.read(missing) if missing else {}
        self.known |= {one: found.get(one) for one in missing}
        return {one: each for one in sorted(ids) if (each := self.known[one]) is not None}

    def by_key(self, keys: Collection[str]) -> dict[str, T]:
        missing = sorted({key for key in keys if key not in self.whole})
        told: dict[str, list[T]] = {key: [] for key in missing}
        for each in (self.read_of(missing) if missing else {}).values():
            told[each.card.key].append(each)
        for key, found in told.items():
            self.put(key, found)
        return self.by_id([one for key in keys for one in self.whole[key]])
