"""Actors without a name, composed from the parts of their phrase: country, sector, ally, and who stays anonymous.

Rules: ministers and ministries are GOV, the defence ministry too; MIL is for forces and those who serve in them. A
carrier ("official", "spokesman", "commander") takes the sector of the body or people before it. Gunmen and attackers
whom nobody has identified are UAF and have no country unless the phrase gives one. Who is "former" is ELI.
"""

from __future__ import annotations

from dataclasses import dataclass

from gesta.nouns.referent import Actor, Alternative, Gap, Resolved
from gesta.resolving.actors_context import Context, Ground
from gesta.resolving.actors_lexicon import Head, carried, is_listed, last_head, overriding
from gesta.resolving.actors_phrase import Phrase, backers, own_states
from gesta.resolving.actors_scene import Scene
from gesta.spans import Span

# Scores order the ways of composing by how much of the phrase speaks for the codes; they are set, not measured rates.
BOTH_SAID, ONE_SAID, FROM_CONTEXT = 0.85, 0.7, 0.6
_HOMELESS = frozenset({"UAF"})  # sectors whose country the surroundings never tell
_HEADS_OF_STATES = frozenset(
    {"leader", "leadership", "state"}
)  # "Turkish leaders" govern; other leaders may lead anything
SAME_PEOPLE = 600  # characters back to which "the refugees" are those that were named with their country
FULLER_SHARE = 0.8  # as of the votes of the surroundings: how far such a country is trusted
_FEW = "the words name a thing or a place, and nobody who acts"


@dataclass(frozen=True, slots=True)
class Codes:
    """What the parts of a phrase say: the sector and the words it comes from, or none."""

    sector: str
    head: Head | None


def codes(phrase: Phrase) -> Codes:
    """The sector that the words of the phrase give its people; "" when they give none."""
    words = _first_of_several(phrase.core_words)
    head = last_head(words)
    if head is None and phrase.joint == ",":
        words = phrase.rest_words
        head = last_head(words)
    imposed = overriding(words)
    if head is None:
        return Codes(imposed, None)
    if imposed == "REB" and head.sector in ("CVL", "JRN", "REL", "MED", "LEG", "JUD") and not head.carries:
        imposed = ""
    sector = imposed or (carried(words, head) if head.carries else head.sector)
    if head.carries and sector == head.sector and phrase.joint in ("of", "for", "in", "from", "at"):
        sector = _of_complement(phrase) or sector
    return Codes(sector, head)


def _first_of_several(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words before "and" when they end in a head of their own: of several that act together the first counts."""
    for place, word in enumerate(words):
        if word == "and":
            head = last_head(words[:place])
            return words[:place] if head is not None and head.stop == place else words
    return words


def composed(phrase: Phrase, scene: Scene, context: Context) -> Resolved[Actor] | Gap:
    """The actor that the words of the phrase make up, with the country from the surroundings where they give none."""
    said = codes(phrase)
    own = _countries(phrase, scene)
    if own and said.head and not said.sector and said.head.word in _HEADS_OF_STATES:
        said = Codes("GOV", said.head)
    if said.head is None and not said.sector and not own:
        return Gap(f"nothing in {phrase.span.of(scene.text)!r} names a person, group or body")
    if own and said == Codes("", None) and _only_states(phrase, scene):
        said = Codes("GOV", None)
    ally = _ally(phrase, scene)
    if ally and said.sector in _HOMELESS:
        said = Codes("PRM", said.head)  # gunmen of whom it is known whom they serve are a militia
    if _is_place(phrase):
        said = Codes("", said.head)
    if _is_thing(phrase) and not (said.sector and phrase.core_words[-1].endswith("ing")):  # "people fighting"
        return Gap(_FEW)
    ground = _ground(phrase, said, scene, context) if not own else None
    country = own[0] if own else ground.country if ground else None  # of several the first named; the others beside it
    actor = Actor(
        id=None,
        name=phrase.span.of(scene.text),
        kind="composed",
        country=country,
        sector=said.sector or None,
        ally=ally,
        anonymous=_anonymous(phrase, scene),
    )
    others = tuple(Alternative(code, ONE_SAID, "named beside the first country") for code in own[1:])
    return Resolved(
        actor, _score(own, said, ground), _method(own, said, ground), _evidence(phrase.span, ground), others
    )


def of_state(phrase: Phrase, scene: Scene) -> tuple[str, str] | None:
    """The id of the state and the sector when the phrase is nothing but a word for it; None otherwise.

    A name or capital is the government; a people is the government with "the" ("the Russians"), else its civilians.
    """
    for word in scene.states_in(phrase.core_span):
        if word.span == phrase.core_span and not phrase.rest:
            states = {form.state for form in word.forms}
            forms = {form.form for form in word.forms}
            if len(states) == 1:
                sector = scene.roster.entries[states.pop()].sector
                people = ("demonym" in forms or phrase.counted) and not phrase.definite
                people = people and (phrase.counted or not ("adjective" in forms and _before_noun(phrase, scene)))
                return word.forms[0].state, "" if forms == {"region"} else "CVL" if people else sector
    return None


def _ground(phrase: Phrase, said: Codes, scene: Scene, context: Context) -> Ground | None:
    """The country that the surroundings tell for those the phrase names: at home where they act, or a place itself."""
    if phrase.core_words[-1] != "" and _is_abroad(phrase.core_words[-1]):
        return None
    serves = said.head is not None and is_listed("servants", said.head.word)
    if serves or _is_place(phrase) or (said.sector and said.sector not in _HOMELESS):
        return fuller_country(phrase, scene) or context.country(phrase.span)
    return None


def fuller_country(phrase: Phrase, scene: Scene) -> Ground | None:
    """The country of the same people where they were named in full: "the refugees" after "Sudanese refugees"."""
    if not phrase.definite or phrase.rest or len(phrase.core) != 1:
        return None
    same = [
        i
        for i, word in enumerate(scene.words)
        if word.folded == phrase.core_words[0] and word.start < phrase.span.start
    ]
    for i in reversed(same):
        if phrase.span.start - scene.words[i].start > SAME_PEOPLE:
            return None
        before = [w for w in scene.state_words if w.span.end + 1 == scene.words[i].start]
        states = {scene.roster.entries[form.state].country for w in before for form in w.forms}
        if len(states) == 1:
            return Ground(states.pop(), FULLER_SHARE, before[0].span)
    return None


def _is_abroad(word: str) -> bool:
    """True for several countries, allies or partners: never those of the country that the report tells of."""
    return word.endswith("s") and is_listed("abroad", word)


def _before_noun(phrase: Phrase, scene: Scene) -> bool:
    """True when the word stands before a noun: "the Chinese embargo" is the government's."""
    behind = scene.text[phrase.span.end : phrase.span.end + 2]
    return len(behind) == 2 and behind[0] == " " and behind[1].islower()


def _of_complement(phrase: Phrase) -> str:
    head = last_head(phrase.rest_words)
    if head is None:
        return ""
    return carried(phrase.rest_words, head) if head.carries else head.sector


def _countries(phrase: Phrase, scene: Scene) -> tuple[str, ...]:
    """The countries that the phrase names for its people, each once."""
    found: dict[str, None] = {}
    for word in own_states(phrase, scene):
        states = {scene.roster.entries[form.state].country for form in word.forms}
        if len(states) == 1:
            found[states.pop()] = None
    return tuple(found)


def _is_thing(phrase: Phrase) -> bool:
    return any(is_listed("things", word) for word in phrase.core_words[-1:])


def _only_states(phrase: Phrase, scene: Scene) -> bool:
    """True for "the US, UK and France": nothing but states or capitals, listed."""
    words = [word for word in scene.states_in(phrase.span) if all(f.form in ("name", "capital") for f in word.forms)]
    rest = [
        w for w in scene.inside(phrase.span) if not any(word.span.overlaps(Span(w.start, w.stop)) for word in words)
    ]
    return all(word.folded in ("and", "or", "the", "both") for word in rest)


def _is_place(phrase: Phrase) -> bool:
    return any(is_listed("places", word) for word in phrase.core_words[-1:])


def _ally(phrase: Phrase, scene: Scene) -> str | None:
    """The country, or the id of the actor, whom the phrase calls its people loyal to or backed by; None when nobody."""
    for spot in backers(phrase, scene):
        for word in scene.states_in(spot):
            return scene.roster.entries[word.forms[0].state].country
        for named in scene.names_in(spot):
            return named.entries[0].id
    return None


def _anonymous(phrase: Phrase, scene: Scene) -> bool:
    """True unless the phrase holds somebody's name."""
    return not any(phrase.span.holds(person) for person in scene.people)


def _score(own: tuple[str, ...], said: Codes, ground: Ground | None) -> float:
    if ground:
        return round(FROM_CONTEXT * (0.5 + ground.share / 2), 3)
    return BOTH_SAID if len(own) == 1 and said.sector else ONE_SAID


def _method(own: tuple[str, ...], said: Codes, ground: Ground | None) -> str:
    if ground:
        return "composed; country from context"
    if len(own) > 1:
        return f"composed; several countries: {', '.join(own)}"
    return "composed" if said.sector else "composed; country only"


def _evidence(span: Span, ground: Ground | None) -> tuple[Span, ...]:
    return (span, ground.evidence) if ground else (span,)
