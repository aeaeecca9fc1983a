"""What a noun phrase looks like from outside: its head, its number, whether it is a pronoun or names a person."""

from __future__ import annotations

import re
from functools import lru_cache

from gesta.lexicon import words

_HERE = "gesta.lexicon"
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*|\d[\d,.]*", re.UNICODE)
_TAIL = re.compile(
    r"\s*(?:,|;|\(|–|—|\s(?:of|in|on|at|from|for|to|with|near|by|who|that|which|whose|aboard|inside|outside|against|under|"
    r"including|among|aged|linked|suspected of|accused|killed|wounded|based|traveling|travelling)\b).*",
    re.DOTALL,
)
_PERSON_ENDINGS = ("man", "woman", "person", "ist", "keeper", "worker", "driver", "leader", "fighter", "maker")
_NOT_PERSON = frozenset({"list", "mist", "fist", "twist", "assist", "exist", "resist", "human", "german", "roman"})


@lru_cache(maxsize=4096)
def head(phrase: str) -> str:
    """The head word of a noun phrase, lower case; "" when there is none. "the chief of police" gives "chief"."""
    core = _TAIL.sub("", phrase.strip(), count=1) or phrase
    found = _WORD.findall(core)
    return found[-1].lower() if found else ""


def is_pronoun(phrase: str) -> bool:
    """True for a phrase of one pronoun: "it", "they", "who", "those"."""
    return pronoun_kind(phrase) is not None


def pronoun_kind(phrase: str) -> str | None:
    """The row of pronouns.toml that the phrase belongs to (he, she, it, they, relative, other), or None."""
    word = phrase.strip().lower()
    kinds = ("he", "she", "it", "they", "relative", "other")
    return next((kind for kind in kinds if word in words(_HERE, "pronouns", kind)), None)


def is_plural(word: str) -> bool:
    """True when a noun is plural by its form: "rebels", "men", "police"."""
    word = word.lower()
    if word in words(_HERE, "people", "plural"):
        return True
    regular = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return regular and word not in words(_HERE, "people", "not_plural")


def is_person(word: str) -> bool:
    """True when a singular noun names one person: "soldier", "policewoman", "passer-by"."""
    word = word.lower()
    if word in words(_HERE, "people", "singular"):
        return True
    return word.endswith(_PERSON_ENDINGS) and word not in _NOT_PERSON


def is_people(word: str) -> bool:
    """True when a plural noun names persons: "soldiers", "women", "others"."""
    word = word.lower()
    if word in words(_HERE, "people", "plural"):
        return True
    for ending, singular in (("men", "man"), ("women", "woman"), ("ies", "y"), ("es", ""), ("s", "")):
        stem = word.removesuffix(ending) + singular
        if word.endswith(ending) and len(stem) > 2 and is_person(stem):
            return True
    return False


def is_collective(word: str) -> bool:
    """True when one word stands for several people: "the family", "a crowd"."""
    return word.lower() in words(_HERE, "people", "collective")


def gender(phrase: str) -> str | None:
    """ "she" or "he" when a word of the phrase says so ("the spokeswoman", "Mr. Bako"), else None."""
    for word in _WORD.findall(phrase.lower()):
        if word in words(_HERE, "people", "female"):
            return "she"
        if word in words(_HERE, "people", "male"):
            return "he"
    return None


def without_determiner(phrase: str) -> str:
    """The phrase in lower case without leading determiners, for comparing: "The Army" and "the army" give "army"."""
    found = phrase.lower().split()
    while found and found[0] in words(_HERE, "pronouns", "determiners"):
        found.pop(0)
    return " ".join(found)
