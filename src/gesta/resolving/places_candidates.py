"""The places that a name may mean: found exactly, by another spelling, or – as a last resort – by likeness."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from gesta.places.entry import Entry, Hit, NameKind
from gesta.places.folding import fold
from gesta.places.gazetteer import Gazetteer
from gesta.resolving.places_context import Bounds, is_short_form
from gesta.resolving.places_pieces import type_word, words
from gesta.spans import Span

MOST = 60
"""Candidates kept a name, the most populous first: the longest lists are those of hamlets that share a plain name."""

SHORTEST_FUZZY = 6
"""Letters: in shorter names one wrong letter makes another name."""

FUZZY_LETTERS = 4
"""First letters that a fuzzy match must share: misspellings sit in the middle and at the end of names."""

FUZZY_LIKENESS = 88.0
"""Least rapidfuzz ratio (0–100): one letter wrong or missing in eight."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a name may mean. `method`: gazetteer, demonym, transliteration or fuzzy."""

    entry: Entry
    kind: NameKind
    method: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a report with all its mentions, what is said around them, and what it may mean."""

    text: str
    spans: tuple[Span, ...]
    wanted: frozenset[str]
    bounds: Bounds
    candidates: tuple[Candidate, ...]


def candidates(said: str, gazetteer: Gazetteer, near: Iterable[str]) -> tuple[Candidate, ...]:
    """The places `said` may mean, most populous first.

    `near` are the countries that a place found by another spelling or by likeness must lie in: the world is so full of
    names that any word is spelt nearly like one of them.
    """
    expected = frozenset(near)
    found = _known(said, gazetteer) or _respelt(said, gazetteer, expected)
    if not found:
        found = _fuzzy(fold(plain(said)), gazetteer, expected)
    return tuple(sorted(found, key=_rank))[:MOST]


def plain(said: str) -> str:
    """A name without possessive, endings of compounds ("Baghdad-based") and line breaks."""
    return _ending().sub("", " ".join(said.split()))


def _known(said: str, gazetteer: Gazetteer) -> list[Candidate]:
    for form in dict.fromkeys((said, plain(said), *_without_kind(plain(said)))):
        if hits := [hit for hit in gazetteer.named(form) if _fits(hit, form)]:
            return [Candidate(hit.entry, hit.kind, _method(hit)) for hit in hits]
    return []


def _respelt(said: str, gazetteer: Gazetteer, near: frozenset[str]) -> list[Candidate]:
    hits = (hit for hit in gazetteer.spelt_like(plain(said)) if near.intersection(hit.entry.countries))
    return [Candidate(hit.entry, hit.kind, "transliteration") for hit in hits]


def _fits(hit: Hit, said: str) -> bool:
    return hit.kind is not NameKind.ABBREVIATION or is_short_form(said)


def _method(hit: Hit) -> str:
    return "demonym" if hit.kind is NameKind.DEMONYM else "gazetteer"


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?:['’]s?|[-‐‑–](?:{words()['words']['compounds']}))$")


def _without_kind(said: str) -> Iterator[str]:
    """ "Gedo" of "Gedo Region", "Bajaur" of "Bajaur tribal region", "Hajin" of "Town of Hajin", "London" of "North
    London"; the word for the kind goes first: "North Kivu province" is no part of Kivu."""
    parts = said.split()
    if len(parts) > 2 and parts[1].casefold() == "of" and type_word(parts[0]):
        yield " ".join(parts[2:])
        return
    if len(parts) > 1 and type_word(parts[-1]):
        parts = parts[:-1]
        while len(parts) > 1 and parts[-1].islower():
            parts = parts[:-1]
        yield " ".join(parts)
    if len(parts) > 1 and parts[0].casefold() in words()["words"]["parts"].split("|"):
        yield " ".join(parts[1:])


def _fuzzy(key: str, gazetteer: Gazetteer, near: frozenset[str]) -> list[Candidate]:
    if len(key) < SHORTEST_FUZZY or not near:
        return []
    field = gazetteer.neighbours(key, FUZZY_LETTERS)
    like = process.extract(key, field, scorer=fuzz.ratio, score_cutoff=FUZZY_LIKENESS, limit=5)
    hits = (hit for name, _, _ in like for hit in gazetteer.folded(name))
    return [Candidate(hit.entry, hit.kind, "fuzzy") for hit in hits if near.intersection(hit.entry.countries)]


def _rank(candidate: Candidate) -> tuple[int, str]:
    return -candidate.entry.population, candidate.entry.id
