"""Actors without a name, composed from the parts of their phrase: country, sector, ally, and who stays anonymous.

Rules: ministers and ministries are GOV, the defence ministry too; MIL is for forces and those who serve in them. A
carrier ("official", "spokesman", "commander") takes the sector of the body or people before it. Gunmen and attackers
whom nobody has identified are UAF and have no country unless the phrase gives one. Who is "former" is ELI.
"""

from __future__ import annotations

from gesta.nouns.referent import Actor, Alternative, Gap, Resolved
from gesta.resolving.actors_belonging import (
    are_peacekeepers,
    just_before,
    kind_of_thing,
    leader,
    owner,
    sender,
)
from gesta.resolving.actors_context import Context, Ground
from gesta.resolving.actors_lexicon import Head, is_listed
from gesta.resolving.actors_phrase import Phrase, backers, is_former_part, opening, own_states
from gesta.resolving.actors_scene import Scene
from gesta.resolving.actors_sectors import Codes, first_of_several, is_place, told
from gesta.spans import Span

# Scores order the ways of composing by how much of the phrase speaks for the codes; they are set, not measured rates.
BOTH_SAID, ONE_SAID, FROM_CONTEXT = 0.85, 0.7, 0.6
_AT_HOME = frozenset("ministry minister office secretary affairs".split())  # "foreign ministry officials"
_ABROAD = frozenset("occupation occupying foreign international global worldwide world western enemy enemies".split())
_CONTINENTS = frozenset("european african asian arab".split())  # "European embassies" are of several countries
_UNKNOWN = "UAF"  # gunmen: a militia when the words say whom they serve
_FOREIGN_FIGHTERS = "IMG"  # PLOVER's international militarised group
SAME_PEOPLE = 600  # characters back to which "the refugees" are those that were named with their country
FULLER_SHARE = 0.8  # as of the votes of the surroundings: how far such a country is trusted


def composed(phrase: Phrase, scene: Scene, context: Context) -> Resolved[Actor] | Gap:
    """The actor that the words of the phrase make up, with the country from the surroundings where they give none."""
    led = leader(phrase, scene)
    own = tuple(dict.fromkeys((*((led,) if led else ()), *_countries(phrase, scene))))
    said = told(phrase, scene, own)
    if gap := _no_actor(phrase, said, own, scene):
        return gap
    if said.head is None and not said.sector and not own and not is_place(phrase):
        return Gap(f"nothing in {phrase.span.of(scene.text)!r} names a person, group or body")
    ally = None if led else _ally(phrase, scene)
    if ally and said.sector == _UNKNOWN:
        said = Codes("PRM", said.head)  # gunmen of whom it is known whom they serve are a militia
    ground = _ground(phrase, said, scene, context) if not own else None
    country = _country(phrase, said, own, ground)
    if country is None and not said.sector:
        return Gap(f"{phrase.span.of(scene.text)!r} tells neither whose they are nor of what kind")
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


def _country(phrase: Phrase, said: Codes, own: tuple[str, ...], ground: Ground | None) -> str | None:
    """Of several countries the first named; else that of the surroundings; foreign fighters are of many countries."""
    if own:
        return own[0]
    if ground:
        return ground.country
    return _FOREIGN_FIGHTERS if said.sector == "REB" and "foreign" in phrase.core_words else None


def _no_actor(phrase: Phrase, said: Codes, own: tuple[str, ...], scene: Scene) -> Gap | None:
    """A gap for a thing or matter that nobody is known to own; the car of the police has their codes."""
    # "the Ruritanian plan", and no war in Ruritania
    owned = own and any(f.form != "region" for w in scene.states_in(phrase.core_span) for f in w.forms)
    if (
        is_listed("things", phrase.core_words[-1])
        and not owned
        and not (said.sector and phrase.core_words[-1].endswith("ing"))
    ):
        return Gap("no actor: the words name a deed, text, deal or thought")  # and no "people fighting"
    if said.head and said.sector == "CVL" and _is_somebodys(phrase, said.head):
        return Gap(f"no actor: the words name somebody's {phrase.core[-1].written}")
    kind = kind_of_thing(phrase)
    if kind and not own and said.sector in ("", "CVL"):
        return Gap(f"no actor: the words name {kind}")
    return None


def _is_somebodys(phrase: Phrase, head: Head) -> bool:
    """True for "public transport", "women's rights": another noun, in small letters, stands behind the people."""
    words = first_of_several(phrase.core_words)
    last = phrase.core[len(words) - 1]
    if head.stop >= len(words) or phrase.joint == "," or "and" in words:
        return False
    return last.written.islower() and not last.folded.endswith(("ing", "ed", "old"))


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
    if owned := owner(phrase, scene, context) or just_before(phrase, scene):
        return owned
    if said.sector == "MIL" and "coalition" in phrase.core_words:
        return None  # nobody said who leads it; where it fights is not whose it is
    if are_peacekeepers(phrase):
        return sender(phrase, scene)
    if _is_foreign(phrase, said) or is_former_part(phrase) or _serves_unknown(phrase, said):
        return None
    serves = said.head is not None and is_listed("servants", said.head.word)
    people = said.head is not None and said.head.carries and not _is_deed(phrase)
    if serves or is_place(phrase) or said.sector or people:
        army = said.sector == "MIL" and "local" not in opening(phrase, scene.text)
        return fuller_country(phrase, scene) or context.country(phrase.span, army)
    return None


def _is_deed(phrase: Phrase) -> bool:
    """True for things and deeds of somebody ("attack", "position"): without a country in the words they have none."""
    return bool(kind_of_thing(phrase)) or is_listed("deeds", phrase.core_words[-1])


def _is_foreign(phrase: Phrase, said: Codes) -> bool:
    """True for "foreign fighters", "foreign tourists", and no foreign minister: they are of other countries."""
    if said.head is None or "foreign" in said.head.word or any(word in _AT_HOME for word in phrase.core_words):
        return False
    if said.sector == "GOV" and any(word in _CONTINENTS for word in phrase.core_words):
        return True
    return any(word in _ABROAD for word in phrase.core_words) or phrase.rest_words[-1:] == ("world",)


def _serves_unknown(phrase: Phrase, said: Codes) -> bool:
    """True for "the soldiers of the Front": a name that nobody knows says whose they are, not the land around them."""
    return said.sector == "MIL" and phrase.joint == "of" and any(word.written[:1].isupper() for word in phrase.rest)


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


def _countries(phrase: Phrase, scene: Scene) -> tuple[str, ...]:
    """The countries that the phrase names for its people, each once."""
    found: dict[str, None] = {}
    for word in own_states(phrase, scene):
        states = {scene.roster.entries[form.state].country for form in word.forms}
        if len(states) == 1:
            found[states.pop()] = None
    return tuple(found)


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
