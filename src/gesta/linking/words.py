"""Words as linking compares them: stems, content words, and names that are written in more than one way."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from gesta.lexicon import table, words
from gesta.roster.folding import fold, skeleton

_HERE = "gesta.linking"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
SHORTEST_STEM = 3  # "ing" of "sing" is no ending
SHORTEST_SOUND = 3  # consonants: shorter skeletons meet by chance
LETTERS_APART = 2  # of two spellings of one name, beyond which they are two names


def tokens(text: str) -> list[str]:
    """The words and numbers of a text, folded to lower case without accents."""
    return [fold(word) for word in _WORD.findall(text)]


def content(text: str) -> list[str]:
    """The stems of the words of a text that carry meaning, in order: no articles, prepositions, auxiliaries."""
    idle = words(_HERE, "words", "idle")
    return [stem(word) for word in tokens(text) if len(word) > 1 and word not in idle]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without its ending, an irregular form by its base: "killings", "killed" → "kill", "shot" → "shoot"."""
    word = _irregular().get(word, word)
    for ending, instead in table(_HERE, "words")["endings"]:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word.removesuffix(ending) + instead
            break
    undoubled = len(word) > SHORTEST_STEM and word[-1] == word[-2] and word[-1] in "bdgmnprt"
    return _irregular().get(word[:-1] if undoubled else word, word[:-1] if undoubled else word).removesuffix("e")


def name_words(phrase: str) -> frozenset[str]:
    """The words of a phrase that are written with a capital or a digit, folded, no titles or points of the sky."""
    found = [fold(word) for word in _WORD.findall(phrase) if word[0].isupper() or word[0].isdigit()]
    joined = fold(phrase).replace(" ", "") if len(found) > 1 else ""
    common = words(_HERE, "words", "unnamed")
    named = {word for word in found if len(word) > 1 and word not in common}
    return frozenset(named | ({joined} if joined and len(joined) <= 24 and len(named) > 1 else set()))


@lru_cache(maxsize=65536)
def alike(left: str, right: str) -> bool:
    """True when two folded words are one name, spelt alike or by one sound: "labbezanga", "labezzanga"."""
    if left == right:
        return True
    if (
        left[:1] != right[:1]
        or left[0].isdigit()
        or abs(len(left) - len(right)) > LETTERS_APART
        or min(len(left), len(right)) < 4
    ):
        return False
    one, other = skeleton(left), skeleton(right)
    return one == other and len(one) >= SHORTEST_SOUND


def meeting(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    """The words of `left` that some word of `right` is alike to."""
    exact = left & right
    return exact | {one for one in left - exact if any(alike(one, other) for other in right)}


@cache
def _irregular() -> dict[str, str]:
    return {form: base for base, forms in table(_HERE, "words")["irregular"].items() for form in forms.split()}
