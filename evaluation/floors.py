"""Floors: the least score that each measure may have, pinned to one corpus and one network, and only ever raised."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

# A new floor stays this far under the score: other processors round otherwise, and a few of some 1,500 events may tip.
MARGIN = 0.005
# Floors are written to three digits; what lies beyond is cut off, never rounded up.
GRID = 1000

GATED = (
    *("trigger", "type", "type+mode", "roles", "attribution", "speaker"),
    *("status", "same", "part", "about", "response", "entities"),
)


class FloorsError(Exception):
    """Raised when the floors cannot be read, leave a measure out, belong to another corpus, or would have to sink."""


@dataclass(frozen=True, slots=True)
class Floors:
    """Pinned floors by measure, with the fingerprint of the corpus and the version of the weights they were set on.

    `weights` is None until floors are first raised. `targets` are what two expert coders reach against each other:
    goals to read the scores by, never a condition.
    """

    corpus: str
    weights: str | None
    floors: Mapping[str, float]
    targets: Mapping[str, float]

    def below(self, scores: Mapping[str, float]) -> dict[str, float]:
        """The measures whose score is under their floor, with that floor."""
        return {name: floor for name, floor in self.floors.items() if scores[name] < floor}

    def raised(self, scores: Mapping[str, float], weights: str) -> Floors:
        """The floors lifted to the scores less MARGIN and pinned to `weights`; none sinks.

        Raises FloorsError when a score is under its floor: the tool lowers nothing.
        """
        if below := self.below(scores):
            raise FloorsError(f"floors are never lowered, and these scores are under theirs: {', '.join(below)}")
        lifted = {name: max(floor, _floor(scores[name])) for name, floor in self.floors.items()}
        return replace(self, floors=lifted, weights=weights)


def read_floors(path: Path) -> Floors:
    """The floors in the JSON file at `path`. Raises FloorsError when it is damaged or has no floor for a measure."""
    try:
        floors = Floors(**json.loads(path.read_text("utf-8")))
        absent = [name for name in GATED if name not in floors.floors or name not in floors.targets]
        others = [name for name in floors.floors if name not in GATED]
    except (OSError, ValueError, TypeError) as error:
        raise FloorsError(f"{path}: the floors cannot be read ({error})") from error
    if absent or others:
        raise FloorsError(f"{path}: floors and targets have to be those of {', '.join(GATED)}; see {absent or others}")
    return floors


def write_floors(path: Path, floors: Floors) -> None:
    """Writes the floors as indented JSON, so that a change to one of them is one changed line."""
    path.write_text(json.dumps(asdict(floors), indent=2) + "\n", "utf-8")


def fingerprint(path: Path) -> str:
    """The SHA-256 digest of a file's bytes."""
    return "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()


def _floor(score: float) -> float:
    """The floor for a score: MARGIN under it, cut to three digits, never below 0."""
    thousandths = round((score - MARGIN) * GRID, 6)  # 0.7 - 0.005 is a hair under 0.695 in binary
    return max(0, math.floor(thousandths)) / GRID
