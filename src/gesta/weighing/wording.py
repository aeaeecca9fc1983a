"""Words of reports fitted into lines of our own: first letters, pronouns, and phrases that the reading cut short."""

from __future__ import annotations

import re

from gesta.lexicon import pattern, words
from gesta.lexicon.numbers import figure
from gesta.lexicon.phrases import is_collective, is_people, is_person, is_pronoun

UNNAMED = "an unnamed speaker"

_HERE = "gesta.weighing"
_AGE = re.compile(r",\s*\d{1,2}$")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def lowered(said: str) -> str:
    """The words as they stand within a sentence: "The governor" gives "the governor", "Gunmen" "gunmen".

    A capital is kept where the word may be a name: before another capital ("Rapid Support Forces"), and where the word
    is neither for people nor one that opens phrases.
    """
    tidy = " ".join(said.split())
    first, _, rest = tidy.partition(" ")
    return f"{first[:1].lower()}{first[1:]}{' ' if rest else ''}{rest}" if _is_common(first, rest, tidy) else tidy


def _is_common(first: str, rest: str, whole: str) -> bool:
    """True when the capital of the first word is only that of a sentence."""
    word = first.lower()
    if rest and (word in words("gesta.lexicon", "pronouns", "determiners") or figure(whole) is not None):
        return True
    if not first.istitle() or rest[:1].isupper() or word.removesuffix("s") in words(_HERE, "headlines", "names.words"):
        return False
    return word in words(_HERE, "headlines", "openers.words") or any(
        known(word) for known in (is_people, is_person, is_collective)
    )


def speaker_words(said: str) -> str:
    """The words for a speaker within a line; a bare pronoun that stands for nobody known names nobody."""
    return UNNAMED if is_pronoun(said) else lowered(said)


def whole(said: str) -> str:
    """A phrase without what hangs at its end: an article, a preposition, an age, a quotation mark alone."""
    tidy = " ".join(said.split())
    if tidy.count('"') % 2 or '""' in tidy or tidy.count("“") != tidy.count("”"):
        tidy = re.sub('["“”]', "", tidy)
    return _AGE.sub("", pattern(_HERE, "headlines", "hanging.words", r"(?:[\s,]+(?:{}))+$").sub("", tidy))


def without_owner(said: str) -> str:
    """The phrase without a word that leans on an owner told elsewhere: "their vehicle" gives "vehicle"."""
    return pattern(_HERE, "headlines", "owners.words", r"^(?:{})\s+").sub("", said)


def is_mere_count(said: str) -> bool:
    """True for words that only count: "30", "at least seven people", "13 lives", "two others", "dozens"."""
    counted = figure(said)
    if counted is None:
        return False
    rest = [word.lower() for word in _WORD.findall(said[counted.end :])]
    return all(word in words(_HERE, "headlines", "counted.words") for word in rest)
