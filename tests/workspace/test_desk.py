"""A reviewer's desk: the queue, what decisions do, blind coding, disagreements, conflicts, and the way to training."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from gesta.errors import WorkspaceError
from gesta.exporting import Choices, export
from gesta.nouns.episode import Anchor
from gesta.nouns.filter import Filter
from gesta.reviewing.answers import AnswerError
from gesta.reviewing.ballots import SETTLING
from gesta.reviewing.tasks import EventTask, PairTask, Task, worth
from gesta.telling.reviewing import EventPage, PairPage
from gesta.workspace import Author, Workspace
from gesta.workspace.desk import Decision, Desk
from gesta.workspace.exported import selected
from gesta.workspace.linkables import linkable
from gesta.workspace.reviewing import Asked, Round, agreement
from tests.workspace.replaying import Replay, arrivals, held, reports

ALL = 10_000
_MINUTES = count()


def author(name: str, comment: str | None = None) -> Author:
    """Each decision a minute after the one before."""
    return Author(name, datetime(2024, 5, 1, tzinfo=UTC) + timedelta(minutes=next(_MINUTES)), comment)


class Coder:
    """Somebody at a desk."""

    def __init__(self, workspace: Workspace, name: str, round_: Round = "first") -> None:
        self.name = name + (SETTLING if round_ == "disagreements" else "")
        self.desk = Desk(workspace, Asked(self.name, round_, most=ALL))

    def tasks(self) -> list[Task]:
        return self.desk.tasks()

    def names(self) -> set[str]:
        return {task.name for task in self.tasks()}

    def decide(self, task: Task, typed: str, comment: str | None = None) -> Decision:
        return self.desk.decide(task, typed, author(self.name, comment))

    def page(self, task: Task) -> Any:
        return self.desk.page(task)


def first(tasks: list[Task], kind: type[PairTask] | type[EventTask], workspace: Workspace | None = None) -> Any:
    """The first task of a kind; of events one that is told as actual."""
    for task in tasks:
        if isinstance(task, EventTask) and kind is EventTask and workspace is not None:
            if workspace.said(task.anchor, "status") == "actual":
                return task
        elif isinstance(task, kind):
            return task
    raise AssertionError(f"no {kind.__name__}")


@pytest.fixture(scope="module")
def filled_folder(tmp_path_factory: pytest.TempPathFactory, replay: Replay) -> Path:
    """A workspace with all the reports linked, to be copied."""
    folder = tmp_path_factory.mktemp("filled") / "desk"
    with Workspace.open(folder, create=True) as workspace:
        for _ in workspace.ingest(arrivals(reports()), replay):
            pass
    return folder


@pytest.fixture
def workspace(tmp_path: Path, filled_folder: Path) -> Iterator[Workspace]:
    """A workspace of its own with all the reports linked."""
    shutil.copytree(filled_folder, tmp_path / "desk")
    with Workspace.open(tmp_path / "desk") as found:
        yield found


@pytest.fixture
def ada(workspace: Workspace) -> Coder:
    return Coder(workspace, "ada")


def test_the_most_useful_comes_first_and_each_has_a_page(ada: Coder) -> None:
    tasks = ada.tasks()
    worths = [worth(task) for task in tasks]
    assert worths == sorted(worths, reverse=True)
    assert len({task.name for task in tasks}) == len(tasks)
    assert {task.kind for task in tasks} == {"pair", "event"}
    for task in tasks:
        page = ada.page(task)
        if isinstance(page, EventPage):
            assert page.report.words[page.trigger.start : page.trigger.end].strip()
            assert {"type", "status", "where", "when", "toll"} <= {line.field for line in page.fields}
        else:
            assert page.left.words
            assert page.right.words
            assert page.verdict.startswith("the machine says")


@pytest.mark.parametrize(("verdict", "together"), [("same", True), ("not", False)])
def test_a_decided_pair_is_grouped_as_decided(ada: Coder, workspace: Workspace, verdict: str, together: bool) -> None:
    task = first(ada.tasks(), PairTask)
    ada.decide(task, verdict, "read both")
    home = workspace.view.incident_of([task.left, task.right])
    assert (len(set(home.values())) == 1) == together
    assert task.name not in ada.names()


def test_a_pair_that_nobody_can_tell_leaves_the_queue(ada: Coder) -> None:
    task = first(ada.tasks(), PairTask)
    ada.decide(task, "unsure")
    assert task.name not in ada.names()


def test_decisions_are_taken_back_and_all_is_as_before(ada: Coder, workspace: Workspace) -> None:
    before, tasks = held(workspace), ada.tasks()
    counts = workspace.view.counts()["incidents"]
    pair, event = first(tasks, PairTask), first(tasks, EventTask, workspace)
    for task, typed in ((pair, "same"), (event, "wrong"), (event, "status:negated")):
        ada.desk.take_back(ada.decide(task, typed), author("ada"))
    assert ada.tasks() == tasks
    assert workspace.view.counts()["incidents"] == counts
    assert json.loads(held(workspace))[-1] == json.loads(before)[-1]


def test_undo_works_in_a_later_session(ada: Coder, workspace: Workspace) -> None:
    task = first(ada.tasks(), EventTask, workspace)
    ada.decide(task, "status:possible")
    assert "status" in workspace.undo(author("ada"))
    assert task.name in ada.names()


def test_a_correction_keeps_who_when_why_and_what_was_said(ada: Coder, workspace: Workspace) -> None:
    task = first(ada.tasks(), EventTask, workspace)
    ada.decide(task, "status:negated", "he denies it")
    [correction] = workspace.view.corrections()
    assert (correction.by, correction.comment, correction.field) == ("ada", "he denies it", "status")
    assert (correction.value, correction.before) == ("negated", "actual")
    line = next(line for line in ada.page(task).fields if line.field == "status")
    assert (line.told, line.before) == ("negated", "actual")


def test_wrong_answers_store_nothing(ada: Coder, workspace: Workspace) -> None:
    tasks = ada.tasks()
    for task, typed in [(first(tasks, PairTask), "perhaps"), (first(tasks, EventTask), "good"),
                        (first(tasks, EventTask), "mood:bad"), (first(tasks, EventTask), "as ben")]:  # fmt: skip
        with pytest.raises(AnswerError):
            ada.decide(task, typed)
    assert list(workspace.view.corrections()) == []
    assert list(workspace.view.judgements_by_people()) == []


# ------------------------------------------------------------------------------------------------ several coders


def test_the_second_coder_is_blind(ada: Coder, workspace: Workspace) -> None:
    tasks = ada.tasks()
    pair, event = first(tasks, PairTask), first(tasks, EventTask, workspace)
    ada.decide(pair, "not", "two days apart")
    ada.decide(event, "status:negated", "he denies it")
    ben = Coder(workspace, "ben", "second")
    assert ben.names() == {pair.name, event.name}
    shown = [ben.page(task) for task in ben.tasks()]
    assert "ada" not in str(shown)
    assert "denies it" not in str([page.notes for page in shown])
    [page] = [page for page in shown if isinstance(page, EventPage)]
    assert next(line.told for line in page.fields if line.field == "status") == "actual"
    for task in ben.tasks():
        ben.decide(task, "same" if isinstance(task, PairTask) else "correct")
    assert ben.tasks() == []
    assert Coder(workspace, "ada", "second").tasks() == []


def test_a_third_decision_settles_a_disagreement(ada: Coder, workspace: Workspace) -> None:
    tasks = ada.tasks()
    pair, event = first(tasks, PairTask), first(tasks, EventTask, workspace)
    ada.decide(pair, "same")
    ada.decide(event, "status:possible", "only planned")
    ben = Coder(workspace, "ben", "second")
    ben.decide(pair, "not")
    ben.decide(event, "status:negated")
    cyd = Coder(workspace, "cyd", "disagreements")
    shown = {task.name: cyd.page(task) for task in cyd.tasks()}
    assert set(shown) == {pair.name, event.name}
    assert "status: ada says possible – only planned" in shown[event.name].notes
    assert "status: ben says negated" in shown[event.name].notes
    assert any("ada says same" in note for note in shown[pair.name].notes)
    assert isinstance(shown[pair.name], PairPage)
    cyd.decide(event, "as ada")
    cyd.decide(pair, "as ada")
    assert Coder(workspace, "cyd", "disagreements").tasks() == []
    assert len(set(workspace.view.incident_of([pair.left, pair.right]).values())) == 1
    with selected(workspace.view) as records:
        [status] = [e.status for c in records.reports() for e in c.events if _at(c, e) == event.anchor]
    assert status == "possible"


def test_agreement_counts_blind_coders_only(ada: Coder, workspace: Workspace) -> None:
    events = [task for task in ada.tasks() if isinstance(task, EventTask)][:4]
    for task in events:
        ada.decide(task, "correct")
    ben = Coder(workspace, "ben", "second")
    for number, task in enumerate(events):
        ben.decide(task, "wrong" if number == 0 else "correct")
    Coder(workspace, "cyd", "disagreements").decide(events[0], "as ada")
    lines = {line.field: line for line in agreement(workspace.view)}
    assert (lines["event"].units, lines["event"].percent, lines["event"].coders) == (4, 75.0, ("ada", "ben"))
    assert lines["status"].units == 3
    assert agreement(workspace.view, ["ada"]) == []
    with pytest.raises(WorkspaceError, match="eve: nothing was decided"):
        agreement(workspace.view, ["eve"])


# ------------------------------------------------------------------------------------------------ coded anew


def recode(workspace: Workspace, task: EventTask, **other: Any) -> None:
    """Stores the report as a later version would code it: the event told otherwise, or (`gone`) not at all."""
    key = Anchor.parse(task.anchor).report
    coded = workspace.view.report(key)
    target = next(e for e in coded.events if _at(coded, e) == task.anchor)
    if other.pop("gone", False):
        ties = [e for e in coded.events if target.id in (e.id, e.same, e.part)]
        kept = tuple(replace(e, same=None, part=None) if e in ties else e for e in coded.events if e.id != target.id)
        links = tuple(link for link in coded.links if target.id not in (link.origin, link.goal))
        claims = tuple(c for c in coded.claims if target.id not in c.events)
        coded = replace(coded, events=kept, links=links, claims=claims)
    else:
        coded = replace(coded, events=tuple(replace(e, **other) if e is target else e for e in coded.events))
    with workspace.store.writing("gesta", "recode") as writer:
        writer.replace_report(coded, linkable(coded, list(workspace.view.corrections([key]))))
    workspace.link()


def _at(coded: Any, event: Any) -> str:
    return str(Anchor(coded.report.key, event.trigger))


def test_corrections_survive_a_new_coding_and_conflicts_are_shown(ada: Coder, workspace: Workspace) -> None:
    task = first(ada.tasks(), EventTask, workspace)
    ada.decide(task, "status:possible")
    looking = Coder(workspace, "ada", "conflicts")
    assert looking.tasks() == []
    recode(workspace, task, status="negated")
    with selected(workspace.view) as records:
        assert [e.status for c in records.reports() for e in c.events if _at(c, e) == task.anchor] == ["possible"]
    [conflict] = looking.tasks()
    note = "ada made status possible when the machine said actual; now it says negated"
    assert note in looking.page(conflict).notes
    looking.decide(conflict, "keep")
    assert looking.tasks() == []
    recode(workspace, task, status="future")
    looking.decide(looking.tasks()[0], "drop")
    assert looking.tasks() == []


def test_a_correction_of_an_event_that_is_gone_is_shown_and_dropped(ada: Coder, workspace: Workspace) -> None:
    task = first(ada.tasks(), EventTask, workspace)
    ada.decide(task, "status:possible")
    recode(workspace, task, gone=True)
    looking = Coder(workspace, "ada", "conflicts")
    [conflict] = looking.tasks()
    assert "no event there any more" in looking.page(conflict).notes[-1]
    with pytest.raises(AnswerError, match="drop the correction"):
        looking.decide(conflict, "keep")
    dropped = looking.decide(conflict, "drop")
    assert looking.tasks() == []
    with pytest.raises(WorkspaceError, match="make it anew"):
        looking.desk.take_back(dropped, author("ada"))


# ------------------------------------------------------------------------------------------------ training


def corpus(workspace: Workspace, wanted: Filter) -> dict[str, dict[str, Any]]:
    """The corpus that is exported, by report."""
    stream = io.BytesIO()
    with selected(workspace.view, wanted) as records:
        export("corpus", records, stream, Choices(text="full"))
    return {each["id"]: each for each in map(json.loads, stream.getvalue().splitlines())}


def test_reviewed_reports_become_training_texts(ada: Coder, workspace: Workspace) -> None:
    reviewed = Filter(reviewed=True)
    assert corpus(workspace, reviewed) == {}
    task = first(ada.tasks(), EventTask, workspace)
    trigger = Anchor.parse(task.anchor).span
    report = workspace.view.plain(Anchor.parse(task.anchor).report)
    ada.decide(task, "status:possible")
    ada.decide(task, "type:PROTEST.demo")
    told = corpus(workspace, reviewed)
    [event] = [e for e in told[report.id]["events"] if e["trigger"] == [trigger.start, trigger.end]]
    assert (event["type"], event["mode"], event["status"]) == ("PROTEST", "demo", "possible")
    ada.decide(task, "wrong")
    left = corpus(workspace, reviewed)[report.id]
    assert [e for e in left["events"] if e["trigger"] == [trigger.start, trigger.end]] == []
    assert left["text"] == report.text


def test_a_report_whose_every_event_is_wrong_still_trains(ada: Coder, workspace: Workspace) -> None:
    task = first(ada.tasks(), EventTask)
    coded = workspace.view.report(Anchor.parse(task.anchor).report)
    for event in coded.events:
        anchor = _at(coded, event)
        ada.decide(EventTask(anchor, 1.0, task.weight), "wrong")
    assert corpus(workspace, Filter(reviewed=True))[coded.report.id]["events"] == []
