"""JSONL: one JSON object a line, one report an object."""

from __future__ import annotations

import json
from collections.abc import Iterator

from gesta.errors import FormatError
from gesta.formats._building import build
from gesta.formats._columns import found_in, text_names
from gesta.formats._decoding import Line, lines
from gesta.formats.format import Format, Input, Placed


def read(given: Input) -> Iterator[Placed | FormatError]:
    """The reports of the file in order; a bad line is an error and the next goes on. Blank lines are passed over."""
    empty = True
    for line in lines(given):
        if line.text.strip() or line.error:
            empty = False
            yield _report(given, line)
    if empty:
        raise FormatError("the file is empty", path=given.path, remedy="give one JSON object a line")


def _report(given: Input, line: Line) -> Placed | FormatError:
    try:
        return Placed(build(found_in(_object(given.path, line), given.path, line.number), given.hints), line.number)
    except FormatError as error:
        return error


def _object(path: str, line: Line) -> dict[str, object]:
    """The object on the line. Raises FormatError, with line and column, when there is none."""
    if line.error:
        raise line.error
    remedy = f"write one object a line, with its text under one of: {text_names()}"
    try:
        value = json.loads(line.text)
    except json.JSONDecodeError as error:
        raise FormatError(
            f"not JSON at column {error.colno}: {error.msg}", path=path, line=line.number, remedy=remedy
        ) from None
    except (ValueError, RecursionError):
        raise FormatError("JSON nested too deep or a number too long", path=path, line=line.number) from None
    if not isinstance(value, dict):
        raise FormatError("JSON, but no object", path=path, line=line.number, remedy=remedy)
    return value


def sniff(head: str) -> bool:
    """True when the first line opens a JSON object."""
    return head.lstrip()[:1] == "{" and '"' in head[:200]


FORMAT = Format(
    name="jsonl",
    suffixes=(".jsonl", ".ndjson", ".json"),
    description="one JSON object a line, its keys named as CSV columns are",
    read=read,
    sniff=sniff,
)
