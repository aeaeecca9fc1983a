"""What speaks for and against two episodes of different reports telling of one incident.

Each feature is one function from a pair of profiles to a number, 0 where it has nothing to say. The first line of its
docstring is what an analyst is shown as the reason. Weights are fitted by training/linking.py (matcher.toml). What
one side leaves open is no difference.
"""

from __future__ import annotations

from gesta.linking.alike import alike
from gesta.linking.features_ground import GROUND
from gesta.linking.pairing import Feature, Pair
from gesta.linking.profile import Said
from gesta.linking.rarity import RAREST, rarity
from gesta.linking.sketches import PLAIN
from gesta.linking.words import meeting

LARGE_TOLL = 5  # smaller figures meet by chance
FAR_APART = 2  # times: reports of one incident seldom differ by as much
MOST_NAMES = 4.0  # shared names beyond which more say nothing new


# ------------------------------------------------------------------------------------------------------------ words


def marks_in_common(both: Pair) -> float:
    """most of the words that set each apart are shared"""
    fewest = min(len(both.left.episode.marks), len(both.right.episode.marks))
    return len(both.marks) / fewest if fewest else 0.0


def marks_elsewhere(both: Pair) -> float:
    """words of one mark another incident in the other's report"""
    return min(MOST_NAMES, sum(rarity(mark) for mark in both.astray) / RAREST)


def like_words_near(both: Pair) -> float:
    """the words next to both are alike"""
    return both.left.near.likeness(both.right.near)


def rare_words_near(both: Pair) -> float:
    """rare words stand next to both"""
    return min(MOST_NAMES, sum(rarity(w) for w in meeting(both.left.near_rare, both.right.near_rare)) / RAREST)


def names_near(both: Pair) -> float:
    """names stand next to both, rare ones counting more"""
    return min(MOST_NAMES, sum(rarity(w) for w in meeting(both.left.near_names, both.right.near_names)) / RAREST)


def like_title(both: Pair) -> float:
    """one is told in words like the title of the other's report"""
    one, other = both.left, both.right
    return max(one.title.likeness(other.near), other.title.likeness(one.near))


def same_trigger(both: Pair) -> float:
    """they are named by the same words, rare ones counting more"""
    return min(2.0, sum(rarity(word) for word in both.left.triggers & both.right.triggers) / RAREST)


def read_alike(both: Pair) -> float:
    """the network sees both tellings close together"""
    return alike(both.left.episode.embedding, both.right.episode.embedding)


# ------------------------------------------------------------------------------------------------------------- kind


def same_family(both: Pair) -> float:
    """they are of one family of events"""
    return float(both.left.family == both.right.family)


def both_violent(both: Pair) -> float:
    """both are violence"""
    return float(both.left.family == both.right.family == "violence")


def families_meet(both: Pair) -> float:
    """something of one family happened in both"""
    return float(bool(both.left.families & both.right.families))


def same_means(both: Pair) -> float:
    """the same means were used"""
    return float(bool(both.left.means & both.right.means))


def other_means(both: Pair) -> float:
    """different means were used"""
    return float(bool(both.left.means and both.right.means) and not both.left.means & both.right.means)


def same_weapon(both: Pair) -> float:
    """the same weapon is named"""
    return float(bool(both.left.weapons & both.right.weapons))


def other_weapon(both: Pair) -> float:
    """different weapons are named"""
    return float(bool(both.left.weapons and both.right.weapons) and not both.left.weapons & both.right.weapons)


# ------------------------------------------------------------------------------------------------------------ tolls


def same_toll(both: Pair) -> float:
    """both give one figure for one outcome"""
    return float(any(both.left.whole[o] & both.right.whole[o] for o in both.left.whole if o in both.right.whole))


def same_large_toll(both: Pair) -> float:
    """both give one large figure for one outcome"""
    return float(any(low >= LARGE_TOLL for _, low in both.left.figures & both.right.figures))


def same_figure(both: Pair) -> float:
    """a figure of one, whole or part, stands in the other"""
    return float(bool(both.left.figures & both.right.figures))


def other_toll(both: Pair) -> float:
    """they give different figures"""
    return float(any(o in both.right.whole for o in both.left.whole) and not same_toll(both))


def tolls_far_apart(both: Pair) -> float:
    """one gives at least twice the figure of the other"""
    shared = [outcome for outcome in both.left.whole if outcome in both.right.whole]
    return float(any(_far_apart(both.left.whole[o], both.right.whole[o]) for o in shared))


# ---------------------------------------------------------------------------------------------------------- parties


def same_harmed(both: Pair) -> float:
    """those harmed are called the same"""
    return float(bool(both.left.harmed & both.right.harmed))


def other_harmed(both: Pair) -> float:
    """those harmed are called differently"""
    return float(bool(both.left.harmed and both.right.harmed) and not both.left.harmed & both.right.harmed)


def actors_called_alike(both: Pair) -> float:
    """those who did it are called the same"""
    return float(bool(both.left.acting & both.right.acting))


def same_actor(both: Pair) -> float:
    """the same actor is named"""
    return float(bool(both.left.actors & both.right.actors))


def other_actor(both: Pair) -> float:
    """different actors are named"""
    return float(bool(both.left.actors and both.right.actors) and not both.left.actors & both.right.actors)


def like_actor(both: Pair) -> float:
    """actors of one country and sector are named"""
    return float(bool(both.left.codes & both.right.codes))


def same_target(both: Pair) -> float:
    """the same target is named"""
    return float(bool(both.left.targets & both.right.targets))


def turned_roles(both: Pair) -> float:
    """who acts in one is harmed in the other"""
    one, other = both.left, both.right
    return float(bool(one.actors & other.targets or other.actors & one.targets))


# ----------------------------------------------------------------------------------------------------------- telling


def sum_and_single(both: Pair) -> float:
    """one sums several incidents up"""
    return float(both.left.episode.aggregate != both.right.episode.aggregate)


def looking_back(both: Pair) -> float:
    """one tells of an old incident"""
    return float(both.left.episode.background or both.right.episode.background)


def other_status(both: Pair) -> float:
    """one tells of it as done, the other does not"""
    return float((both.left.episode.status == "actual") != (both.right.episode.status == "actual"))


def both_leads(both: Pair) -> float:
    """both reports begin with it"""
    return float(both.left.episode.setting.lead and both.right.episode.setting.lead)


def one_lead(both: Pair) -> float:
    """one report begins with it, the other does not"""
    return float(both.left.episode.setting.lead != both.right.episode.setting.lead)


def bare(both: Pair) -> float:
    """one of them says neither when nor where"""
    return float(any(each.days is None and not each.place_names for each in (both.left, both.right)))


def brief(both: Pair) -> float:
    """one of them is told in a single word"""
    return float(min(len(both.left.episode.tellings), len(both.right.episode.tellings)) == 1)


def little_in_common(both: Pair) -> float:
    """their reports as a whole have little in common"""
    return max(0.0, PLAIN - both.common)


def same_publisher(both: Pair) -> float:
    """one publisher tells both"""
    one, other = both.left.episode.card.publisher, both.right.episode.card.publisher
    return float(one is not None and one == other)


FEATURES: tuple[Feature, ...] = (
    *GROUND,
    marks_in_common, marks_elsewhere, like_words_near, rare_words_near, names_near, like_title, same_trigger,
    read_alike, same_family, both_violent, families_meet, same_means, other_means, same_weapon, other_weapon,
    same_toll, same_large_toll, same_figure, other_toll, tolls_far_apart,
    same_harmed, other_harmed, actors_called_alike, same_actor, other_actor, like_actor, same_target, turned_roles,
    sum_and_single, looking_back, other_status, both_leads, one_lead, bare, brief, little_in_common, same_publisher,
)  # fmt: skip


def _far_apart(left: frozenset[Said], right: frozenset[Said]) -> bool:
    """True when some figure of one is FAR_APART times some figure of the other; none is no figure."""
    found = ([low for low, _ in said if low] for said in (left, right))
    ends = [(min(lows), max(lows)) for lows in found if lows]
    return len(ends) == 2 and (ends[0][1] >= FAR_APART * ends[1][0] or ends[1][1] >= FAR_APART * ends[0][0])
