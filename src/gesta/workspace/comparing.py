"""Compares the newly arrived with what is there: only with its likes, so that adding costs by its candidates.

A pair is judged once, when the later of the two is linked: a report is compared with those already linked by the same
version and with those linked together with it. In the end every pair of reports that is worth comparing has been
judged, in whatever order and batches the reports came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gesta.linking.blocking import meet
from gesta.linking.copies import judge_copy, reprinted
from gesta.linking.sketches import WORTH, common
from gesta.nouns.judgement import Judgement
from gesta.nouns.linkable import Linkable
from gesta.store import OutlineView, View
from gesta.workspace.settings import Matches
from gesta.workspace.shelf import Shelf

Pair = tuple[str, str, float]
"""Two reports, by key, and the log-odds that they have an incident in common."""

# Reports kept at hand while the texts of one batch are compared: syndicated copies are looked at again and again.
KEPT_TEXTS = 256


@dataclass(frozen=True, slots=True)
class Fresh:
    """The reports that are linked together now: what each brings, by its key; `version` is the linking's."""

    linkables: Mapping[str, Linkable]
    version: str


def judged_pairs(shelf: Shelf, fresh: Fresh, matcher: Matches) -> list[Judgement]:
    """The matcher's judgements on the new episodes, each pair once; pairs that are plainly not the same leave none.

    The shelf holds the new episodes; those that they are compared with are there afterwards too.
    """
    pairs = [*_among_themselves(fresh), *_with_the_linked(shelf.view, fresh)]
    told = shelf.by_report({key for one, other, _ in pairs for key in (one, other)})
    judged = (
        matcher.judge(a, b, odds)
        for one, other, odds in pairs
        for a in told[one]
        for b in told[other]
        if meet(a, b, odds)
    )
    return [judgement for judgement in judged if judgement is not None]


def judged_copies(view: View, fresh: Fresh) -> list[Judgement]:
    """The judgements on which of the new reports copies which other, each pair once."""
    text = lru_cache(KEPT_TEXTS)(view.plain)
    pairs = sorted({(min(one, other), max(one, other)) for one, other in _alike(view, fresh)})
    return [judgement for one, other in pairs if (judgement := judge_copy(text(one), text(other))) is not None]


def _among_themselves(fresh: Fresh) -> Iterator[Pair]:
    """The pairs of new reports that are worth comparing."""
    holders: dict[str, list[str]] = {}
    for key, brought in sorted(fresh.linkables.items()):
        earlier = sorted({other for block in brought.keys for other in holders.get(block, ())})
        yield from _worth(key, brought, ((other, fresh.linkables[other].sketch) for other in earlier))
        for block in brought.keys:
            holders.setdefault(block, []).append(key)


def _with_the_linked(view: View, fresh: Fresh) -> Iterator[Pair]:
    """The pairs of a new report and one that is linked already; those linked now are left to `_among_themselves`."""
    for key, brought in sorted(fresh.linkables.items()):
        near = view.sketches(brought.keys, but_not=key, linked=fresh.version) if brought.keys else ()
        yield from _worth(key, brought, (each for each in near if each[0] not in fresh.linkables))


def _worth(key: str, brought: Linkable, others: Iterable[tuple[str, str | None]]) -> Iterator[Pair]:
    """The pairs of a report with those, by key and sketch, that it is worth comparing with."""
    for other, sketch in others:
        odds = common(brought.sketch or "", sketch or "")
        if odds >= WORTH:
            yield other, key, odds


def _alike(view: View, fresh: Fresh) -> Iterator[tuple[str, str]]:
    """The pairs of reports that share a band of their signatures, the new ones with the linked and among themselves;
    not those that appeared too far apart for one to reprint the other."""
    light = OutlineView.of(view)
    published = {card.key: card.published for card in view.cards_of(sorted(fresh.linkables))}
    holders: dict[str, list[str]] = {}
    for key, brought in sorted(fresh.linkables.items()):
        bands, days = brought.signature, reprinted(published[key])
        near = light.similar_reports(bands, key, fresh.version, days) if bands else ()
        yield from ((key, other) for other in near if other not in fresh.linkables)
        among = sorted({other for band in bands for other in holders.get(band, ())})
        yield from ((key, other) for other in among if _meets(days, reprinted(published[other])))
        for band in set(bands):
            holders.setdefault(band, []).append(key)


def _meets(one: tuple[date, date] | None, other: tuple[date, date] | None) -> bool:
    """True when the middle of each window lies in the other, or one of them is not known."""
    return one is None or other is None or abs(one[0] - other[0]) <= (one[1] - one[0]) / 2
