"""How rare words are in the news, from a table of counts that ships with Gesta.

The table is fixed, so that what is judged of two episodes depends on them alone and not on what else a store holds.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import log

RAREST = 9.0  # of words that the table does not hold: it leaves out those in less than three of its 14,000 texts


def rarity(word: str) -> float:
    """The logarithm of how many texts there are for each that holds the stem `word`: 0 for "the", 9 for a rare name."""
    return rarities().get(word, RAREST)


@cache
def rarities() -> Mapping[str, float]:
    """How rare each stem of the table is. A row of rarity.csv is a stem and the number of texts it stands in; the row
    "" gives the number of all texts."""
    lines = files(__package__).joinpath("rarity.csv").read_text(encoding="utf-8").splitlines()
    counts = {stem: int(count) for stem, count in csv.reader(line for line in lines if not line.startswith("#"))}
    texts = counts.pop("")
    return {stem: min(RAREST, log(texts / count)) for stem, count in counts.items()}
