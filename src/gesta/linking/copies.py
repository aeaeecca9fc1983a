"""Syndicated copies and light rewrites: which report prints what another publisher wrote, so that it is no origin.

Two reports are compared by their shingles, the runs of three words in them. What counts is the share of the copy's own
shingles that stand in the original: copies are often cut, and retitled, but what is left of them is the original's.
Candidates are found by MinHash bands (Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, ch. 3):
a new report is compared with its likes and not with the whole store.

A report of the same publisher is never a copy: a follow-up repeats paragraphs of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from hashlib import blake2b
from math import exp

import numpy as np
from numpy.typing import NDArray

from gesta.nouns.episode import Card
from gesta.nouns.judgement import Judgement, Reason, Verdict
from gesta.nouns.report import Report

VERSION = "copies-2"
SHINGLE = 3  # words: longer runs lose copies whose words were exchanged here and there
# 36 bands of 2 rows: two texts of which a third is common share a band in 98 of 100 cases, a tenth in 30.
BANDS, ROWS = 36, 2
SEED = 20_211  # of the hash functions; another one makes other bands, and stored ones would have to be made anew
# Of the train bundles' copies the least shares .67 of its shingles with its original, and no other pair more than .05;
# half is far from both. Between a third and a half people decide.
SAME, UNSURE = 0.5, 0.33
STEEPNESS = 20.0  # of the curve that turns shares into a score: .5 gives .75, .67 gives .99
MIDDLE = 0.445
FEWEST = 12  # shingles; shorter texts ("More to follow.") are copies only when they are the same word for word
# News is reprinted within days. What is alike a month later is a form that comes again (a daily bulletin, a court
# list); and without a limit a report would be compared with more and more the longer a store is kept.
REPRINTED_DAYS = 31
CREDIT = 160  # characters at the head of a text in which it names the agency it came from

_WORD = re.compile(r"[^\W_]+")


def signature(report: Report) -> tuple[str, ...]:
    """The bands of a report: reports that share one are worth comparing. Empty for a text of less than three words."""
    found = _shingles(report.text)
    if not found:
        return ()
    hashed = np.fromiter((_hash(shingle) for shingle in sorted(found)), dtype=np.uint64, count=len(found))
    factors, shifts = _functions()
    with np.errstate(over="ignore"):
        least = (hashed[:, None] * factors + shifts).min(axis=0)
    rows = least.reshape(BANDS, ROWS)
    return tuple(f"{band}:{_digest(row.tobytes())}" for band, row in enumerate(rows))


def reprinted(published: date | datetime | None) -> tuple[date, date] | None:
    """The first and last day on which a report of that day may be reprinted, or what it reprints have appeared; None
    when nobody knows its day."""
    if published is None:
        return None
    day = published.date() if isinstance(published, datetime) else published
    return day - timedelta(days=REPRINTED_DAYS), day + timedelta(days=REPRINTED_DAYS)


def judge_copy(left: Report, right: Report) -> Judgement | None:
    """Whether one of two reports copies the other: `left` of the judgement is the copy. None when plainly neither does.

    The same judgement in whichever order they are given.
    """
    if left.publisher is not None and _folded(left.publisher) == _folded(right.publisher):
        return None
    copy, original = _ordered(left, right)
    share = _share(copy.text, original.text)
    if share < UNSURE:
        return None
    score = round(1 / (1 + exp(-STEEPNESS * (share - MIDDLE))), 4)
    verdict: Verdict = "same" if share >= SAME else "unsure"
    words = f"{share:.0%} of its runs of {SHINGLE} words stand in the other report"
    reasons = [Reason("shared words", round(share, 4), round(STEEPNESS * (share - MIDDLE), 4), words)]
    if _credits(copy, original):
        reasons.append(Reason("credit", 1.0, 0.0, f"it names {original.publisher} at its head"))
    by = f"model:{VERSION}"
    return Judgement(copy.key, original.key, verdict, score, by, tuple(reasons), matter="copy")


def originals(cards: Mapping[str, Card], judgements: Iterable[Judgement]) -> dict[str, str]:
    """The key of the original of each copy, sorted; the same whatever order the judgements come in.

    A copy of a copy goes back to the first of them. Of several reports that it could copy, the most like it counts, of
    equals the earliest. A person's word on a pair beats any model's, the latest of a person's counts.
    """
    chosen: dict[str, tuple[float, object, str]] = {}
    for judgement in _settled(judgements):
        if judgement.verdict != "same":
            continue
        rank = (-judgement.score, _moment(cards.get(judgement.right)), judgement.right)
        chosen[judgement.left] = min(chosen.get(judgement.left, rank), rank)
    goals = {copy: rank[2] for copy, rank in chosen.items()}
    found = {copy: _root(copy, goals, cards) for copy in sorted(goals)}
    return {copy: root for copy, root in found.items() if root != copy}


def _settled(judgements: Iterable[Judgement]) -> list[Judgement]:
    """One judgement for each pair of reports, in order of the pairs."""
    best: dict[tuple[str, ...], Judgement] = {}
    for judgement in judgements:
        if judgement.matter != "copy":
            continue
        pair = tuple(sorted((judgement.left, judgement.right)))
        if pair not in best or _weight(judgement) > _weight(best[pair]):
            best[pair] = judgement
    return [best[pair] for pair in sorted(best)]


def _weight(judgement: Judgement) -> tuple[bool, str, str, float, str]:
    """What beats what on one pair: people, the latest word, the latest version; the rest only makes it one order."""
    made = judgement.made.isoformat() if judgement.made else ""
    return judgement.personal, made, judgement.by, judgement.score, judgement.left


def _root(copy: str, goals: Mapping[str, str], cards: Mapping[str, Card]) -> str:
    """The last report on the way from copy to original; of a circle, the earliest in it."""
    way = [copy]
    while (following := goals.get(way[-1])) is not None:
        if following in way:
            return min(way[way.index(following) :], key=lambda key: (_moment(cards.get(key)), key))
        way.append(following)
    return way[-1]


def _share(copy: str, original: str) -> float:
    """The share of the copy's shingles that stand in the original; short texts are the same or not."""
    own = _shingles(copy)
    if len(own) < FEWEST:
        return float(bool(own) and _WORD.findall(copy.casefold()) == _WORD.findall(original.casefold()))
    return len(own & _shingles(original)) / len(own)


def _ordered(one: Report, other: Report) -> tuple[Report, Report]:
    """The copy and the original: an agency that the other names is the original, else the earlier, else the longer."""

    def first(report: Report, against: Report) -> tuple[bool, datetime, int, str]:
        return not _credits(against, report), _published(report.published), -len(report.text), report.key

    return (other, one) if first(one, other) < first(other, one) else (one, other)


def _credits(report: Report, agency: Report) -> bool:
    """True when a report names the other's publisher at its head: "GAO (ASP) -", by its name or its initials."""
    if agency.publisher is None:
        return False
    head = report.text[:CREDIT]
    initials = "".join(word[0] for word in _WORD.findall(agency.publisher) if word[0].isupper())
    named = agency.publisher.casefold() in head.casefold()
    return named or (len(initials) > 1 and re.search(rf"\(\W*{initials}\W*\)", head) is not None)


def _moment(card: Card | None) -> datetime:
    return _published(card.published if card else None)


def _published(published: date | datetime | None) -> datetime:
    """When a report came out, for putting reports in order: a day without a time is its end, no date is last."""
    if isinstance(published, datetime):
        return published if published.tzinfo else published.replace(tzinfo=UTC)
    return datetime.combine(published or date.max, time.max, UTC)


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    found = _WORD.findall(text.casefold())
    return frozenset(zip(*(found[at:] for at in range(SHINGLE)), strict=False))


def _folded(publisher: str | None) -> str:
    return " ".join((publisher or "").casefold().split())


def _hash(shingle: tuple[str, ...]) -> int:
    return int.from_bytes(blake2b(" ".join(shingle).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _digest(row: bytes) -> str:
    return blake2b(row, digest_size=6).hexdigest()


@cache
def _functions() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The factors (odd) and shifts of the hash functions x ↦ a·x + b modulo 2^64."""
    drawn = np.random.Generator(np.random.PCG64(SEED)).integers(0, 2**63, size=(2, BANDS * ROWS), dtype=np.uint64)
    return drawn[0] * np.uint64(2) + np.uint64(1), drawn[1]
