"""A speech: one claim in the making, before its speaker is described."""

from __future__ import annotations

from dataclasses import dataclass

from gesta.nouns.claim import Stance
from gesta.nouns.mention import Mention
from gesta.spans import Span


@dataclass(frozen=True, slots=True)
class Speech:
    """Who spoke, how, and the ids of the events put in that mouth.

    `cue` is None where a quotation runs on; `passage` is that quotation.
    """

    speaker: Mention
    stance: Stance
    cue: Span | None
    events: tuple[str, ...]
    passage: Span | None = None

    @property
    def anchor(self) -> Span:
        """Where the speech is told: its cue, else its passage, else its speaker."""
        return self.cue or self.passage or self.speaker.span

    def order(self) -> tuple[Span, Span, str, tuple[str, ...]]:
        """The key that puts speeches in order of position, the same in every run."""
        return (self.anchor, self.speaker.span, self.stance, self.events)
