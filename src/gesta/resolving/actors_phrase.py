"""A phrase taken apart: what it opens with, its core, what stands behind "of", "in" or a comma, the states it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from gesta import lexicon
from gesta.resolving.actors_lexicon import is_listed, last_head
from gesta.resolving.actors_scene import Scene, StateWord
from gesta.resolving.actors_words import Word
from gesta.spans import Span

_HERE, _TABLE = "gesta.resolving", "actors_heads"
# What ends the core of a phrase; the words behind it tell more of it, or of somebody else.
_CUTTERS = frozenset(
    "of in on at from for to with near by who whom that which whose against including among under inside outside"
    " aboard into over during after before as across along around between within loyal allied backed linked accused"
    " suspected wearing carrying armed killed wounded jailed held based led riding who's travelling were was are is has"
    " coming heading traveling returning transporting"
    " have had throughout beyond behind towards amid working living fleeing defending protesting demanding"
    " chanting claiming calling attending".split()
)
_OWNING = frozenset("its their our his her".split())
_TELLERS = frozenset("of who whom that which whose in from at on near inside".split())
_BEYOND = re.compile(
    r"\b(?:borders?|bordering|frontiers?)\s+(?:with\s+)?(?:the\s+)?$"
)  # the far side is nobody's country
_COUNTS = frozenset("hundreds thousands dozens scores tens millions total number".split())  # of whatever is counted
_PARTS_OF_STATES = frozenset("state republic states republics country nation".split())
_CLAUSES = frozenset("who which that whose where when".split())


@dataclass(frozen=True)
class Phrase:
    """A phrase in parts, all in order. `opener` is its first word ("the", "two"); `core` holds no openers."""

    span: Span
    opener: str
    core: tuple[Word, ...]
    rest: tuple[Word, ...]
    joint: str

    @cached_property
    def core_words(self) -> tuple[str, ...]:
        """The folded words of the core."""
        return tuple(word.folded for word in self.core)

    @cached_property
    def rest_words(self) -> tuple[str, ...]:
        """The folded words behind the core."""
        return tuple(word.folded for word in self.rest)

    @cached_property
    def core_span(self) -> Span:
        """Where the core stands."""
        return Span(self.core[0].start, self.core[-1].stop)

    @property
    def definite(self) -> bool:
        """True for "the rebels", "those fighters"."""
        return self.opener in ("the", "this", "that", "these", "those")

    @property
    def counted(self) -> bool:
        """True for "a Peruvian", "two Britons", "many Iraqis": people, and no government."""
        opened = self.core[0].start > self.span.start
        return opened and not self.definite and self.opener not in ("all", "both", "his", "her", "its", "their", "our")


def parsed(scene: Scene, span: Span) -> Phrase | None:
    """The parts of a phrase; None when the span has no word."""
    words = scene.inside(span)
    if not words:
        return None
    opener = words[0].folded
    start = 0
    while start < len(words) - 1 and _opens(words[start]) and not _stands_alone(words, start):
        start += 1
    names = tuple(named.span for named in scene.names_in(span))
    phrase = _cut(span, opener, words[start:], names)
    while phrase.joint == "of" and phrase.rest and is_listed("empty", phrase.core_words[-1]):
        inner = phrase.rest
        while len(inner) > 1 and _opens(inner[0]) and not _stands_alone(inner, 0):
            inner = inner[1:]
        deeper = _cut(span, opener, inner, names)
        people = last_head(phrase.core_words) is not None and phrase.core_words[-1] not in _COUNTS
        if last_head(deeper.core_words) is None and people and not deeper.rest:
            break  # "victims of the bombings": nobody stands behind "of"
        phrase = deeper
    if phrase.joint == "," and last_head(phrase.core_words) is None and phrase.rest:
        listed = any(word.span == phrase.core_span for word in scene.states_in(phrase.core_span))
        return Phrase(span, opener, phrase.core, (_until_head if listed else _until_cut)(phrase.rest), ",")
    return phrase


def opening(phrase: Phrase, text: str) -> frozenset[str]:
    """The words before the core, in small letters: "the", "number", "of", "its" for "the number of its troops"."""
    return frozenset(text[phrase.span.start : phrase.core[0].start].lower().split()) if phrase.core else frozenset()


def is_pronoun(phrase: Phrase) -> bool:
    """True when the phrase is one pronoun."""
    written = re.split("['’]", phrase.core[0].written)[0]  # "He's"
    if len(phrase.core) > 1 or phrase.rest or (len(written) > 1 and written.isupper()):  # "US" is no "us"
        return False
    return is_listed("pronouns", written.lower())


def own_states(phrase: Phrase, scene: Scene) -> tuple[StateWord, ...]:
    """The states that the phrase calls its people by: of the core, else of what follows it; no backers, no enemies."""
    of_core = tuple(word for word in scene.states_in(phrase.core_span) if not _other_side(word.span, scene.text))
    if is_former_part(phrase):
        return ()
    if not of_core and phrase.core_span.start > phrase.span.start:  # "German members of parliament"
        of_core = scene.states_in(Span(phrase.span.start, phrase.core_span.start))
    if of_core or not phrase.rest or phrase.joint == "including" or _is_sent(phrase, scene.text):
        return of_core
    behind = Span(phrase.rest[0].start, phrase.rest[-1].stop)
    if loyal := _loyalty(scene.text, phrase.span):
        behind = Span(behind.start, max(behind.start + 1, min(behind.end, loyal.start)))
    told = (word for word in scene.states_in(behind) if not _other_side(word.span, scene.text))
    return tuple(word for word in told if not _BEYOND.search(scene.text, phrase.span.start, word.span.start))


def backers(phrase: Phrase, scene: Scene) -> tuple[Span, ...]:
    """The words for those whom the phrase calls its people loyal to, or led, backed or armed by."""
    found = [w.span for w in scene.states_in(phrase.span) if _sponsors(w.span, scene.text)]
    found += [n.span for n in scene.names_in(phrase.span) if _sponsors(n.span, scene.text)]
    loyal = _loyalty(scene.text, phrase.span)
    if loyal:
        after = Span(loyal.end, phrase.span.end) if loyal.end < phrase.span.end else None
        found += [w.span for w in scene.states_in(after)] if after else []
        found += [n.span for n in scene.names_in(after)] if after else []
    return tuple(sorted(set(found)))


def head_of_rest(phrase: Phrase) -> Span:
    """What stands right behind the core, up to the next clause or comma."""
    kept: list[Word] = []
    for word in _until_cut(phrase.rest):
        if kept and word.folded in _CLAUSES:
            break
        kept.append(word)
    return Span(kept[0].start, kept[-1].stop)


def first_part(phrase: Phrase) -> tuple[str, ...]:
    """The folded words behind the core up to what tells more of them: "police" for "the police in Adan"."""
    words = phrase.rest_words
    for place, word in enumerate(words):
        if word in _CUTTERS and last_head(words[:place]) is not None and not _compound(phrase.rest, place):
            return words[:place]
    return words


def is_former_part(phrase: Phrase) -> bool:
    """True for "the former Soviet state": it is another one now, which the words do not name."""
    return phrase.core_words[0] == "former" and len(phrase.core) > 2 and phrase.core_words[-1] in _PARTS_OF_STATES


def is_other_side(spot: Span, text: str) -> bool:
    """True for a name that only tells whom people are for or against: "pro-Taliban", "Iran-backed", "anti-Assad"."""
    return _other_side(spot, text)


def _stands_alone(words: Sequence[Word], place: int) -> bool:
    """True for "those" in "those who fled", "hundreds" in "hundreds of men": no other word comes before what cuts."""
    if words[place].folded == "than":
        return place == 0
    return words[place + 1].folded in _TELLERS and is_listed("alone", words[place].folded)


def _opens(word: Word) -> bool:
    return is_listed("openers", word.folded) or word.folded.isdigit() or word.folded.replace(" ", "").isdigit()


def _cut(span: Span, opener: str, words: Sequence[Word], names: Sequence[Span]) -> Phrase:
    """Core and rest, parted at the first cutter or break behind the first word that stands in no name."""
    for place in range(1, len(words)):
        if any(name.start < words[place].start < name.end for name in names):
            continue
        if words[place].parted:
            return Phrase(span, opener, tuple(words[:place]), tuple(words[place:]), ",")
        if words[place].folded in _CUTTERS and not _compound(words, place):
            rest = tuple(words[place + 1 :])
            return Phrase(span, opener, tuple(words[:place]), rest, words[place].folded)
    return Phrase(span, opener, tuple(words), (), "")


def _compound(words: Sequence[Word], place: int) -> bool:
    """True when "of" stands inside a head of several words ("secretary of state"), or a hyphen binds the word."""
    if words[place].stop - words[place].start and words[place].start == words[place - 1].stop + 1 and place:
        bound = place + 1 < len(words) and words[place].folded in ("backed", "led", "based", "held", "armed", "linked")
        if bound:
            return True
    head = last_head([word.folded for word in words[: place + 2]])
    return head is not None and head.start < place < head.stop


def _until_cut(words: Sequence[Word]) -> tuple[Word, ...]:
    for place, word in enumerate(words):
        if place and word.parted:
            return tuple(words[:place])
    return tuple(words)


def _until_head(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words up to the first break behind a head: all of "Soviet, Spanish and Argentine embassies"."""
    for place, word in enumerate(words):
        if place and word.parted and last_head([w.folded for w in words[:place]]) is not None:
            return tuple(words[:place])
    return tuple(words)


def _sponsors(spot: Span, text: str) -> bool:
    return _sponsored_pattern().match(text, spot.end) is not None


def _other_side(spot: Span, text: str) -> bool:
    before = text[max(0, spot.start - 5) : spot.start].lower()
    return before.endswith(("anti-", "pro-", "non-")) or _sponsors(spot, text)


def _sponsored_pattern() -> re.Pattern[str]:
    return lexicon.pattern(_HERE, _TABLE, "words.hyphened", r"[-–](?:{}|controlled|administered|occupied|dominated)\b")


def _is_sent(phrase: Phrase, text: str) -> bool:
    """True for "embassies in Damascus", "its troops in Iraq": the state behind is where they are, and not whose."""
    if phrase.joint not in ("in", "to", "at", "near", "inside", "outside", "on", "across", "along"):
        return False
    sent = any(is_listed("sent", word) for word in phrase.core_words) or "foreign" in phrase.core_words
    return sent or bool(opening(phrase, text) & _OWNING)


def _loyalty(text: str, span: Span) -> Span | None:
    phrases = lexicon.table(_HERE, _TABLE)["words"]["loyal"].split(";")
    for phrase in phrases:
        at = text.lower().find(phrase, span.start, span.end)
        if at >= 0:
            return Span(at, at + len(phrase))
    return None
