"""Word lists: the tables of knowledge that rules look words up in, kept as .toml files beside the rules they serve.

A table is read once, when first asked for. A list may stand in the file as an array or as one string of words.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["pattern", "table", "words"]


@cache
def table(package: str, name: str) -> dict[str, Any]:
    """The table `name`.toml of a package, as Python values; treat it as read-only."""
    return tomllib.loads(files(package).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(package: str, name: str, key: str) -> frozenset[str]:
    """The list `key` of a table as a set of words."""
    return frozenset(_listed(package, name, key))


@cache
def pattern(package: str, name: str, key: str, around: str = r"\b(?:{})\b") -> re.Pattern[str]:
    """A pattern that finds any entry of a list, longest first; a space in an entry stands for any white space."""
    entries = sorted(_listed(package, name, key), key=lambda entry: (-len(entry), entry))
    return re.compile(around.format("|".join(_flexible(entry) for entry in entries)), re.IGNORECASE)


def _listed(package: str, name: str, key: str) -> list[str]:
    found: Any = table(package, name)
    for part in key.split("."):
        found = found[part]
    return found.split() if isinstance(found, str) else list(found)


def _flexible(entry: str) -> str:
    return r"\s+".join(re.escape(part) for part in entry.split(" ")).replace("'", "['’]")
