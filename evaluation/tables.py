"""Tables for the terminal and for a page, and the marked part of a page that a tool fills."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import starmap
from pathlib import Path

Row = Sequence[str]


class PageError(Exception):
    """Raised when a page has no part of the wanted name to fill."""


def text_table(head: Row, rows: Sequence[Row]) -> str:
    """The rows under their head in aligned columns: the first to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    return "\n".join(_line(row, widths) for row in (head, *rows))


def page_table(head: Row, rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def fill(page: Path, part: str, content: str) -> None:
    """Writes `content` between `<!-- part -->` and `<!-- /part -->` of a page, in place of what stood there."""
    opening, closing = f"<!-- {part} -->", f"<!-- /{part} -->"
    before, opened, rest = page.read_text("utf-8").partition(opening)
    _, closed, after = rest.partition(closing)
    if not opened or not closed:
        raise PageError(f"{page}: there is no {opening} … {closing} to fill")
    page.write_text(f"{before}{opening}\n{content}\n{closing}{after}", "utf-8")


def _line(row: Row, widths: Sequence[int]) -> str:
    first, *others = zip(row, widths, strict=True)
    return "  ".join([first[0].ljust(first[1]), *starmap(str.rjust, others)]).rstrip()
