"""The table of abbreviations, read once from ``abbreviations.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The word lists that decide whether a full stop ends a sentence; the file says what each list is for."""

    always_followed: frozenset[str]
    before_figure: frozenset[str]
    may_end: frozenset[str]
    cased: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]
    exclaiming: frozenset[str]
    openers: frozenset[str]
    speech: frozenset[str]


@cache
def abbreviations() -> Abbreviations:
    """The lists of ``abbreviations.toml``."""
    table = tomllib.loads(files(__package__).joinpath("abbreviations.toml").read_text(encoding="utf-8"))
    return Abbreviations(**{name: frozenset(words) for name, words in table.items()})
