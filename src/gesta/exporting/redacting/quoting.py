"""Which words of a report an export quotes: as many as a quotation may have, the same ones in every shape.

One quotation is short (QUOTE_CHARACTERS), but a report in which much is coded has a hundred of them, and together they
were half of its text. So all that an export shows of one report has a limit, ALLOWANCE. Quotations are given whole or
not at all, so that none is turned into another ("killed" out of "killed nobody"), in this order until the allowance is
used up, each kind in the order of the text: the words that name the deeds, the figures, who did and suffered it, who
says so, where and when and with what, and all else that a value rests on. What is left out keeps its offsets, and the
digest of the whole text stands with the report: who holds the report finds every word.
"""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from typing import Any

from gesta.exporting.redacting.blocks import ELLIPSIS
from gesta.nouns.claim import Claim
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Evidence
from gesta.nouns.event import Role
from gesta.spans import Span

# The longest quotation: about one line and a half of a newspaper's web page, well under what the press agencies of
# Europe ask to be paid for ("very short extracts" of Directive (EU) 2019/790, article 15).
QUOTE_CHARACTERS = 160
PARTIES: tuple[Role, ...] = ("actor", "target", "victim")
SETTING: tuple[Role, ...] = ("place", "time", "weapon", "count")
_SHOWN = re.compile(b"\x01+")


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much of one text may be quoted: a share of it, and never more than so many characters."""

    share: float
    characters: int

    def of(self, text: str) -> int:
        """How many characters of this text may be quoted."""
        return min(int(len(text) * self.share), self.characters)


# 15 percent is what German law lets teachers and researchers hand on of a newspaper's article without asking (UrhG,
# sections 60a and 60c). It holds the words for every deed: of 221 coded reports (the development corpus and the
# bundles) they take 8 percent of the text in the median and never more than 14.6; all that values rest on takes half of
# it, and up to three quarters. A thousand characters are two paragraphs, of however long a text.
ALLOWANCE = Allowance(share=0.15, characters=1_000)


def quoted(coded: Coded) -> tuple[Span, ...]:
    """The spans of the report's text that may be shown, in order, apart from each other: never more than ALLOWANCE."""
    text = coded.report.text
    left, mask = ALLOWANCE.of(text), bytearray(len(text))
    for span in (_brief(span, text) for span in chain(*_by_kind(coded))):
        new = len(span) - sum(mask[span.start : span.end])
        if new <= left:
            mask[span.start : span.end] = b"\x01" * len(span)
            left -= new
    return tuple(Span(*found.span()) for found in _SHOWN.finditer(mask))


def _brief(span: Span, text: str) -> Span:
    """The span, cut at a word's end when it is longer than a quotation may be."""
    if len(span) <= QUOTE_CHARACTERS:
        return span
    head = text[span.start : span.start + QUOTE_CHARACTERS]
    return Span(span.start, span.start + len((head.rpartition(" ")[0] or head).rstrip()))


def _by_kind(coded: Coded) -> Iterator[Iterable[Span]]:
    """The spans of all words that a value rests on, the most wanted kind first, each kind in order of the text."""
    events = coded.events
    yield sorted(event.trigger for event in events)
    yield sorted(span for event in events for toll in event.toll for span in toll.evidence)
    yield sorted(_fillers(coded, PARTIES))
    yield sorted(span for claim in coded.claims for span in (claim.speaker.span, claim.cue) if span is not None)
    yield sorted(_fillers(coded, SETTING))
    yield sorted(cited(coded))


def _fillers(coded: Coded, roles: Iterable[Role]) -> Iterator[Span]:
    return (filler.span for event in coded.events for role in roles for filler in event.roles.get(role, ()))


def cited(coded: Coded) -> Iterator[Span]:
    """The spans of all words that the coded report shows a value of."""
    yield from (mention.span for mention in coded.entities)
    for event in coded.events:
        yield event.trigger
        yield from event.ordered_by
        yield from (span for toll in event.toll for span in toll.evidence)
        for filler in (filler for fillers in event.roles.values() for filler in fillers):
            yield filler.span
            yield from _given(filler.referent)
    for claim in coded.claims:
        yield from _said(claim)
    yield from (span for found in coded.resolution.when.values() for span in _dated(found))
    yield from _given(coded.report.dateline)


def _said(claim: Claim) -> Iterator[Span]:
    speaker = claim.speaker
    yield speaker.span
    for span in (speaker.referent, speaker.role, speaker.nationality, claim.cue, claim.venue):
        yield from _given(span)


def _dated(found: Any) -> Iterator[Span]:
    yield from getattr(found, "evidence", ())
    yield from getattr(getattr(found, "value", None), "evidence", ())


def _given(span: Span | None) -> Iterator[Span]:
    if span is not None:
        yield span


def clipped(words: Evidence, shown: Iterable[Span]) -> str:
    """The words of which only those within the shown spans are told: "…" stands for the others."""
    whole, text = words.anchor.span, words.text
    given = [Span(max(s.start, whole.start), min(s.end, whole.end)) for s in shown if s.overlaps(whole)]
    if given == [whole] or not text:
        return text
    if len(text) != len(whole):
        return ELLIPSIS
    return " ".join(_pieces(words, given))


def _pieces(words: Evidence, given: Iterable[Span]) -> Iterator[str]:
    """The shown pieces of the words in order, with "…" between where words are left out."""
    start, at = words.anchor.span.start, 0
    for span in given:
        yield from (ELLIPSIS for _ in words.text[at : span.start - start].split()[:1])
        yield span.shifted(-start).of(words.text).strip()
        at = span.end - start
    yield from (ELLIPSIS for _ in words.text[at:].split()[:1])


class Quotations:
    """The shown spans of every report, by its key, for what incidents quote of it.

    They lie in a temporary file, which vanishes when it is closed: a million reports need no more memory than one.
    """

    def __init__(self) -> None:
        self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._file.execute("BEGIN")
        self._file.execute("CREATE TABLE quoted (report TEXT PRIMARY KEY, spans BLOB) WITHOUT ROWID")
        self._last: tuple[str, tuple[Span, ...]] = ("", ())  # an incident quotes one report many times in a row

    def close(self) -> None:
        """Takes the file away."""
        self._file.close()

    def note(self, report: str, spans: Iterable[Span]) -> None:
        """Notes what is shown of a report."""
        ends = array("Q", (end for span in spans for end in (span.start, span.end)))
        self._file.execute("INSERT OR REPLACE INTO quoted VALUES (?, ?)", (report, ends.tobytes()))
        self._last = ("", ())

    def of(self, report: str) -> tuple[Span, ...]:
        """What is shown of a report: nothing of one that is not in the export."""
        if self._last[0] != report:
            self._last = report, self._noted(report)
        return self._last[1]

    def _noted(self, report: str) -> tuple[Span, ...]:
        with closing(self._file.execute("SELECT spans FROM quoted WHERE report = ?", (report,))) as answer:
            found = answer.fetchone()
        ends = array("Q", found[0] if found else b"")
        return tuple(map(Span, ends[::2], ends[1::2]))
