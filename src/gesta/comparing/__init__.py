"""Comparing: our incidents beside the events of a data set that the user holds. `read` reads, `compare` matches."""

from gesta.comparing.comparison import Comparison, Match, compare
from gesta.comparing.differences import Difference
from gesta.comparing.reading import read

__all__ = ["Comparison", "Difference", "Match", "compare", "read"]
