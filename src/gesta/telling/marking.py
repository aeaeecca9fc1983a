"""The report's text cut at every mark, so that overlapping roles, triggers and speakers can all be shown."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from gesta.nouns.coded import Coded
from gesta.nouns.event import Event
from gesta.spans import Span
from gesta.telling.account import Account
from gesta.telling.lining import lining

# Which colour wins where marks overlap: the event itself, then its people, then its circumstances.
KINDS = ("trigger", "victim", "target", "actor", "speaker", "weapon", "place", "count", "time")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that means something: its kind (trigger, speaker or a role) and the ids of the cards it belongs to."""

    span: Span
    kind: str
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks. `ends` are the ids of cards whose trigger ends with this piece."""

    text: str
    marks: tuple[Mark, ...]
    ends: tuple[str, ...]

    @property
    def kind(self) -> str | None:
        """The kind that gives the piece its colour; None for plain text."""
        return min((mark.kind for mark in self.marks), key=KINDS.index, default=None)


def marks(account: Account) -> list[Mark]:
    """Every trigger, role filler and speaker of a report, in order of position."""
    found: list[Mark] = []
    for event in account.coded.events:
        found += _event_marks(event, (account.heads[event.id],))
    for claim in account.coded.claims:
        cards = dict.fromkeys(account.heads[event] for event in claim.events if event in account.heads)
        found.append(Mark(claim.speaker.span, "speaker", tuple(cards)))
    return sorted(found, key=lambda mark: (mark.span, KINDS.index(mark.kind), mark.cards))


def lines(coded: Coded, marks: list[Mark]) -> list[list[Piece]]:
    """The text as lines of pieces, or sentences: the pieces of a line joined are the line, letter for letter."""
    text = coded.report.text
    cuts = {cut for mark in marks for cut in (mark.span.start, mark.span.end)}
    found = []
    for start, end in lining(coded).parts(text):
        inner = sorted({start, end, *(cut for cut in cuts if start < cut < end)})
        found.append([_piece(text, Span(*ends), marks) for ends in pairwise(inner)])
    return found


def _event_marks(event: Event, cards: tuple[str, ...]) -> list[Mark]:
    fillers = [(filler.span, role) for role, fillers in event.roles.items() for filler in fillers]
    return [Mark(event.trigger, "trigger", cards), *(Mark(span, role, cards) for span, role in fillers)]


def _piece(text: str, span: Span, marks: list[Mark]) -> Piece:
    over = tuple(mark for mark in marks if mark.span.holds(span))
    ends = [mark.cards[0] for mark in over if mark.kind == "trigger" and mark.span.end == span.end]
    return Piece(span.of(text), over, tuple(dict.fromkeys(ends)))
