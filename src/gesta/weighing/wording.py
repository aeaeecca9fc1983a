"""Words of reports fitted into lines of our own: first letters and pronouns."""

from __future__ import annotations

from gesta.lexicon import words
from gesta.lexicon.numbers import figure
from gesta.lexicon.phrases import is_pronoun

UNNAMED = "an unnamed speaker"


def lowered(said: str) -> str:
    """The words as they stand within a sentence: "The governor" gives "the governor", "Ten men" "ten men"."""
    tidy = " ".join(said.split())
    first, _, rest = tidy.partition(" ")
    common = first.lower() in words("gesta.lexicon", "pronouns", "determiners") or figure(tidy) is not None
    return f"{first[:1].lower()}{first[1:]} {rest}" if rest and common else tidy


def speaker_words(said: str) -> str:
    """The words for a speaker within a line; a bare pronoun that stands for nobody known names nobody."""
    return UNNAMED if is_pronoun(said) else lowered(said)
