"""How the episodes of a report stand among each other: the words that are each one's own, hints, kinship.

A sentence that tells two incidents lends its words to both; those nearer to the triggers of one are its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from gesta.linking.grouping import Grouping
from gesta.linking.scene import Sight
from gesta.nouns.episode import Episode, Setting
from gesta.spans import Span

CLAUSE = 25  # characters that a comma, an "and" or a "while" between a word and a trigger count for
DIGITS = 2  # of the log-odds kept: finer ones say nothing

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CLAUSE = re.compile(r"[,;:]|\s(?:and|but|while)\s")


def settled(grouping: Grouping, episodes: Sequence[Episode]) -> tuple[Episode, ...]:
    """The episodes of the groups, in their order, with their settings."""
    homes = {place: number for number, group in enumerate(grouping.groups) for place in group}
    own = ["" for _ in episodes]
    for number, said in _shared_out(grouping, homes):
        own[number] = f"{own[number]} {said}".strip()
    return tuple(
        replace(episode, setting=_setting(grouping, episodes, number, own[number]))
        for number, episode in enumerate(episodes)
    )


def _setting(grouping: Grouping, episodes: Sequence[Episode], number: int, own: str) -> Setting:
    first = grouping.told.sights[grouping.groups[number][0]]
    kin = ((e.id, round(grouping.kinship(number, at), DIGITS)) for at, e in enumerate(episodes) if at != number)
    said = " ".join([own, *_unsaid(grouping, number, own)])
    return Setting(said, first.sentence == 0, first.carried_days, first.carried_places, tuple(kin))


def _shared_out(grouping: Grouping, homes: dict[int, int]) -> Iterator[tuple[int, str]]:
    """The words of each sentence that tells something, each with the group whose trigger stands nearest."""
    told, text = grouping.told, grouping.told.coded.report.text
    for number, sentence in enumerate(told.coded.sentences):
        inside = [sight for sight in told.sights if sight.sentence == number]
        among = {homes[sight.order] for sight in inside}
        if len(among) == 1:
            yield among.pop(), sentence.span.of(text)
        elif inside:
            for word in _WORD.finditer(text, sentence.span.start, sentence.span.end):
                nearest = min(inside, key=partial(_distance, text, Span(*word.span())))
                yield homes[nearest.order], word.group()


def _distance(text: str, word: Span, sight: Sight) -> int:
    """Characters from a word to a trigger, more with a new clause between them."""
    trigger = sight.event.trigger
    between = text[min(word.end, trigger.end) : max(word.start, trigger.start)]
    return trigger.gap(word) + CLAUSE * len(_CLAUSE.findall(between))


def _unsaid(grouping: Grouping, number: int, own: str) -> Iterator[str]:
    """The phrases in the roles of its events that are not among the words: those they share with others."""
    text = grouping.told.coded.report.text
    spans = {
        filler.referent or filler.span
        for place in grouping.groups[number]
        for fillers in grouping.told.sights[place].event.roles.values()
        for filler in fillers
    }
    yield from (said for span in sorted(spans) if (said := span.of(text)) not in own)
