"""The desk of one reviewer: the tasks before them, what each shows, and what a decision stores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Literal

from gesta.errors import WorkspaceError
from gesta.nouns.episode import Anchor
from gesta.nouns.filter import EVERYTHING, Filter
from gesta.nouns.incident import Incident
from gesta.nouns.judgement import Judgement
from gesta.nouns.review import CorrectedField, Correction
from gesta.reviewing import ballots as counted
from gesta.reviewing.ballots import Ballot
from gesta.reviewing.doubts import event_tasks
from gesta.reviewing.measures import Measure, measures
from gesta.reviewing.tasks import OPEN, Best, EventTask, PairTask, Task, Weight, is_open, pair_doubt, weight
from gesta.spans import Span
from gesta.store import OutlineView, View
from gesta.workspace import correcting, judged
from gesta.workspace.batching import batches

LOOKED_UP = 200
"""Judgements whose incidents are looked up together."""

Round = Literal["first", "second", "disagreements", "conflicts"]
WORDS_SAID: Mapping[str, str] = {"same": "one incident", "not": "not one incident", "unsure": "cannot tell"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose round it is: `first` what nobody decided; `second` what others decided and `coder` did not; what coders
    disagree on; corrections whose ground has shifted. Of one incident, or of those of a filter; the `most` useful."""

    coder: str
    round: Round = "first"
    incident: str | None = None
    wanted: Filter = EVERYTHING
    most: int = 50


@dataclass(slots=True)
class Reviewed:
    """What people decided, read once: a review's decisions are thousands at most, not millions."""

    view: View
    judgements: list[Judgement] = field(init=False)
    corrections: list[Correction] = field(init=False)
    _episodes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.judgements = list(self.view.judgements_by_people())
        self.corrections = list(self.view.corrections())

    def ballots(self) -> list[Ballot]:
        """What each coder said on each pair and on each field of each event."""
        return [*self.pairs(), *counted.event_ballots(self.corrections, self._said())]

    def pairs(self) -> list[Ballot]:
        """What each coder said on each pair."""
        return counted.pair_ballots(self.judgements)

    def reviewers(self) -> dict[str, list[tuple[Span, str]]]:
        """Who holds something on which spans, by the key of the report."""
        found: dict[str, list[tuple[Span, str]]] = {}
        for coder in sorted({one.by for one in self.corrections}):
            mine = [one for one in self.corrections if one.by == coder]
            for at in sorted({one.anchor for one in mine}):
                if counted.own_words([one for one in mine if one.anchor == at]):
                    anchor = Anchor.parse(at)
                    found.setdefault(anchor.report, []).append((anchor.span, coder))
        return found

    def meant(self, ends: tuple[str, ...]) -> tuple[str, ...]:
        """The ids of the episodes that the ends of a judgement are told in now, in order; an end without one as is."""
        for key in sorted(judged.reports_of(ends)):
            told = OutlineView.of(self.view).outlines_of([key]).values()
            for end in ends:
                self._episodes.setdefault(end, "")
                self._episodes[end] = self._episodes[end] or judged.meant(end, told) or ""
        return tuple(sorted(self._episodes[end] or end for end in ends))

    def _said(self) -> counted.Said:
        """What the machine says at an anchor; a report is read once for all the fields of its events."""
        held: dict[str, object] = {}

        def said(anchor: str, name: CorrectedField) -> object:
            key = Anchor.parse(anchor).report
            if key not in held:
                held.clear()  # ballots come by anchor, so that one report at a time is enough
                held[key] = self.view.report(key)
            coded = held[key]
            event = correcting.event_at(coded, anchor)  # type: ignore[arg-type]
            return correcting.said(coded, event, name) if event else None  # type: ignore[arg-type]

        return said


def _together(held: Mapping[str, tuple[int, int]]) -> Weight:
    """What hangs on a decision about incidents together, from the reports and people harmed of each, by its id."""
    if not held:
        return Weight()
    return Weight(next(iter(held)), sum(n for n, _ in held.values()), sum(harmed for _, harmed in held.values()))


def agreement(view: View, coders: Iterable[str] = ()) -> list[Measure]:
    """How far people agree, field by field; only these coders when any are named."""
    known, only = Reviewed(view), frozenset(coders)
    if unknown := only - {c for b in known.ballots() for c in b.answers}:
        raise WorkspaceError(f"{', '.join(sorted(unknown))}: nothing was decided under that name")
    return measures(_among(ballot, only) for ballot in known.ballots())


def _among(ballot: Ballot, only: frozenset[str]) -> Ballot:
    answers = {coder: value for coder, value in ballot.answers.items() if not only or coder in only}
    return Ballot(ballot.ends, ballot.field, answers, ballot.comments)


def tasks(view: View, models: Iterable[str], asked: Asked) -> list[Task]:
    """What is to be decided in this round, the most useful first."""
    best = Best(asked.most)
    round_ = _Queue(view, tuple(sorted(models)), asked, Reviewed(view), best)
    for task in round_.tasks():
        best.offer(task)
    return round_.whole(best.tasks())


@dataclass(slots=True)
class _Queue:
    """Finds the tasks of one round."""

    view: View
    models: tuple[str, ...]
    asked: Asked
    known: Reviewed
    best: Best

    def whole(self, tasks: Sequence[Task]) -> list[Task]:
        """The tasks with the reasons of what the machine judged, which are read for no more than these."""
        models = [task.model.id for task in tasks if isinstance(task, PairTask) and task.model]
        full = {judgement.id: judgement for judgement in self.view.judgements_with(models)}
        return [
            replace(task, model=full.get(task.model.id)) if isinstance(task, PairTask) and task.model else task
            for task in tasks
        ]

    def tasks(self) -> Iterator[Task]:
        """The tasks of the round, in no order, but for some that would not be among the best."""
        match self.asked.round:
            case "first":
                yield from chain(self._open_pairs(), self._open_events())
            case "second":
                yield from chain(self._others_pairs(), self._others_events())
            case "disagreements":
                yield from self._disagreements()
            case "conflicts":
                yield from self._conflicts()

    # ------------------------------------------------------------------------------------------------ first round

    def _open_pairs(self) -> Iterator[Task]:
        """What the machine judged and could not well tell, unless a person has."""
        decided = {self.known.meant(ballot.ends) for ballot in self.known.pairs()}
        wanted = self._wanted()
        found = (j for j in self.view.doubtful(self.models, *OPEN) if is_open(j))
        for batch in batches(found, LOOKED_UP):
            home = self.view.incident_of([end for j in batch for end in (j.left, j.right)])
            weights = {id_: (reports, harmed) for id_, reports, harmed in self.view.weights(set(home.values()))}
            for judgement in batch:
                ends = {home[end] for end in (judgement.left, judgement.right) if end in home}
                fits = wanted is None or ends & wanted
                if fits and tuple(sorted((judgement.left, judgement.right))) not in decided:
                    held = _together({id_: weights[id_] for id_ in sorted(ends) if id_ in weights})
                    yield PairTask(judgement.left, judgement.right, pair_doubt(judgement), held, judgement)

    def _wanted(self) -> frozenset[str] | None:
        """The ids of the incidents asked for; None when all are."""
        if self.asked.incident is not None:
            return frozenset({self.view.incident(self.asked.incident).id})
        return (
            None if self.asked.wanted == EVERYTHING else frozenset(i.id for i in self.view.incidents(self.asked.wanted))
        )

    def _incidents(self) -> Iterator[Incident]:
        """The incidents asked for that may bring tasks among the best: no others are read."""
        if self.asked.incident is not None:
            yield self.view.incident(self.asked.incident)
            return
        heavy = (id_ for id_, *held in self.view.weights(self.asked.wanted) if self.best.may_take(Weight(id_, *held)))
        for batch in batches(heavy, LOOKED_UP):
            yield from self.view.incidents_by_id(batch).values()

    def _open_events(self) -> Iterator[Task]:
        """Events that leave a doubt; of one incident also those that were decided before."""
        decided = {} if self.asked.incident else self.known.reviewers()
        for task in event_tasks(self._incidents()):
            anchor = Anchor.parse(task.anchor)
            if not any(span.overlaps(anchor.span) for span, _ in decided.get(anchor.report, ())):
                yield task

    # ------------------------------------------------------------------------------------------------ second coder

    def _others_pairs(self) -> Iterator[Task]:
        """Pairs that others judged and this coder did not; nothing tells how they judged."""
        for ballot in self.known.pairs():
            if self.asked.coder not in ballot.answers and ballot.blind:
                yield self._pair(ballot.ends)

    def _others_events(self) -> Iterator[Task]:
        for key, held in sorted(self.known.reviewers().items()):
            mine = [span for span, coder in held if coder == self.asked.coder]
            others = dict.fromkeys(s for s, c in held if c != self.asked.coder and not counted.settles(c))
            for span in others:
                if not any(span.overlaps(own) for own in mine):
                    anchor = str(Anchor(key, span))
                    yield EventTask(anchor, 1.0, self._weight(anchor))

    def _pair(self, ends: tuple[str, ...]) -> PairTask:
        """A pair as a task, with what the machine judged of it, of full doubt."""
        left, right = self.known.meant(ends)
        both = {left, right}
        models = (j for j in self.view.judgements(sorted(both)) if {j.left, j.right} == both and j.by in self.models)
        home = self.view.incident_of(sorted(both))
        held = weight(*self.view.incidents_by_id(sorted(set(home.values()))).values())
        return PairTask(left, right, 1.0, held, next(models, None))

    def _weight(self, anchor: str) -> Weight:
        """What hangs on the event at an anchor."""
        key = Anchor.parse(anchor).report
        episode = judged.meant(anchor, OutlineView.of(self.view).outlines_of([key]).values())
        home = self.view.incident_of([episode]) if episode else {}
        return weight(*self.view.incidents_by_id(sorted(home.values())).values())

    # ------------------------------------------------------------------------------------------------ both answers

    def _disagreements(self) -> Iterator[Task]:
        """What coders answered differently and nobody has settled; an event once, with each field that is open."""
        events: dict[str, list[Ballot]] = {}
        for ballot in self.known.ballots():
            if ballot.open and ballot.field == counted.PAIR:
                yield self._pair(ballot.ends)
            elif ballot.open:
                events.setdefault(ballot.ends[0], []).append(ballot)
        for anchor, opened in sorted(events.items()):
            why = tuple(f"{ballot.field}: the coders differ" for ballot in opened)
            yield EventTask(anchor, 1.0, self._weight(anchor), why)

    def _conflicts(self) -> Iterator[Task]:
        """Events with a correction that was made on something else than what the machine says now."""
        for key in sorted({Anchor.parse(one.anchor).report for one in self.known.corrections}):
            of_report = [one for one in self.known.corrections if Anchor.parse(one.anchor).report == key]
            shifted = correcting.conflicts(self.view.report(key), of_report)
            for anchor in dict.fromkeys(each.correction.anchor for each in shifted):
                yield EventTask(anchor, 1.0, self._weight(anchor), ("the machine now says something else",))
