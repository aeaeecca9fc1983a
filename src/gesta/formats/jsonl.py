"""JSONL: one JSON object a line, one report an object; also one object over several lines, and a list of objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from textwrap import shorten

from gesta.errors import FormatError
from gesta.formats._building import LONGEST_SHOWN, build
from gesta.formats._columns import found_in, text_names
from gesta.formats._decoding import Line, head, lines, whole_text
from gesta.formats.format import Format, Input, Placed

_OVER_LINES = re.compile(r"\s*+(?:\[\s*+\{|\{[ \t]*+\n)")
"""How a file begins that is one object over several lines, or a list of objects."""

_NEXT = re.compile(r"[\s,\[]*+(?=\{)")


def read(given: Input) -> Iterator[Placed | FormatError]:
    """The reports of the file in order; a bad line is an error and the next goes on. Blank lines are passed over.

    A file that begins as one object over several lines, or as a list of objects, is read whole.
    """
    if _OVER_LINES.match(head(given)):
        yield from _whole(given)
        return
    empty = True
    for line in lines(given):
        if line.text.strip() or line.error:
            empty = False
            yield _report(given, line)
    if empty:
        raise FormatError("the file is empty", path=given.path, remedy="give one JSON object a line")


def _whole(given: Input) -> Iterator[Placed | FormatError]:
    """The reports of a file that is one JSON value. Raises FormatError when it is too large or no JSON."""
    text = whole_text(given)
    at, line = 0, 1
    while begins := _NEXT.match(text, at):
        line += text.count("\n", at, begins.end())
        value, end = _value(given.path, text, begins.end(), line)
        yield _built(given, value, line)
        line += text.count("\n", begins.end(), end)
        at = end
    if left := text[at:].strip(" \t\n,]"):
        raise _no_json(given.path, line, f"after the last object: {shorten(left, LONGEST_SHOWN)}")


def _value(path: str, text: str, at: int, line: int) -> tuple[object, int]:
    """The JSON value that begins at `at`, and where it ends. Raises FormatError."""
    try:
        return json.JSONDecoder().raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise _no_json(path, line + text.count("\n", at, error.pos), f"at column {error.colno}: {error.msg}") from None
    except (ValueError, RecursionError):
        raise _too_deep(path, line) from None


def _report(given: Input, line: Line) -> Placed | FormatError:
    try:
        return _built(given, _line_value(given.path, line), line.number)
    except FormatError as error:
        return error


def _built(given: Input, value: object, line: int) -> Placed | FormatError:
    if not isinstance(value, dict):
        return FormatError("JSON, but no object", path=given.path, line=line, remedy=_remedy())
    try:
        return Placed(build(found_in(value, given.path, line), given.hints), line)
    except FormatError as error:
        return error


def _line_value(path: str, line: Line) -> object:
    """The value on the line. Raises FormatError, with line and column, when there is none."""
    if line.error:
        raise line.error
    try:
        return json.loads(line.text)
    except json.JSONDecodeError as error:
        raise _no_json(path, line.number, f"at column {error.colno}: {error.msg}") from None
    except (ValueError, RecursionError):
        raise _too_deep(path, line.number) from None


def _no_json(path: str, line: int, problem: str) -> FormatError:
    return FormatError(f"not JSON {problem}", path=path, line=line, remedy=_remedy())


def _too_deep(path: str, line: int) -> FormatError:
    return FormatError("JSON nested too deep or a number too long", path=path, line=line)


def _remedy() -> str:
    return f"write one object a line, with its text under one of: {text_names()}"


def sniff(head: str) -> bool:
    """True when the first line opens a JSON object, or a list of them."""
    return head.lstrip().removeprefix("[").lstrip()[:1] == "{" and '"' in head[:200]


FORMAT = Format(
    name="jsonl",
    suffixes=(".jsonl", ".ndjson", ".json"),
    description="one JSON object a line, or a list of objects; the keys are named as CSV columns are",
    read=read,
    sniff=sniff,
)
