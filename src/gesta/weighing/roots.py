"""What an incident follows from, as digests: while they stay the same, so does the incident."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from gesta.nouns.cluster import Roots
from gesta.weighing.frame import Frame
from gesta.weighing.grades import scheme

DIGITS = 32  # 128 bits: a change that is not seen would leave an incident outdated for good


def roots(episodes: Iterable[str], frame: Frame) -> Roots:
    """Of an incident that is weighed from episodes of those ids within that frame; `frame.originals` are its own.

    Episodes count by their ids alone: whoever changes one weighs its incident anew.
    """
    around = [sorted(frame.originals.items()), frame.rule, frame.judgements, frame.attached, frame.reviewed]
    made = [sorted(frame.versions.items()), scheme()]
    return Roots(_digest([sorted(episodes), around, made]), _digest(frame.relations))


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
