"""A stand-in for the network: it knows a handful of words, so that pipeline and commands can be tested without it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gesta.nouns.mention import Mention, ReadCue, Reading, ReadPair, ReadTrigger
from gesta.nouns.report import Report
from gesta.nouns.sentence import Sentence
from gesta.ontologies import load
from gesta.pipeline import Coder
from gesta.spans import Span

TRIGGERS = {
    "shelled": ("ASSAULT", "heavy-weapons"),
    "killing": ("HARM", "kill"),
    "condemned": ("ACCUSE", "disapprove"),
}
ROLE_WORDS = {
    "Rebels": "actor",
    "the port of Ras Dumair": "target",
    "three dock workers": "victim",
    "Sunday": "time",
}
SPEAKERS = ("the government", "the army")


@dataclass
class StandIn:
    """Reads by word list and remembers the sizes of the batches it was given."""

    version: str = "sha256:stand-in"
    batches: list[int] = field(default_factory=list)

    def read(self, batch: Sequence[tuple[Report, tuple[Sentence, ...]]]) -> list[Reading]:
        self.batches.append(len(batch))
        return [reading(report.text) for report, _ in batch]


def coder() -> Coder:
    """The pipeline with the stand-in for its network."""
    return Coder(StandIn(), load("plover"))


def reading(text: str) -> Reading:
    """What the stand-in makes of a text."""
    triggers = tuple(sorted(_triggers(text), key=lambda trigger: trigger.span))
    pairs = tuple(
        ReadPair(earlier, later, 0.0, 0.9 * _is_harm(triggers[later]), 0.0, 0.0, 0.0, 0.0, 0.0)
        for later in range(len(triggers))
        for earlier in range(later)
    )
    return Reading(tuple(_mentions(text, ("Ras Dumair",), "GPE")), triggers, tuple(_cues(text, len(triggers))), pairs)


def _triggers(text: str) -> Iterator[ReadTrigger]:
    for word, (type_, mode) in TRIGGERS.items():
        roles = tuple(
            mention
            for words, role in ROLE_WORDS.items()
            if (role == "victim") == (type_ == "HARM")
            for mention in _mentions(text, (words,), role)
        )
        for found in _mentions(text, (word,), type_):
            yield ReadTrigger(found.span, {type_: 0.95}, {mode: 0.9, "": 0.1}, {"actual": 0.98}, roles)


def _cues(text: str, triggers: int) -> Iterator[ReadCue]:
    for cue in _mentions(text, ("said",), "cue"):
        speakers = tuple(_mentions(text, SPEAKERS, "speaker"))
        yield ReadCue(cue.span, {"asserts": 0.9}, speakers, dict.fromkeys(range(triggers), 0.9))


def _is_harm(trigger: ReadTrigger) -> bool:
    return "HARM" in trigger.type_scores


def _mentions(text: str, phrases: Sequence[str], label: str) -> Iterator[Mention]:
    for phrase in phrases:
        for found in re.finditer(re.escape(phrase), text):
            yield Mention(Span(*found.span()), label, 0.9)
