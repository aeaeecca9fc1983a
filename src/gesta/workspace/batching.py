"""A stream in batches, so that memory stays flat and each batch is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(things: Iterable[T], most: int) -> Iterator[list[T]]:
    """The things in order, `most` at a time; the last batch may be shorter, none is empty."""
    stream = iter(things)
    while batch := list(islice(stream, most)):
        yield batch
