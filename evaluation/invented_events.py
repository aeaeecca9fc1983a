"""Invented incidents with a map, armed groups and tolls of their own, dense enough that events can be mistaken."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from gesta.nouns.episode import Anchor, Card, Evidence, Figure, PartyRole, Statement
from gesta.nouns.incident import Incident, Participant, TollRange
from gesta.nouns.referent import Actor, Gap, Place, Resolved, When
from gesta.places.geometry import moved
from gesta.spans import Span

FIRST_DAY, DAYS = date(2022, 1, 1), 120
STATES: Sequence[tuple[str, str, float, float]] = (
    ("NER", "Niger", 15.0, 6.0),
    ("MLI", "Mali", 15.5, -3.0),
    ("SDN", "Sudan", 14.0, 30.0),
)
REGIONS, TOWNS = 6, 60  # of a state
REACH_KM, REGION_KM = 400.0, 90.0  # how far regions lie from the middle of the state, towns from that of their region
SYLLABLES = "ba bo da di du fa go ka ki ko la li ma mi mo na ni no ra ri sa so ta ti to wa we ya za zi".split()
SORTS = "Front Brigade Movement Army Guard Column Council Union".split()
COLOURS = "Dune River Northern Free Acacia Highland Lantern Copper".split()
# Type, mode, whether one side is civilians, and how often of a hundred.
KINDS: Sequence[tuple[str, str | None, bool, int]] = (
    ("ASSAULT", "clash", False, 30),
    ("ASSAULT", "firearms", True, 25),
    ("ASSAULT", "aerial", False, 8),
    ("ASSAULT", "explosives", False, 9),
    ("ASSAULT", "heavy-weapons", False, 8),
    ("ASSAULT", "abduct", True, 5),
    ("PROTEST", "demo", False, 15),
)
EVENNESS = 5  # the larger, the more alike is what happens in a busy town and in a quiet one
UNTOLD, VAGUE, GAPS = 0.3, 0.15, 0.05  # parts without a figure, with actors nobody identified, without a place


@dataclass(frozen=True, slots=True)
class World:
    """Towns of the states, the busiest first, and the armed groups of each."""

    towns: Sequence[Place]
    groups: Mapping[str, Sequence[str]]


def world(seed: int) -> World:
    """A map drawn anew: the names and places are invented, only the states are real."""
    drawn = random.Random(f"world {seed}")
    towns = [town for state in STATES for town in _towns(state, drawn)]
    drawn.shuffle(towns)
    groups = {code: [f"{drawn.choice(COLOURS)} {_name(drawn)} {sort}" for sort in SORTS] for code, *_ in STATES}
    return World(towns, groups)


def incidents(count: int, seed: int, of: World) -> list[Incident]:
    """That many incidents: a tenth of the towns has a third of them, and the same groups fight there again and again.

    No two are of one day, town, kind and cast: ACLED counts such as one event, and nobody could tell them apart.
    """
    drawn = random.Random(f"incidents {seed}")
    found: dict[object, Incident] = {}
    while len(found) < count:
        made = _incident(f"i{seed}-{len(found)}", drawn, of)
        found.setdefault((made.when, made.headline, tuple(one.name for one in made.participants)), made)
    return list(found.values())


def _towns(state: tuple[str, str, float, float], drawn: random.Random) -> list[Place]:
    code, _, north, east = state
    middles = [moved((north, east), drawn.uniform(0, 360), drawn.uniform(60, REACH_KM)) for _ in range(REGIONS)]
    regions = [_name(drawn) for _ in middles]
    towns = []
    for number in range(TOWNS):
        at = number % REGIONS
        latitude, longitude = moved(middles[at], drawn.uniform(0, 360), REGION_KM * drawn.random() ** 0.5)
        admin = (regions[at], f"{regions[at]}-{'Nord' if latitude > middles[at][0] else 'Sud'}")
        point = (round(latitude, 4), round(longitude, 4))
        towns.append(Place(f"town:{code}{number}", _name(drawn), "PPL", code, admin, 1, *point, 2.0))
    return towns


def _name(drawn: random.Random) -> str:
    return "".join(drawn.choice(SYLLABLES) for _ in range(drawn.choice((2, 3, 3)))).capitalize()


def _incident(identity: str, drawn: random.Random, of: World) -> Incident:
    place = drawn.choices(of.towns, [1 / (number + EVENNESS) for number in range(len(of.towns))])[0]
    type_, mode, on_civilians, _ = drawn.choices(KINDS, [kind[3] for kind in KINDS])[0]
    day = datetime.combine(FIRST_DAY + timedelta(drawn.randrange(DAYS)), time.min)
    card = Card(f"{drawn.getrandbits(128):032x}", identity, "Invented Wire", day.date(), None, None)
    killed = None if type_ == "PROTEST" or drawn.random() < UNTOLD else int(drawn.paretovariate(0.9))
    said = [_killed(killed, card)] if killed is not None else []
    where = Gap("no place is named") if drawn.random() < GAPS else Resolved(place, 0.9, "gazetteer", ())
    return Incident(
        id=identity,
        headline=f"{mode} in {place.name}",
        type=type_,
        mode=mode,
        status="actual",
        when=Resolved(When(day, day, "day", "stated"), 0.9, "stated", ()),
        where=where,
        participants=tuple(_parties(place, type_, on_civilians, drawn, of)),
        tellings=(),
        statements=tuple(said),
        tolls={} if killed is None else {"killed": TollRange("killed", killed, killed, killed, "bundles-1", ("s1",))},
        cards=(card,),
        episodes=(f"{card.key}:0-5",),
        origins=1,
        reports=1,
        copies=0,
        grade="Weak",
        status_line="by one account",
        changed=datetime(2022, 6, 1, tzinfo=UTC),
    )


def _killed(killed: int, card: Card) -> Statement:
    words = Evidence(Anchor(card.key, Span(0, 5)), f"{killed} dead")
    figure = Figure("killed", killed, killed, words.text)
    return Statement("s1", "how many", f"killed: {killed}", "asserts", None, (words,), card, figure=figure)


def _parties(place: Place, type_: str, on_civilians: bool, drawn: random.Random, of: World) -> list[Participant]:
    state = place.country or ""
    name = next(name for code, name, *_ in STATES if code == state)
    local = of.groups[state][sum(map(ord, place.admin[0])) % len(SORTS)]  # each region has a group of its own
    group = local if drawn.random() < 0.7 else drawn.choice(of.groups[state])
    rebels = Actor(f"group:{group}", group, "armed group", state, "REB")
    if drawn.random() < VAGUE:
        rebels = Actor(None, "gunmen", "composed", state, "UAF", anonymous=True)
    if type_ == "PROTEST":
        return [_party("actor", Actor(None, "protesters", "composed", state, "CVL"))]
    other = Actor(None, "villagers", "composed", state, "CVL")
    if not on_civilians:
        other = Actor(f"army:{state}", f"{name} Armed Forces", "body", state, "MIL")
    return [_party("actor", rebels), _party("victim" if on_civilians else "target", other)]


def _party(role: PartyRole, actor: Actor) -> Participant:
    return Participant(role, actor.name, Resolved(actor, 0.9, "roster", ()), ("s1",), ())
