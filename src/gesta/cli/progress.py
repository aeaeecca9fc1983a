"""What a person sees while waiting, on standard error: reports counted, the gazetteer being built."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

T = TypeVar("T")
Progress = Callable[[str, int], None]
Shown = Callable[[int, int | None, str], None]

BUILDING = "preparing the gazetteer, once (some tens of seconds) …"


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


@contextmanager
def meter(what: str) -> Iterator[Shown]:
    """Something to tell how far a long work is: done, in all (None when not known), and counts in words.

    On a terminal a bar with the time it will still take; elsewhere nothing.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _total, _told: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    left = (BarColumn(bar_width=20), TimeElapsedColumn(), TextColumn("left:"), TimeRemainingColumn())
    columns = (TextColumn(what), *left, TextColumn("{task.fields[told]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None, told="")
        yield lambda done, total, told: progress.update(task, completed=done, total=total, told=told)


@contextmanager
def building() -> Iterator[Progress]:
    """A progress for whatever builds the gazetteer: a moving bar on a terminal, else one line; nothing if none does.

    It is called with the stage and the number of places done; the first call starts the display.
    """
    display = _Bar() if sys.stderr.isatty() else _Line()
    try:
        yield display.tell
    finally:
        display.close()


class _Line:
    """One line when the building begins."""

    def __init__(self) -> None:
        self.begun = False

    def tell(self, _stage: str, _count: int) -> None:
        """Tells the first stage only."""
        if not self.begun:
            click.echo(BUILDING, err=True)
        self.begun = True

    def close(self) -> None:
        """Nothing is left to take away: the line stays."""


class _Bar:
    """A bar that moves with the stages and the places done, and vanishes in the end."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (
            TextColumn("gazetteer: {task.description}"),
            BarColumn(bar_width=20),
            TextColumn("{task.fields[places]}"),
        )
        self._progress = Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task("", total=None, places="")

    def tell(self, stage: str, count: int) -> None:
        """Shows the stage and how many places are done."""
        self._progress.update(self._task, description=stage, places=f"{count:,} places" if count else "")
        self._progress.start()

    def close(self) -> None:
        """Takes the bar away."""
        if self._progress.live.is_started:
            self._progress.stop()
