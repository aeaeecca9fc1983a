"""Segmenting: where sentences, datelines and quotations stand in a report's text. Rules only, no network.

`segment` gives the sentences, `dateline` what stands at the head, `quotations` what is quoted.
"""

from __future__ import annotations

from gesta.segmenting.datelines import Dateline, dateline
from gesta.segmenting.quotations import quotations
from gesta.segmenting.sentences import segment

__all__ = ["Dateline", "dateline", "quotations", "segment"]
