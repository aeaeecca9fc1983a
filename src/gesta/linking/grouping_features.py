"""What speaks for and against two events of one report being one incident: one function per feature, mostly 0 or 1.

`left` stands before `right`. The weights (grouping.toml) are fitted by training/linking_grouping.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import log

from gesta.lexicon import table
from gesta.linking import grouping_wording as wording
from gesta.linking.alike import alike, within
from gesta.linking.scene import Scene, Sight, contrasted, days_meet
from gesta.linking.words import meeting
from gesta.spans import Span

GroupFeature = Callable[[Scene, Sight, Sight], float]
LEAST_ODDS = 0.003  # of a score: what the network does not find worth naming

_HERE = "gesta.linking"


def read_same(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when coding calls both mentions of one happening."""
    return float(left.home == right.home)


def read_part(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when coding calls one a part or consequence of the other."""
    return float(left.whole == right.home or right.whole == left.home)


def read_siblings(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when coding calls both parts of one event."""
    return float(left.whole is not None and left.whole == right.whole)


def near_same(scene: Scene, left: Sight, right: Sight) -> float:
    """The network's log-odds that both are one happening, from its pair scores."""
    read = scene.read.get((left.event.id, right.event.id))
    return _odds(read.same if read else 0.0)


def read_alike(scene: Scene, left: Sight, right: Sight) -> float:
    """How close together the network sees both mentions, −1 to 1."""
    return alike(within(left.event.embedding), within(right.event.embedding))


def near_part(scene: Scene, left: Sight, right: Sight) -> float:
    """The network's log-odds that one is a part of the other."""
    read = scene.read.get((left.event.id, right.event.id))
    return _odds(read.part if read else 0.0)


def near_response(scene: Scene, left: Sight, right: Sight) -> float:
    """The network's log-odds that one answers the other."""
    read = scene.read.get((left.event.id, right.event.id))
    return _odds(read.response if read else 0.0)


def same_sentence(scene: Scene, left: Sight, right: Sight) -> float:
    """1 within one sentence."""
    return float(left.sentence == right.sentence)


def next_sentence(scene: Scene, left: Sight, right: Sight) -> float:
    """1 in neighbouring sentences."""
    return float(right.sentence - left.sentence == 1)


def next_event(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when no other event stands between them."""
    return float(right.order - left.order == 1)


def other_paragraph(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when a paragraph ends between them."""
    return float(left.paragraph != right.paragraph)


def both_violent(scene: Scene, left: Sight, right: Sight) -> float:
    """1 for an assault and its harm, two assaults, two harms."""
    return float(_family(left) == _family(right) == "violence")


def violence_and_talk(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when one is violence and the other is words: they are two."""
    return float({_family(left), _family(right)} == {"violence", "talk"})


def violence_and_force(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when one is violence and the other force without it: a seizure is often the attack itself."""
    return float({_family(left), _family(right)} == {"violence", "force"})


def same_stem(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when the triggers share a word: "attacked", "the attack"."""
    return float(bool(left.stems & right.stems))


def other_mode(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when both have modes, and means of violence differ: an air strike is no ambush."""
    modes = table(_HERE, "kinds")["means"]
    one, other = left.event.mode, right.event.mode
    return float(one != other and one in modes and other in modes)


def same_mode(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when both have the same mode."""
    return float(
        left.event.mode is not None and left.event.mode == right.event.mode and left.event.type == right.event.type
    )


def same_day(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when both are dated, to days that meet."""
    return float(bool(left.days and right.days) and days_meet(left.days, right.days))


def other_day(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when both are dated, to days that do not meet."""
    return float(not days_meet(left.days, right.days))


def carried_other_day(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when not both are dated, and the date told last before each differs."""
    both = left.days and right.days
    return float(not both and not days_meet(left.carried_days, right.carried_days))


def same_place(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when the words for their places share a name, however spelt."""
    return float(bool(meeting(left.places, right.places)))


def other_place(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when both name places, and share none."""
    return float(bool(left.places and right.places) and not meeting(left.places, right.places))


def carried_other_place(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when not both name a place, and the place named last before each differs."""
    both = left.places and right.places
    one, other = left.carried_places, right.carried_places
    return float(bool(not both and one and other) and not meeting(one, other))


def same_harmed(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when the targets and victims share a head word."""
    return float(bool(left.harmed & right.harmed))


def same_fillers(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when the very same words fill roles of both: "men shot dead", "wounded"."""
    return float(bool(_fillers(left) & _fillers(right)))


def other_harmed(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when both name targets or victims, and share none."""
    return float(bool(left.harmed and right.harmed) and not left.harmed & right.harmed)


def other_actor(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when both name actors, and share none."""
    return float(bool(left.actors and right.actors) and not left.actors & right.actors)


def turned_roles(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when the actor of one is harmed in the other: an answer, or a fight."""
    return float(bool(left.actors & right.harmed or right.actors & left.harmed))


def same_toll(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when both give one figure for one outcome."""
    figures = {(toll.outcome, toll.low) for toll in left.tolls if toll.low}
    return float(any((toll.outcome, toll.low) in figures for toll in right.tolls))


def other_toll(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when both give figures for one outcome, and none is the same."""
    figures = {toll.outcome for toll in left.tolls if toll.low}
    return float(
        any(toll.low and toll.outcome in figures for toll in right.tolls) and not same_toll(scene, left, right)
    )


def spoken_of_before(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when the later is introduced as known ("the attack") and both are of one family."""
    return float(right.noun == "old" and _family(left) == _family(right))


def spoken_of_last(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when the later is introduced as known, and the earlier is the last one of its family before it."""
    if right.noun != "old" or _family(left) != _family(right):
        return 0.0
    return float(not any(_family(s) == _family(right) for s in scene.sights[left.order + 1 : right.order]))


def introduced_anew(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when the later is introduced as new: "a second blast"."""
    return float(right.noun == "new")


def turned_away(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when words between them turn to something else: "separately", "the day before"."""
    return float(contrasted(scene.between(left, right)))


def sum_and_deed(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when one sums several incidents up and the other does not."""
    return float(left.event.aggregate != right.event.aggregate)


GROUP_FEATURES: tuple[GroupFeature, ...] = (
    read_same, read_part, read_siblings, read_alike, near_same, near_part, near_response, same_sentence, next_sentence,
    next_event, other_paragraph, both_violent, violence_and_talk, violence_and_force, same_stem, other_mode,
    same_mode, same_day, other_day, carried_other_day, same_place, other_place, carried_other_place, same_harmed,
    same_fillers, other_harmed, other_actor, turned_roles, same_toll, other_toll, spoken_of_before, spoken_of_last,
    introduced_anew, turned_away, sum_and_deed,
    wording.turned_between, wording.turned_here, wording.placed_between, wording.paragraphs_between,
    wording.events_between, wording.from_the_lead, wording.answer_between, wording.answer_before, wording.onward,
    wording.clauses_apart, wording.shared_words, wording.other_means, wording.other_means_near, wording.same_means,
    wording.harm_then_assault, wording.assault_then_harm, wording.two_harms, wording.others_harmed_so,
    wording.same_stretch, wording.both_known, wording.both_bare,
)  # fmt: skip


def group_values(scene: Scene, left: Sight, right: Sight) -> tuple[float, ...]:
    """The value of each feature, in the order of GROUP_FEATURES; the two events in any order."""
    first, second = (left, right) if left.order <= right.order else (right, left)
    return tuple(feature(scene, first, second) for feature in GROUP_FEATURES)


def _odds(score: float) -> float:
    score = min(max(score, LEAST_ODDS), 1 - LEAST_ODDS)
    return log(score / (1 - score))


def _fillers(sight: Sight) -> set[Span]:
    return {filler.referent or filler.span for role in sight.event.roles.values() for filler in role}


def _family(sight: Sight) -> str:
    families: Mapping[str, str] = table(_HERE, "kinds")["family"]
    if sight.event.mode and f"{sight.event.type} {sight.event.mode}" in families:
        return families[f"{sight.event.type} {sight.event.mode}"]
    return families.get(sight.event.type, "talk")
