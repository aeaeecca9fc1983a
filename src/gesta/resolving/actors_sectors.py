"""Which sector the words of a phrase give its people: head nouns, carriers and what stands before and behind them."""

from __future__ import annotations

from dataclasses import dataclass

from gesta.resolving.actors_belonging import called
from gesta.resolving.actors_lexicon import Head, carried, is_listed, last_head, overriding
from gesta.resolving.actors_phrase import Phrase, first_part, is_former_part
from gesta.resolving.actors_scene import Scene
from gesta.spans import Span

_ANY_BODYS = frozenset({"president", "vice president"})  # offices that clubs and firms have too
_BODIES = frozenset({"ORG", "ORGANIZATION"})
_HEADS_OF_STATES = frozenset(
    {"leader", "leadership", "state"}
)  # "Turkish leaders" govern; other leaders may lead anything
_OFFICES = frozenset({"GOV", "LEG", "JUD", "PTY", "OPP", "ELI", "SPY"})  # whose former holders stay prominent
_OF_STATES = frozenset({"name", "capital", "adjective"})
_LISTING = frozenset("and or the both european western arab".split())


@dataclass(frozen=True, slots=True)
class Codes:
    """What the parts of a phrase say: the sector and the words it comes from, or none."""

    sector: str
    head: Head | None


def codes(phrase: Phrase) -> Codes:
    """The sector that the words of the phrase give its people; "" when they give none."""
    words = first_of_several(phrase.core_words)
    head = last_head(words)
    if head is None and phrase.joint == ",":
        words = phrase.rest_words
        head = last_head(words)
    imposed = overriding(words)
    if head is None:
        return Codes(imposed, None)
    if imposed == "ELI" and not _is_elite(words, head):
        imposed = ""
    if imposed == "REB" and head.sector in ("CVL", "JRN", "REL", "MED", "LEG", "JUD") and not head.carries:
        imposed = ""
    sector = imposed or (carried(words, head) if head.carries else head.sector)
    if head.carries and sector == head.sector and phrase.joint in ("of", "for", "in", "from", "at"):
        told = _of_complement(phrase)
        sector = sector if told == "GOV" and sector else told or sector
    return Codes(sector, head)


def told(phrase: Phrase, scene: Scene, own: tuple[str, ...]) -> Codes:
    """The sector of the words in their report; `own` are the countries that the phrase names for its people."""
    said = codes(called(phrase, scene))
    if is_former_part(phrase):
        return Codes("GOV", None)
    if _state_first(phrase, scene):
        return Codes("GOV", None)
    if said.head is not None:
        said = Codes(_in_report(phrase, said.sector, said.head, scene, bool(own)), said.head)
    elif own and not said.sector and _only_states(phrase, scene):
        return Codes("GOV", None)
    elif own and not said.sector and _ends_in_people(phrase, scene):
        return Codes("CVL", None)
    return Codes("", said.head) if is_place(phrase) else said


def _in_report(phrase: Phrase, sector: str, head: Head, scene: Scene, owned: bool) -> str:
    """The sector of a head noun, which a report about police, a country or a church title may change."""
    if phrase.core_words == ("parties",) and (phrase.opener in ("all", "both") or phrase.joint == "to"):
        return ""  # to a conflict or deal, and no political ones
    if is_listed("fathers", head.word) and _is_church_title(phrase, head, scene):
        return "REL"
    if head.word in _ANY_BODYS and (body := _body_behind(phrase, scene)) is not None:
        return body
    if head.word == "inspector" and not scene.policed:
        return ""  # of weapons or reactors
    if owned and not sector and head.word in _HEADS_OF_STATES:
        return "GOV"
    if sector in ("MIL", "") and scene.policed and is_listed("ranks", head.word):
        return "COP"
    return sector


def _body_behind(phrase: Phrase, scene: Scene) -> str | None:
    """The sector of the body that a president is president of, when it is no state's; None where nothing tells it."""
    if phrase.joint not in ("of", "at", "for") or not phrase.rest:
        return None
    start = phrase.rest[0].start
    for mention in scene.entities:
        if mention.label in _BODIES and start <= mention.span.start <= start + len("the "):
            told = last_head([word.folded for word in scene.inside(mention.span)])
            return None if told is None or told.sector == "GOV" else told.sector
    return None


def is_place(phrase: Phrase) -> bool:
    """True for "the besieged city": the phrase ends in a word for a place."""
    return any(is_listed("places", word) for word in phrase.core_words[-1:])


def first_of_several(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words before "and" when they end in a head of their own: of several that act together the first counts."""
    for place, word in enumerate(words):
        if word == "and":
            head = last_head(words[:place])
            return words[:place] if head is not None and head.stop == place else words
    return words


def _is_elite(words: tuple[str, ...], head: Head) -> bool:
    """True for former office-holders and leaders; a former policeman stays one, a former colony is no person."""
    sector = carried(words, head) if head.carries else head.sector
    return not is_listed("abroad", head.word) and (sector in _OFFICES or (head.carries and not sector))


def _of_complement(phrase: Phrase) -> str:
    words = first_part(phrase)
    head = last_head(words)
    if head is None:
        return ""
    return carried(words, head) if head.carries else head.sector


def _is_church_title(phrase: Phrase, head: Head, scene: Scene) -> bool:
    """True for "Father Okoro", with a capital and a name behind it."""
    words = [word for word in phrase.core if word.folded == head.word and word.written.istitle()]
    return any(person.start in (word.start, word.stop + 1) for word in words for person in scene.people)


def _state_first(phrase: Phrase, scene: Scene) -> bool:
    """True for "Turkey and a proxy force": of several that act together the first is a state."""
    if "and" not in phrase.core_words[1:]:
        return False
    first = Span(phrase.core[0].start, phrase.core[phrase.core_words.index("and", 1) - 1].stop)
    return any(w.span == first and all(f.form == "name" for f in w.forms) for w in scene.states_in(phrase.core_span))


def _only_states(phrase: Phrase, scene: Scene) -> bool:
    """True for "the US, UK and France": nothing but states or capitals, listed."""
    words = [word for word in scene.states_in(phrase.span) if all(f.form in _OF_STATES for f in word.forms)]
    rest = [
        w for w in scene.inside(phrase.span) if not any(word.span.overlaps(Span(w.start, w.stop)) for word in words)
    ]
    return len(words) > 1 - bool(rest) and all(word.folded in _LISTING for word in rest)


def _ends_in_people(phrase: Phrase, scene: Scene) -> bool:
    """True for "nationalist Israelis", "dozens of Bosnian Serbs": a people with other words before it."""
    last = phrase.core[-1]
    words = [word for word in scene.states_in(phrase.core_span) if word.span.end >= last.stop]
    return any(form.form == "demonym" for word in words for form in word.forms) and last.written[:1].isupper()
