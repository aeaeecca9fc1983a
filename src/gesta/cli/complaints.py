"""What goes wrong, told on standard error: one line a fault, and the exit code in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import click

from gesta.errors import GestaError

T = TypeVar("T")


@dataclass(slots=True)
class Complaints:
    """Counts the reports that failed, so that the others can go on and the exit code still tells."""

    failed: int = 0

    def sift(self, results: Iterable[T | GestaError]) -> Iterator[T]:
        """The good results, in order; each error is told when its turn comes."""
        for result in results:
            if isinstance(result, GestaError):
                self.tell(result)
            else:
                yield result

    def tell(self, error: GestaError) -> None:
        """One line on standard error: file, line and remedy stand in the error's own message."""
        self.failed += 1
        click.echo(f"gesta: {error}", err=True)

    @property
    def exit_code(self) -> int:
        """0 when all went well, 1 when a report failed."""
        return 1 if self.failed else 0
