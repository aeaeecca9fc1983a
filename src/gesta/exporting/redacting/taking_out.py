"""Taking out of one noun what the book hides: in every text, name, address and reference that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from gesta.exporting.redacting.blocks import WITHHELD, unquoted
from gesta.exporting.redacting.gathering import is_protected, private_names, protects
from gesta.exporting.redacting.phrases import Book, coordinates, found, masked, tokens
from gesta.exporting.redacting.places import coarsened
from gesta.exporting.redacting.profile import Profile
from gesta.exporting.redacting.walking import DEEPER, rebuilt
from gesta.exporting.redacting.wordless import FEW_WORDS, plain_headline, without_wording
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Card, Evidence, Statement
from gesta.nouns.incident import Incident
from gesta.nouns.referent import Actor, Alternative, Gap, Place, Resolved
from gesta.nouns.report import Report, digest
from gesta.spans import Span

SOMEBODY = "a reviewer"

# Fields that hold codes of closed lists, versions and digests: no words of a report. All others are looked through.
CODES = frozenset(
    {"type", "mode", "status", "country", "sector", "kind", "feature", "label", "stance", "question", "outcome", "rule"}
    | {"method", "basis", "precision", "language", "digest", "versions", "role", "section", "grade", "feature"}
)
_KEY = re.compile(r"\b[0-9a-f]{32}\b")


def safe_report(coded: Coded, book: Book, profile: Profile) -> Coded:
    """The coded report without what is hidden. Its text keeps its length, so that every span still holds.

    Of a protected publisher's report no word remains: wording leads to the publisher.
    """
    inside = book.inside([coded.report.key])
    report = _safe_report(coded, book, inside, profile)
    protected = protects(coded.report.publisher, profile)
    kept = replace(without_wording(coded) if protected else coded, report=report)
    changed: Coded = rebuilt(kept, _Taking(book, inside, profile, protected).visit)
    return changed


def safe_incident(incident: Incident, book: Book, profile: Profile) -> Incident:
    """The incident without what is hidden, and without relations to incidents that are left out."""
    inside = book.inside(card.key for card in incident.cards)
    relations = tuple(one for one in incident.relations if not book.leaves_out(one.to))
    reviewed = SOMEBODY if incident.reviewed and profile.persons == "private" else incident.reviewed
    kept = replace(incident, relations=relations, reviewed=reviewed)
    protected = any(book.alias(card.key) for card in incident.cards)
    bare = _unworded(kept, book, profile) if protected else kept
    changed: Incident = rebuilt(bare, _Taking(book, inside, profile, protected).visit)
    return changed


def _safe_report(coded: Coded, book: Book, inside: frozenset[str], profile: Profile) -> Report:
    report, taking = coded.report, _Taking(book, inside, profile)
    if protects(report.publisher, profile):
        alias = book.alias(report.key) or WITHHELD
        text = unquoted(report.text)
        return Report(alias, text, digest(text), None, WITHHELD, report.published, report.dateline, known_as=alias)
    names = private_names(coded) if profile.persons == "private" else ()
    return replace(
        report,
        id=taking.reference(report.id),
        text=taking.words(report.text, names),
        title=taking.words(report.title) if report.title else report.title,
        publisher=taking.words(report.publisher) if report.publisher else report.publisher,
        url=taking.address(report.url),
        known_as=report.key,
    )


def _unworded(incident: Incident, book: Book, profile: Profile) -> Incident:
    """An incident that a protected publisher tells of, without the words that may be theirs: headline and status line
    are made of them, and so are long names of those who took part."""
    statements = tuple(_bare(one) if book.alias(one.card.key) else one for one in incident.statements)
    people = tuple(replace(one, name=briefly(one.name)) for one in incident.participants)
    headline = _headline(incident, profile)
    return replace(incident, headline=headline, status_line=WITHHELD, statements=statements, participants=people)


def _bare(statement: Statement) -> Statement:
    """A protected publisher's statement without the words copied from the report."""
    figure = replace(statement.figure, as_said="", who=None) if statement.figure else None
    return replace(statement, figure=figure, value=briefly(statement.value))


def briefly(words: str) -> str:
    """Words that are too few to be searched for; more of them are withheld."""
    return words if len(tokens(words)) <= FEW_WORDS else WITHHELD


def _headline(incident: Incident, profile: Profile) -> str:
    """A headline of codes, with the place as coarse as the profile shows it."""
    place = coarsened(incident.where.value, profile).name if isinstance(incident.where, Resolved) else None
    return plain_headline(incident, place)


@dataclass(frozen=True, slots=True)
class _Taking:
    """What one report or incident is looked through with: the book, the phrases of its own reports, the profile, and
    whether a protected publisher tells of it. Names and cards come many times in one incident and are looked up once.
    """

    book: Book
    inside: frozenset[str]
    profile: Profile
    protected: bool = False
    safe: dict[str, str] = field(default_factory=dict)
    cards: dict[Card, Card] = field(default_factory=dict)

    def visit(self, value: Any, field: str) -> Any:
        match value:
            case str():
                return value if field in CODES else self.written(value, field)
            case Place():
                return coarsened(value, self.profile)
            case Actor() if is_protected(value, self.profile):
                return Actor(None, WITHHELD, WITHHELD)
            case Actor(id=None) if self.protected and briefly(value.name) == WITHHELD:
                return replace(value, name=WITHHELD)
            case Gap() if self.protected:
                return Gap(WITHHELD)
            case Alternative() if self.protected:
                return replace(value, name=briefly(value.name), reason=WITHHELD)
            case Report():
                return value  # changed already
            case Card():
                return self.card(value)
            case Evidence():
                return self.evidence(value)
        return DEEPER

    def evidence(self, words: Evidence) -> Evidence:
        """Words and where they stand; of a protected publisher's report the place in it alone."""
        alias = self.book.alias(words.anchor.report)
        if alias:
            return Evidence(replace(words.anchor, report=alias), "")
        return replace(words, text=self.written(words.text, "text"))

    def written(self, text: str, field: str) -> str:
        """A string of any field: an address, a reference to reports, or words."""
        if field == "url":
            return self.address(text) or ""
        if text not in self.safe:
            self.safe[text] = self.words(text)
        return _KEY.sub(lambda match: self.book.alias(match[0]) or match[0], self.safe[text])

    def words(self, text: str, also: Iterable[Span] = ()) -> str:
        """The text with blocks for what is hidden, and for the spans `also`."""
        spans = [*found(text, self.book, self.inside), *also]
        if self.profile.places != "exact":
            spans += coordinates(text)
        return masked(text, spans) if spans else text

    def address(self, url: str | None) -> str | None:
        """The address, or None when a hidden name stands in it: half an address leads nowhere."""
        return None if url is None or found(url, self.book, self.inside, anywhere=True) else url

    def reference(self, id_: str) -> str:
        """An id that a report came with, with blocks for hidden names (files are named after people)."""
        return masked(id_, found(id_, self.book, self.inside, anywhere=True))

    def card(self, card: Card) -> Card:
        """The particulars of a report. Its id is made safe by what its own report hides, as in the report itself."""
        if card not in self.cards:
            self.cards[card] = self._card(card)
        return self.cards[card]

    def _card(self, card: Card) -> Card:
        alias = self.book.alias(card.key)
        if alias:
            return Card(alias, alias, WITHHELD, card.published)
        own = _Taking(self.book, self.book.inside([card.key]), self.profile, self.protected)
        title, publisher = (self.words(name) if name else name for name in (card.title, card.publisher))
        return replace(card, id=own.reference(card.id), title=title, publisher=publisher, url=self.address(card.url))
