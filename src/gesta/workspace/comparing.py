"""Compares the newly arrived with what is there: only with what shares a key, so that adding costs by its candidates.

A pair is judged once, when the later of the two is linked: a report is compared with those already linked by the same
version and with those linked together with it. In the end every pair that shares a key has been judged, in whatever
order and batches the reports came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from gesta.linking.copies import judge_copy
from gesta.nouns.episode import Episode
from gesta.nouns.judgement import Judgement
from gesta.nouns.linkable import Linkable
from gesta.store import View
from gesta.workspace.settings import Matches

Pair = tuple[Episode, Episode]

# Reports kept at hand while the texts of one batch are compared: syndicated copies are looked at again and again.
KEPT_TEXTS = 256


@dataclass(frozen=True, slots=True)
class Fresh:
    """The reports that are linked together now: what each brings, by its key; `version` is the linking's."""

    linkables: Mapping[str, Linkable]
    version: str

    def episodes(self) -> Iterator[tuple[Episode, frozenset[str]]]:
        """Each episode with the keys it is looked up by, in order of report."""
        for _, brought in sorted(self.linkables.items()):
            for episode in brought.episodes:
                yield episode, brought.keys.get(episode.id, frozenset())


def judged_pairs(view: View, fresh: Fresh, matcher: Matches) -> list[Judgement]:
    """The matcher's judgements on the new episodes, each pair once; pairs that are plainly not the same leave none."""
    pairs = [*_among_themselves(fresh), *_with_the_linked(view, fresh)]
    return [judgement for left, right in pairs if (judgement := matcher.judge(left, right)) is not None]


def judged_copies(view: View, fresh: Fresh) -> list[Judgement]:
    """The judgements on which of the new reports copies which other, each pair once."""
    text = lru_cache(KEPT_TEXTS)(view.plain)
    pairs = sorted({(min(one, other), max(one, other)) for one, other in _alike(view, fresh)})
    return [judgement for one, other in pairs if (judgement := judge_copy(text(one), text(other))) is not None]


def _among_themselves(fresh: Fresh) -> Iterator[Pair]:
    """The pairs of new episodes of different reports that share a key."""
    holders: dict[str, list[Episode]] = {}
    for episode, keys in fresh.episodes():
        earlier = {e.id: e for key in sorted(keys) for e in holders.get(key, ())}
        yield from ((other, episode) for _, other in sorted(earlier.items()) if other.card.key != episode.card.key)
        for key in keys:
            holders.setdefault(key, []).append(episode)


def _with_the_linked(view: View, fresh: Fresh) -> Iterator[Pair]:
    """The pairs of a new episode and one that is linked already; those linked now are left to `_among_themselves`."""
    for episode, keys in fresh.episodes():
        if keys:
            found = view.candidates(keys, but_not_of=episode.card.key, linked=fresh.version)
            yield from ((other, episode) for other in found if other.card.key not in fresh.linkables)


def _alike(view: View, fresh: Fresh) -> Iterator[tuple[str, str]]:
    """The pairs of reports that share a band of their signatures, the new ones with the linked and among themselves."""
    holders: dict[str, list[str]] = {}
    for key, brought in sorted(fresh.linkables.items()):
        bands = brought.signature
        near: Iterable[str] = view.similar_reports(bands, but_not=key, linked=fresh.version) if bands else ()
        yield from ((key, other) for other in near if other not in fresh.linkables)
        yield from ((key, other) for band in bands for other in holders.get(band, ()))
        for band in set(bands):
            holders.setdefault(band, []).append(key)
