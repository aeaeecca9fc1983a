"""Spellings made alike: `fold` for case, accents, punctuation; `skeleton` for transliterations of one name."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

# Letters that do not decompose, and marks that transliterations write or leave out.
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ß": "ss", "đ": "d", "ł": "l", "æ": "ae", "’": "'", "‘": "'", "ʿ": "'"})
_SPACED: Mapping[int, int | None] = str.maketrans("-/,()\t\n_:;–—", "            ", ".'\"`“”")
_AMERICAN = (("defense", "defence"), ("organiz", "organis"), ("mobiliz", "mobilis"), ("stabiliz", "stabilis"),
             ("labor ", "labour "), ("center", "centre"), ("program ", "programme "))  # fmt: skip
# One sound, many spellings: Qaddafi, Gadhafi, Kadafi; Nusra, Nusrah; Mohammed, Muhamad. Order matters.
_SOUNDS = (
    (re.compile(r"(?:kh|gh|ck|q|c(?![hiey])|g|k)"), "k"),
    (re.compile(r"(?:dh|d)"), "d"),
    (re.compile(r"(?:th|t)"), "t"),
    (re.compile(r"(?:ph|f)"), "f"),
    (re.compile(r"(?:dj|dzh|j)"), "j"),
    (re.compile(r"(?:tch|tsch|ch)"), "C"),
    (re.compile(r"(?:sch|sh)"), "S"),
    (re.compile(r"(?:ts|tz|z|c|s)"), "s"),
    (re.compile(r"[vw]"), "v"),
)
_SILENT = re.compile(r"(?<=.)[aeiouyh]")
_DOUBLED = re.compile(r"(.)\1+")


def fold(text: str) -> str:
    """The text in lower case without accents, dots and apostrophes, one space between words, genitive 's cut off.

    British and American spellings come out alike ("Defense", "Defence"); a leading "the" is dropped.
    """
    if not text.isascii():
        text = "".join(
            c for c in unicodedata.normalize("NFKD", text.lower().translate(_LETTERS)) if not unicodedata.combining(c)
        )
    text = text.lower()
    if "&" in text:
        text = text.replace("&", " and ")
    if "'" in text:
        text = text.replace("'s ", " ").removesuffix("'s")
    text = " ".join(text.translate(_SPACED).split())
    for american, british in _AMERICAN:
        if american in text:
            text = text.replace(american, british)
    return text.removeprefix("the ")


@lru_cache(maxsize=65536)
def skeleton(folded: str) -> str:
    """The consonants of a folded name by sound, without articles: "jbt nsr" for Jabhat al-Nusra and Jebhat an-Nusra.

    Two names with one skeleton may be the same; whoever asks compares the spellings too.
    """
    parts = folded.split()
    kept = [part for part in parts if part not in _articles()] or parts
    return " ".join(_sounds(part) for part in kept)


def _sounds(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    initial = "a" if word[:1] in "aeiouy" else word[:1]
    return _DOUBLED.sub(r"\1", initial + _SILENT.sub("", word)[1:])


@cache
def common_words() -> frozenset[str]:
    """English words that short names of the roster look like in a text without capitals."""
    return _listed("common")


@cache
def _articles() -> frozenset[str]:
    return _listed("articles")


def _listed(key: str) -> frozenset[str]:
    text = files(__package__).joinpath("folding.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[key].split())
