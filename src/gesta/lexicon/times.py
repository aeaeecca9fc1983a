"""Phrases that are nothing but a date or a time of day: they say when, and are nobody."""

from __future__ import annotations

import re

from gesta.lexicon import words
from gesta.lexicon.numbers import figure

_HERE = "gesta.lexicon"
_TOKEN = re.compile(r"[ap]\.m|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:st|nd|rd|th)?")


def is_time(phrase: str) -> bool:
    """True for "10 May", "Wednesday morning", "May 10, 2031", "6.30 pm", "the night of Monday".

    A month alone is none: May and August are names too. Nor is anything with one other word in it: "14 February
    Coalition" is a movement, "the day labourers" are people.
    """
    found = _TOKEN.findall(phrase.lower().replace("’", "'"))
    kinds = {kind for word in found for kind in _kinds(word)}
    if not found or "other" in kinds:
        return False
    return "sure" in kinds or {"month", "number"} <= kinds or ("part" in kinds and "small" in kinds)


def names_movement(phrase: str) -> bool:
    """True for a bare day of a month, "17 November": movements call themselves so, and then it may be somebody."""
    found = _TOKEN.findall(phrase.lower())
    return len(found) == 2 and {kind for word in found for kind in _kinds(word)} == {"month", "number"}


def _kinds(word: str) -> tuple[str, ...]:
    """What a word is in a time: a month, a number, a word that is sure, a part of a day, a small word; else other."""
    if word[0].isdigit():
        return ("number",)
    for kind, row in (("month", "months"), ("sure", "sure"), ("part", "parts"), ("small", "small")):
        if word in words(_HERE, "times", row):
            return (kind,)
    return ("spelled",) if figure(word) is not None else ("other",)
