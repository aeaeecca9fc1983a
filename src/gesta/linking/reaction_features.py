"""What speaks for one episode of a report being an answer to, or about, another one.

Each feature is one function from a bond to a number, 0 where it has nothing to say. How much each weighs stands in
reacting.toml; `python -m training.linking_reactions` fits it.
"""

from __future__ import annotations

from collections.abc import Callable

from gesta.lexicon import table, words
from gesta.linking.profile import Days
from gesta.linking.rarity import RAREST, rarity
from gesta.linking.reaction_page import Bond

SOON_DAYS = 7  # within which most answers come
LONG_DAYS = 20  # after which few still do
FAR_SENTENCES = 10  # beyond which it is all the same
MANY_EPISODES = 20  # that may be causes: a round-up
MOST_MARKS = 3.0  # rare words shared, beyond which more say nothing new

Feature = Callable[[Bond], float]

_HERE = "gesta.linking"


# ------------------------------------------------------------------------------------------------- what is said of both


def linked(bond: Bond) -> float:
    """The score of the report's own link from the one to the other; "part" counts for kinds that can be parts."""
    parts = bond.effect.kind in words(_HERE, "reactions", "roles.parts")
    ties = [tie for tie in bond.effect.episode.ties if tie.to == bond.cause.episode.id]
    return max((tie.score for tie in ties if parts or tie.type != "part"), default=0.0)


def linked_back(bond: Bond) -> float:
    """The score of such a link the other way round."""
    ties = [tie for tie in bond.cause.episode.ties if tie.to == bond.effect.episode.id and tie.type != "part"]
    return max((tie.score for tie in ties), default=0.0)


def read(bond: Bond) -> float:
    """What the network makes of the two, without a direction; violence is about nothing."""
    pair = frozenset({bond.effect.episode.id, bond.cause.episode.id})
    response, about = bond.page.answers.get(pair, (0.0, 0.0))
    return response if bond.effect.violent else max(response, about)


def seen_answer(bond: Bond) -> float:
    """How close together the network sees the one as an answer and the other as what is answered, −1 to 1."""
    return bond.answers


def seen_back(bond: Bond) -> float:
    """The same the other way round."""
    return Bond(bond.page, bond.cause, bond.effect).answers


def answering(bond: Bond) -> float:
    """1 when words of answering lead up to the cause: "in retaliation for"."""
    return float(bond.cue("answer", bond.leads) is not None)


def following(bond: Bond) -> float:
    """1 when words of time lead up to the cause: "hours after", "following"."""
    return float(bond.cue("after", bond.leads) is not None)


def over(bond: Bond) -> float:
    """1 when words of occasion lead up to the cause of what is no violence: "over", "on suspicion of"."""
    return float(not bond.effect.violent and bond.cue("over", bond.leads) is not None)


def loosely(bond: Bond) -> float:
    """1 when no more than a small word does: "for", "against", "on"."""
    return float(not bond.effect.violent and bond.cue("loosely", bond.leads) is not None)


def ending(bond: Bond) -> float:
    """1 when words say that it is done to end the other, or to find those who did it: "to quell", "in search of"."""
    return float(bond.cue("ending", bond.leads) is not None)


def doers(bond: Bond) -> float:
    """1 when it is done to those who did the other: "killed gunmen who had attacked", "fired when stoned"."""
    done = bond.effect.violent or bond.effect.kind == "arrest"
    return float(done and bond.cue("doers", bond.leads) is not None)


def ahead(bond: Bond) -> float:
    """1 when words say that the other comes later, or makes no difference: "ahead of", "despite", "amid fears of"."""
    return float(bond.cue("ahead", bond.leads) is not None)


def led(bond: Bond) -> float:
    """1 when words between them say that one brought the other about: "triggered", "was followed by"."""
    return float(bond.cue("led", bond.onward) is not None)


def turned_words(bond: Bond) -> float:
    """1 when words between them say that the supposed cause answered or came after."""
    found = bond.cue("answer", bond.onward) or bond.cue("after", bond.onward)
    return float(found is not None and not led(bond))


def pointing_back(bond: Bond) -> float:
    """1 when words of answering point back to the cause, told before: "in response", "retaliated"."""
    return float(bond.cue("back", bond.pointing) is not None)


def later(bond: Bond) -> float:
    """1 when words of time do: "hours later", "the next day"."""
    return float(bond.cue("later", bond.pointing) is not None)


def wordless(bond: Bond) -> float:
    """1 when no such words are there at all, nor any that name the cause by its deed."""
    told = (answering, following, over, ending, doers, led, pointing_back, later, suspects, captives, named_kind)
    return float(not any(feature(bond) for feature in (*told, against_culprits)))


def unbound(bond: Bond) -> float:
    """1 when no such words are there, for what goes on all the time: talks, threats, troops on the move."""
    return float(bond.effect.kind in words(_HERE, "reactions", "roles.everyday")) * wordless(bond)


# ------------------------------------------------------------------------------------------------------- where and when


def near(bond: Bond) -> float:
    """How near each other they are told: 1 in one sentence, a half in the next."""
    return 1 / (1 + bond.gap)


def far(bond: Bond) -> float:
    """How many sentences lie between them, up to 1 for ten."""
    return min(FAR_SENTENCES, bond.gap) / FAR_SENTENCES


def told_last(bond: Bond) -> float:
    """1 when the cause is the violence told last before the effect."""
    return float(bond.page.told_before(bond.effect.spans[0].start, bond.effect) is bond.cause)


def main(bond: Bond) -> float:
    """1 when the cause is the first violence that the report tells: what it is about."""
    first = next((side for side in bond.page.first_violence if side is not bond.effect), None)
    return float(first is bond.cause)


def size(bond: Bond) -> float:
    """How much of the report is the cause's: its tellings, against those of the episode told most."""
    return len(bond.cause.spans) / max(len(side.spans) for side in bond.page.sides)


def crowded(bond: Bond) -> float:
    """How much else the report tells that may be a cause: 1 for twenty episodes."""
    return min(MANY_EPISODES, sum(side.may_cause for side in bond.page.sides)) / MANY_EPISODES


def told_after(bond: Bond) -> float:
    """1 when the effect is first told after the cause is, as things happened."""
    return float(bond.cause.spans[0] < bond.effect.spans[0])


def lasting(bond: Bond) -> float:
    """1 when the cause is told only as a state of things that lasts: "the war", "violence", "unrest"."""
    return float({telling.trigger.text.lower() for telling in bond.cause.episode.tellings} <= _lasting())


def looking_back(bond: Bond) -> float:
    """1 when the cause is an old incident told again."""
    return float(bond.cause.episode.background)


def earlier(bond: Bond) -> float:
    """1 when the effect is dated before the cause."""
    effect, cause = bond.effect.profile.days, bond.cause.profile.days
    return float(effect is not None and cause is not None and effect[1] < cause[0])


def soon(bond: Bond) -> float:
    """1 when the effect is dated a day to a week after the cause."""
    return float(0 < _days_between(bond.effect.profile.days, bond.cause.profile.days) <= SOON_DAYS)


def late(bond: Bond) -> float:
    """1 when it is dated weeks after it."""
    return float(_days_between(bond.effect.profile.days, bond.cause.profile.days) > LONG_DAYS)


def abroad(bond: Bond) -> float:
    """1 when they are placed in two countries."""
    effect, cause = (side.profile.place and side.profile.place.country for side in (bond.effect, bond.cause))
    return float(bool(effect and cause) and effect != cause)


def apart(bond: Bond) -> float:
    """1 when they are placed at two places of one country."""
    effect, cause = (side.profile.place for side in (bond.effect, bond.cause))
    return float(bool(effect and cause) and not abroad(bond) and effect != cause)


def shared_marks(bond: Bond) -> float:
    """How many rare words they share, told in different sentences."""
    shared = bond.effect.episode.marks & bond.cause.episode.marks if bond.gap else frozenset[str]()
    return min(MOST_MARKS, sum(rarity(word) for word in shared) / RAREST)


# ------------------------------------------------------------------------------------------------- who, and what it was


def turned_roles(bond: Bond) -> float:
    """1 for violence against those who did the other."""
    effect, cause = bond.effect.profile, bond.cause.profile
    struck_back = effect.harmed & cause.acting or effect.targets & cause.actors
    return float(bond.effect.violent and bool(struck_back))


def same_actor(bond: Bond) -> float:
    """1 for violence by those who did the other."""
    return float(bond.effect.violent and bool(bond.effect.profile.acting & bond.cause.profile.acting))


def shared_party(bond: Bond) -> float:
    """1 when somebody has a part in both."""
    effect, cause = bond.effect.profile, bond.cause.profile
    return float(not (effect.actors | effect.targets).isdisjoint(cause.actors | cause.targets))


def same_people(bond: Bond) -> float:
    """1 for what is no violence, where those it is done to are called as those harmed by the other."""
    shared = bond.effect.profile.harmed & bond.cause.profile.harmed
    return float(not bond.effect.violent and bool(shared))


def against_culprits(bond: Bond) -> float:
    """1 for violence against people named by a deed: "the bombers", "those behind the raid"."""
    return float(bond.effect.violent and bool(_targets(bond, "culprits")))


def suspects(bond: Bond) -> float:
    """1 for an arrest that is told with words of a deed: "suspected", "in connection with"."""
    return float(bond.effect.kind == "arrest" and bond.cue("suspected", bond.said) is not None)


def captives(bond: Bond) -> float:
    """1 for a release, where the other took somebody."""
    taken = not bond.cause.kinds.isdisjoint({"capture", "arrest"}) or _taken(bond)
    return float(bond.effect.kind == "release" and taken)


def usual(bond: Bond) -> float:
    """1 for what, beside violence, such a reaction usually answers: talks or arrests a protest, a protest an arrest."""
    causes = table(_HERE, "reactions")["usual"].get(bond.effect.kind, ())
    return float(not bond.effect.violent and not bond.cause.kinds.isdisjoint(causes))


def named_kind(bond: Bond) -> float:
    """1 when the effect's sentences name a deed of the cause's kind: "the protesters", "hostages"."""
    kinds = [kind for kind in table(_HERE, "reactions")["named"] if kind in bond.cause.kinds]
    named = any(bond.page.search(f"named.{kind}", bond.said) for kind in kinds)
    return float(not bond.effect.violent and named)


def violent_after(bond: Bond) -> float:
    """1 for violence first told after other violence."""
    return told_after(bond) * float(bond.effect.violent and bond.cause.violent)


def no_violence(bond: Bond) -> float:
    """1 when the cause is no violence, nor the effect."""
    return float(not bond.cause.violent and not bond.effect.violent)


def violence_over_less(bond: Bond) -> float:
    """1 when the effect is violence and the cause is none."""
    return float(not bond.cause.violent and bond.effect.violent)


FEATURES: tuple[Feature, ...] = (
    linked, linked_back, read, seen_answer, seen_back, answering, following, over, loosely, ending, doers, ahead, led,
    turned_words, pointing_back, later, wordless, unbound, near, far, told_last, main, size, crowded, told_after,
    lasting, looking_back, earlier, soon, late, abroad, apart, shared_marks, turned_roles, same_actor, shared_party,
    same_people, against_culprits, suspects, captives, usual, named_kind, violent_after, no_violence,
    violence_over_less,
)  # fmt: skip


def _lasting() -> frozenset[str]:
    return words(_HERE, "reactions", "roles.lasting")


def _days_between(effect: Days | None, cause: Days | None) -> int:
    return (effect[0] - cause[0]).days if effect and cause else 0


def _targets(bond: Bond, cues: str) -> bool:
    """True when a target or victim of the effect is worded so."""
    spans = [party.words.anchor.span for party in bond.effect.episode.parties if party.role in ("target", "victim")]
    return bond.cue(cues, spans) is not None


def _taken(bond: Bond) -> bool:
    said = [bond.page.sentence(number) for number in bond.cause.sentences]
    return bond.cue("taken", said) is not None
