"""A count of reports done, on standard error, for a person who waits."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def counted(things: Iterable[T], *, hidden: bool) -> Iterator[T]:
    """The same things in order, counted on standard error unless `hidden` or nobody watches it.

    The number still to come is not known: reports are read one by one.
    """
    if hidden or not sys.stderr.isatty():
        yield from things
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} reports coded"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        for thing in things:
            yield thing
            progress.advance(task)
