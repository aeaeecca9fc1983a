"""The account of a report: one card per happening, as plain words with the evidence for each.

The terminal and the page of HTML are two ways to draw this one value, so both always say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gesta.nouns.coded import Coded
from gesta.nouns.happening import Happening
from gesta.nouns.report import Report
from gesta.spans import Span
from gesta.telling.lining import LINE, lining
from gesta.telling.vocabulary import code, kind

# Everything a terminal might obey instead of show: controls other than tab and line feed, marks that turn the order
# of letters around, and halves of characters that no encoding can write.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


_HEADING = 80  # characters of a heading made from the text: one line of a narrow window


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the report, on one line, and the number of the line of its text they begin in; of the sentence, where
    `unit` says so."""

    span: Span
    words: str
    line: int
    unit: str = LINE

    @property
    def place(self) -> str:
        """Where the words stand: "line 3", "sentence 2"."""
        return f"{self.unit} {self.line}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing told, and the words it was read from. `event` is the id of another card it speaks of.

    `words` stand first; `meant` is what they denote, `behind` what is told of them, `remark` what stays open.
    """

    words: str
    quotes: tuple[Quote, ...] = ()
    event: str | None = None
    meant: str | None = None
    behind: str = ""
    remark: str | None = None

    @property
    def told(self) -> str:
        """The report's own side of it: the words and what is told of them, without what they denote."""
        return self.words + self.behind


@dataclass(frozen=True, slots=True)
class Row:
    """A question ("who", "where", "says who") and what is told about it."""

    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One happening. `standing` are keys into the status words; `whole` is the card that a part is told under.

    `silent` are the questions that an account of such an event should answer and that this report does not.
    """

    id: str
    kind: str
    code: str
    standing: tuple[str, ...]
    mentions: tuple[Quote, ...]
    rows: tuple[Row, ...]
    silent: tuple[str, ...]
    whole: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """All cards of a report, in the order of first mention with parts under their whole; then who kept silent.

    `heads` maps the id of each mention to the id of its card.
    """

    coded: Coded
    cards: tuple[Card, ...]
    heads: Mapping[str, str]
    declined: tuple[Entry, ...]

    @property
    def closing(self) -> str:
        """The line that counts what was found."""
        counts = (
            (len(self.cards), "event"),
            (len(self.coded.events), "mention"),
            (len(self.coded.claims), "attribution"),
            (len(self.coded.sentences), "sentence"),
        )
        return " · ".join(f"{n} {noun}{'' if n == 1 else 's'}" for n, noun in counts)


def heading(report: Report) -> str:
    """What to call a report: its title, or the words it opens with."""
    if report.title:
        return report.title
    opening = " ".join(report.text.split())
    return opening if len(opening) <= _HEADING else opening[:_HEADING].rsplit(" ", 1)[0] + " …"


class Quoter:
    """Turns spans of one report into quotes; knows where its lines begin, or its sentences."""

    def __init__(self, coded: Coded) -> None:
        self.text, self.lining = coded.report.text, lining(coded)

    def __call__(self, span: Span) -> Quote:
        """The words of a span, white space made single, with their line."""
        words = " ".join(span.of(self.text).split())
        return Quote(span, words, self.lining.number(span.start), self.lining.unit)

    def each(self, spans: Iterable[Span]) -> tuple[Quote, ...]:
        """A quote for each span, in order of position, none twice."""
        return tuple(self(span) for span in sorted(set(spans)))


def name(happening: Happening) -> str:
    """How one card speaks of another: its id and what it is."""
    return f"{happening.id} {kind(happening.type, happening.mode)}"


def coded_as(happening: Happening) -> str:
    """The ontology's code of a happening."""
    return code(happening.type, happening.mode)


def nested(happenings: Sequence[Happening]) -> list[tuple[Happening, str | None]]:
    """The happenings with parts right after their outermost whole, each with that whole's id; none lost, none twice."""
    by_id = {h.id: h for h in happenings}
    wholes = {h.id: _outermost(h, by_id) for h in happenings}
    ordered: list[tuple[Happening, str | None]] = []
    for happening in happenings:
        if wholes[happening.id] == happening.id:
            ordered.append((happening, None))
            ordered += [(h, happening.id) for h in happenings if wholes[h.id] == happening.id != h.id]
    return ordered


def _outermost(happening: Happening, by_id: Mapping[str, Happening]) -> str:
    """The id of the outermost whole (its own when it is part of nothing); of a ring of parts, the first mentioned."""
    path = [happening.id]
    while (above := by_id[path[-1]].part) is not None:
        if above in path:
            return min(path[path.index(above) :], key=list(by_id).index)
        path.append(above)
    return path[-1]


def readable(text: str) -> str:
    """The text with control characters and lone surrogates replaced, one for one, by "�"; its length stays.

    Reports come from anywhere: an escape sequence in one must not steer the reader's terminal.
    """
    return _CONTROLS.sub("�", text)
