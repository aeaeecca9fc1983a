"""A cluster: the episodes that are held to tell of one incident, and those that only lean on it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """An episode that is no telling of the incident of its own, and why it is attached: a sum ("43 killed since May")
    or a look back. `score` is how likely it covers the incident."""

    episode: str
    reason: str
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """The ids of the episodes that tell of one incident, sorted, and what is attached to them."""

    episodes: tuple[str, ...]
    attached: tuple[Attachment, ...] = ()
