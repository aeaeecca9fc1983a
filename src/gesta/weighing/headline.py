"""One line that says what an incident is: what befell whom, where, when, at what cost, and who is said to have done it.

It claims no more than is claimed: whoever the reports name stands behind "claimed by", "attributed to" or "denied by".
What is not known is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gesta.lexicon import table, words
from gesta.nouns.episode import Statement
from gesta.nouns.event import Status
from gesta.nouns.incident import Participant, TollRange
from gesta.nouns.referent import Gap, Place, Resolved, When
from gesta.nouns.toll import Outcome
from gesta.places.knowledge.tables import countries
from gesta.weighing.befallen import befallen, same, shown, tells
from gesta.weighing.frame import day_of
from gesta.weighing.grades import Account
from gesta.weighing.wording import UNNAMED, lowered, whole

COUNTRY = "country"
DESTRUCTION = ("ASSAULT", "destroy")
BESIDE = "beside"  # no tie: the object stands in brackets
LONGEST_NAME = 30  # characters of a report's words for a place that a headline shows; longer ones describe
SHOWN: tuple[Outcome, ...] = ("killed", "injured", "missing")
_HERE = "gesta.weighing"
_NAME = re.compile(
    r"(?<!^)\b[A-Z]\w|^(?!(?:The|An?|Th[eo]se|Th[ia][ts]|In|Near|At|On|Some|Several|Two|Three)\b)[A-Z]\w"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when. `said` is what the reports call the place, if that is a name: they know "Douma", not "Dūmā".

    `reported` is the day of the earliest report, None where none is dated.
    """

    where: Resolved[Place] | Gap
    when: Resolved[When] | Gap
    said: str | None = None
    reported: date | None = None


def scene(where: Resolved[Place] | Gap, when: Resolved[When] | Gap, statements: Sequence[Statement]) -> Scene:
    """The scene of an incident, with the reports' own name for its place, and the day of the first of them."""
    reported = min((day for s in statements if (day := day_of(s.card.published))), default=None)
    if isinstance(where, Gap):
        return Scene(where, when, unplaced(statements), reported)
    if where.value.id is None or where.value.feature == COUNTRY:
        return Scene(where, when, reported=reported)
    answers = (s.evidence for s in statements if s.question == "where" and s.value.startswith(where.value.name))
    words = (" ".join(e.text.split()) for evidence in answers for e in evidence if e.anchor.span in where.evidence)
    return Scene(where, when, next((said for said in words if _is_name(said)), None), reported)


def unplaced(statements: Iterable[Statement]) -> str | None:
    """What most reports call a place that could not be placed, if a name stands in it; of equals the shortest."""
    words = (" ".join(s.value.split()) for s in statements if s.question == "where" and not s.denied and _is_quoted(s))
    told = Counter(said for said in words if len(said) <= LONGEST_NAME and _NAME.search(said))
    return min(told, key=lambda said: (-told[said], len(said), said), default=None)


def _is_quoted(answer: Statement) -> bool:
    """True where the answer is the words themselves: a place that was found has its divisions behind its name."""
    return any(" ".join(words.text.split()) == " ".join(answer.value.split()) for words in answer.evidence)


def _is_name(said: str) -> bool:
    return said[:1].isupper() and len(said) <= LONGEST_NAME and "," not in said


def headline(
    kind: tuple[str, str | None],
    status: Status,
    parties: Sequence[Participant],
    scene: Scene,
    tolls: Mapping[Outcome, TollRange],
    known: Account,
) -> str:
    """ "Bombing of a UN convoy, Ansongo, Mali, 9 March 2021: 3 to 9 killed; claimed by Sahel Victory Front"."""
    cost = ", ".join(_cost(toll) for toll in tolls.values() if toll.high and toll.outcome in SHOWN)
    what, doer = _deed(_noun(kind, tolls), kind[0], parties, bool(cost))
    told = ", ".join(part for part in (what, *_at(scene, what), _on(scene)) if part)
    state = "" if status == "actual" else str(table(_HERE, "headlines")["status"][status])
    tail = "; ".join(part for part in (cost, state, _by(kind[0], status, doer, known)) if part)
    return f"{told}: {tail}" if tail else told


def _noun(kind: tuple[str, str | None], tolls: Mapping[Outcome, TollRange]) -> str:
    """What a deed is called; a "destruction" that killed people is an attack."""
    nouns = table(_HERE, "headlines")["nouns"]
    if kind == DESTRUCTION and any(tolls[outcome].high for outcome in SHOWN if outcome in tolls):
        kind = (kind[0], None)
    return str(nouns.get(f"{kind[0]} {kind[1]}") or nouns.get(kind[0]) or kind[0].capitalize())


def _deed(noun: str, kind: str, parties: Sequence[Participant], costed: bool) -> tuple[str, Participant | None]:
    """The deed with those it befell, "Attack on a UN convoy", and who is said to have done it.

    Where the same words are read as both, one of the two readings is wrong. To lay violence at somebody's door is the
    graver one and is left out; done in the open, a deed has its doer.
    """
    doer = _doer(parties)
    befell = befallen(parties, noun, costed)
    if doer is not None and befell is not None and same(doer, befell):
        if _is_open(kind):
            befell = befallen([party for party in parties if not same(party, doer)], noun, costed)
        else:
            doer = None
    return f"{noun}{_tied(noun, shown(befell))}" if befell else noun, doer


def _tied(noun: str, object_: str) -> str:
    """ " on a UN convoy"; in brackets where no word fits all that the role may hold: "Deployment (two brigades)"."""
    ties = table(_HERE, "headlines")["ties"]
    tie = next((tie for tie in ties if noun in words(_HERE, "headlines", f"ties.{tie}")), "of")
    return f" ({object_})" if tie == BESIDE else f" {tie} {object_}"


def _doer(parties: Sequence[Participant]) -> Participant | None:
    """The actor that most words name; None where nobody is known."""
    named = [p for p in parties if p.role == "actor" and isinstance(p.actor, Resolved) and tells(p.name)]
    return max(named, key=lambda party: len(party.evidence), default=None)


def _is_open(kind: str) -> bool:
    return kind in words(_HERE, "headlines", "open.types")


def _at(scene: Scene, what: str) -> tuple[str, ...]:
    """The place and its country: "Douma", "Syria". A place known by its own words only is named by them.

    What the deed names already is not told again: "Shelling of Douma", "Syria". One that could not be placed stands in
    quotation marks: these are the words of a report, and of no gazetteer.
    """
    if isinstance(scene.where, Gap):
        return (f"“{scene.said}”",) if scene.said and scene.said not in what else ()
    place = scene.where.value
    name, country = scene.said or place.name, countries().get(place.country or "")
    told = () if re.search(rf"\b{re.escape(name)}\b", what) else (name,)
    return told if country is None or country.name in name else (*told, country.name)


def _on(scene: Scene) -> str:
    """When it happened; where no report says, when the first of them told it: "reported 12 March 2021"."""
    when = scene.when
    if isinstance(when, Gap) or when.value.start is None or when.value.end is None:
        return f"reported {_day(scene.reported)}" if scene.reported else ""
    start, end = when.value.start, when.value.end
    unit = _UNITS.get(when.value.precision or "", _day)
    first, last = unit(start), unit(end)
    return first if first == last else f"{first} to {last}"


def _day(moment: date) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _month(moment: date) -> str:
    return f"{moment:%B %Y}"


def _year(moment: date) -> str:
    return f"{moment:%Y}"


_UNITS: Mapping[str, Callable[[date], str]] = {"month": _month, "season": _month, "year": _year}


def _cost(toll: TollRange) -> str:
    number = f"{toll.low:,}" if toll.low == toll.high else f"{toll.low:,} to {toll.high:,}"
    return f"{number} {toll.outcome}"


def _by(kind: str, status: Status, doer: Participant | None, known: Account) -> str:
    """Who is said to have done it: whoever says so of themselves, else the actor that most words name.

    Only what happened is claimed: who speaks of a deed to come announces or threatens it.
    """
    claimed = [name for name in known.claimed if name != UNNAMED]
    if claimed and status == "actual" and not _is_open(kind):
        return f"claimed by {claimed[0]}"
    if doer is None:
        return "claimed by an unnamed speaker" if known.claimed and status == "actual" and not _is_open(kind) else ""
    said = "by" if _is_open(kind) else "attributed to"
    denies = doer.name in known.denied and not _is_open(kind)
    return f"{said} {_called(doer)}{', which denies it' if denies else ''}"


def _called(party: Participant) -> str:
    """The name of a known actor as it is, of any other as within a line."""
    known = isinstance(party.actor, Resolved) and party.actor.value.id is not None
    return party.name if known else lowered(whole(party.name))
