"""The judgements that count when incidents are derived: the current version's, and of each person the latest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from gesta.nouns.episode import Anchor
from gesta.nouns.judgement import Judgement
from gesta.nouns.outline import Outline


def counting(judgements: Iterable[Judgement], models: Collection[str]) -> list[Judgement]:
    """The judgements that count, in order of pair and person; `models` are the `by` of the versions in use.

    Of each person and pair the latest word counts; where it was taken back, the one before it.
    """
    found: dict[tuple[str, ...], list[Judgement]] = {}
    for judgement in judgements:
        if judgement.personal or judgement.by in models:
            pair = (judgement.matter, judgement.left, judgement.right, judgement.by)
            found.setdefault(pair, []).append(judgement)
    latest = (_latest(found[pair]) for pair in sorted(found))
    return [judgement for judgement in latest if judgement is not None]


def _latest(words: list[Judgement]) -> Judgement | None:
    """The last word that was not taken back; a withdrawal takes back the word before it."""
    if len(words) == 1:
        return None if words[0].withdrawn else words[0]
    standing: list[Judgement] = []
    for word in sorted(set(words), key=_age):
        if not word.withdrawn:
            standing.append(word)
        elif standing:
            standing.pop()
    return standing[-1] if standing else None


def _age(judgement: Judgement) -> tuple[str, str]:
    return (judgement.made.isoformat() if judgement.made else "", judgement.id)


def meant(anchor: str, episodes: Iterable[Outline]) -> str | None:
    """The id of the episode that has a telling at this anchor (the first in order of id); None when none has.

    A person's judgement holds on to words; which episode they belong to may change when the report is coded anew.
    """
    place = Anchor.parse(anchor)
    return min((e.id for e in episodes if e.card.key == place.report and _tells(e, place)), default=None)


def reports_of(anchors: Iterable[str]) -> set[str]:
    """The keys of the reports that the anchors lie in."""
    return {anchor.rpartition(":")[0] for anchor in anchors}


def ends(judgement: Judgement, episodes: Mapping[str, Outline]) -> tuple[str, ...]:
    """The ids of the episodes that it joins or parts, as far as they are among those given."""
    if not judgement.personal:
        return tuple(end for end in (judgement.left, judgement.right) if end in episodes)
    found = (meant(end, episodes.values()) for end in (judgement.left, judgement.right))
    return tuple(end for end in found if end is not None)


def _tells(episode: Outline, place: Anchor) -> bool:
    return any(span.overlaps(place.span) for span in episode.spans)
