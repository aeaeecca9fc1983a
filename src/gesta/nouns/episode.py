"""An episode: all that one report tells of one incident, written so that it stands without the report.

The mentions of a report that belong to one incident ("stormed the market", "killed eleven", "the massacre") are one
episode. Episodes are what is compared across reports (linking), weighed (weighing) and counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from gesta.nouns.claim import Stance
from gesta.nouns.event import Status
from gesta.nouns.referent import Actor, Gap, Place, Resolved, When
from gesta.nouns.toll import Outcome
from gesta.spans import Span

Question = Literal["happened", "who", "how many", "where", "when", "what"]
QUESTIONS: tuple[Question, ...] = ("happened", "who", "how many", "where", "when", "what")
LABEL_DIGITS = 8  # of a report's key, where nothing better names it
PartyRole = Literal["actor", "target", "victim", "ordered_by"]
TieType = Literal["response", "about", "part", "corrects"]


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """A place in a report that outlives re-coding: the key of the report and a span of its text.

    Written "<report key>:<start>-<end>". Judgements and corrections hold on to anchors, never to numbered events.
    """

    report: str
    span: Span

    def __str__(self) -> str:
        return f"{self.report}:{self.span.start}-{self.span.end}"

    @classmethod
    def parse(cls, written: str) -> Anchor:
        """The anchor that was written so. Raises ValueError for anything else."""
        report, _, span = written.rpartition(":")
        start, _, end = span.partition("-")
        if not report:
            raise ValueError(f"{written!r} is no anchor: it is written <report key>:<start>-<end>")
        return cls(report, Span(int(start), int(end)))


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of a report that a value rests on, with where they stand."""

    anchor: Anchor
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """The particulars of a report that its episodes carry along. `id` is the id the report came with."""

    key: str
    id: str
    publisher: str | None = None
    published: date | datetime | None = None
    title: str | None = None
    url: str | None = None

    @property
    def label(self) -> str:
        """What people call the report: its publisher, else its id; an id that is a digest is cut short."""
        return self.publisher or (f"report {self.key[:LABEL_DIGITS]}" if self.id.startswith("sha256:") else self.id)


@dataclass(frozen=True, slots=True)
class Telling:
    """One mention of an event within an episode: the event's id in its report, its trigger and what was read of it."""

    event: str
    trigger: Evidence
    type: str
    mode: str | None
    status: Status
    score: float
    aggregate: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a role, as worded and as resolved. `ordered_by` is whoever ordered the deed."""

    role: PartyRole
    words: Evidence
    actor: Resolved[Actor] | Gap


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something: the speaker's words and what they denote. `official` and `medical` are kinds of speakers
    whose figures toll rules prefer (a ministry, an army, police, a governor; a hospital, doctors, a morgue).
    """

    words: Evidence
    actor: Resolved[Actor] | Gap
    anonymous: bool = False
    official: bool = False
    medical: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A toll within a statement: as `Toll`, with `who` was harmed, in words, and whether it covers only a `part` (one
    side, a subgroup: "among them two women")."""

    outcome: Outcome
    low: int | None
    high: int | None
    as_said: str
    approximate: bool = False
    who: str | None = None
    part: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One answer to one question about an incident, and whose: `voice` None is the report's own.

    `value` is the answer as a short text ("killed: at least 11", "Sahel Victory Front"). `figure` is given for the
    question "how many". `denied` is true when the voice says that it is not so. `id` is a digest of the content.
    """

    id: str
    question: Question
    value: str
    stance: Stance
    voice: Voice | None
    evidence: tuple[Evidence, ...]
    card: Card
    denied: bool = False
    figure: Figure | None = None
    actor: Resolved[Actor] | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """A link from this episode to another episode of the same report, by id, with the words that make it."""

    type: TieType
    to: str
    score: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """How an episode stands among the others of its report: hints for comparing it with those of other reports.

    `own` is the words of its sentences that stand nearer to its triggers than to those of another episode. `lead`: it
    is told in the first sentence. `days` and `places` are those told last before it, which may hold for it too. `kin`
    gives, for each other episode of the report by id, the log-odds that both tell one incident.
    """

    own: str = ""
    lead: bool = False
    days: tuple[date, date] | None = None
    places: frozenset[str] = frozenset()
    kin: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Episode:
    """All that one report tells of one incident. `id` is the anchor of its first telling's trigger, written out.

    `type` and `mode` are those of the telling that says most what kind of incident it was (an ASSAULT before the HARM
    it did). `context` is the text of the sentences that tell it. `aggregate` episodes sum several incidents up and
    are never incidents of their own; `background` marks an old incident told again (an anniversary, a look back).
    `embedding` lies in the middle of what its tellings are compared with other reports by.
    """

    id: str
    card: Card
    tellings: tuple[Telling, ...]
    type: str
    mode: str | None
    status: Status
    aggregate: bool
    background: bool
    when: Resolved[When] | Gap
    where: Resolved[Place] | Gap
    places: tuple[Resolved[Place], ...] = ()
    parties: tuple[Party, ...] = ()
    weapons: tuple[Evidence, ...] = ()
    statements: tuple[Statement, ...] = ()
    ties: tuple[Tie, ...] = ()
    context: str = ""
    names: frozenset[str] = field(default_factory=frozenset)
    place_words: frozenset[str] = field(default_factory=frozenset)
    marks: frozenset[str] = field(default_factory=frozenset)
    beside: frozenset[str] = field(default_factory=frozenset)
    setting: Setting = Setting()
    embedding: bytes = b""
