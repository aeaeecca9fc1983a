"""One line that says what an incident is: what befell whom, where, when, at what cost, and who is said to have done it.

It claims no more than is claimed: whoever the reports name stands behind "claimed by", "attributed to" or "denied by".
What is not known is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from gesta.lexicon import table, words
from gesta.lexicon.phrases import is_pronoun
from gesta.nouns.episode import Statement
from gesta.nouns.event import Status
from gesta.nouns.incident import Participant, TollRange
from gesta.nouns.referent import Gap, Place, Resolved, When
from gesta.nouns.toll import Outcome
from gesta.places.knowledge.tables import countries
from gesta.weighing.grades import Account
from gesta.weighing.wording import lowered

COUNTRY = "country"
DESTRUCTION = ("ASSAULT", "destroy")
LONGEST_NAME = 30  # characters of a report's words for a place that a headline shows; longer ones describe
LONGEST = 60  # characters of a party's words that a headline shows
SHOWN: tuple[Outcome, ...] = ("killed", "injured", "missing")
_HERE = "gesta.weighing"


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when. `said` is what the reports call the place, if that is a name: they know "Douma", not "Dūmā"."""

    where: Resolved[Place] | Gap
    when: Resolved[When] | Gap
    said: str | None = None


def scene(where: Resolved[Place] | Gap, when: Resolved[When] | Gap, statements: Iterable[Statement]) -> Scene:
    """The scene of an incident, with the reports' own name for its place."""
    if isinstance(where, Gap) or where.value.id is None or where.value.feature == COUNTRY:
        return Scene(where, when)
    answers = (s.evidence for s in statements if s.question == "where" and s.value.startswith(where.value.name))
    words = (" ".join(e.text.split()) for evidence in answers for e in evidence if e.anchor.span in where.evidence)
    return Scene(where, when, next((said for said in words if _is_name(said)), None))


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
    noun = _noun(kind, tolls)
    what = f"{noun}{_object(noun, parties)}"
    told = ", ".join(part for part in (what, *_at(scene), _on(scene.when)) if part)
    cost = ", ".join(_cost(toll) for toll in tolls.values() if toll.high and toll.outcome in SHOWN)
    state = "" if status == "actual" else str(table(_HERE, "headlines")["status"][status])
    tail = "; ".join(part for part in (cost, state, _by(kind[0], parties, known)) if part)
    return f"{told}: {tail}" if tail else told


def _noun(kind: tuple[str, str | None], tolls: Mapping[Outcome, TollRange]) -> str:
    """What a deed is called; a "destruction" that killed people is an attack."""
    nouns = table(_HERE, "headlines")["nouns"]
    if kind == DESTRUCTION and any(tolls[outcome].high for outcome in SHOWN if outcome in tolls):
        kind = (kind[0], None)
    return str(nouns.get(f"{kind[0]} {kind[1]}") or nouns.get(kind[0]) or kind[0].capitalize())


def _object(noun: str, parties: Sequence[Participant]) -> str:
    """ " on a UN convoy": those it befell, in the report's words; empty where nobody is named."""
    told = [p for role in ("target", "victim") for p in parties if p.role == role and _tells(p)]
    befell = max(told, key=lambda p: (not _leans(p), p.role == "target", len(p.evidence)), default=None)
    if befell is None:
        return ""
    ties = table(_HERE, "headlines")["ties"]
    tie = next((tie for tie in ties if noun in words(_HERE, "headlines", f"ties.{tie}")), "of")
    return f" {tie} {_shown(befell)}"


def _leans(party: Participant) -> bool:
    """True for words that lean on others: "their vehicle", "the community"."""
    return party.evidence[0].text.split()[0].lower() in words(_HERE, "headlines", "leaning.words")


def _tells(party: Participant) -> bool:
    """False for words that name nobody, nobody ("no civilian"), or too much to read at a glance."""
    said = party.evidence[0].text
    return not is_pronoun(said) and len(said) <= LONGEST and not said.lower().startswith("no ")


def _shown(party: Participant) -> str:
    return lowered(party.evidence[0].text)


def _at(scene: Scene) -> tuple[str, ...]:
    """The place and its country: "Douma", "Syria". A place known by its own words only is named by them."""
    if isinstance(scene.where, Gap):
        return ()
    place = scene.where.value
    name, country = scene.said or place.name, countries().get(place.country or "")
    return (name,) if country is None or country.name in name else (name, country.name)


def _on(when: Resolved[When] | Gap) -> str:
    if isinstance(when, Gap) or when.value.start is None or when.value.end is None:
        return ""
    start, end = when.value.start, when.value.end
    if when.value.precision in ("month", "season"):
        return f"{start:%B %Y}"
    if when.value.precision == "year":
        return f"{start:%Y}"
    return _day(start) if start.date() == end.date() else f"{_day(start)} to {_day(end)}"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _cost(toll: TollRange) -> str:
    number = f"{toll.low}" if toll.low == toll.high else f"{toll.low} to {toll.high}"
    return f"{number} {toll.outcome}"


def _by(kind: str, parties: Sequence[Participant], known: Account) -> str:
    """Who is said to have done it: whoever says so of themselves, else the actor that most words name."""
    open_deed = kind in words(_HERE, "headlines", "open.types")
    if known.claimed and not open_deed:
        return f"claimed by {known.claimed[0]}"
    named = [party for party in parties if party.role == "actor" and isinstance(party.actor, Resolved)]
    if not named:
        return ""
    actor = max(named, key=lambda party: len(party.evidence)).name
    said = "by" if open_deed else "attributed to"
    denies = actor in known.denied and not open_deed
    return f"{said} {lowered(actor)}{', which denies it' if denies else ''}"
