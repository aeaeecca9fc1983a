"""What a report brings to linking: its episodes after review, the keys it is looked up by, its sketch and signature."""

from __future__ import annotations

from collections.abc import Iterable

from gesta.linking.blocking import block_keys
from gesta.linking.copies import signature
from gesta.linking.episodes import episodes
from gesta.linking.sketches import sketch
from gesta.nouns.coded import Coded
from gesta.nouns.linkable import Linkable
from gesta.nouns.review import Correction
from gesta.workspace.correcting import corrected


def linkable(coded: Coded, corrections: Iterable[Correction] = ()) -> Linkable:
    """The episodes of a coded report with people's corrections laid over it, ready to be stored beside it."""
    told = episodes(corrected(coded, corrections))
    return Linkable(told, block_keys(told), sketch(told), signature(coded.report))
