"""Plain text: one report a file, its headline on the first line when it has one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from gesta.errors import FormatError
from gesta.formats._building import Found, build
from gesta.formats._decoding import whole_text
from gesta.formats.format import Format, Input, Placed

LONGEST_TITLE = 160
"""Characters: headlines stay under it; a longer first line is a paragraph."""

_TITLE = re.compile(r"\s*+(?P<title>\S[^\n]*+)\n[ \t]*+\n\s*+\S")
_STOPPED = re.compile(r"(?<![.\s])(?<!\b[A-Z])\.[\"'”’)\]]*$|[:,;]$")


def read(given: Input) -> Iterator[Placed | FormatError]:
    """The one report of the file; a title among the hints wins over the first line. Raises FormatError."""
    text = whole_text(given)
    report = build(Found(given.path, text), given.hints)
    yield Placed(report if report.title else replace(report, title=title(text)))


def title(text: str) -> str | None:
    """The first line when it looks like a headline: short, no full stop, a blank line below. It stays in the text."""
    found = _TITLE.match(text)
    line = found["title"].rstrip() if found else ""
    return line if 0 < len(line) <= LONGEST_TITLE and not _STOPPED.search(line) else None


def sniff(_head: str) -> bool:
    """False: text is what remains when no other format knows the input."""
    return False


FORMAT = Format(
    name="text",
    suffixes=(".txt", ".text", ".md"),
    description="plain text, one report a file; a headline may stand on the first line, above a blank one",
    read=read,
    sniff=sniff,
)
