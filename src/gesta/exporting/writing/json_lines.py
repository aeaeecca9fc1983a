"""JSON, one object a line or one array, written as the objects come."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import IO, Any

# Characters that end a line for some readers of JSONL, or that UTF-8 cannot hold: always written as \uXXXX.
_ESCAPED = re.compile("[\x85\u2028\u2029\ud800-\udfff]")


def write_lines(stream: IO[bytes], objects: Iterable[Mapping[str, Any]]) -> int:
    """How many objects were written, one a line."""
    count = 0
    for value in objects:
        stream.write(dumped(value) + b"\n")
        count += 1
    return count


def write_array(stream: IO[bytes], objects: Iterable[Mapping[str, Any]], before: str = "", after: str = "") -> int:
    """How many objects were written, as one JSON array with an object a line; `before` and `after` enclose it."""
    stream.write(before.encode("utf-8") + b"[")
    count = 0
    for value in objects:
        stream.write((b",\n" if count else b"\n") + dumped(value))
        count += 1
    stream.write(b"\n]" + after.encode("utf-8") + b"\n")
    return count


def dumped(value: Mapping[str, Any]) -> bytes:
    """An object as one line of UTF-8 without its end."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", line).encode("utf-8")
