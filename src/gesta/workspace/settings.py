"""What incidents are derived with: the matcher, and the toll rule that figures are shown by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from gesta.linking import clusters, copies, sketches
from gesta.nouns.episode import Episode
from gesta.nouns.judgement import Judgement
from gesta.version import VERSION
from gesta.weighing.frame import DEFAULT_RULE


class Matches(Protocol):
    """Whatever judges pairs of episodes: the matcher, or a stand-in for it."""

    @property
    def version(self) -> str:
        """What its judgements are by."""

    def judge(self, left: Episode, right: Episode, common: float) -> Judgement | None:
        """The same judgement in whichever order; None when the two are plainly not the same. `common` are the log-odds
        that their reports have an incident in common."""


@dataclass(frozen=True, slots=True)
class Settings:
    """A matcher and the name of a toll rule; `version` names all that decides on what is one incident."""

    matcher: Matches
    rule: str = DEFAULT_RULE

    @property
    def version(self) -> str:
        """What reports are linked by; another version links them anew."""
        return "+".join((self.matcher.version, sketches.version(), clusters.VERSION, copies.VERSION))

    @property
    def models(self) -> frozenset[str]:
        """By whom the judgements of this version are."""
        return frozenset({f"model:{self.matcher.version}", f"model:{copies.VERSION}"})

    @property
    def versions(self) -> Mapping[str, str]:
        """What an incident is made with."""
        return {"gesta": VERSION, "linking": self.version}
