"""The words of attribution, compiled once from `lexicon.toml` and `nationalities.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gesta.nouns.claim import STANCES, Stance


@dataclass(frozen=True, slots=True)
class StanceWord:
    """A pattern of cues that speak for one stance; `weight` multiplies the network's score for that stance."""

    stance: Stance
    pattern: re.Pattern[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every pattern and word set that the rules of attribution use.

    Patterns match text that `folded` made lower case, but for names (`agencies`, `adjectives`, `states`) and `venues`.
    """

    stances: tuple[StanceWord, ...]
    declining: re.Pattern[str]
    skip: frozenset[str]
    auxiliaries: frozenset[str]
    breaks: frozenset[str]
    prepositions: frozenset[str]
    participles: frozenset[str]
    pronouns: frozenset[str]
    clausal: frozenset[str]
    persons: re.Pattern[str]
    offices: re.Pattern[str]
    ranks: re.Pattern[str]
    indefinite: frozenset[str]
    bodies: re.Pattern[str]
    partitives: re.Pattern[str]
    agencies: re.Pattern[str]
    anonymity: re.Pattern[str]
    nameless: re.Pattern[str]
    venues: tuple[re.Pattern[str], ...]
    adjectives: re.Pattern[str]
    states: re.Pattern[str]

    def speakers(self) -> tuple[re.Pattern[str], ...]:
        """The patterns of nouns that can speak: persons, offices, ranks, bodies."""
        return (self.persons, self.offices, self.ranks, self.bodies)


def folded(text: str) -> str:
    """`text` in lower case for matching, as long as `text`; unchanged where lower case would shift positions."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


@cache
def lexicon() -> Lexicon:
    """The lexicon of attribution, read on first use."""
    words = _table("lexicon.toml")
    nations = _table("nationalities.toml")
    speakers, subject, anonymity = words["speakers"], words["subject"], words["anonymity"]
    return Lexicon(
        stances=_stances(words["stance"]),
        declining=_either(words["declining"]["patterns"]),
        skip=frozenset([*subject["skip"], *subject["auxiliaries"]]),
        auxiliaries=frozenset(subject["auxiliaries"]),
        prepositions=frozenset(subject["prepositions"]),
        breaks=frozenset(subject["breaks"]),
        participles=frozenset(subject["participles"]),
        pronouns=frozenset(subject["pronouns"]),
        clausal=frozenset(subject["clausal"]),
        persons=_nouns(speakers["persons"]),
        offices=_nouns(speakers["offices"]),
        ranks=_nouns(speakers["ranks"]),
        indefinite=frozenset(speakers["indefinite"]),
        bodies=_nouns(speakers["bodies"]),
        partitives=re.compile(speakers["partitives"]),
        agencies=_names(speakers["agencies"], plural=False),
        anonymity=_either(anonymity["patterns"]),
        nameless=re.compile(anonymity["words"]),
        venues=_venues(words["venue"]),
        adjectives=_names([*nations["adjectives"].split(), *nations["compounds"]], plural=True),
        states=_names(nations["states"], plural=False),
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("gesta.attributing").joinpath(name).read_text(encoding="utf-8"))


def _stances(rows: Iterable[dict[str, Any]]) -> tuple[StanceWord, ...]:
    known: dict[str, Stance] = {s: s for s in STANCES}
    return tuple(StanceWord(known[row["name"]], _either(row["patterns"]), row["weight"]) for row in rows)


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern that matches any of `patterns` from the start of a word."""
    return re.compile(r"\b(?:" + "|".join(patterns) + ")")


def _nouns(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for whole nouns in singular and plural, the longest first."""
    forms = {form for word in words for form in (word, _plural(word))}
    ordered = sorted(forms, key=lambda w: (-len(w), w))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b")


def _plural(noun: str) -> str:
    """The plural of a noun of the lexicon ("woman" → "women", "secretary" → "secretaries")."""
    for singular, plural in (("man", "men"), ("person", "persons"), ("child", "children"), ("wife", "wives")):
        if noun.endswith(singular):
            return noun.removesuffix(singular) + plural
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch")) else "s")


def _names(words: Iterable[str], *, plural: bool) -> re.Pattern[str]:
    """A pattern for capitalised names, the longest first; `plural` also takes an "s" ("Kenyans")."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + (")s?" if plural else ")") + r"(?!\w)")


def _venues(words: dict[str, Any]) -> tuple[re.Pattern[str], ...]:
    """The patterns of venues with each `{word list}` written out."""
    written = list(words["patterns"])
    for name in words.keys() - {"patterns"}:
        written = [pattern.replace("{" + name + "}", words[name]) for pattern in written]
    return tuple(map(re.compile, written))
