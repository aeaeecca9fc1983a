"""Episodes at hand while one batch is linked, so that none is read from the store twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from gesta.nouns.episode import Episode
from gesta.store import View


@dataclass(slots=True)
class Shelf:
    """Reads episodes through a view and keeps them; made for one batch and thrown away with it, so memory stays flat.

    What the batch itself writes does not change an episode, so nothing on the shelf can be outdated.
    """

    view: View
    _known: dict[str, Episode | None] = field(default_factory=dict)
    _whole: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def put(self, key: str, told: Iterable[Episode]) -> None:
        """Keeps the episodes of a report that were had otherwise."""
        episodes = {episode.id: episode for episode in told}
        self._known |= episodes
        self._whole[key] = tuple(sorted(episodes))

    def episodes(self, ids: Collection[str]) -> dict[str, Episode]:
        """Those of the episodes that are there, by id."""
        missing = sorted({one for one in ids if one not in self._known})
        found = self.view.episodes(missing) if missing else {}
        self._known |= {one: found.get(one) for one in missing}
        return {one: episode for one in sorted(ids) if (episode := self._known[one]) is not None}

    def by_report(self, keys: Collection[str]) -> dict[str, list[Episode]]:
        """The episodes of each of the reports, by its key."""
        told: dict[str, list[Episode]] = {key: [] for key in sorted(keys)}
        for episode in self.episodes_of(keys).values():
            told[episode.card.key].append(episode)
        return told

    def episodes_of(self, keys: Collection[str]) -> dict[str, Episode]:
        """The episodes of reports, by id."""
        missing = sorted({key for key in keys if key not in self._whole})
        told: dict[str, list[Episode]] = {key: [] for key in missing}
        for episode in (self.view.episodes_of(missing) if missing else {}).values():
            told[episode.card.key].append(episode)
        for key, episodes in told.items():
            self.put(key, episodes)
        return self.episodes([one for key in keys for one in self._whole[key]])
