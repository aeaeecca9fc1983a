"""The words of a text as the grammar of dates sees them: each with its category and its meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gesta.lexicon import table
from gesta.resolving.dates_feasts import feast_names

_HERE = "gesta.resolving"
FIGURES = (
    "iso slashed clock clock_dot ordinal_day ordinal_big decade short_year small daynum two_digits number year "
    "year_clock clock4 month_caps ampm oclock possessive hyphen comma dot lpar rpar slash percent mark money fraction "
    "may_lower feast "
    "word plural"
).split()
"""The categories that are told by form; the others are the tables of dates_words.toml."""

FIRST_YEAR, LAST_YEAR = 1700, 2099
"""Four digits between these may be a year: histories reach back, plans rarely reach further."""

_TOKEN = r"""(?P<feast>\b(?:{feasts})\b)
|(?P<iso>\d{{4}}-\d\d-\d\d(?!\d))|(?P<slashed>\d{{1,2}}/\d{{1,2}}/\d{{2,4}}(?!\d))
|(?P<money>[$€£]\s?\d[\d,.]*)|(?P<clock>\d{{1,2}}:\d\d(?::\d\d)?(?!\d))|(?P<big>\d{{1,3}}(?:,\d{{3}})+(?!\d))
|(?P<clock_dot>\d{{1,2}}\.\d\d(?!\d))|(?P<decimal>\d+\.\d+)|(?P<fraction>\d/\d)
|(?P<decade>['’]?(?:1[789]|20)?\d0['’]?s\b)|(?P<ordinal>\d+(?:st|nd|rd|th)\b)|(?P<short_year>['’`]\d\d(?!\d))
|(?P<digits>\d+)|(?P<ampm>[apAP]\.\s?[mM]\b\.?)|(?P<oclock>o['’]clock)|(?P<possessive>['’]s\b)
|(?P<word>[^\W\d_]+)|(?P<other>[^\s])"""
_MARKS: Mapping[str, str] = {
    "-": "hyphen",
    "–": "hyphen",
    "—": "mark",
    ",": "comma",
    ".": "dot",
    "(": "lpar",
    ")": "rpar",
    "/": "slash",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word, figure or mark: where it stands, its category, and its meaning (a number, a name, or a table)."""

    start: int
    end: int
    category: str
    meaning: Any


def read_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]`, in order."""
    return [_word(found) for found in _pattern().finditer(text, start, len(text) if end is None else end)]


@cache
def _pattern() -> re.Pattern[str]:
    feasts = "|".join(re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s+") for name in feast_names())
    return re.compile(_TOKEN.format(feasts=feasts), re.VERBOSE)


@cache
def _lexicon() -> dict[str, tuple[str, Any]]:
    """word → (category, meaning)."""
    tables = table(_HERE, "dates_words")
    return {
        word: (name, meaning)
        for name, entries in tables.items()
        if isinstance(entries, dict)
        for word, meaning in entries.items()
    }


@cache
def categories() -> tuple[str, ...]:
    """The names of all categories, always in the same order."""
    named = [name for name, entries in table(_HERE, "dates_words").items() if isinstance(entries, dict)]
    return (*FIGURES, *named)


def _word(found: re.Match[str]) -> Word:
    form, text = found.lastgroup or "other", found[0]
    category, meaning = _READERS[form](text) if form in _READERS else (form, text)
    return Word(found.start(), found.end(), category, meaning)


def _plain(text: str) -> tuple[str, Any]:
    lower = text.lower()
    known = _lexicon().get(lower)
    small = lower in _capitalised() and text == lower
    if small and known and known[0] in ("may", "month_short"):
        return "may_lower", known[1]
    if known is None or small:
        return ("plural" if lower.endswith("s") and text == lower else "word"), lower
    if known[0] in ("month", "month_short") and text.isupper():
        return "month_caps", known[1]
    return known


@cache
def _capitalised() -> frozenset[str]:
    return frozenset(table(_HERE, "dates_words")["capital"].split())


def _digits(text: str) -> tuple[str, Any]:
    value = int(text) if len(text) < 9 else 0
    if len(text) == 4:
        return _four_digits(text, value), text
    if len(text) > 2:
        return "number", value
    if value == 0 or (len(text) == 2 and value > 31):
        return ("two_digits" if value else "word"), value
    return ("small" if value <= 12 else "daynum"), value


def _four_digits(text: str, value: int) -> str:
    is_year = FIRST_YEAR <= value <= LAST_YEAR
    if int(text[:2]) < 24 and int(text[2:]) < 60:
        return "year_clock" if is_year else "clock4"
    return "year" if is_year else "number"


def _ordinal(text: str) -> tuple[str, Any]:
    value = int(text[:-2])
    return ("ordinal_day" if 1 <= value <= 31 else "ordinal_big"), value


def _decade(text: str) -> tuple[str, Any]:
    return "decade", int("".join(filter(str.isdigit, text)))


def _short_year(text: str) -> tuple[str, Any]:
    return "short_year", text[1:]


def _other(text: str) -> tuple[str, Any]:
    return _MARKS.get(text, "percent" if text == "%" else "mark"), text


def _unread(text: str) -> tuple[str, Any]:
    return "word", text


_READERS: Mapping[str, Callable[[str], tuple[str, Any]]] = {
    "word": _plain,
    "digits": _digits,
    "ordinal": _ordinal,
    "decade": _decade,
    "short_year": _short_year,
    "other": _other,
    "big": _unread,
    "decimal": _unread,
}
