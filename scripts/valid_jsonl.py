"""Checks coded output from outside, with the standard library alone: `valid_jsonl.py REPORT.txt CODED.jsonl`.

Valid means: one JSON object for the report, its text unchanged, at least one event, and every span's words where its
offsets say. Ends with status 1 and the reason otherwise.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def main(report: str, coded: str) -> str | None:
    """What is wrong with the coded report; None when nothing is."""
    lines = Path(coded).read_text(encoding="utf-8").splitlines()
    if len(lines) != 1:
        return f"{coded}: {len(lines)} lines for one report"
    found = json.loads(lines[0])
    text = Path(report).read_text(encoding="utf-8").replace("\r\n", "\n")
    if found["text"] != text:
        return f"{coded}: the text is not that of {report}"
    if not found["events"]:
        return f"{coded}: no events in {report}"
    wrong = [span for span in spans(found) if text[span["start"] : span["end"]] != span["text"]]
    return f"{coded}: words that do not stand where they should: {wrong[0]}" if wrong else None


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every span with its words, however deep it is nested."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from spans(item)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
