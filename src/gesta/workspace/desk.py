"""A reviewer's desk on a workspace: shows tasks as pages, stores each decision at once, and takes decisions back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from typing import Any

from gesta.errors import WorkspaceError
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Anchor, Card, Episode
from gesta.nouns.event import Event
from gesta.nouns.judgement import VERDICTS, Judgement
from gesta.nouns.review import CORRECTED_FIELDS, CorrectedField, Correction
from gesta.reviewing.answers import AnswerError, Change, Subject, alternatives, changes
from gesta.reviewing.ballots import PAIR, Ballot, own_words
from gesta.reviewing.knowing import Knowledge, Knows
from gesta.reviewing.tasks import EventTask, PairTask, Task
from gesta.spans import Span
from gesta.telling.reviewing import (
    EventPage,
    FieldLine,
    Page,
    PairPage,
    kind_words,
    reason_words,
    report_side,
    side,
    value_words,
    verdict_words,
)
from gesta.workspace import correcting, deciding
from gesta.workspace.deciding import Author
from gesta.workspace.reviewing import Asked, Reviewed, tasks
from gesta.workspace.workspace import Workspace

AROUND = 400
"""Letters of the report shown before and behind a trigger: two or three sentences each way."""

FIELDS = tuple(name for name in CORRECTED_FIELDS if name not in ("event", "mode"))  # a mode is told with its type


@dataclass(frozen=True, slots=True)
class Decision:
    """What one answer stored, in words, so that it can be told and taken back."""

    task: Task
    words: str
    judgements: tuple[Judgement, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass
class Desk:
    """Tasks, pages and decisions of one reviewer; `author` is made anew for each decision, as it holds the moment."""

    workspace: Workspace
    asked: Asked
    knows: Knows = field(default_factory=Knowledge)

    def tasks(self) -> list[Task]:
        """What is to be decided, the most useful first."""
        return tasks(self.workspace.view, self.workspace.linker.settings.models, self.asked)

    def subjects(self, found: Sequence[Task]) -> Mapping[str, str]:
        """What each task is about in a few words, by its name: the report, or both with the words that tell it."""
        view = self.workspace.view
        told = view.episodes({end for task in found if isinstance(task, PairTask) for end in (task.left, task.right)})
        keys = {Anchor.parse(task.anchor).report for task in found if isinstance(task, EventTask)}
        labels = {card.key: card.label for card in view.cards_of(sorted(keys))}
        return {task.name: _subject(task, told, labels) for task in found}

    def page(self, task: Task) -> Page:
        """What the task shows."""
        return self._pair_page(task) if isinstance(task, PairTask) else self._event_page(task)

    def coders_on(self, task: Task) -> list[str]:
        """Those who answered the task, in order of name."""
        return sorted({coder for ballot in self._ballots_of(task) for coder in ballot.answers})

    # ------------------------------------------------------------------------------------------------ deciding

    def decide(self, task: Task, typed: str, author: Author) -> Decision:
        """What an answer stored. Of a pair: same, not or unsure. Of an event: correct, wrong or FIELD:VALUE. Of what
        coders disagree on also `as NAME`, of a conflict `keep` or `drop`. Raises AnswerError for any other."""
        taken = self._as_coder(task, typed, author) if typed.startswith("as ") else None
        if taken is not None:
            return taken
        if isinstance(task, PairTask):
            return self._judge(task, typed, author)
        if self.asked.round == "conflicts" and typed in ("keep", "drop"):
            return self._settle_conflicts(task, typed, author)
        name, _, value = typed.partition(":")
        if not value:
            return self._correct(task, [("event", _whole(typed))], author)
        return self._correct(task, changes(_field(name), value, self._subject(task)), author)

    def take_back(self, decision: Decision, author: Author) -> None:
        """Takes a decision back; what stood before it stands again. Raises
        WorkspaceError for a correction that was dropped: it is made anew instead."""
        if not decision.judgements and not decision.corrections:
            raise WorkspaceError("a correction that was dropped is not undone: make it anew with e")
        self.workspace.judge(deciding.withdrawn(decision.judgements, author), "undo")
        if decision.corrections:
            self.workspace.correct(*(deciding.undoing(one, author) for one in reversed(decision.corrections)))

    def _judge(self, task: PairTask, typed: str, author: Author) -> Decision:
        verdict = next((known for known in VERDICTS if known == typed), None)
        if verdict is None:
            raise AnswerError(f"{typed!r}: a pair is same, not or unsure")
        score = {"same": 1.0, "not": 0.0, "unsure": 0.5}[verdict]
        ends = (task.left, task.right, verdict, score, author.by)
        made = Judgement(*ends, made=author.made, comment=author.comment)
        self.workspace.judge([made], author.comment or "review")
        return Decision(task, f"{task.name}: {verdict}", (made,))

    def _correct(self, task: EventTask, wanted: Sequence[Change], author: Author) -> Decision:
        """Stores the corrections of one answer, each with what the machine says."""
        made = [
            deciding.correction(task.anchor, name, value, self.workspace.said(task.anchor, name), author)
            for name, value in wanted
        ]
        self.workspace.correct(*made)
        told = ", ".join(f"{name} {value_words(name, value)}" for name, value in wanted)
        return Decision(task, f"{task.name}: {told}", corrections=tuple(made))

    def _as_coder(self, task: Task, typed: str, author: Author) -> Decision | None:
        """The answers of one coder, on all that is open, as the settler's own."""
        name = typed.removeprefix("as ").strip()
        ballots = [b for b in self._ballots_of(task) if b.open and name in b.answers]
        if not ballots:
            raise AnswerError(f"{name!r} has no answer here that others differ from")
        if isinstance(task, PairTask):
            return self._judge(task, str(ballots[0].answers[name]), author)
        return self._correct(task, [(_field(b.field), b.answers[name]) for b in ballots], author)

    def _settle_conflicts(self, task: EventTask, typed: str, author: Author) -> Decision:
        """Keeps the corrections, on what the machine says now, or takes them back."""
        shifted = list(self._shifted(task))
        if typed == "drop":
            dropped = [one for each in shifted for one in self._words_like(task, each.correction)]
            undone = [
                deciding.undoing(one, replace(author, made=author.made + timedelta(microseconds=number)))
                for number, one in enumerate(dropped)  # a moment each, so that no two have one id
            ]
            if undone:
                self.workspace.correct(*undone)
            return Decision(task, f"{task.name}: {len(shifted)} taken back")
        if any(each.event is None for each in shifted):
            raise AnswerError("the machine has no event there any more: drop the correction, or skip it")
        return self._correct(task, [(each.correction.field, each.correction.value) for each in shifted], author)

    # ------------------------------------------------------------------------------------------------ pages

    def _pair_page(self, task: PairTask) -> PairPage:
        told = self.workspace.view.episodes([task.left, task.right])
        missing = [end for end in (task.left, task.right) if end not in told]
        if missing:
            raise WorkspaceError(f"no event is told at {missing[0]} any more: code and link anew, then review again")
        model = task.model
        page = PairPage(side(told[task.left]), side(told[task.right]), verdict_words(model), reason_words(model))
        return replace(page, notes=tuple(self._notes(task)))

    def _event_page(self, task: EventTask) -> EventPage:
        coded = self._coded(task)
        event = correcting.event_at(coded, task.anchor)
        trigger = event.trigger if event else Anchor.parse(task.anchor).span
        words, marked = _around(coded.report.text, trigger)
        lines = tuple(self._lines(task, event)) if event else ()
        report = report_side(self._card(task), words)
        return EventPage(report, marked, lines, task.why, tuple(self._notes(task)))

    def _lines(self, task: EventTask, event: Event) -> Iterator[FieldLine]:
        """Each field, with the reviewer's own corrections laid over it."""
        subject = self._subject(task)
        mine = self._mine(task)
        yield FieldLine("type", kind_words(subject.event.type, subject.event.mode), before=_kind_before(event, subject))
        for name in FIELDS[1:]:
            machine = value_words(name, correcting.said(self._coded(task), event, name))
            told = value_words(name, mine[name].value) if name in mine else machine
            rivals = () if name in mine else alternatives(name, subject)
            considered = tuple(f"{rival.name} ({rival.reason})" for rival in rivals)
            yield FieldLine(name, told, considered, machine if name in mine else None)

    def _notes(self, task: Task) -> Iterator[str]:
        """What coders said, once both are to be seen; what the ground of a correction was; the reviewer's verdict."""
        if self.asked.round == "disagreements":
            for ballot in self._ballots_of(task):
                yield from _answers(ballot)
        elif isinstance(task, EventTask):
            whole = self._mine(task).get("event")
            yield from [f"you said: {whole.value}"] if whole else []
            if self.asked.round == "conflicts":
                yield from map(_conflict_words, self._shifted(task))

    # ------------------------------------------------------------------------------------------------ parts

    def _subject(self, task: EventTask) -> Subject:
        """The event with the reviewer's own corrections of fields laid over it."""
        coded = self._coded(task)
        fields = [one for one in self._mine(task).values() if one.field != "event"]
        laid = correcting.corrected(coded, fields)
        event = correcting.event_at(laid, task.anchor)
        if event is None:
            raise AnswerError("the machine has no event there any more: nothing can be said of its fields")
        return Subject(coded, event, self.knows)

    def _coded(self, task: EventTask) -> Coded:
        """The report as the machine coded it, whatever others corrected in it."""
        return self.workspace.view.report(Anchor.parse(task.anchor).report)

    def _card(self, task: EventTask) -> Card:
        return next(self.workspace.view.cards_of([Anchor.parse(task.anchor).report]))

    def _at(self, task: EventTask) -> list[Correction]:
        """All corrections at the anchor of a task."""
        known = self.workspace.view.corrections([Anchor.parse(task.anchor).report])
        return [correction for correction in known if correction.anchor == task.anchor]

    def _mine(self, task: EventTask) -> dict[CorrectedField, Correction]:
        return own_words([one for one in self._at(task) if one.by == self.asked.coder])

    def _words_like(self, task: EventTask, wanted: Correction) -> list[Correction]:
        """All that the same person said in the same field and has not taken back, so that none stands again."""
        known = self._at(task)
        undone = {one.undoes for one in known if one.undoes}
        like = [one for one in known if (one.by, one.field) == (wanted.by, wanted.field) and one.undoes is None]
        return [one for one in like if one.id not in undone]

    def _shifted(self, task: EventTask) -> Iterator[correcting.Conflict]:
        return iter(correcting.conflicts(self._coded(task), self._at(task)))

    @cached_property
    def _ballots(self) -> list[Ballot]:
        return Reviewed(self.workspace.view).ballots()

    def _ballots_of(self, task: Task) -> list[Ballot]:
        """The ballots on the thing that the task is about, as they stood when the desk was set up."""
        if isinstance(task, EventTask):
            return [b for b in self._ballots if b.ends == (task.anchor,) and b.open]
        known, ends = Reviewed(self.workspace.view), tuple(sorted((task.left, task.right)))
        return [b for b in self._ballots if b.field == PAIR and known.meant(b.ends) == ends]


def _field(name: str) -> CorrectedField:
    found = next((known for known in CORRECTED_FIELDS if known == name.strip()), None)
    if found is None:
        raise AnswerError(f"{name!r} is no field; the fields are {', '.join(CORRECTED_FIELDS)}")
    return found


def _whole(typed: str) -> str:
    if typed not in ("correct", "wrong"):
        raise AnswerError(f"{typed!r}: an event is correct or wrong, or FIELD:VALUE says what a field should be")
    return typed


def _kind_before(event: Event, subject: Subject) -> str | None:
    """What the machine took the event for, where the reviewer says otherwise."""
    same = (event.type, event.mode) == (subject.event.type, subject.event.mode)
    return None if same else kind_words(event.type, event.mode)


def _around(text: str, trigger: Span) -> tuple[str, Span]:
    """The words around a trigger, whole words only, and where it stands in them."""
    start = max(0, trigger.start - AROUND)
    end = min(len(text), trigger.end + AROUND)
    start = text.find(" ", start, trigger.start) + 1 if start else 0
    end = text.rfind(" ", trigger.end, end) if end < len(text) and " " in text[trigger.end : end] else end
    return text[start:end], Span(trigger.start - start, trigger.end - start)


def _answers(ballot: Ballot) -> Iterable[str]:
    """Each coder's answer on a field, with their words."""
    for coder, value in sorted(ballot.answers.items()):
        comment = f" – {ballot.comments[coder]}" if coder in ballot.comments else ""
        yield f"{ballot.field}: {coder} says {_told(ballot.field, value)}{comment}"


def _told(name: str, value: Any) -> str:
    return value_words(name, value)


def _conflict_words(conflict: correcting.Conflict) -> str:
    """What was corrected, on what ground, and what the machine says now."""
    one = conflict.correction
    now = value_words(one.field, conflict.now) if conflict.event else "nothing: it has no event there any more"
    made = f"{one.by} made {one.field} {value_words(one.field, one.value)}"
    return f"{made} when the machine said {value_words(one.field, one.before)}; now it says {now}"


def _subject(task: Task, told: Mapping[str, Episode], labels: Mapping[str, str]) -> str:
    if isinstance(task, EventTask):
        return labels.get(Anchor.parse(task.anchor).report, "")
    ends = [told[end] for end in (task.left, task.right) if end in told]
    return " – ".join(f"{end.card.label} “{end.tellings[0].trigger.text}”" for end in ends)
