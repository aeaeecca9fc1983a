"""Comparing: events of two data sets side by side. `read` reads a table, `compare` matches two sides."""

from gesta.comparing.comparison import Comparison, Match, compare
from gesta.comparing.differences import Difference
from gesta.comparing.likeness import VERSION
from gesta.comparing.reading import read
from gesta.comparing.sides import Side, side_of

__all__ = ["VERSION", "Comparison", "Difference", "Match", "Side", "compare", "read", "side_of"]
