"""Makes the outlines of episodes."""

from __future__ import annotations

from collections.abc import Iterable

from gesta.linking.profile import own_days
from gesta.nouns.episode import Episode
from gesta.nouns.outline import Outline
from gesta.nouns.referent import Resolved


def outline(episode: Episode) -> Outline:
    """What of the episode tells which incident it belongs to."""
    return Outline(
        id=episode.id,
        card=episode.card,
        spans=tuple(telling.trigger.anchor.span for telling in episode.tellings),
        type=episode.type,
        mode=episode.mode,
        status=episode.status,
        aggregate=episode.aggregate,
        background=episode.background,
        days=own_days(episode),
        place=episode.where.value if isinstance(episode.where, Resolved) else None,
        ties=episode.ties,
        kin=episode.setting.kin,
    )


def outlines(episodes: Iterable[Episode]) -> dict[str, Outline]:
    """The outline of each of the episodes, by id."""
    return {episode.id: outline(episode) for episode in episodes}
