"""The sides of an incident: who acted, whom it struck, who bears arms – and what follows from that for other codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from gesta.lexicon.phrases import head, is_collective, is_people, is_person, is_pronoun, without_determiner
from gesta.nouns.incident import Incident, Participant
from gesta.nouns.referent import Actor, Resolved
from gesta.nouns.toll import Outcome
from gesta.ontologies.codes.tables import sector, words
from gesta.weighing.wording import lowered

MUTUAL = frozenset({"clash"})  # modes in which all parties stand as actors
VIOLENT = frozenset({"ASSAULT", "HARM"})  # types of which the unarmed are the victims
Party = tuple[str, ...]
UNIDENTIFIED = "UAF"  # PLOVER's sector for armed people nobody has identified
STATE_FORCES = frozenset({"MIL", "COP", "SPY"})
GOVERNMENT = "GOV"
STATE, PERSON = "state", "person"  # the roster's kinds of a state and of a person
OUTSIDE_STATE = frozenset({"REB", "PRM", "UAF", "CRM"})
OFFICES = frozenset({GOVERNMENT, "JUD", "LEG"})  # sectors of a state whose people bear no arms
CIVIL_INTER = "7"  # ACLED's number for civilians in the table of sectors


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of an incident, each in the order of the incident; the second is empty where nobody is named.

    Where somebody stands on a side, things ("their vehicle") and words for nobody in particular are left out of it.
    """

    first: tuple[Participant, ...]
    second: tuple[Participant, ...]


def sides(incident: Incident) -> Sides:
    """Who acted and whom it struck, each once, nobody on both. In a fight without a target the first actor stands
    against the others."""
    acting = _each_once(p for p in incident.participants if p.role == "actor")
    struck = _each_once(p for p in incident.participants if p.role in ("target", "victim"))
    if not struck and incident.mode in MUTUAL and len(acting) > 1:
        first = tuple(p for p in acting if party(p) == party(acting[0]))
        return Sides(_people(first), _people(tuple(p for p in acting if p not in first)))
    same = party if incident.type in VIOLENT else _called
    moved, there = _misplaced(acting, struck, incident.type, same), set(map(same, acting))
    surely = [p for p in struck if same(p) not in there]
    struck = (*surely, *(p for p in struck if same(p) in moved))
    return Sides(_people(tuple(p for p in acting if same(p) not in moved)), _people(struck))


def party(participant: Participant) -> Party:
    """What tells one party from another: the id of the roster, the state and sector of its forces, "armed people nobody
    has identified", else the name."""
    actor = actor_of(participant)
    if actor is not None and is_state(participant) and actor.country is not None and not is_one_person(participant):
        return actor.country, actor.sector or ""
    if actor is not None and (actor.id is not None or actor.sector == UNIDENTIFIED):
        return (actor.id or UNIDENTIFIED,)
    return _called(participant)


def _called(participant: Participant) -> Party:
    """The name alone: "police" may arrest "two policemen" and a ministry accuse its government."""
    return ("", without_determiner(name_of(participant)) or participant.name)


def _each_once(side: Iterable[Participant]) -> tuple[Participant, ...]:
    """Everybody of a side once: who is target and victim is there twice."""
    found: dict[Party, Participant] = {}
    for participant in side:
        found.setdefault(_called(participant), participant)
    return tuple(found.values())


def _misplaced(
    acting: Sequence[Participant], struck: Sequence[Participant], kind: str, same: Callable[[Participant], Party]
) -> set[Party]:
    """Which of those who are read on both sides stand on the second only.

    The first to act stays, whoever else is read on both sides is met. Of violence the first who bears arms stays, with
    other forces of the same state, and the unarmed are the victims, whoever comes first.
    """
    met = set(map(same, struck))
    doubled = [p for p in acting if same(p) in met]
    able = [p for p in acting if p not in doubled or not _is_victim(p, kind)]
    lead = next((p for p in able if kind in VIOLENT and is_armed(p)), next(iter(able), None))
    allied = [p for p in doubled if lead and (same(p) == same(lead) or (kind in VIOLENT and _of_one_state(p, lead)))]
    return {same(p) for p in doubled if p not in allied or _is_victim(p, kind)}


def _is_victim(participant: Participant, kind: str) -> bool:
    return kind in VIOLENT and is_unarmed(participant)


def _of_one_state(one: Participant, other: Participant) -> bool:
    """True for two forces, or the government, of one state that is known."""
    return is_state(one) and is_state(other) and country_of(one) is not None and country_of(one) == country_of(other)


def _people(side: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Those of a side who are somebody; all when nobody is."""
    return tuple(filter(is_somebody, side)) or side


def circumstances(incident: Incident) -> frozenset[str]:
    """The conditions of the crosswalks that hold for the incident; one that is not known does not hold."""
    both = sides(incident)
    opposed = any(map(is_fighting, both.first)) and any(map(is_fighting, both.second))
    with_state = opposed and any(is_state(p) for side in (both.first, both.second) for p in side if is_fighting(p))
    crowds = [each for each in (both.first, *((both.second,) if incident.mode in MUTUAL else ())) if not _armed(each)]
    found = {
        "protest": _are_protesters(both.second),
        "mob": any(is_mob(p) for each in crowds for p in each),
        "demonstrators": any(is_protester(p) for each in crowds for p in each),
        "unarmed": are_civilians(both.first) and are_civilians(both.second),
        "civilians": are_civilians(both.second),
        "officials": any(map(is_official, both.second)) and not _armed(both.second),
        "state": with_state,
        "two-sided": opposed,
        "group": any(sector_of(p) in OUTSIDE_STATE for p in incident.participants),
        "harmed": _suffered(incident, ("killed", "injured")),
        "killed": _suffered(incident, ("killed",)),
        "grenade": any(words("grenade").search(weapon.text) for weapon in incident.weapons),
        "future": incident.status == "future",
    }
    return frozenset(name for name, holds in found.items() if holds)


def are_civilians(struck: Sequence[Participant]) -> bool:
    """True when somebody among them is known to bear no arms, and nobody to bear them."""
    return any(map(is_unarmed, struck)) and not _armed(struck)


def _are_protesters(struck: Sequence[Participant]) -> bool:
    """True when protesters are among them, and nobody who bears arms."""
    return any(map(is_protester, struck)) and not _armed(struck)


def _armed(side: Sequence[Participant]) -> bool:
    return any(map(is_armed, side))


def is_protester(participant: Participant) -> bool:
    """True for those whom the words call protesters or the like, whatever their sector."""
    return words("protesters").fullmatch(head(participant.name)) is not None


def is_mob(participant: Participant) -> bool:
    """True for those whom the words call rioters, a mob, a crowd."""
    return words("rioters").fullmatch(head(participant.name)) is not None


def is_official(participant: Participant) -> bool:
    """True for people who hold an office of a state and bear no arms: a minister, a mayor, judges; not for the state,
    its bodies and their buildings."""
    word = head(participant.name)
    somebody = is_one_person(participant) or is_person(word) or is_people(word)
    return sector_of(participant) in OFFICES and not is_armed(participant) and somebody


def is_armed(participant: Participant) -> bool:
    """True for those who bear arms by trade: soldiers, police, rebels, gangs."""
    return sector(sector_of(participant)).armed


def is_fighting(participant: Participant) -> bool:
    """True for those who bear arms, and for a government that acts: it acts through its forces."""
    return is_armed(participant) or (participant.role == "actor" and sector_of(participant) == GOVERNMENT)


def is_state(participant: Participant) -> bool:
    """True for the government of a state and for its forces."""
    return sector_of(participant) in STATE_FORCES | {GOVERNMENT}


def is_state_itself(participant: Participant) -> bool:
    """True for a state that is named as such: "Niger", as against its ministries and forces."""
    actor = actor_of(participant)
    return actor is not None and actor.kind == STATE


def is_one_person(participant: Participant) -> bool:
    """True for somebody whom the roster knows as a person: data sets of groups have no place for one."""
    actor = actor_of(participant)
    return actor is not None and actor.kind == PERSON


def is_ruler(participant: Participant) -> bool:
    """True for a person who acts as the government of a state."""
    return is_one_person(participant) and sector_of(participant) == GOVERNMENT


def is_spot(participant: Participant) -> bool:
    """True for words that name a place and nobody in it: "the town of Kurbo"."""
    actor = actor_of(participant)
    nobody = actor is None or (actor.id is None and actor.sector is None)
    return nobody and words("spots").fullmatch(head(participant.name)) is not None


def is_thing(participant: Participant) -> bool:
    """True for words that name a vehicle, a building, a weapon or a place, whose sector is that of its owner: "his
    convoy", "the village"."""
    actor, word = actor_of(participant), head(participant.name)
    known = actor is not None and actor.id is not None
    return not known and any(words(group).fullmatch(word) is not None for group in ("things", "spots"))


def has_own_name(participant: Participant) -> bool:
    """True for a state or a body that the roster knows, not for people among them ("two soldiers") and single ones."""
    actor = actor_of(participant)
    return actor is not None and actor.id is not None and actor.kind != PERSON


def counts_heads(name: str) -> bool:
    """True for words that say how many somebody are but not who: "six people", "the dead"."""
    return words("anybody").fullmatch(head(name)) is not None


def is_somebody(participant: Participant) -> bool:
    """True for those whom the roster knows, whose sector is known, or whose words say that they are people."""
    actor = actor_of(participant)
    known = actor is not None and (actor.id is not None or actor.sector is not None)
    word = head(participant.name)
    return known or is_unarmed(participant) or is_people(word) or is_person(word) or is_collective(word)


def is_named(participant: Participant) -> bool:
    """True for those who can be told apart from others of their kind: in the roster, forces of a known state, or words
    with a proper name behind the first ("the Dune Brigade", not "Four gunmen")."""
    actor = actor_of(participant)
    if actor is not None and (actor.id is not None or (is_state(participant) and actor.country is not None)):
        return True
    return any(word[:1].isupper() for word in participant.name.split()[1:])


def is_unarmed(participant: Participant) -> bool:
    """True for those whose sector, or the words for them, say that they bear no arms."""
    if sector_of(participant) is not None:
        return is_known_unarmed(participant)
    return words("civilians").search(participant.name) is not None


def is_known_unarmed(participant: Participant) -> bool:
    """True for those whose sector says that they bear no arms."""
    return sector(sector_of(participant)).acled_inter == CIVIL_INTER


def actor_of(participant: Participant) -> Actor | None:
    """Who it is, None when not known."""
    return participant.actor.value if isinstance(participant.actor, Resolved) else None


def sector_of(participant: Participant) -> str | None:
    """The sector of the participant, None when not known."""
    actor = actor_of(participant)
    return actor.sector if actor is not None else None


def country_of(participant: Participant) -> str | None:
    """The country of the participant as PLOVER codes it, None when not known."""
    actor = actor_of(participant)
    return actor.country if actor is not None else None


def name_of(participant: Participant) -> str:
    """The name of who it is; where that is not known, the words for them, without the capital of a sentence; nothing
    where those are a pronoun."""
    actor = actor_of(participant)
    name = actor.name if actor is not None else participant.name
    if is_pronoun(name):
        return ""
    return name if actor is not None and actor.id is not None else lowered(name)


def names(participants: Iterable[Participant]) -> tuple[str, ...]:
    """The name of each, once, in order."""
    return tuple(dict.fromkeys(name for p in participants if (name := name_of(p))))


def _suffered(incident: Incident, outcomes: Iterable[Outcome]) -> bool:
    found = (incident.tolls[outcome] for outcome in outcomes if outcome in incident.tolls)
    return any((toll.low or 0) > 0 or (toll.best or 0) > 0 for toll in found)
