"""The plain words for codes, read from words.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

Words = Mapping[str, str]


@cache
def words(table: str) -> Words:
    """One table of words.toml by name: types, modes, status, stances, roles, legend. Raises KeyError for any other."""
    tables = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    return MappingProxyType(dict(tables[table]))


def kind(type_: str, mode: str | None) -> str:
    """What a type and mode are called in plain words ("air attack"); an unlisted code is shown as it is."""
    plain = words("types").get(type_, type_)
    if mode is None:
        return plain
    return words("modes").get(code(type_, mode), f"{plain}, {mode.replace('-', ' ')}")


def code(type_: str, mode: str | None) -> str:
    """The code as written in the ontology: TYPE or TYPE.mode."""
    return f"{type_}.{mode}" if mode else type_
