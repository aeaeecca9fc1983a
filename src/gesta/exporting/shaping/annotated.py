"""Names of files for reports, and pieces of spans, as annotation tools need them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gesta.nouns.report import Report
from gesta.spans import Span

NAME_CHARACTERS = 80  # of an id within a file name: every file system takes that
_UNSAFE = re.compile(r"[^\w.-]+")
_LINES = re.compile(r"[^\n]+")


def file_name(number: int, report: Report) -> str:
    """A name that no other report of the export has and that no file system refuses: "000001-kurbo-1"."""
    safe = _UNSAFE.sub("_", report.id)[:NAME_CHARACTERS].strip("._-")
    return f"{number:06d}-{safe}" if safe else f"{number:06d}"


def pieces(span: Span, text: str) -> Iterator[Span]:
    """The span line by line: tools that read line by line know no span across a line's end."""
    for match in _LINES.finditer(span.of(text)):
        yield Span(span.start + match.start(), span.start + match.end())
