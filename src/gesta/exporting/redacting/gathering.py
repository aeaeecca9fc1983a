"""What is to be hidden, gathered from the coded reports before anything is exported: names, places, voices.

A person is public only where the roster knows them: whoever is merely named – a victim, a relative, a witness, a junior
officer – is private. That hides too much rather than too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gesta.exporting.redacting.phrases import Book, folded, phrase_of
from gesta.exporting.redacting.places import may_show
from gesta.exporting.redacting.profile import Profile
from gesta.nouns.coded import Coded
from gesta.nouns.referent import Actor, Gap, Place, Resolved
from gesta.spans import Span

PEOPLE = frozenset({"PER", "PERSON"})
SPOTS = frozenset({"GPE", "LOC", "FAC"})
STATE = "state"
# Two or more capitalised words in a row within the words for a victim: a name, even when the network saw none.
_NAMELIKE = re.compile(r"\b[^\W\d_a-z][\w’'-]*(?:\s+[^\W\d_a-z][\w’'-]*)+")


def gather(coded: Coded, profile: Profile, book: Book) -> None:
    """Writes into the book what the profile hides of this report."""
    key, text = coded.report.key, coded.report.text
    if profile.persons == "private":
        for span in public_names(coded):
            book.keep(span.of(text))
        for span in private_names(coded):
            _hide_person(span.of(text), key, book)
    if profile.places != "exact":
        for span in hidden_places(coded, profile):
            book.hide_in(key, span.of(text))
            _hide_resolved(coded.resolution.places.get(span), key, book)
    for span in protected_voices(coded, profile):
        book.hide_in(key, span.of(text))
        _hide_resolved(coded.resolution.actors.get(span), key, book)


def private_names(coded: Coded) -> Iterator[Span]:
    """The names of persons whom the roster does not know, with what looks like a name among the words for victims."""
    public = set(public_names(coded))
    for mention in coded.entities:
        if mention.label in PEOPLE and mention.span not in public:
            yield mention.span
    others = [mention.span for mention in coded.entities if mention.label not in PEOPLE]
    for span in _victims(coded):
        for match in _NAMELIKE.finditer(span.of(coded.report.text)):
            name = Span(span.start + match.start(), span.start + match.end())
            if not any(name.overlaps(other) for other in (*others, *public)):
                yield name


def public_names(coded: Coded) -> Iterator[Span]:
    """The names of persons whom the roster knows."""
    for mention in coded.entities:
        found = coded.resolution.actors.get(mention.span)
        if mention.label in PEOPLE and isinstance(found, Resolved) and found.value.id is not None:
            yield mention.span


def hidden_places(coded: Coded, profile: Profile) -> Iterator[Span]:
    """The words for places that are finer than the profile shows, or of which nobody knows how fine they are."""
    spots = {mention.span for mention in coded.entities if mention.label in SPOTS}
    spots |= {filler.span for event in coded.events for filler in event.roles.get("place", ())}
    for span in sorted(spots | set(coded.resolution.places)):
        if not _is_state(coded, span) and not _may_show(coded, span, profile):
            yield span


def _is_state(coded: Coded, span: Span) -> bool:
    """True for a state that acts: "Niger" in "Niger and Mali signed" is no spot."""
    found = coded.resolution.actors.get(span)
    return isinstance(found, Resolved) and found.value.kind == STATE


def _may_show(coded: Coded, span: Span, profile: Profile) -> bool:
    found = coded.resolution.places.get(span)
    return isinstance(found, Resolved) and may_show(found.value, profile)


def protected_voices(coded: Coded, profile: Profile) -> Iterator[Span]:
    """The words for speakers and actors whom the profile protects."""
    for span, found in coded.resolution.actors.items():
        if isinstance(found, Resolved) and is_protected(found.value, profile):
            yield span
    for claim in coded.claims:
        speaker = coded.resolution.actors.get(claim.speaker.span)
        if isinstance(speaker, Resolved) and is_protected(speaker.value, profile) and claim.speaker.referent:
            yield claim.speaker.referent


def is_protected(actor: Actor, profile: Profile) -> bool:
    """True for an actor whom the profile protects, by roster id or by name."""
    named = {phrase_of(name) for name in profile.speakers}
    return actor.id in profile.speakers or phrase_of(actor.name) in named


def protects(publisher: str | None, profile: Profile) -> bool:
    """True for a publisher whom the profile protects, however written."""
    return publisher is not None and phrase_of(publisher) in {phrase_of(name) for name in profile.publishers}


def hide_protected(profile: Profile, book: Book) -> None:
    """Writes into the book what the profile itself names; a publisher also as one word, as in a web address."""
    for name in (*profile.publishers, *profile.speakers):
        book.hide(name)
        book.hide("".join(folded(letter) for letter in name if letter.isalnum()))


def _hide_person(name: str, key: str, book: Book) -> None:
    """A full name is hidden everywhere, its parts in this report and what is told of it."""
    if " " in phrase_of(name):
        book.hide(name)
    book.hide_in(key, name, parts=True)


def _hide_resolved(answer: Resolved[Actor] | Resolved[Place] | Gap | None, key: str, book: Book) -> None:
    """The name by which the words were resolved is hidden too: it may be spelt otherwise than in the text."""
    if isinstance(answer, Resolved):
        book.hide_in(key, answer.value.name)


def _victims(coded: Coded) -> Iterator[Span]:
    for event in coded.events:
        for filler in event.roles.get("victim", ()):
            yield filler.span
            if filler.referent:
                yield filler.referent
