"""Which fuller words of the same report a short phrase stands for: names, acronyms, "the group", "the rebels"."""

from __future__ import annotations

import re

from gesta.resolving.actors_lexicon import is_listed, last_head
from gesta.resolving.actors_phrase import Phrase
from gesta.resolving.actors_scene import Named, Scene
from gesta.resolving.actors_words import Word, within
from gesta.roster.folding import fold
from gesta.spans import Span

BEFORE, BEHIND = 7, 16  # words around a person's name that may tell who it is
NEAR = 1200  # characters back to which "the group" looks for what it stands for
# What papers tell of private people: what was done to them, age, home.
_DONE_TO = (
    "arrested|charged|sentenced|jailed|detained|shot|killed|stabbed|injured|wounded|accused|found|convicted|indicted"
)
_PRIVATE = re.compile(
    rf",? (?:who [^,.]{{1,60}}, )?(?:was|were|is|are|has been|had been) (?:{_DONE_TO}|booked|taken)\b"
    r"|,? \(?(?:aged )?\d{1,2}(?![\d,.]\d)[,);. ]"
    r"|, (?:also |formerly )?(?:of|from) [A-Z]|, a (?:native|resident) of"
)
_AGED = re.compile(r"\b\d{1,2}[- ]year[- ]olds? (?:[a-z-]+ )?$")
AGE_REACH = 60  # characters back in which "a 54-year-old driver" stands before a name
_BODIES = frozenset({"ORG", "ORGANIZATION"})
_GROUPS = frozenset({"armed group", "criminal group", "army"})
_MEMBERSHIP = frozenset({"armed group", "criminal group", "party", "movement", "organisation", "army"})


def fuller_name(phrase: Phrase, scene: Scene) -> Span | None:
    """The first longer name of the report that ends in the last word of this one: "Annan" for "Kofi Annan"; or None.

    Failing that, one that holds the word elsewhere: a first name, or the first of two surnames.
    """
    short = fold(phrase.core[-1].written)
    own = {w.folded for person in scene.people if phrase.core_span.holds(person) for w in within(scene.words, person)}
    inside = None
    for person in scene.people:
        words = within(scene.words, person)
        if len(words) < 2 or phrase.core_span.holds(person) or not own <= {word.folded for word in words}:
            continue
        if words[-1].folded == short:
            return person
        if inside is None and len(phrase.core) == 1 and any(word.folded == short for word in words):
            inside = person
    return inside


def portrait(phrase: Phrase, scene: Scene) -> Span | None:
    """The words that say who a named person is, anywhere in the report: a title before the name, or what follows it.

    None when no mention of the name has any. The name is the last word of the phrase.
    """
    short = fold(phrase.core[-1].written)
    for person in (*scene.people, phrase.core_span):
        words = within(scene.words, person)
        if words and words[-1].folded == short:
            found = _title(person, scene) or _apposition(person, scene)
            if found:
                return found
    return None


def is_private(phrase: Phrase, scene: Scene) -> bool:
    """True when any mention tells what papers tell of private people: age, home, what was done to them."""
    short = fold(phrase.core[-1].written)
    names = [
        person for person in (*scene.people, phrase.core_span) if fold(person.of(scene.text)).split()[-1:] == [short]
    ]
    return any(
        _PRIVATE.match(scene.text, name.end) or _AGED.search(scene.text, max(0, name.start - AGE_REACH), name.start)
        for name in names
    )


def spelt_out(phrase: Phrase, scene: Scene) -> Span | None:
    """The words before the bracket that defined an acronym: "(FNL)"; None when the phrase is no such acronym."""
    acronym = phrase.core[-1].written
    if not acronym.isupper() or len(acronym) < 2:
        return None
    found = re.search(rf"\((?:the )?{re.escape(acronym)}\)", scene.text)
    if found is None or phrase.span.start <= found.start() < phrase.span.end:
        return None
    before = [word for word in scene.words if word.stop <= found.start()][-len(acronym) - 3 :]
    initial = acronym[0].lower()
    start = next((word.start for word in before if word.folded[:1] == initial), None)
    return Span(start, before[-1].stop) if start is not None else None


def antecedent(phrase: Phrase, scene: Scene) -> Named | None:
    """The group, party or body named last before "the group", "the movement", "the latter"; None for another phrase."""
    if not phrase.definite or phrase.rest or len(phrase.core) != 1 or not is_listed("anaphors", phrase.core[0].folded):
        return None
    earlier = [
        named
        for named in scene.named
        if named.span.end <= phrase.span.start
        and phrase.span.start - named.span.end <= NEAR
        and any(entry.kind in _MEMBERSHIP for entry in named.entries)
    ]
    return earlier[-1] if earlier else None


def only_rebels(phrase: Phrase, scene: Scene) -> Named | None:
    """The one armed group that the report names near "the rebels", "guerrillas"; None for none or several."""
    if phrase.rest or not phrase.core or not is_listed("rebels", phrase.core_words[-1]) or len(phrase.core) > 1:
        return None
    near = [
        named
        for named in scene.named
        if named.span.gap(phrase.span) <= NEAR and any(entry.kind in _GROUPS for entry in named.entries)
    ]
    ids = {entry.id for named in near for entry in named.entries if entry.kind in _GROUPS}
    return near[-1] if len(ids) == 1 else None


def same_body(phrase: Phrase, scene: Scene) -> Span | None:
    """The body named last before whose name ends in the same word: "the council", "the ministry"; or None."""
    if not phrase.definite or phrase.rest or len(phrase.core) != 1:
        return None
    word = phrase.core[0].folded
    earlier = [m.span for m in scene.entities if m.label in _BODIES and m.span.end <= phrase.span.start]
    for body in reversed(earlier):
        words = within(scene.words, body)
        if len(words) > 1 and words[-1].folded == word:
            return body
    return None


def _title(person: Span, scene: Scene) -> Span | None:
    """The words right before a name when the last of them is a title or says what the person is."""
    before = [word for word in scene.words if word.stop <= person.start][-BEFORE:]
    kept: list[Word] = []
    for word in reversed(before):
        if kept and kept[-1].parted:
            break
        kept.append(word)
    kept.reverse()
    first = scene.inside(person)[0]
    if not kept or (first.parted and kept):
        return None
    stops = [i for i, word in enumerate(kept) if is_listed("title_stops", word.folded)]
    kept = kept[stops[-1] + 1 :] if stops else kept
    ofs = [i for i, word in enumerate(kept) if word.folded == "of"]
    if ofs and last_head([word.folded for word in kept[: ofs[-1]]]) is None:
        kept = kept[ofs[-1] + 1 :]
    if not kept:
        return None
    head = last_head([word.folded for word in kept])
    title = Span(kept[0].start, kept[-1].stop)
    if any(title == word.span for word in scene.state_words):
        return None  # "to the United States Eduardo Roe": the state belongs to what stands before
    return title if head and head.stop == len(kept) else None


def _apposition(person: Span, scene: Scene) -> Span | None:
    """What stands between commas behind a name and says what the person is."""
    behind = scene.text[person.end : person.end + 3]
    if not re.match(r"\s?[,(–—]", behind):
        return None
    after = [word for word in scene.words if word.start >= person.end][:BEHIND]
    kept = after[:1]
    for word in after[1:]:
        if word.parted:
            break
        kept.append(word)
    if not kept or last_head([word.folded for word in kept]) is None:
        return None
    return Span(kept[0].start, kept[-1].stop)
