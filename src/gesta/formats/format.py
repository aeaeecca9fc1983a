"""What a format is: a name, file suffixes, and a function from an open input to reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BufferedReader

from gesta.errors import FormatError
from gesta.nouns.provenance import Provenance
from gesta.nouns.report import Report


@dataclass(frozen=True, slots=True)
class Hints:
    """What the user, or the page that led to it, says about input that does not say it itself; its own values win.

    `encoding` overrides the detection of the character encoding, for every format.
    """

    published: date | datetime | None = None
    publisher: str | None = None
    title: str | None = None
    encoding: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """One open file or stream: its name for messages, its bytes, and the user's hints.

    `bytes` can look ahead (``peek``).
    """

    path: str
    bytes: BufferedReader
    hints: Hints


@dataclass(frozen=True, slots=True)
class Placed:
    """A report and the line on which it begins; None when it is the whole file.

    `provenance` is what a format knows of where the report came from beyond file and line; its `path` names the place.
    """

    report: Report
    line: int | None = None
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """One file syntax.

    `read` yields a report or an error for each report of the input; it raises FormatError only when nothing at all
    can be read. `sniff` tells from the first characters whether an input without a known suffix is of this format.
    Compressed files are unpacked before `read` sees them, unless the format says that it `unpacks` them itself.
    """

    name: str
    suffixes: tuple[str, ...]
    description: str
    read: Callable[[Input], Iterator[Placed | FormatError]]
    sniff: Callable[[str], bool]
    unpacks: bool = False
