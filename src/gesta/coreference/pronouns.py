"""What each pronoun of a report stands for, by rules that prefer no answer to a doubtful one.

Candidates are the phrases and names that stand before the pronoun, in its own sentence or the one before, and in the
same quotation or like it in none. They must agree: "he" and "she" with one person, "it" with a state, an organisation
or a group, "they" with several people, or with a body that is no country where no people are told of. In the nearer
sentence that has any, one alone is the answer; of several, the one that acts or speaks (the subject) if there is one
alone, else the one that opens the sentence. An object or possessive ("him", "their release") never stands for who acts
in its own sentence, and subjects are not preferred for it. A relative pronoun ("who") stands for the phrase right in
front of it. A pronoun that is itself resolved hands its referent on. "I", "we", "you" and "those" are never resolved.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gesta.coreference.agreement import Kind, agrees, kind
from gesta.lexicon.phrases import head, pronoun_kind, without_determiner
from gesta.nouns.mention import Mention
from gesta.nouns.report import Report
from gesta.nouns.sentence import Sentence
from gesta.spans import Span

RELATIVE_GAP = 2  # characters between a phrase and its relative pronoun: ", "
_OBJECTS = frozenset({"him", "his", "her", "hers", "its", "them", "their", "theirs", "himself", "herself"})
_NAMES = ("PER", "ORG", "GPE")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A phrase that a pronoun may stand for; `at` is where it is told (a resolved pronoun is told where it stands)."""

    at: Span
    span: Span
    kind: Kind
    subject: bool
    country: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """A pronoun to resolve: its phrase, its row in the list of pronouns, and where it stands."""

    text: str
    sentences: Sequence[Sentence]
    phrase: Mention
    row: str

    @property
    def is_object(self) -> bool:
        """True for "him", "their", and for an "it" that something is done to."""
        word = self.phrase.span.of(self.text).lower()
        return word in _OBJECTS or (self.row == "it" and self.phrase.label in ("target", "victim"))

    def scope(self) -> list[Span]:
        """The pronoun's own sentence and the one before it."""
        at = bisect_right(self.sentences, self.phrase.span.start, key=lambda sentence: sentence.span.start) - 1
        return [self.sentences[i].span for i in (at, at - 1) if i >= 0]

    def fits(self, candidate: _Candidate) -> bool:
        """True when a candidate agrees and stands in the same quotation, and the grammar does not forbid it."""
        own, *_ = self.scope()
        if self.is_object and candidate.subject and candidate.at.start >= own.start:
            return False
        if not agrees(self.row, candidate.span.of(self.text), candidate.kind, country=candidate.country):
            return False
        there = next(sentence for sentence in self.scope() if sentence.start <= candidate.at.start)
        mine = _quotation(self.text, self.phrase.span.start, own)
        return mine == _quotation(self.text, candidate.at.start, there)


def refer(
    report: Report, sentences: Sequence[Sentence], entities: Sequence[Mention], phrases: Sequence[Mention]
) -> dict[Span, Span]:
    """The span of each pronoun among `phrases` with the span it stands for; a doubtful one is left out."""
    text = report.text
    kinds = [(phrase, pronoun_kind(phrase.span.of(text))) for phrase in phrases]
    pronouns = [(phrase, row) for phrase, row in kinds if row not in (None, "other")]
    if not pronouns:
        return {}
    known = _candidates(text, entities, phrases)
    found: dict[Span, Span] = {}
    for phrase, row in sorted(pronouns, key=lambda pair: pair[0].span):
        answer = _answer(_Asked(text, sentences, phrase, str(row)), known)
        if answer is not None:
            found[phrase.span] = answer.span
            known.append(_Candidate(phrase.span, answer.span, answer.kind, phrase.label in ("actor", "speaker")))
    return found


def _candidates(text: str, entities: Sequence[Mention], phrases: Sequence[Mention]) -> list[_Candidate]:
    """Every full phrase and every name in none of them; a subject is what acts or speaks."""
    full = [phrase for phrase in phrases if pronoun_kind(phrase.span.of(text)) is None]
    held = [phrase.span for phrase in full]
    names = [name for name in entities if name.label in _NAMES and not any(span.holds(name.span) for span in held)]
    countries = {entity.span for entity in entities if entity.label == "GPE"}
    found = []
    for mention in (*full, *names):
        is_a = kind(text, mention, entities)
        if is_a is not None:
            subject = mention.label in ("actor", "speaker")
            country = is_a == "body" and mention.span in countries
            found.append(_Candidate(mention.span, mention.span, is_a, subject, country))
    return found


def _answer(asked: _Asked, known: Sequence[_Candidate]) -> _Candidate | None:
    scope = asked.scope()
    if not scope:
        return None
    begin, pronoun = scope[-1].start, asked.phrase.span
    before = [c for c in known if begin <= c.at.start and c.at.end <= pronoun.start and asked.fits(c)]
    if asked.row == "relative":
        near = [c for c in before if pronoun.start - c.at.end <= RELATIVE_GAP]
        return max(near, key=lambda c: (c.at.end, len(c.at)), default=None)
    for sentence in scope:
        here = [c for c in before if sentence.start <= c.at.start < sentence.end]
        people = [c for c in here if c.kind == "people"]
        if asked.row == "they" and people:
            here = people
        if here:
            return _plain(asked, here, sentence)
    return None


def _quotation(text: str, at: int, sentence: Span) -> int:
    """Where the quotation that holds an offset opens; -1 outside of any. Straight quotes are counted by sentence."""
    opened = text.rfind("“", 0, at)
    if opened > text.rfind("”", 0, at):
        return opened
    straight = text.count('"', sentence.start, at)
    return text.rfind('"', sentence.start, at) if straight % 2 else -1


def _plain(asked: _Asked, here: Sequence[_Candidate], sentence: Span) -> _Candidate | None:
    """The one candidate of a sentence, or its one subject, or the phrase that opens it; None when in doubt."""
    text = asked.text
    distinct = _distinct(text, here)
    if len(distinct) == 1:
        return distinct[0]
    if asked.is_object:
        return None
    subjects = [candidate for candidate in distinct if candidate.subject]
    if len(subjects) == 1:
        return subjects[0]
    opening = [candidate for candidate in distinct if text[sentence.start : candidate.at.start].strip(" \"'“‘") == ""]
    return opening[0] if len(opening) == 1 and (not subjects or opening[0] in subjects) else None


def _distinct(text: str, here: Sequence[_Candidate]) -> list[_Candidate]:
    """The candidates without those that repeat another by name or head; the fuller phrase speaks for both."""
    kept: list[_Candidate] = []
    for candidate in sorted(here, key=lambda c: (-len(c.span), c.at)):
        twin = next((i for i, other in enumerate(kept) if _one(text, candidate.span, other.span)), None)
        if twin is None:
            kept.append(candidate)
        elif candidate.subject and not kept[twin].subject:
            full = kept[twin]
            kept[twin] = replace(full, subject=True)
    return sorted(kept, key=lambda c: c.at)


def _one(text: str, short: Span, full: Span) -> bool:
    if full.overlaps(short):
        return True
    mine, theirs = without_determiner(short.of(text)).split(), without_determiner(full.of(text)).split()
    return set(mine) <= set(theirs) and (head(short.of(text)) == head(full.of(text)) or len(mine) == 1)
