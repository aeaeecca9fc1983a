"""What the words of a phrase say about who acts: heads, carriers and modifiers of actors_heads.toml, by their stem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from gesta import lexicon
from gesta.roster.folding import fold

_HERE = "gesta.resolving"
_TABLE = "actors_heads"
_POLITICAL = frozenset({"coalition"})  # carriers of MIL that also govern: "the ruling coalition"
_NOBODYS = frozenset({"public", "people", "people's"})  # words for everybody that make no civilians of a body
LONGEST = 4  # words of the longest entry of the lexicon ("under secretary of state")


class Head(NamedTuple):
    """The words `start:stop` of a phrase, their sector ("" = none of their own) and whether they only carry one."""

    start: int
    stop: int
    word: str
    sector: str
    carries: bool


def last_head(words: Sequence[str]) -> Head | None:
    """The last head or carrier among the folded words, the longest that ends there; None when there is none."""
    return _last_head(tuple(words))


@lru_cache(maxsize=4096)
def _last_head(words: tuple[str, ...]) -> Head | None:
    for stop in range(len(words), 0, -1):
        for start in range(max(0, stop - LONGEST), stop):
            if found := _head(words, start, stop):
                return found
    return None


def carried(words: Sequence[str], head: Head) -> str:
    """The sector that the nearest word before a carrier gives it, else the carrier's own, else ""."""
    for stop in range(head.start, 0, -1):
        for start in range(max(0, stop - LONGEST), stop):
            word = " ".join(words[start:stop])
            sector = modifiers().get(word) or heads().get(_known(word, heads()), "")
            if sector == "CVL" and (stop < head.start or word in _NOBODYS):
                continue  # "people's movement", "public security officers": the word right before makes civilians
            if sector:
                forces = (head.sector, sector) == ("MIL", "GOV") and head.word not in _POLITICAL
                return head.sector if forces else sector  # "government helicopters"
    return head.sector


def overriding(words: Sequence[str]) -> str:
    """The sector that one of the words imposes on the whole phrase ("rebel soldiers", "ousted president"), or ""."""
    for word in words:
        if sector := _overrides().get(_known(word, _overrides())):
            return sector
    return ""


def is_listed(key: str, word: str) -> bool:
    """True when the word, or its singular, stands in that list of the lexicon."""
    listed = lexicon.words(_HERE, _TABLE, f"words.{key}")
    return word in listed or any(stem in listed for stem in singulars(word))


def things(word: str) -> str:
    """What a word for a thing names, for a reader ("a vehicle"); "" for a word that may name people."""
    return _things().get(_known(word, _things()), "")


@lru_cache(maxsize=8192)
def singulars(word: str) -> tuple[str, ...]:
    """The singular forms that an English plural may have: "policemen" policeman, "churches" church, "wives" wife."""
    found = []
    if word.endswith("men"):
        found.append(word[:-3] + "man")
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    if word.endswith(("ches", "shes", "sses", "xes", "oes")):
        found.append(word[:-2])
    if word.endswith("ves"):
        found += [word[:-3] + "fe", word[:-3] + "f"]
    if word.endswith("s") and not word.endswith("ss"):
        found.append(word[:-1])
    return tuple(found)


@cache
def heads() -> Mapping[str, str]:
    """Every head of its own, folded, to its sector."""
    return _by_word("heads")


@cache
def modifiers() -> Mapping[str, str]:
    """Every modifier, folded, to the sector it gives a carrier."""
    return _by_word("modifiers")


def _head(words: Sequence[str], start: int, stop: int) -> Head | None:
    word = " ".join(words[start:stop])
    if stem := _known(word, heads()):
        return Head(start, stop, stem, heads()[stem], carries=False)
    if stem := _known(word, _carriers()):
        return Head(start, stop, stem, _carriers()[stem], carries=True)
    return None


def _known(word: str, table: Mapping[str, str]) -> str:
    """The word or its singular, whichever the table has; "" when it has neither."""
    return next((stem for stem in (word, *singulars(word)) if stem in table), "")


@cache
def _carriers() -> Mapping[str, str]:
    table = lexicon.table(_HERE, _TABLE)["carriers"]
    return {fold(word.replace("_", " ")): sector for word, sector in table.items()}


@cache
def _overrides() -> Mapping[str, str]:
    return _by_word("overrides")


@cache
def _things() -> Mapping[str, str]:
    table = lexicon.table(_HERE, _TABLE)["things"]
    return {fold(word): kind for kind, listed in table.items() for word in listed.split()}


def _by_word(key: str) -> Mapping[str, str]:
    """The words of a table of sectors; a word in two sectors has the first."""
    found: dict[str, str] = {}
    for sector, listed in lexicon.table(_HERE, _TABLE)[key].items():
        for word in listed.split():
            found.setdefault(fold(word.replace("_", " ")), sector)
    return found
