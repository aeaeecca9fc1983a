"""The label sets of a trained network, as stored beside its weights."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from gesta.errors import ReaderError


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels in the order of the network's outputs. `modes` are (type, mode) pairs, the first ("", "") for none."""

    entities: tuple[str, ...]
    types: tuple[str, ...]
    modes: tuple[tuple[str, str], ...]
    statuses: tuple[str, ...]
    stances: tuple[str, ...]
    roles: tuple[str, ...]
    relations: tuple[str, ...]

    @classmethod
    def load(cls, path: Path) -> Labels:
        """The labels in the JSON file at `path`. Raises ReaderError when it is missing or of another shape."""
        try:
            stored = json.loads(path.read_text("utf-8"))
            modes = tuple((type_, mode) for type_, mode in stored.pop("modes"))
            return cls(modes=modes, **{name: tuple(labels) for name, labels in stored.items()})
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise ReaderError(f"{path.name}: not a label file of this version ({error}); reinstall gesta") from error
