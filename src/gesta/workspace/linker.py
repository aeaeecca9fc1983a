"""Links reports a few at a time: compares, groups and stores, each batch in one transaction.

A batch is whole or not there: killed at any moment, the next run goes on where the last whole batch ended.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from gesta.linking.copies import originals
from gesta.linking.sketches import current
from gesta.nouns.judgement import Judgement
from gesta.nouns.linkable import Linkable
from gesta.store import Store, View
from gesta.workspace import judged
from gesta.workspace.batching import batches
from gesta.workspace.comparing import Fresh, judged_copies, judged_pairs
from gesta.workspace.linkables import linkable
from gesta.workspace.regrouping import Ground, regrouped
from gesta.workspace.settings import Settings
from gesta.workspace.shelf import Recent, Shelf
from gesta.workspace.tidying import rarely_tidied

# Reports linked in one transaction: enough that a component is clustered once for many, few enough for flat memory and
# for a team's other writers, who wait meanwhile.
BATCH_LINKED = 50

Watch = Callable[[int], None]
"""Called with the number of reports that were just done."""


def unwatched(_count: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Linker:
    """Brings a store's incidents up to date with its reports and with people's judgements."""

    store: Store
    settings: Settings

    def behind(self) -> int:
        """How many reports are not linked yet by this version."""
        return sum(1 for _ in self.store.view.unlinked(self.settings.version))

    def catch_up(self, watch: Watch = unwatched) -> int:
        """Links every report that is not linked yet by this version, in order of publication; how many there were."""
        keys = list(self.store.view.unlinked(self.settings.version))
        recent = Recent(self.store.view)
        for batch in batches(keys, BATCH_LINKED):
            self._link(batch, recent)
            watch(len(batch))
        return len(keys)

    def regroup(self, judgements: Sequence[Judgement], by: str, why: str) -> None:
        """Stores people's judgements and brings the incidents that they touch up to date, all at once."""
        view = self.store.view
        with self.store.writing(by, why) as writer:
            keys = judged.reports_of(end for j in judgements for end in (j.left, j.right) if j.matter == "incident")
            copied = {key for j in judgements if j.matter == "copy" for key in (j.left, j.right)}
            changed = changed_originals(view, self.settings, copied, judgements)
            shelf, around = Shelf(view, Recent(view)), sorted({*keys, *changed})
            touched = {*shelf.outlines_of(around), *view.grouped_in(around)}
            ground = Ground(shelf, self.settings, judgements, originals=changed)
            plan = regrouped(ground, touched)
            writer.add_judgements(judgements)
            writer.set_originals(changed)
            writer.replace_incidents(plan.gone, plan.new, plan.superseded, plan.roots)

    def _link(self, keys: Sequence[str], recent: Recent) -> None:
        """One batch: judged, grouped and stored in one transaction."""
        view, settings = self.store.view, self.settings
        with rarely_tidied(), self.store.writing(f"model:{settings.version}", "linking") as writer:
            recent.begin()
            kept = view.linkables(keys)
            renewed = {key: _renewed(view, key) for key, brought in kept.items() if not current(brought.sketch)}
            fresh = Fresh({**kept, **renewed}, settings.version)
            shelf = _shelf(view, recent, fresh)
            judgements = [*judged_pairs(shelf, fresh, settings.matcher), *judged_copies(view, fresh)]
            anew = frozenset(keys)
            changed = changed_originals(view, settings, anew, judgements, anew)
            touched = {*_ids(fresh), *view.grouped_in(keys), *shelf.outlines_of(sorted(changed))}
            touched |= shelf.likened(anew)  # what was like them before may now be likest to others
            plan = regrouped(Ground(shelf, settings, judgements, anew, changed), touched)
            for key, brought in renewed.items():
                writer.replace_linkable(key, brought)
            writer.drop_judgements(keys)
            writer.add_judgements(judgements)
            writer.set_originals(changed)
            writer.replace_incidents(plan.gone, plan.new, plan.superseded, plan.roots)
            writer.mark_linked(keys, settings.version)
            recent.end(writer.changes())


def _renewed(view: View, key: str) -> Linkable:
    """What a report that an older Gesta stored brings to linking."""
    return linkable(view.report(key), view.corrections([key]))


def changed_originals(
    view: View,
    settings: Settings,
    keys: Collection[str],
    fresh: Iterable[Judgement],
    anew: frozenset[str] = frozenset(),
) -> dict[str, str | None]:
    """Which reports near `keys` now copy another than before: its key, or None for no copy any more."""
    known = _Copies(view, settings, [j for j in fresh if j.matter == "copy"], anew)
    family, judgements = known.family(set(keys))
    cards = {card.key: card for card in view.cards_of(sorted(family))}
    now, before = originals(cards, judgements), view.originals(sorted(family))
    return {key: now.get(key) for key in sorted(family) if now.get(key) != before.get(key)}


@dataclass(frozen=True, slots=True)
class _Copies:
    """The judgements on copies that count: the stored ones that are not outdated, and the fresh ones."""

    view: View
    settings: Settings
    fresh: Sequence[Judgement]
    anew: frozenset[str]

    def family(self, front: set[str]) -> tuple[set[str], list[Judgement]]:
        """The keys of all reports that judgements lead to from `front`, and those judgements."""
        family: set[str] = set()
        found: dict[str, Judgement] = {}
        while front:
            family |= front
            touching = list(self._touching(front))
            found |= {judgement.id: judgement for judgement in touching}
            front = {end for j in touching if j.personal or j.verdict == "same" for end in (j.left, j.right)} - family
        return family, judged.counting(found.values(), self.settings.models)

    def _touching(self, keys: set[str]) -> Iterator[Judgement]:
        for judgement in self.view.copy_judgements(sorted(keys)):
            if judgement.personal or not {judgement.left, judgement.right} & self.anew:
                yield judgement
        yield from (j for j in self.fresh if {j.left, j.right} & keys)


def _shelf(view: View, recent: Recent, fresh: Fresh) -> Shelf:
    """A shelf that begins with the episodes of the reports linked now."""
    shelf = Shelf(view, recent)
    for key, brought in fresh.linkables.items():
        shelf.put(key, brought.episodes)
    return shelf


def _ids(fresh: Fresh) -> Iterator[str]:
    return (episode.id for brought in fresh.linkables.values() for episode in brought.episodes)
