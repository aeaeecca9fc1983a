"""Bytes in, reports and messages out: what every test of a format needs."""

from __future__ import annotations

from io import BytesIO

from gesta.errors import FormatError
from gesta.formats import Hints, read_reports
from gesta.nouns.report import Report

ENGLISH = "The army said on Tuesday that four soldiers were killed in an attack on a post near the border with Chad."


def read_all(
    content: str | bytes, format_name: str | None = None, hints: Hints | None = None
) -> list[Report | FormatError]:
    """Everything that `content` on standard input yields."""
    raw = content.encode() if isinstance(content, str) else content
    return list(read_reports(["-"], format_name=format_name, hints=hints, stdin=BytesIO(raw)))


def read_one(content: str | bytes, format_name: str | None = None, hints: Hints | None = None) -> Report:
    """The one report in `content`."""
    (found,) = read_all(content, format_name, hints)
    assert isinstance(found, Report), str(found)
    return found


def refusal(content: str | bytes, format_name: str | None = None) -> str:
    """The message of the one error in `content`."""
    (found,) = read_all(content, format_name)
    assert isinstance(found, FormatError), found
    return str(found)
