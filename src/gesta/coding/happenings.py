"""The mentions of one report brought together, one `Happening` for each cluster: what a person wants to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gesta.lexicon.phrases import is_pronoun, without_determiner
from gesta.nouns.event import ROLES, Event, Filler, Role, Status
from gesta.nouns.happening import Happening
from gesta.nouns.report import Report
from gesta.nouns.toll import Toll


def happenings(report: Report, events: Sequence[Event]) -> tuple[Happening, ...]:
    """One happening for each cluster of mentions, in order of first mention."""
    mentions: dict[str, list[Event]] = {}
    for event in events:
        mentions.setdefault(event.same or event.id, []).append(event)
    return tuple(_happening(report.text, name, together) for name, together in mentions.items())


def _happening(text: str, name: str, mentions: Sequence[Event]) -> Happening:
    first = mentions[0]
    modes = [event.mode for event in mentions if event.mode is not None and event.type == first.type]
    return Happening(
        id=name,
        mentions=tuple(mentions),
        type=first.type,
        mode=first.mode or next(iter(modes), None),
        status=_status(mentions),
        roles={role: _merged(text, role, mentions) for role in ROLES},
        toll=_tolls(mentions),
        aggregate=all(event.aggregate for event in mentions),
        ordered_by=tuple(dict.fromkeys(span for event in mentions for span in event.ordered_by)),
        part=first.part,
    )


def _status(mentions: Sequence[Event]) -> Status:
    return "actual" if any(event.status == "actual" for event in mentions) else mentions[0].status


def _merged(text: str, role: Role, mentions: Iterable[Event]) -> tuple[Filler, ...]:
    """The fillers of a role, each phrase once, the most informative first.

    A pronoun gives way to the phrase it stands for, or to any named filler; a phrase whose words all stand in a fuller
    one ("the minister" beside "the defence minister") gives way to that.
    """
    fillers = [_named(text, filler) for event in mentions for filler in event.roles.get(role, ())]
    full = [filler for filler in fillers if not is_pronoun(filler.span.of(text))]
    kept: list[Filler] = []
    for filler in sorted(full or fillers, key=lambda f: (-_told(text, f), f.span.start)):
        if not any(_repeats(text, filler, other) for other in kept):
            kept.append(filler)
    return tuple(kept)


def _named(text: str, filler: Filler) -> Filler:
    """The filler with its pronoun's referent in the pronoun's place."""
    if filler.referent is not None and is_pronoun(filler.span.of(text)):
        return Filler(filler.referent, filler.score)
    return filler


def _told(text: str, filler: Filler) -> int:
    """How much a phrase tells: its words, and each name in it twice."""
    said = without_determiner(filler.span.of(text))
    return len(said.split()) + 2 * len(re.findall(r"\b[A-Z]", filler.span.of(text)[1:]))


def _repeats(text: str, filler: Filler, other: Filler) -> bool:
    mine, theirs = (set(without_determiner(each.span.of(text)).split()) for each in (filler, other))
    return mine <= theirs


def _tolls(mentions: Iterable[Event]) -> tuple[Toll, ...]:
    """The tolls of all mentions; one that says the same figure of the same outcome again is left out."""
    kept: dict[tuple[object, ...], Toll] = {}
    for event in mentions:
        for toll in event.toll:
            figure: tuple[object, ...] = (toll.outcome, toll.low, toll.high, toll.approximate)
            words = toll.as_said.lower() if toll.low is None and toll.high is None else ""
            kept.setdefault((*figure, words), toll)
    return tuple(kept.values())
