"""Rows of named values (a CSV row, a JSON object): which value is the text, the date, the publisher."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from gesta.errors import FormatError
from gesta.formats._building import Found


@cache
def column_names() -> dict[str, tuple[str, ...]]:
    """The names under which each value of a report is looked for, from ``columns.toml``."""
    table = tomllib.loads(files(__package__).joinpath("columns.toml").read_text(encoding="utf-8"))
    return {value: tuple(names) for value, names in table.items()}


def text_names() -> str:
    """The names of a text column, for messages."""
    return ", ".join(column_names()["text"])


def names_text(names: Iterable[str]) -> bool:
    """True when one of `names` is that of a text column."""
    return any(_plain(name) in column_names()["text"] for name in names)


def found_in(row: Mapping[str, object], path: str, line: int) -> Found:
    """What a row says of a report. Raises FormatError when it has no text, or a value that is no string or number."""
    values = {_plain(name): value for name, value in reversed(list(row.items()))}
    picked = {value: _pick(values, value, path, line) for value in column_names()}
    text = picked.pop("text")
    if text is None or not text.strip():
        raise FormatError(
            "no text in this row", path=path, line=line, remedy=f"fill one of: {text_names()}", report=picked["id"]
        )
    return Found(path, text, line, **picked)


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def _pick(values: Mapping[str, object], value: str, path: str, line: int) -> str | None:
    """The first filled column for `value`."""
    for name in column_names()[value]:
        given = values.get(name)
        if given is None or given == "":
            continue
        if isinstance(given, str) or (isinstance(given, int) and not isinstance(given, bool) and value != "text"):
            return str(given)
        raise FormatError(
            f"{name!r} is {type(given).__name__}, not a string", path=path, line=line, remedy="write it as a string"
        )
    return None
