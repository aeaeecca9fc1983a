"""Words as linking compares them: stems, content words, and names that are written in more than one way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from gesta.lexicon import table, words
from gesta.roster.folding import fold, skeleton

_HERE = "gesta.linking"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
SHORTEST_STEM = 3  # "ing" of "sing" is no ending
SHORTEST_SOUND = 3  # consonants: shorter skeletons meet by chance
SHORTEST_SPELT = 4  # letters: shorter names are not spelt in two ways
LETTERS_APART = 2  # of two spellings of one name, beyond which they are two names


def tokens(text: str) -> list[str]:
    """The words and numbers of a text, folded to lower case without accents."""
    return [_folded(word) for word in _WORD.findall(text)]


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
    found = [_folded(word) for word in _WORD.findall(phrase) if word[0].isupper() or word[0].isdigit()]
    joined = fold(phrase).replace(" ", "") if len(found) > 1 else ""
    common = words(_HERE, "words", "unnamed")
    named = {word for word in found if len(word) > 1 and word not in common}
    return frozenset(named | ({joined} if joined and len(joined) <= 24 and len(named) > 1 else set()))


def alike(left: str, right: str) -> bool:
    """True when two folded words are one name, spelt alike or by one sound: "labbezanga", "labezzanga"."""
    return left == right or (sound(left) == sound(right) and abs(len(left) - len(right)) <= LETTERS_APART)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """What two spellings of one name have in common: the first letter and the consonants by their sound.

    A word that is too short to be told by its sound, or a number, is its own sound, marked so that it meets no other.
    """
    if word[:1].isdigit() or len(word) < SHORTEST_SPELT or len(heard := skeleton(word)) < SHORTEST_SOUND:
        return f"={word}"
    return f"{word[0]}~{heard}"


def meeting(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    """The words of `left` that some word of `right` is alike to."""
    if not left or not right:
        return frozenset()
    heard, other = _by_sound(left), _by_sound(right)
    shared = heard.keys() & other.keys()
    return frozenset(one for key in shared for one in heard[key] if any(alike(one, two) for two in other[key]))


@lru_cache(maxsize=16384)
def _by_sound(words: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        key = sound(word)
        found[key] = (*found.get(key, ()), word)
    return found


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    return fold(word)


@cache
def _irregular() -> dict[str, str]:
    return {form: base for base, forms in table(_HERE, "words")["irregular"].items() for form in forms.split()}
