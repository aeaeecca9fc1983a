"""Folded names: the forms under which spellings of one name meet.

`fold` joins what differs in case, accents, hyphens and stops ("São Tomé", "SAO TOME"). `skeleton` goes on to join what
differs in transliteration and in the Arabic article ("Deir ez-Zor", "Dayr az Zawr"); it is for names that nothing
folded answers to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_PLAIN = re.compile(r"[a-z]+(?: [a-z]+)*")
_LETTERS: Mapping[int, str] = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th", "ə": "a", "ħ": "h"}
)
_MARKS: Mapping[int, str] = str.maketrans(
    {**dict.fromkeys("'’‘ʻʼ`´ʿʾʹʺ.\"“”", ""), **dict.fromkeys("-‐‑–—/,()_&;:", " ")}
)
_SHORT: Mapping[str, str] = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ARTICLES = frozenset("al el ar er as es ash at et an en ad ed az ez ul ud".split())
# In order: digraphs of Arabic, Persian, Russian and French transliteration, then single letters, then doubled letters.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ou|oo|aw|au|ow", "u"),
        (r"ee|ei|ai|ay|ey|iy|yi|ii", "i"),
        (r"ph", "f"),
        (r"(?<=[kgdt])h", ""),
        (r"dj|zh", "j"),
        (r"tch|tsch", "ch"),
        (r"q|c(?=[aou])", "k"),
        (r"y", "i"),
        (r"e", "a"),
        (r"o", "u"),
        (r"(?<=[aiu])h(?![aiu])", ""),
        (r"(.)\1+", r"\1"),
    )
)


def fold(text: str) -> str:
    """`text` in small plain letters: no accents, stops, quotes or hyphens, no leading "the", "St." written out."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    text = text.casefold()
    if not _PLAIN.fullmatch(text):
        text = text.translate(_LETTERS).translate(_MARKS)
    words = text.split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join([_SHORT.get(word, word) for word in words])


def skeleton(folded: str) -> str:
    """A folded name without Arabic articles and spaces, each sound one letter; "" when too little is left."""
    words = [word for word in folded.split() if word not in _ARTICLES]
    key = "".join(words)
    for pattern, sound in _SOUNDS:
        key = pattern.sub(sound, key)
    return key if len(key) >= SHORTEST_SKELETON else ""


SHORTEST_SKELETON = 4
"""Letters: shorter skeletons join names that have nothing to do with each other ("Kuh", "Kua")."""


def is_latin(folded: str) -> bool:
    """True for a folded name in Latin letters that has at least two: others cannot stand in an English report."""
    return folded.isascii() and sum(map(str.isalpha, folded)) > 1


def is_code(name: str) -> bool:
    """True for airport codes and the like ("AEX") among the other names of a place: nobody writes them for the town."""
    return len(name) <= LONGEST_CODE and name.isupper() and name.isalpha()


LONGEST_CODE = 4
"""Letters of the longest codes among GeoNames' other names (ICAO codes of airports)."""
