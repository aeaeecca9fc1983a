"""Which fuller words of the same report a short phrase stands for: names, acronyms, "the group", "the rebels"."""

from __future__ import annotations

import re

from gesta.resolving.actors_lexicon import is_listed, last_head, modifiers
from gesta.resolving.actors_phrase import Phrase, opening
from gesta.resolving.actors_scene import Named, Scene
from gesta.resolving.actors_words import Word, within
from gesta.roster import Entry, dates
from gesta.roster.folding import fold
from gesta.spans import Span

BEFORE, BEHIND = 7, 16  # words around a person's name that may tell who it is
NEAR = 1200  # characters back to which "the group" looks for what it stands for
# What papers tell of private people: what was done to them, age, home.
_DONE_TO = (
    "arrested|charged|sentenced|jailed|detained|shot|killed|stabbed|injured|wounded|accused|found|convicted|indicted"
    "|abducted|kidnapped|murdered|beaten|raped|robbed|extradited|imprisoned|acquitted|remanded|arraigned|suspected"
)
_PRIVATE = re.compile(
    rf",? (?:who [^,.]{{1,60}}, )?(?:was|were|is|are|has been|had been) (?:{_DONE_TO}|booked|taken)\b"
    r"|,? \(?(?:aged )?\d{1,2}(?![\d,.]\d)[,);. ]"
    r"|, (?:also |formerly )?(?:of|from) [A-Z]|, a (?:native|resident) of"
    # one of several names of whom that is told: "Jan Kos, Per Lund and two others were arrested"
    rf"|(?:, [\w. ]{{3,40}}){{0,6}},? and [\w. ]{{3,40}} (?:was|were|have been|had been) (?:{_DONE_TO}|booked)\b"
    rf"|(?:['’]s)? (?:body|family|parents|mother|father|widow|wife|husband|son|daughter|relatives|attorney|lawyer)\b"
)
_BEFORE_NAME = re.compile(
    rf"\b(?:{_DONE_TO}|suspect|defendant|victim|detainee|hostage|inmate|(?:killing|murder|death|arrest|trial|kidnapping"
    r"|abduction|conviction|detention|disappearance) of) (?:(?:and|the|a|one|identified|named|as|by|suspect) ){0,3}$"
)
_AGED = re.compile(r"\b\d{1,2}[- ]year[- ]olds? (?:[a-z-]+ )?$")
CLOSE = 240  # characters in which "his convoy" follows the name, and what somebody joined
JOINED_REACH = 50  # characters between "joined" and the name of the group
_HE_OR_SHE = frozenset("he she him her his".split())
_THEY = frozenset("they them their".split())
_MANY = ("s", "men", "people", "police", "children")
_JOINED = re.compile(
    r"\b(?:join(?:ed|ing)?|fought|fighting|fights|volunteer(?:ed|ing)|serv(?:ed|ing)|member|recruit\w*)\b"
)
AGE_REACH = 60  # characters back in which "a 54-year-old driver" stands before a name
_BODIES = frozenset({"ORG", "ORGANIZATION"})
_GROUPS = frozenset({"armed group", "criminal group", "army"})
_OF_STATES = frozenset({"MIL", "GOV", "COP"})  # what makes it another than the group named: "the military factions"
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
    for person in mentions(phrase, scene):
        if within(scene.words, person):
            found = _title(person, scene) or _apposition(person, scene)
            if found:
                return found
    return None


def is_private(phrase: Phrase, scene: Scene) -> bool:
    """True when any mention tells what papers tell of private people: age, home, what was done to them."""
    return any(
        _PRIVATE.match(scene.text, name.end)
        or _AGED.search(scene.text, max(0, name.start - AGE_REACH), name.start)
        or _BEFORE_NAME.search(scene.text, max(0, name.start - AGE_REACH), name.start)
        for name in mentions(phrase, scene)
    )


def mentions(phrase: Phrase, scene: Scene) -> tuple[Span, ...]:
    """Every mention of the person whose name ends the phrase, the phrase itself last; no namesake with another name."""
    short = fold(phrase.core[-1].written)
    fuller = fuller_name(phrase, scene) if len(phrase.core) == 1 else None
    own = {word.folded for word in within(scene.words, fuller or _own_name(phrase, scene))}
    found = []
    for person in scene.people:
        words = [word.folded for word in within(scene.words, person)]
        if words[-1:] == [short] and (set(words) <= own or own <= set(words)):
            found.append(person)
    return (*found, phrase.core_span)


def _own_name(phrase: Phrase, scene: Scene) -> Span:
    """The name of a person in the core, else all of it."""
    return next((person for person in reversed(scene.people) if phrase.core_span.holds(person)), phrase.core_span)


def spelt_out(phrase: Phrase, scene: Scene) -> Span | None:
    """The words before the bracket that defined an acronym: "(FNL)"; None when the phrase is no such acronym."""
    acronym = phrase.core[-1].written
    if not (acronym.isupper() or scene.caseless) or len(acronym) < 2:
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
    if not _is_anaphor(phrase):
        return None
    earlier = [
        named
        for named in scene.named
        if named.span.end <= phrase.span.start
        and phrase.span.start - named.span.end <= NEAR
        and any(entry.kind in _MEMBERSHIP for entry in named.entries)
    ]
    return earlier[-1] if earlier else None


def _is_anaphor(phrase: Phrase) -> bool:
    """True for "the group", "the latter", and for "the group's members": people of what was named before."""
    if not phrase.core or phrase.rest:
        return False
    fitting = all(modifiers().get(word, "MIL") not in _OF_STATES for word in phrase.core_words[:-1])
    if is_listed("anaphors", phrase.core[-1].folded) and fitting:
        return phrase.definite  # "the terror group"
    if not is_listed("anaphors", phrase.core[0].folded):
        return False
    head = last_head(phrase.core_words)
    return phrase.core[0].written.endswith(("'s", "’s")) and head is not None and head.stop == len(phrase.core)


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


def office_holder(phrase: Phrase, scene: Scene) -> Named | None:
    """The person named last before "the president", "the minister" who held such an office; None for another phrase."""
    if not phrase.definite or phrase.rest or not phrase.core:
        return None
    head = last_head(phrase.core_words)
    if head is None or head.start or head.stop != len(phrase.core) or not is_listed("offices", head.word):
        return None
    for named in reversed(scene.named):
        near = 0 <= phrase.span.start - named.span.end <= NEAR
        if near and any(_held(entry, head.word, scene) for entry in named.entries):
            return named
    return None


def titled(phrase: Phrase, scene: Scene) -> Span | None:
    """The one person before "the judge", "the mayor" whom the report calls so; None for two, and another phrase."""
    if not phrase.definite or phrase.rest or len(phrase.core) != 1:
        return None
    word = phrase.core[0].folded
    head = last_head([word])
    if head is None or head.carries or head.sector not in _TITLED or head.word != word or is_listed("bodies", word):
        return None
    called: dict[str, Span] = {}
    for person in scene.people:
        if 0 <= phrase.span.start - person.end <= NEAR:
            spot = _title(person, scene) or _apposition(person, scene)
            told = last_head([w.folded for w in within(scene.words, spot)]) if spot else None
            if told is not None and told.word.split()[-1] == word:
                called[within(scene.words, person)[-1].folded] = person
    return next(iter(called.values())) if len(called) == 1 else None


_TITLED = frozenset("GOV JUD LEG MIL COP REL".split())  # sectors whose offices people are called by: "the judge"
_MINISTERS = frozenset({"foreign minister", "defence minister"})


def _held(entry: Entry, office: str, scene: Scene) -> bool:
    """True when a role of the person, at the time as far as that is known, has the word for the office."""
    held = scene.roster.affiliations.get(entry.id, ()) if entry.kind == "person" else ()
    governs = is_listed("heads_of_government", office)
    named = office if office in _MINISTERS else "head of government" if governs else "head of state"
    return any(
        named in (fold(a.role), a.role) and (scene.day is None or dates.covers(a.since, a.until, scene.day))
        for a in held
    )


def master(phrase: Phrase, scene: Scene) -> Span | None:
    """The person named last before "his convoy", "her aides", within a sentence or so; None for another phrase."""
    if not opening(phrase, scene.text) & {"his", "her"}:
        return None
    word = phrase.core[-1].folded
    if not any(is_listed(key, word) for key in ("belongings", "servants", "deeds", "things")):
        return None
    earlier = [p for p in scene.people if p.end <= phrase.span.start and phrase.span.start - p.end <= CLOSE]
    return earlier[-1] if earlier else None


def only_one(phrase: Phrase, scene: Scene) -> Span | None:
    """The one person named shortly before "he" or "she", the only people before "they"; None when there are two."""
    word = phrase.core[0].folded
    people = scene.people if word in _HE_OR_SHE else _plurals(phrase, scene) if word in _THEY else ()
    near = [spot for spot in people if 0 <= phrase.span.start - spot.end <= CLOSE]
    names = {fold(spot.of(scene.text)).split()[-1] for spot in near}
    return near[-1] if len(names) == 1 else None


def _plurals(phrase: Phrase, scene: Scene) -> tuple[Span, ...]:
    """The nouns for several people shortly before the phrase, each with the word for a state right before it."""
    states = {word.span.end + 1: word.span.start for word in scene.state_words}
    found = []
    for word in scene.words:
        if word.start >= phrase.span.start or phrase.span.start - word.stop > CLOSE or not word.folded.endswith(_MANY):
            continue
        head = last_head([word.folded])
        if head is not None and not head.carries:
            found.append(Span(states.get(word.start, word.start), word.stop))
    return tuple(found)


def joined(phrase: Phrase, scene: Scene) -> Named | None:
    """The armed group that a private person is said to have joined or fought for, in a sentence with the name."""
    for name in mentions(phrase, scene):
        behind = scene.text[name.start : name.end + CLOSE]
        found = _JOINED.search(re.split(r"[.!?][\"”’)]*\s", behind)[0])
        start = name.start + found.end() if found else 0
        groups = [
            named
            for named in scene.named
            if found and start <= named.span.start <= start + JOINED_REACH and named.entries[0].kind in _GROUPS
        ]
        if groups:
            return groups[0]
    return None


def same_body(phrase: Phrase, scene: Scene) -> Span | None:
    """The body named last before whose name ends in the same word: "the council", "the ministry"; or None."""
    if not phrase.definite or phrase.rest or len(phrase.core) != 1:
        return None
    word = phrase.core[0].folded
    earlier = [m.span for m in scene.entities if m.label in _BODIES and m.span.end <= phrase.span.start]
    for body in reversed(earlier):
        words = [w.folded for w in within(scene.words, body)]
        if len(words) > 1 and (words[-1] == word or (word in words and words[words.index(word) + 1] in ("of", "for"))):
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
    if head is not None and (is_listed("bodies", head.word) or head.word.split()[-1] != kept[-1].folded):
        return None  # "witnesses told police Smith fell", "told its counterparts Smith fell"
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
