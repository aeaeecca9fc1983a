"""A cluster: the episodes that are held to tell of one incident, and those that only lean on it; what is kept of it."""

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


@dataclass(frozen=True, slots=True)
class Held:
    """The ids of the episodes that a stored incident has, in its order, and of those attached to it."""

    episodes: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roots:
    """Digests of what an incident follows from: all but its relations, and its relations.

    While they stay and its episodes do, the incident need not be weighed again. None: not known.
    """

    derived: str | None = None
    related: str | None = None
