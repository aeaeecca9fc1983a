"""What the network read: labelled spans with scores, before any rule has looked at them."""

from __future__ import annotations

from dataclasses import dataclass

from gesta.spans import Span

EMBEDDING_SCALE = 127  # the numbers of an embedding, −1 to 1, are kept as signed bytes of this scale


@dataclass(frozen=True, slots=True)
class Mention:
    """A span with a label and the network's score for it (0–1)."""

    span: Span
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class ReadTrigger:
    """A word that names an event, as the network read it.

    `type_scores`, `mode_scores` and `status_scores` map each label to its probability (modes: of the best type only,
    "" = none of its modes). `roles` are fillers: `label` is the role. `embedding` is what the network makes of the
    trigger in its surroundings, as signed bytes, for comparing it with others.
    """

    span: Span
    type_scores: dict[str, float]
    mode_scores: dict[str, float]
    status_scores: dict[str, float]
    roles: tuple[Mention, ...]
    embedding: bytes = b""


@dataclass(frozen=True, slots=True)
class ReadCue:
    """A speaking cue ("said", "according to"): its stances, its speakers (best first) and the triggers it covers.

    `covers` maps the index of a trigger in `Reading.triggers` to the probability that the speech covers it.
    """

    span: Span
    stance_scores: dict[str, float]
    speakers: tuple[Mention, ...]
    covers: dict[int, float]


@dataclass(frozen=True, slots=True)
class ReadPair:
    """Scores of one ordered pair of triggers, by index into `Reading.triggers`; `later` stands after `earlier`.

    `same`: one happening. `part`, `response`, `about` point from `later` to `earlier`; the
    `_back` scores the other way.
    """

    earlier: int
    later: int
    same: float
    part: float
    part_back: float
    response: float
    response_back: float
    about: float
    about_back: float


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the network proposes for one report; rules in `coding` and `attributing` decide."""

    entities: tuple[Mention, ...]
    triggers: tuple[ReadTrigger, ...]
    cues: tuple[ReadCue, ...]
    pairs: tuple[ReadPair, ...]
