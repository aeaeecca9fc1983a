"""What linking makes of one coded report, kept beside it so that later reports can be compared with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gesta.nouns.episode import Episode


@dataclass(frozen=True, slots=True)
class Linkable:
    """The report's episodes; the block keys of each, by the episode's id; and the signature that finds its copies.

    Episodes that share a block key are compared; one without keys is compared with none. All of it follows from the
    report alone.
    """

    episodes: tuple[Episode, ...] = ()
    keys: Mapping[str, frozenset[str]] = field(default_factory=dict)
    signature: tuple[str, ...] = ()
