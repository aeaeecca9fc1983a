"""What the words around and between two events say for and against one incident; grouping_features.py lists them."""

from __future__ import annotations

from math import sqrt

from gesta.lexicon import pattern, table
from gesta.linking.scene import Scene, Sight, has_cue

MANY_PARAGRAPHS = 3  # more is all the same
MANY_EVENTS = 8
SEVERAL_COMMAS = 2  # between two events of one sentence: clauses of their own
SHORT_LEAD = 45  # characters in front of a trigger, in which what it answers or follows is named

_HERE = "gesta.linking"
_ANSWERING = r"(?:{})[^.,;]{{0,25}}$"


def turned_between(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when a sentence between them, or the later one's, begins with words that turn to something else."""
    return float(any(scene.turning[left.sentence + 1 : right.sentence + 1]))


def turned_here(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when the later one's own sentence begins so."""
    return float(right.sentence > left.sentence and scene.turning[right.sentence])


def placed_between(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when a sentence between them, or the later one's, begins with a place: "In Sabratha, …"."""
    return float(any(scene.placed[left.sentence + 1 : right.sentence + 1]))


def paragraphs_between(scene: Scene, left: Sight, right: Sight) -> float:
    """How many paragraphs end between them, 0 to 1."""
    return min(MANY_PARAGRAPHS, right.paragraph - left.paragraph) / MANY_PARAGRAPHS


def events_between(scene: Scene, left: Sight, right: Sight) -> float:
    """How many events stand from the one to the other, 0 to 1."""
    return min(MANY_EVENTS, right.order - left.order) / MANY_EVENTS


def from_the_lead(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when the earlier one is told in the first sentence: what a report is about."""
    return float(left.sentence == 0)


def answer_between(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when, in one sentence, words between them say that one answers or follows the other."""
    return float(left.sentence == right.sentence and has_cue("answers", scene.between(left, right)))


def answer_before(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when the earlier one is introduced as what was answered, or what went before."""
    return float(bool(pattern(_HERE, "cues", "answering", _ANSWERING).search(scene.lead(left, SHORT_LEAD))))


def onward(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when words before the later one go on to what came next."""
    return float(has_cue("onward", scene.between(left, right)))


def clauses_apart(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when several commas stand between them in one sentence."""
    return float(left.sentence == right.sentence and scene.between(left, right).count(",") >= SEVERAL_COMMAS)


def shared_words(scene: Scene, left: Sight, right: Sight) -> float:
    """How much of the words around them they share, 0 to 1; words of every sentence count little."""
    both = scene.weight(left.own) * scene.weight(right.own)
    return scene.weight(left.own & right.own) / sqrt(both) if both > 0 else 0.0


def other_means(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when triggers, weapons or modes name means of violence that do not go together."""
    return float(_contrary(left.means, right.means))


def other_means_near(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when only the words around them name such means."""
    return float(not _contrary(left.means, right.means) and _contrary(left.means_near, right.means_near))


def same_means(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when they, or the words around them, name one means of violence."""
    return float(bool(left.means_near & right.means_near))


def harm_then_assault(scene: Scene, left: Sight, right: Sight) -> float:
    """1 for a harm and an assault told after it."""
    return float(left.event.type == "HARM" and right.event.type == "ASSAULT")


def assault_then_harm(scene: Scene, left: Sight, right: Sight) -> float:
    """1 for an assault and a harm told after it."""
    return float(left.event.type == "ASSAULT" and right.event.type == "HARM")


def two_harms(scene: Scene, left: Sight, right: Sight) -> float:
    """1 for two harms."""
    return float(left.event.type == right.event.type == "HARM")


def others_harmed_so(scene: Scene, left: Sight, right: Sight) -> float:
    """1 for two harms of one kind to different people."""
    apart = left.harmed and right.harmed and not left.harmed & right.harmed
    return float(bool(apart) and left.event.mode == right.event.mode and two_harms(scene, left, right) > 0)


def same_stretch(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when two sentences date them to the very same days."""
    return float(left.sentence != right.sentence and left.days is not None and left.days == right.days)


def both_known(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when both are introduced as known: "the attack", "that killing"."""
    return float(left.noun == right.noun == "old")


def both_bare(scene: Scene, left: Sight, right: Sight) -> float:
    """1 when neither says where or when."""
    return float(not (left.days or left.places or right.days or right.places))


def _contrary(left: frozenset[str], right: frozenset[str]) -> bool:
    """True when both are known, share nothing and hold no pair that goes together."""
    if not left or not right or left & right:
        return False
    together = {frozenset(pair.split()) for pair in table(_HERE, "means")["together"]["pairs"]}
    return not any(frozenset((one, other)) in together for one in left for other in right)
