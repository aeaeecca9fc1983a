"""How alike two events of two data sets are: a few plain questions, each with its share of the answer and its words.

VERSION names the rule. Shares and limits were set by hand; `python -m evaluation.comparing` says how well they do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from gesta.comparing.sides import UNRESOLVED, Side
from gesta.nouns.outside import Suffered
from gesta.nouns.referent import Actor, Place
from gesta.ontologies import load
from gesta.ontologies.codes.tables import sector
from gesta.places.geometry import distance_km
from gesta.roster.folding import fold

VERSION = "sides-2"

SLACK_DAYS = 2  # data sets differ by a day or two: told the next morning, dated by the report, counted from another day
DAY_SHARES = (1.0, 0.5, 0.25)  # of the question, by days apart
FAR_KM = 75.0  # no longer one place, even between two gazetteers
# Kilometres apart, and how much of the question that gives: one spot, one town, its surroundings, one district.
NEARNESS: tuple[tuple[float, float], ...] = ((5.0, 1.0), (15.0, 0.8), (30.0, 0.6), (FAR_KM, 0.3))
SAME_NAME, SAME_DIVISION = 0.9, 0.7  # of places without two points to measure between
ALIKE = 85.0  # likeness of two folded names, 0–100, at which they are one name written twice
FAMILY = 0.2  # of the question: types that are no more than both violence, or both talk
KINDRED = 0.6  # of the question: two actors of one kind and state that are called differently
UNKNOWN = 0.4  # of the question: one side does not say
ENOUGH = 0.7  # of 1: what one day, spot and type give; where one of them is less, actors or figures must agree
SHARES: Mapping[str, float] = {"day": 0.2, "place": 0.3, "type": 0.2, "actors": 0.2, "killed": 0.1}
CIVILIANS = "7"  # ACLED's number for them in the table of sectors
UNIDENTIFIED = "UAF"
# Sectors of which a state has one: two actors of one such sector and state are the same, whatever they are called.
OF_STATES = frozenset({"MIL", "GOV", "COP", "JUD", "LEG", "SPY"})
NAMELESS = (
    *("unidentified", "unknown", "gunmen", "armed men", "militants", "attackers"),
    *("protesters", "rioters", "demonstrators"),
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score of 0 to 1, what each question gave, and the answers in words; `ruled_out` says why they cannot be the
    same, None when they can."""

    score: float
    parts: Mapping[str, float]
    reasons: tuple[str, ...]
    ruled_out: str | None = None

    @property
    def enough(self) -> bool:
        """True when the two are taken for the same."""
        return self.ruled_out is None and self.score >= ENOUGH


@dataclass(frozen=True, slots=True)
class Answer:
    """How much of a question is answered with yes (0 to 1), in words; `never` rules out that the two are the same."""

    share: float
    words: str
    never: bool = False


def likeness(ours: Side, theirs: Side) -> Likeness:
    """How alike they are. A pair that the day or place rules out is asked no more."""
    answers: dict[str, Answer] = {}
    for name, question in QUESTIONS.items():
        answer = answers[name] = question(ours, theirs)
        if answer.never:
            return Likeness(0.0, {name: 0.0}, (answer.words,), answer.words)
    score = sum(SHARES[name] * answer.share for name, answer in answers.items())
    parts = {name: answer.share for name, answer in answers.items()}
    return Likeness(round(score, 4), parts, tuple(answer.words for answer in answers.values() if answer.words))


def apart_km(one: Place | None, other: Place | None) -> float | None:
    """Kilometres between two places with points; None without."""
    if one is None or other is None:
        return None
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    return distance_km((one.latitude, one.longitude), (other.latitude, other.longitude))


def same_name(one: str, other: str) -> bool:
    """True for one name written twice, whatever the accents, and for one within the other."""
    left, right = _folded(one), _folded(other)
    return bool(left and right) and (left == right or fuzz.token_set_ratio(left, right) >= ALIKE)


def kinship(one: Actor, other: Actor) -> float:
    """How surely two actors are one: 1 for one name, for the same sector of one state, and for civilians; less for
    one kind of actor of one state, and for somebody unidentified; 0 for two that are named differently."""
    if same_name(one.name, other.name):
        return 1.0
    if one.country is not None and (one.country, one.sector) == (other.country, other.sector):
        return 1.0 if one.sector in OF_STATES else KINDRED
    if _are_civilians(one, other):
        return 1.0
    return UNKNOWN if is_nameless(one) or is_nameless(other) else 0.0


def is_nameless(actor: Actor) -> bool:
    """True for somebody whom nobody has identified: unidentified groups, and words that we could not resolve."""
    unnamed = actor.anonymous or actor.kind == UNRESOLVED or actor.sector == UNIDENTIFIED
    return unnamed or actor.name.lower().startswith(NAMELESS)


@lru_cache(100_000)
def _folded(name: str) -> str:
    return fold(name)


def _are_civilians(one: Actor, other: Actor) -> bool:
    """True for two kinds of civilians that are not of different states: data sets call all of them civilians."""
    both = sector(one.sector).acled_inter == sector(other.sector).acled_inter == CIVILIANS
    return both and (one.country is None or other.country is None or one.country == other.country)


# ------------------------------------------------------------------------------------------------------ questions


def _day(ours: Side, theirs: Side) -> Answer:
    if ours.days is None or theirs.days is None:
        return Answer(0.0, "no date", never=True)
    apart = ours.days.apart(theirs.days)
    if apart > SLACK_DAYS:
        return Answer(0.0, f"{apart} days apart", never=True)
    if apart:
        return Answer(DAY_SHARES[apart], f"{apart} {'day' if apart == 1 else 'days'} apart")
    single = ours.days == theirs.days and ours.days.first == ours.days.last
    return Answer(1.0, "same day" if single else "days that overlap")


def _place(ours: Side, theirs: Side) -> Answer:
    left, right = ours.place, theirs.place
    if left is None or right is None:
        return Answer(UNKNOWN, "place of one not known")
    if left.country and right.country and left.country != right.country:
        return Answer(0.0, "in different countries", never=True)
    apart = apart_km(left, right)
    if apart is not None:
        return _measured(apart)
    if same_name(left.name, right.name):
        return Answer(SAME_NAME, "same place by name")
    if _share_a_division(left, right):
        return Answer(SAME_DIVISION, "one place lies in the division that the other names")
    return Answer(UNKNOWN, "no place in common but the country")


def _measured(apart: float) -> Answer:
    share = next((share for most, share in NEARNESS if apart <= most), 0.0)
    return Answer(share, "same spot" if apart < 1 else f"{apart:.0f} km apart", never=apart > FAR_KM)


def _share_a_division(left: Place, right: Place) -> bool:
    """True when the finest division that both name is the same one."""
    pairs = [pair for pair in zip((*left.admin, left.name), (*right.admin, right.name), strict=False) if all(pair)]
    named = pairs[: min(len(left.admin), len(right.admin)) or 1]
    return bool(named) and same_name(*named[-1])


def _type(ours: Side, theirs: Side) -> Answer:
    if ours.type is None or theirs.type is None:
        return Answer(UNKNOWN, "")
    kinds = {ours.type, theirs.type}
    if len(kinds) == 1:
        modes = ours.mode is None or theirs.mode is None or ours.mode == theirs.mode
        return Answer(1.0 if modes else 0.8, f"both {ours.type}")
    if "HARM" in kinds:
        return Answer(0.9, "harm, and the assault that does it") if kinds == {"HARM", "ASSAULT"} else Answer(0.0, "")
    alike = load().quad(ours.type) == load().quad(theirs.type)
    return Answer(FAMILY, "types of one family") if alike else Answer(0.0, "types of different families")


def _actors(ours: Side, theirs: Side) -> Answer:
    """The part of the shorter list that the longer one has too."""
    few, many = sorted((ours.actors, theirs.actors), key=len)
    if not few:
        return Answer(UNKNOWN, "actors of one not known")
    found = [max(kinship(one, other) for other in many) for one in few]
    shared = [one.name for one, sure in zip(few, found, strict=True) if sure == 1.0]
    words = f"both name {' and '.join(dict.fromkeys(shared))}" if shared else "no actor named by both"
    return Answer(sum(found) / len(found), words)


def _killed(ours: Side, theirs: Side) -> Answer:
    """How near the figures of the dead are, by the smaller over the larger; one that is in the other's range is it."""
    left, right = _figures(ours.killed), _figures(theirs.killed)
    if left is None or right is None:
        return Answer(UNKNOWN, "")
    if left[0] <= right[1] and right[0] <= left[1]:
        return Answer(1.0, "same number killed" if left == right else "one's number killed within the other's")
    near, far = sorted((min(left[1], right[1]), max(left[0], right[0])))
    return Answer(near / far, "")


def _figures(said: Suffered | None) -> tuple[int, int] | None:
    """The lowest and the highest figure that is said; None where none is."""
    known = [figure for figure in (said.low, said.best, said.high) if figure is not None] if said else []
    return (min(known), max(known)) if known else None


QUESTIONS: Mapping[str, Callable[[Side, Side], Answer]] = {
    "day": _day,
    "place": _place,
    "type": _type,
    "actors": _actors,
    "killed": _killed,
}
