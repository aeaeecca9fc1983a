"""What linking makes of one coded report, kept beside it so that later reports can be compared with it."""

from __future__ import annotations

from dataclasses import dataclass

from gesta.nouns.episode import Episode


@dataclass(frozen=True, slots=True)
class Linkable:
    """The report's episodes, its block keys, its sketch, and the signature that finds its copies.

    Reports that share a block key are looked at: their sketches tell whether their episodes are worth comparing; one
    without keys is compared with none. All of it follows from the report alone. `sketch` is None for a report that an
    older Gesta kept without one: all but the episodes is then to be made again.
    """

    episodes: tuple[Episode, ...] = ()
    keys: frozenset[str] = frozenset()
    sketch: str | None = ""
    signature: tuple[str, ...] = ()
