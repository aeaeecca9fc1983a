"""What a division is called in English reporting: "Aleppo" for "Ḩalab", "Dagestan" for "Dagestan, Respublika".

The packages name divisions as their gazetteers romanise them, which few readers know and no report writes; the English
name mostly stands among the other names, marked by an English word for its kind ("Aleppo Governorate").
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from gesta.places.knowledge import tables

LEAST_LIKE = 0.6  # of letters shared, from which "X Governorate" is the same name spelt in English, not another one


def called(name: str, others: Iterable[str]) -> str:
    """The name that a division is shown by; `others` are its further names. A name that reads well stays as it is."""
    if not _is_odd(name):
        return name
    english = _english(name, [other for other in others if other.isascii()])
    return english or _plain(_forward(name))


def _english(name: str, known: Sequence[str]) -> str | None:
    """The English name: one that stands among the others with an English kind and without; else the one spelt most
    like the name. None when there is none."""
    short = {_without_kind(other): other for other in reversed(known) if _without_kind(other) != other}
    found = next((other for other in known if other in short), None)
    if found is None:
        alike = [other for other in short if _likeness(other, name) >= LEAST_LIKE]
        found = max(alike, key=lambda other: _likeness(other, name), default=None)
    keeps_kind = name.split()[-1] in tables.kinds()["division"]["regions"]
    return short[found] if found and keeps_kind else found


def _is_odd(name: str) -> bool:
    """True for a name romanised with signs, written back to front, or with its kind in the local tongue."""
    words = tables.kinds()["division"]
    kinds = (*words["local"], *words["regions"])
    return _forward(name) != name or bool(set(name) & set(words["signs"])) or name.split()[-1] in kinds


def _forward(name: str) -> str:
    """A name that a list has turned for its order turned back: "Madrid, Comunidad de"."""
    words = tables.kinds()["division"]
    first, _, last = name.partition(", ")
    if last in words["dropped"]:
        return first
    return f"{last} {first}" if last in words["before"] else name


def _without_kind(other: str) -> str:
    """The name without the English word for its kind: "Aleppo Governorate" gives "Aleppo"."""
    short, _, kind = other.rpartition(" ")
    return short if short and kind in tables.kinds()["division"]["english"] else other


def _likeness(short: str, name: str) -> float:
    return SequenceMatcher(None, short.lower(), _plain(name).lower(), autojunk=False).ratio()


def _plain(name: str) -> str:
    """The name without the signs of a romanisation: "Kandahār" gives "Kandahar"."""
    signs = set(tables.kinds()["division"]["signs"])
    if not signs & set(name):
        return name
    letters = (letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
    return "".join(letter for letter in letters if letter not in signs)
