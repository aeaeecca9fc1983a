"""Long work without Python's walks through everything in memory.

Python looks for circular garbage each time some hundreds of objects were made, and walks through all that is there: a
third of the time of linking. There is next to none in nouns; so the walks are rarer here, and pass over what was there
before: the network, tables, names.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects made between two walks (gc.set_threshold). A batch makes some hundred thousand; memory stays flat.
YOUNG, MIDDLE, OLD = 100_000, 20, 20


@contextmanager
def rarely_tidied() -> Iterator[None]:
    """While it lasts, circular garbage is looked for rarely, and only in what is made meanwhile."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
