"""Whose people or things a phrase means without naming them: their owner, the whole, who leads them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gesta.nouns.referent import Actor
from gesta.resolving.actors_context import Context, Ground
from gesta.resolving.actors_lexicon import is_listed, last_head, things
from gesta.resolving.actors_phrase import Phrase, opening
from gesta.resolving.actors_scene import Scene, StateWord
from gesta.spans import Span

OWNER_SHARE = 0.8  # as of the votes of the surroundings: how far the country of "its troops" is trusted
_OWNERS = frozenset({"its", "their"})
_NAMING = frozenset({"name", "capital", "adjective"})
_LED = re.compile(r"[-–\s]led\b")
_BODIES = frozenset({"ORG", "ORGANIZATION"})
_OF_NO_STATE = frozenset({"UNO", "IGO", "EUR", "NGO", "IMG", "ISM", "MNC", ""})
_OWNED = ("things", "deeds", "belongings", "parts")
_SENDERS = frozenset({"UNO", "IGO", "EUR"})  # bodies that send peacekeepers
_BLUE_HELMETS = ("blue", "helmets")
_STATES = frozenset({"state", "territory", "breakaway", "former state"})
_BODIES_OF_POWER = frozenset("GOV LEG JUD MIL COP SPY PTY OPP REB PRM CRM".split())
_JOINTS = frozenset({"of", "at", "in", "to", "on", "by"})
_BEHIND = 4  # words between "-led" and what is led: "the U.S.-led international military coalition"


def owner(phrase: Phrase, scene: Scene, context: Context) -> Ground | None:
    """The state named last in the sentence before "its troops", "their embassy"; None for another phrase.

    A state that only tells where something is ("in Lebanon") owns nobody.
    """
    if not opening(phrase, scene.text) & _OWNERS:
        return None
    if body := _body_before(phrase, scene, context):
        return body
    for word in reversed(scene.state_words):
        if word.span.end > phrase.span.start:
            continue
        if context.sentences_between(word.span, phrase.span):
            return None
        country = only_country(word, scene)
        if country and any(f.form in _NAMING for f in word.forms) and not context.tells_where(word.span):
            return Ground(country, OWNER_SHARE, word.span)
    return None


def _body_before(phrase: Phrase, scene: Scene, context: Context) -> Ground | None:
    """The body of states named in the sentence before "its troops", with no state behind it: "NATO said its forces"."""
    named = [n for n in scene.named if n.span.end <= phrase.span.start and n.entries[0].kind == "international body"]
    if not named or context.sentences_between(named[-1].span, phrase.span):
        return None
    between = Span(named[-1].span.start, max(named[-1].span.start + 1, phrase.span.start))
    country = named[-1].entries[0].country
    states = [word for word in scene.states_in(between) if not named[-1].span.overlaps(word.span)]
    return None if states or not country else Ground(country, OWNER_SHARE, named[-1].span)


def sender(phrase: Phrase, scene: Scene) -> Ground | None:
    """The body of states named nearest before peacekeepers whose words name nobody, else behind; None without one.

    Peacekeepers are never those of the land around them.
    """
    bodies = [
        (named.span, entry.country)
        for named in scene.named
        for entry in named.entries[:1]
        if entry.kind == "international body" and entry.country in _SENDERS
    ]
    before = [found for found in bodies if found[0].end <= phrase.span.start]
    spot, country = before[-1] if before else bodies[0] if bodies else (phrase.span, "")
    return Ground(country, OWNER_SHARE, spot) if country else None


def are_peacekeepers(phrase: Phrase) -> bool:
    """True for "peacekeepers", "a peacekeeping force", "blue helmets"."""
    return any(word.startswith("peacekeep") for word in phrase.core_words) or phrase.core_words[-2:] == _BLUE_HELMETS


def just_before(phrase: Phrase, scene: Scene) -> Ground | None:
    """The state whose adjective stands right before the phrase, left out of it: "seven U.S." before "soldiers"."""
    for word in scene.state_words:
        gap = phrase.span.start - word.span.end
        if gap == 1 and scene.text[word.span.end] == " " and any(form.form == "adjective" for form in word.forms):
            country = only_country(word, scene)
            return Ground(country, OWNER_SHARE, word.span) if country else None
    return None


def whole(phrase: Phrase) -> Span | None:
    """What stands behind "of" when the phrase is a part or home of it: "the walls of the embassy"; None otherwise."""
    if not phrase.rest or phrase.joint not in _JOINTS or not phrase.core:
        return None
    word = phrase.core[-1].folded
    done = phrase.joint == "by" and (is_listed("things", word) or is_listed("deeds", word))
    if not is_listed("parts", word) and not (phrase.joint == "of" and is_listed("belongings", word)) and not done:
        return None
    return Span(phrase.rest[0].start, phrase.rest[-1].stop)


def named_body(phrase: Phrase, scene: Scene) -> Span | None:
    """The name of the body whose people the phrase means: "PETA members"; None when the words tell what they are."""
    head = last_head(phrase.core_words)
    if head is None or not head.carries or head.sector or head.start == 0:
        return None
    for mention in scene.entities:
        inside = phrase.core_span.holds(mention.span) and mention.span.end < phrase.core[head.start].start + 1
        if mention.label in _BODIES and inside:
            return mention.span
    return None


def called(phrase: Phrase, scene: Scene) -> Phrase:
    """The phrase without the name of a body that its other words describe: "the rights group People for Whales"."""
    for mention in scene.entities:
        if mention.label not in _BODIES or not phrase.core_span.start < mention.span.start < phrase.core_span.end:
            continue
        before = tuple(word for word in phrase.core if word.start < mention.span.start)
        head = last_head([word.folded for word in before])
        if head is not None and head.stop == len(before):
            return Phrase(phrase.span, phrase.opener, before, (), "")
    return _without_name(phrase, scene)


def _without_name(phrase: Phrase, scene: Scene) -> Phrase:
    """The words before a person's name when they say what the person is: "owner" of "owner Rufus Church"."""
    for person in scene.people:
        if not phrase.core_span.start < person.start < phrase.core_span.end:
            continue
        before = tuple(word for word in phrase.core if word.start < person.start)
        behind = [word.folded for word in phrase.core if word.start >= person.end]
        if last_head([word.folded for word in before]) is not None and last_head(behind) is None:
            return Phrase(phrase.span, phrase.opener, before, phrase.rest, phrase.joint)
    return phrase


def possessor(phrase: Phrase, scene: Scene) -> Span | None:
    """Whom a deed, thing, home or part belongs to by a genitive: "the government" of "the government's plan"; or None.

    None when the words behind the genitive name people ("the mayor's guards"): these are actors of their own.
    """
    for place in range(len(phrase.core) - 2, -1, -1):
        word = phrase.core[place]
        end = _before_genitive(word.start, word.stop, scene.text)
        if end is None:
            continue
        tail = [w.folded for w in phrase.core[place + 1 :]]
        return Span(phrase.span.start, end) if _is_owned(tail) else None
    return None


def owns(owner: Actor, phrase: Phrase) -> bool:
    """True when what the phrase names has the owner's codes: a home or car always, a plan or deed that of a body.

    A state's things have its country and no sector; "the workers' rights" are a matter, and no workers.
    """
    if not owner.sector or owner.kind in _STATES:
        return False
    matter = is_listed("things", phrase.core[-1].folded)
    return not matter or owner.id is not None or owner.sector in _BODIES_OF_POWER


def _before_genitive(start: int, stop: int, text: str) -> int | None:
    """Where a word ends without its genitive; None for a word without one."""
    written = text[start:stop]
    if written.endswith(("'s", "’s")):
        return stop - 2
    return stop if written.endswith("s") and text[stop : stop + 1] in ("'", "’") else None


def _is_owned(tail: Sequence[str]) -> bool:
    """True when the words name something that is somebody's, and no people."""
    head = last_head(tail)
    if head is not None and head.stop - head.start > 1:
        return False  # "the People's Liberation Front" is no front of the people
    return bool(things(tail[-1])) or any(is_listed(key, tail[-1]) for key in _OWNED)


def belongs(phrase: Phrase) -> bool:
    """True for a home, car, grave or the like, which has the codes of the person it belongs to."""
    return bool(phrase.core) and is_listed("belongings", phrase.core[-1].folded)


def leader(phrase: Phrase, scene: Scene) -> str:
    """The country that leads the forces of the phrase: "the U.S.-led coalition", and then "coalition aircraft"; or "".

    UCDP names the state that leads such a coalition as the party to the conflict.
    """
    for word in scene.states_in(phrase.span):
        if _LED.match(scene.text, word.span.end) and _leads(word, scene):
            return only_country(word, scene)
    words = phrase.core_words
    head = last_head(words)
    if "coalition" not in words or head is None or head.sector != "MIL":
        return ""
    before = Span(phrase.span.start, phrase.core[words.index("coalition")].stop)
    return "" if scene.states_in(before) else scene_leader(scene)


def scene_leader(scene: Scene) -> str:
    """The country that the report first says to lead a coalition or force; "" when it names none."""
    for word in scene.state_words:
        if _LED.match(scene.text, word.span.end) and _leads(word, scene):
            return only_country(word, scene)
    led = (entry for named in scene.named for entry in named.entries[:1] if entry.kind == "international body")
    return next((entry.country for entry in led if entry.sector == "MIL" and entry.country not in _OF_NO_STATE), "")


def only_country(word: StateWord, scene: Scene) -> str:
    """The country of a word for a state; "" when it may mean several."""
    countries = {scene.roster.entries[form.state].country for form in word.forms}
    return countries.pop() if len(countries) == 1 else ""


def kind_of_thing(phrase: Phrase) -> str:
    """What the phrase names when that is a thing and nobody who acts ("a vehicle"); "" for all other phrases."""
    return things(phrase.core_words[-1]) if phrase.core else ""


def _leads(word: StateWord, scene: Scene) -> bool:
    """True when a coalition, force or campaign stands behind "-led": "U.S.-led troops", and no "US-led militia"."""
    behind = [w.folded for w in scene.words if w.start >= word.span.end][1 : 1 + _BEHIND]
    return any(is_listed("led", folded) for folded in behind)
