"""By whose account an incident is known: the grade, a word of a documented scheme, and the status line.

The scheme stands in grades.toml. It counts origins, claims, confirmations and denials; it is never a probability, and
it says nothing of what the voices are worth. An origin is a publisher: its follow-ups add nothing to it, and a copy
counts for the report that it copies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gesta.lexicon import table
from gesta.nouns.episode import Episode, Statement, Voice
from gesta.nouns.event import Status
from gesta.nouns.referent import Resolved
from gesta.weighing.settling import publisher_of
from gesta.weighing.standing import is_medical, is_official
from gesta.weighing.wording import speaker_words

NAMED = 3  # voices that a status line names before it counts the rest

_HERE = "gesta.weighing"


@dataclass(frozen=True, slots=True)
class Account:
    """By whose account an incident is known: names, each once, in the order of the reports."""

    origins: tuple[str, ...]
    claimed: tuple[str, ...]
    confirmed: tuple[str, ...]
    denied: tuple[str, ...]
    unhappened: bool  # somebody denies that it happened
    asserted: bool  # somebody tells it as having happened
    rivals: tuple[str, ...]  # different parties that different voices hold to have done it
    backed: bool  # an official or medical voice confirms it


def account(group: Sequence[Episode], statements: Sequence[Statement]) -> Account:
    """By whose account the incident of these original episodes is known."""
    happened = [s for s in statements if s.question == "happened"]
    confirming = [s for s in happened if s.stance == "confirms"]
    denying = [s for s in statements if s.denied and s.question in ("happened", "who")]
    return Account(
        origins=_once((episode.card.label, publisher_of(episode)) for episode in group),
        claimed=_once(claim for s in statements if (claim := _claim(s))),
        confirmed=_once(named for s in confirming if (named := _name(s.voice))),
        denied=_once(named for s in denying if (named := _name(s.voice))),
        unhappened=any(s.denied and s.question == "happened" for s in statements) and not _only_who(statements),
        asserted=any(not s.denied and s.value == "it happened" for s in happened),
        rivals=_rivals(statements),
        backed=any(is_official(s) or is_medical(s) for s in confirming),
    )


def grade(known: Account) -> str:
    """The first grade of the scheme whose rule fits."""
    return next(str(entry["word"]) for entry in table(_HERE, "grades")["grades"] if _FITS[entry["word"]](known))


def scheme() -> str:
    """The version of the scheme that grades are given by."""
    return str(table(_HERE, "grades")["version"])


def status_line(known: Account, status: Status = "actual") -> str:
    """ "claimed by X only · confirmed by Y · denied by Z · reported by 3 independent origins".

    Who speaks of a deed to come announces it: nobody claims what has not happened.
    """
    parts: list[str] = []
    if known.claimed:
        alone = len(known.origins) == 1 and not known.confirmed
        verb = "announced" if status in ("future", "possible") else "claimed"
        parts.append(f"{verb} by {_listed(known.claimed)}{' only' if alone else ''}")
    if known.confirmed:
        parts.append(f"confirmed by {_listed(known.confirmed)}")
    if known.denied:
        parts.append(f"denied by {_listed(known.denied)}")
    count = len(known.origins)
    parts.append(f"reported by {count} independent origins" if count > 1 else f"reported by {known.origins[0]} only")
    return " · ".join(parts)


def _claim(statement: Statement) -> tuple[str, str] | None:
    """Who claims to have done it: a voice that does so in so many words, or one that names itself."""
    if statement.denied:
        return None
    if statement.stance == "claims":
        return _name(statement.voice)
    if statement.question != "who" or statement.actor is None:
        return None
    actor = statement.actor.value
    if statement.voice is None:
        own = actor.id is not None and actor.name.casefold() in (statement.card.publisher or "").casefold()
        return (actor.name, actor.id or actor.name.casefold()) if own else None
    spoken = statement.voice.actor
    same = isinstance(spoken, Resolved) and actor.id is not None and spoken.value.id == actor.id
    return _name(statement.voice) if same else None


def _name(voice: Voice | None) -> tuple[str, str] | None:
    """What a voice is called, and what it is told from others by; None for the report's own."""
    if voice is None:
        return None
    if isinstance(voice.actor, Resolved) and voice.actor.value.id is not None:
        return voice.actor.value.name, voice.actor.value.id
    said = speaker_words(voice.words.text)
    return said, said.casefold().removeprefix("the ").removeprefix("a ").removeprefix("an ")


def _only_who(statements: Sequence[Statement]) -> bool:
    """True when those who deny also deny that they did it: then it is the deed, not the happening, that they deny."""
    deniers = {_name(s.voice) for s in statements if s.denied and s.question == "happened"}
    return deniers <= {_name(s.voice) for s in statements if s.denied and s.question == "who"}


def _rivals(statements: Iterable[Statement]) -> tuple[str, ...]:
    """The known actors that are held to have done it, where no voice holds two of them together."""
    held: dict[object, set[str]] = {}
    names: dict[str, str] = {}
    for s in statements:
        if s.question == "who" and not s.denied and s.actor and s.actor.value.id:
            held.setdefault((_name(s.voice), s.card.key if s.voice is None else None), set()).add(s.actor.value.id)
            names[s.actor.value.id] = s.actor.value.name
    together = any(len(actors) > 1 for actors in held.values())
    return tuple(names.values()) if len(names) > 1 and not together else ()


def _once(named: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The names, each once by what it is told from others by."""
    found: dict[str, str] = {}
    for name, key in named:
        found.setdefault(key, name)
    return tuple(found.values())


def _listed(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B, C and 2 more"."""
    shown = list(names[:NAMED])
    if len(names) > NAMED:
        shown.append(f"{len(names) - NAMED} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _discounted(known: Account) -> bool:
    return not known.asserted and bool(known.denied or known.unhappened)


def _contested(known: Account) -> bool:
    return known.unhappened or bool(known.rivals)


def _confirmed(known: Account) -> bool:
    return _fair(known) and (bool(known.claimed) or known.backed)


def _fair(known: Account) -> bool:
    return len(known.origins) > 1


_FITS: Mapping[str, Callable[[Account], bool]] = {
    "Discounted": _discounted,
    "Contested": _contested,
    "Confirmed": _confirmed,
    "Fair": _fair,
    "Weak": lambda _: True,
}
