"""Actors by their names: the whole phrase, a name inside it, or a spelling of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz import fuzz

from gesta.nouns.referent import Actor, Alternative, Gap, Resolved
from gesta.resolving.actors_choosing import Pick, pick
from gesta.resolving.actors_context import Context, Ground
from gesta.resolving.actors_lexicon import is_listed, last_head
from gesta.resolving.actors_phrase import Phrase, backers, head_of_rest, is_other_side, own_states, parsed
from gesta.resolving.actors_scene import Named, Scene
from gesta.resolving.actors_sectors import codes
from gesta.resolving.actors_words import Word
from gesta.roster import Entry, Match, dates
from gesta.roster.folding import fold
from gesta.roster.index import OUT_OF_OFFICE
from gesta.spans import Span

BY_ALIAS, BY_RULE, IN_PHRASE = 0.97, 0.88, 0.85  # one actor of that name; chosen among several; a name with other words
SPELLING = 0.9  # of the likeness, for a name found by its spelling
SURNAMES_ALIKE = 50  # of 100, for two spellings of one surname: Khadafy and Gaddafi reach 57, Correa and Kerry 36
SEVERAL_SECTORS = 0.75  # of the score, when the day is unknown and the actor changed sides in its time
_STATES = frozenset({"state", "territory", "breakaway", "former state"})
_PEOPLES = frozenset({"community"})
_ARMED = frozenset({"armed group", "criminal group", "movement", "party"})
_FIGHTING = frozenset({"MIL", "REB", "PRM"})
_NO_STATE = frozenset({"IMG", "IGO", "UNO", "EUR", "NGO", "ISM", "MNC"})
_NAMING_JOINTS = ("of", "from", "for", ",", "claiming", "calling")  # "a group claiming to be the Falcons"
# Sectors of a head that stand whatever name comes before it: a Hamas prisoner is no fighter, a UN court no troop.
_STANDING = frozenset("JUD LEG COP CVL JRN MED EDU REL AGR LAB BUS REF SPY OPP".split())


def by_name(phrase: Phrase, scene: Scene, context: Context) -> Resolved[Actor] | Gap | None:
    """The actor that the phrase names in whole or in part; a gap when several share the name; None without a name."""
    whole = _whole(phrase, scene)
    if whole and not _is_stranger(phrase.core_span, whole, scene, context):
        return _picked(pick(whole, phrase.span, scene, context), phrase, scene, BY_ALIAS)
    if spelt := _spelt_whole(phrase, scene):
        chosen = pick([m.entry for m in spelt], phrase.span, scene, context)
        return _picked(chosen._replace(method=spelt[0].method), phrase, scene, SPELLING * spelt[0].score)
    named = _main_name(phrase, scene)
    if (
        named is None
        or _is_stranger(named.span, named.entries, scene, context)
        or _of_another_state(named, scene)
        or _of_a_thing(phrase, named)
        or (named.entries[0].kind == "body" and _several_states(phrase, scene))
    ):
        return None
    chosen = pick(named.entries, phrase.span, scene, context)
    if chosen.entry and _only_theirs(phrase, named, chosen.entry):
        return None
    if chosen.entry is None or not _has_tail(phrase, named, chosen.entry):
        return _picked(chosen, phrase, scene, BY_RULE)
    people = phrase if chosen.entry.kind == "person" else _without(phrase, named)
    return _of_people(chosen.entry, people, scene, context)


def _without(phrase: Phrase, named: Named) -> Phrase:
    """The phrase with only the words behind the name as its core: "leaders" of "European Union leaders"."""
    behind = tuple(word for word in phrase.core if word.start >= named.span.end)
    return replace(phrase, core=behind) if behind and last_head([word.folded for word in behind]) else phrase


def by_spelling(phrase: Phrase, scene: Scene, context: Context) -> Resolved[Actor] | Gap | None:
    """The actor whose name is spelt almost like the core of the phrase; None when there is none or it is no name."""
    person = next((person for person in scene.people if phrase.core_span.holds(person)), None)
    for spot in (person,) if person else _name_spots(phrase, scene):
        words = scene.inside(spot)
        matches = scene.roster.find(" ".join(word.written for word in words))
        matches = tuple(m for m in matches if m.method != "alias" and _plausible(m, spot, scene, context))
        best = tuple(m for m in matches if m.score == matches[0].score)
        if len(best) > 1:
            chosen = pick([m.entry for m in best], spot, scene, context)
            return _picked(chosen._replace(method=best[0].method), phrase, scene, SPELLING * best[0].score)
        if best:
            others = tuple(Alternative(m.entry.name, round(m.score, 2), "spelt less alike") for m in matches[1:4])
            return _resolved(best[0].entry, phrase.span, scene, (best[0].method, SPELLING * best[0].score), others)
    return None


def _name_spots(phrase: Phrase, scene: Scene) -> Iterator[Span]:
    """The whole phrase behind its openers, then its core, as far as each is written like a name."""
    whole = Span(phrase.core[0].start, phrase.rest[-1].stop if phrase.rest else phrase.core[-1].stop)
    for spot in dict.fromkeys((whole, phrase.core_span)):
        words = scene.inside(spot)
        if (not phrase.rest or spot == whole) and all(_like_a_name(word) for word in words):
            yield spot


def _like_a_name(word: Word) -> bool:
    """True for a word with a capital, or one as short as the articles inside names: "al", "of"."""
    return word.written[:1].isupper() or (word.written.islower() and len(word.written) < 4)


def resolved_entry(entry: Entry, span: Span, scene: Scene, method: str, score: float) -> Resolved[Actor]:
    """An actor of the roster as the answer for a span, with the sector it had on the day of the report."""
    return _resolved(entry, span, scene, (method, score), ())


def _whole(phrase: Phrase, scene: Scene) -> tuple[Entry, ...]:
    """The actors whose name is the whole phrase, or all of it behind its openers."""
    end = phrase.rest[-1].stop if phrase.rest else phrase.core[-1].stop
    for start in dict.fromkeys((phrase.span.start, phrase.core[0].start)):
        words = scene.inside(Span(start, end))
        found = scene.roster.named(scene.text[start:end])
        if found and scene.is_written_as_name(words) and scene.are_of_here(words, found):
            return found
    return ()


def _is_stranger(span: Span, entries: tuple[Entry, ...], scene: Scene, context: Context) -> bool:
    """True for a bare surname of people of whose countries, and of whom by their full name, the report says nothing."""
    if len(scene.inside(span)) > 1 or any(entry.kind != "person" or entry.country in _NO_STATE for entry in entries):
        return False
    return not any(context.mentions_beside(entry) for entry in entries)


def _of_another_state(named: Named, scene: Scene) -> bool:
    """True for the "National Guard" of "Iraqi National Guard troops" where the roster has that of another state."""
    before = [word for word in scene.state_words if word.span.end + 1 == named.span.start]
    states = {scene.roster.entries[form.state].country for word in before for form in word.forms}
    bodies = [entry for entry in named.entries if entry.kind == "body"]
    return bool(states) and len(bodies) == len(named.entries) and not states & {entry.country for entry in bodies}


def _spelt_whole(phrase: Phrase, scene: Scene) -> tuple[Match, ...]:
    """The groups whose whole name the phrase spells in another way, though a shorter name stands in it."""
    words = scene.inside(Span(phrase.core[0].start, phrase.rest[-1].stop if phrase.rest else phrase.core[-1].stop))
    if len(words) < 2 or not all(_like_a_name(word) for word in words):
        return ()
    found = scene.roster.transliterated(fold(" ".join(word.written for word in words)))
    found = tuple(match for match in found if match.entry.kind in _ARMED)
    return tuple(match for match in found if match.score == found[0].score)


def _main_name(phrase: Phrase, scene: Scene) -> Named | None:
    """The last name in the core that names its people; else the one behind "of"; no backers, no enemies, no states."""
    aside = backers(phrase, scene)
    names = [n for n in scene.names_in(phrase.core_span) if _names_people(n, aside, scene)]
    joined = phrase.joint in _NAMING_JOINTS and not (phrase.joint == "for" and scene.states_in(phrase.core_span))
    if not names and not _is_place(phrase, scene) and joined and phrase.rest:
        behind = head_of_rest(phrase)
        names = [n for n in scene.names_in(behind) if _names_people(n, aside, scene)][:1]
        names = [n for n in names if codes(phrase).head is not None or phrase.joint == ","]
    people = [n for n in names if n.entries[0].kind == "person"]
    return _first_of_several(people or names, phrase, scene) if names else None


def _first_of_several(names: list[Named], phrase: Phrase, scene: Scene) -> Named | None:
    """The last of the names; of several joined by "and" the first; None when a state or coalition comes before it."""
    joined = " and " in scene.text[names[0].span.end : names[-1].span.start]
    chosen = names[0] if joined else names[-1]
    before = Span(phrase.core_span.start, max(phrase.core_span.start + 1, chosen.span.start))
    if " and " not in before.of(scene.text):
        return chosen
    ahead = bool(scene.states_in(before)) or is_listed("allied", phrase.core_words[0])
    return None if ahead and chosen.entries[0].kind != "person" else chosen


def _of_a_thing(phrase: Phrase, named: Named) -> bool:
    """True for "UN resolutions": the name only tells whose thing it is."""
    return named.span.end < phrase.core_span.end and is_listed("things", phrase.core_words[-1])


def _is_place(phrase: Phrase, scene: Scene) -> bool:
    """True for "Raqqa, the last stronghold of …": the core names a place."""
    return any(word.span == phrase.core_span for word in scene.states_in(phrase.core_span))


def _only_theirs(phrase: Phrase, named: Named, entry: Entry) -> bool:
    """True for "the Kurdish enclave": a people's name for something of theirs."""
    owned = named.span.end < phrase.core_span.end
    return owned and entry.kind in _PEOPLES and not _has_tail(phrase, named, entry)


def _several_states(phrase: Phrase, scene: Scene) -> bool:
    """True for "U.S. and Afghan forces": the body named last is only one of those meant."""
    states = [{form.state for form in word.forms} for word in own_states(phrase, scene)]
    return len({only for word in states if len(word) == 1 for only in word}) > 1


def _names_people(named: Named, aside: tuple[Span, ...], scene: Scene) -> bool:
    if all(entry.kind in _STATES for entry in named.entries) or any(spot.overlaps(named.span) for spot in aside):
        return False
    if any(word.span.start < named.span.start < word.span.end for word in scene.state_words):
        return False  # the "Serb police" of "a Bosnian Serb police officer"
    return not is_other_side(named.span, scene.text)


def _has_tail(phrase: Phrase, named: Named, entry: Entry) -> bool:
    """True when other words than the name are the head: "Hamas prisoners", "Catholic priests", "leaders of Fatah"."""
    behind = [word.folded for word in phrase.core if word.start >= named.span.end][:1]
    if behind in (["and"], ["or"]):
        return False  # "Adan and three others"
    if entry.kind == "person":
        return phrase.core_span.end > named.span.end and codes(phrase).head is not None
    head = codes(phrase).head
    if head is None:
        return False
    if named.span.start >= phrase.core[-1].stop:
        return True
    return phrase.core[head.start].start >= named.span.end if head.start < len(phrase.core) else False


def _of_people(entry: Entry, phrase: Phrase, scene: Scene, context: Context) -> Resolved[Actor] | Gap:
    """Somebody of the named actor: one of its people where the head only carries, else a person apart from it."""
    head = codes(phrase).head
    said = codes(phrase).sector
    theirs = role_of(entry, said, scene)
    if entry.kind in _PEOPLES or entry.kind == "person":
        return _of_a_people(entry, phrase, scene, context)
    apart = head is not None and not head.carries and head.sector in _STANDING
    if entry.kind == "international body" and said == "GOV" and head is not None and not _of_members(head.word):
        said = ""  # "U.N. officials" serve no government
    sector = said if apart or not theirs or (said == "MIL" and entry.kind == "international body") else theirs
    country: str | None = entry.country or None
    own = {scene.roster.entries[form.state].country for word in scene.states_in(phrase.span) for form in word.forms}
    if (
        entry.country in ("IMG", "ISM")
        and len(own) == 1
        and scene.states_in(phrase.span)[0].span.end < phrase.core[-1].start
    ):
        country = own.pop()  # "British Isis militants"
    elif apart and entry.country in _NO_STATE:
        ground = context.country(phrase.span)
        country = ground.country if ground else None
    actor = Actor(None if apart else entry.id, phrase.span.of(scene.text), entry.kind, country, sector or None)
    return Resolved(
        actor, IN_PHRASE, "name in phrase", (phrase.span,), (Alternative(entry.name, 0.5, "the name in it"),)
    )


def _of_a_people(entry: Entry, phrase: Phrase, scene: Scene, context: Context) -> Resolved[Actor]:
    """People of a people or faith, or of a person: an armed body of theirs is REB, for it is no state's."""
    said = codes(phrase)
    carried = said.head is not None and said.head.carries
    sector = said.sector or (entry.sector if entry.kind in _PEOPLES else "")
    if entry.kind in _PEOPLES and carried and said.sector == "MIL":
        sector = "REB"
    states = {form.state for word in own_states(phrase, scene) for form in word.forms}
    ground = _ground_of_people(entry, phrase.span, context)
    if len(states) == 1:
        country: str | None = scene.roster.entries[states.pop()].country
    else:
        country = entry.country or (ground.country if ground else None)
    method = "composed" if states or entry.country or not ground else "composed; country from context"
    actor = Actor(None, phrase.span.of(scene.text), "composed", country, sector or None, anonymous=True)
    return Resolved(actor, IN_PHRASE - 0.15, method, (phrase.span,), (Alternative(entry.name, 0.5, "the name in it"),))


def _of_members(head: str) -> bool:
    """True for the members of a body of states and those who govern them: "EU foreign ministers", "NATO countries"."""
    return is_listed("abroad", head) or "minister" in head or "government" in head or "leader" in head


def role_of(entry: Entry, said: str, scene: Scene) -> str:
    """The sector of an actor on the day of the report; of several roles the one the words say, else its row's."""
    sectors = _sectors(entry, scene)
    # "General Musharraf" is called by his rank, an attorney general of a cabinet by an office of the courts
    in_office = said in ("MIL", "JUD") and "GOV" in sectors
    if entry.kind == "person" and said and "REB" not in sectors and not in_office:
        return said
    if len(sectors) < 2:
        return sectors[0] if sectors else ""
    if "REB" in sectors and (said in _FIGHTING or (not said and scene.tells_of_rebels)):
        return "REB"
    return next((s for s in (said, entry.sector) if s in sectors), sectors[-1])


def _country(entry: Entry, span: Span, scene: Scene) -> tuple[str, str]:
    """The country of an actor, and what to add to the method when the words or surroundings gave it.

    Somebody who serves the United Nations or another body of states has its code; a people has the country that the
    words give it ("Syria's Kurds"), else that of its row, else that of the surroundings.
    """
    if entry.kind == "person":
        return _served(entry, span, scene) or entry.country, ""
    if entry.kind not in _PEOPLES or entry.country:
        return entry.country, ""
    said = {form.state for word in scene.states_in(span) for form in word.forms}
    if len(said) == 1:
        return scene.roster.entries[said.pop()].country, ""
    ground = _ground_of_people(entry, span, Context(scene))
    return (ground.country, "; country from context") if ground else ("", "")


def _ground_of_people(entry: Entry, span: Span, context: Context) -> Ground | None:
    """The country of the surroundings for a people; of one whose homes the roster lists only when it is one of them."""
    ground = context.country(span)
    homes = {context.scene.roster.entries[id].country for id in entry.member_of}  # noqa: A001 - the word of the files
    return ground if ground and (not homes or ground.country in homes) else None


def _served(entry: Entry, span: Span, scene: Scene) -> str:
    """The code of the international body that a person serves at the time, or that the phrase names; "" for none."""
    held = scene.roster.affiliations.get(entry.id, ())
    bodies = [(a, scene.roster.entries[a.of]) for a in held if scene.roster.entries[a.of].country in _NO_STATE]
    bodies = [(a, body) for a, body in bodies if body.kind == "international body"]
    named = {e.country for n in scene.names_in(span) for e in n.entries}
    for affiliation, body in bodies:
        in_time = scene.about is not None and dates.covers(affiliation.since, affiliation.until, scene.about)
        if body.country in named or in_time or len(bodies) == len(held):
            return body.country
    return ""


def _sectors(entry: Entry, scene: Scene) -> tuple[str, ...]:
    """The sectors of an actor at the time of the report; of all its time when a guessed year leaves none in office."""
    sectors = scene.roster.sectors(entry, scene.about)
    if scene.day is not None:
        return sectors
    ever = scene.roster.sectors(entry, None)
    if not sectors or sectors == (OUT_OF_OFFICE,) or ("REB" in ever and scene.tells_of_rebels and entry.kind in _ARMED):
        return ever  # the year is a guess, and the report calls somebody rebels
    return sectors


def _titled(entry: Entry, span: Span, scene: Scene) -> str:
    """The sector of the title that the phrase gives a person ("President Bush", "former president"), or ""."""
    phrase = parsed(scene, span)
    if phrase and entry.kind == "person" and "and" in phrase.core_words[1:]:
        phrase = replace(phrase, core=phrase.core[: phrase.core_words.index("and", 1)])  # who follows has other titles
    said = codes(phrase).sector if phrase else ""
    return said if entry.kind == "person" or said in _FIGHTING else ""


def _plausible(match: Match, span: Span, scene: Scene, context: Context) -> bool:
    """True when a person is alike to a person's name, and what is no person to another; a person's country is named."""
    person = any(spot.overlaps(span) for spot in scene.people)
    if person != (match.entry.kind == "person"):
        return False
    if not person:
        return True
    surname = span.of(scene.text).split()[-1].lower()
    alike = max(fuzz.ratio(surname, name.split()[-1].lower()) for name in match.entry.names)
    return alike >= SURNAMES_ALIKE and context.mentions(match.entry.country) > 0


def _picked(chosen: Pick, phrase: Phrase, scene: Scene, score: float) -> Resolved[Actor] | Gap:
    if chosen.entry is None:
        names = "; ".join(other.name for other in chosen.others)
        return Gap(f"several actors have this name and nothing in the report chooses: {names}")
    score = score if chosen.method == "alias" else BY_RULE
    answer = _resolved(chosen.entry, phrase.span, scene, (chosen.method, score), chosen.others)
    if not chosen.shared:
        return answer
    who = replace(answer.value, id=None, name=phrase.span.of(scene.text))
    return replace(answer, value=who, method="one of several of that name")


def _of_a_place(entry: Entry, span: Span, scene: Scene) -> bool:
    """True for "occupied Ruritanian territory": a state named as a stretch of land."""
    words = scene.inside(span)
    return entry.kind in _STATES and len(words) > 1 and is_listed("places", words[-1].folded)


def _resolved(
    entry: Entry, span: Span, scene: Scene, how: tuple[str, float], others: tuple[Alternative, ...]
) -> Resolved[Actor]:
    sectors = _sectors(entry, scene)
    method, score = how
    role = role_of(entry, _titled(entry, span, scene), scene)
    if len(sectors) > 1:
        others = (*others, *(Alternative(f"{entry.name} as {s}", 0.3, "at another time") for s in sectors if s != role))
        method, score = f"{method}; several roles, date unknown", score * SEVERAL_SECTORS
    elif scene.day is None and len(scene.roster.sectors(entry, None)) > 1:
        method, score = f"{method}; role by the likely year {scene.year}", score * SEVERAL_SECTORS
    country, told = _country(entry, span, scene)
    actor = Actor(
        id=entry.id,
        name=entry.name,
        kind=entry.kind,
        country=country or None,
        sector=None if _of_a_place(entry, span, scene) else role or None,
        ally=entry.allies[0] if entry.allies else None,
    )
    return Resolved(actor, round(min(score, 1.0), 3), method + told, (span,), others)
