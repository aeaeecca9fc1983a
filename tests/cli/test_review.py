"""``gesta review`` and ``gesta agreement``: listed, decided in one line, and key by key as at a terminal."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from gesta.cli import main
from gesta.cli.reviewing_session import Session
from gesta.reviewing.tasks import EventTask, PairTask, Task
from gesta.workspace import Workspace
from gesta.workspace.desk import Desk
from gesta.workspace.reviewing import Asked
from tests.workspace.conftest import coded_folder, replay
from tests.workspace.replaying import Replay, arrivals, reports

__all__ = ["coded_folder", "replay"]


@pytest.fixture(scope="module")
def filled_folder(tmp_path_factory: pytest.TempPathFactory, replay: Replay) -> Path:
    """A workspace with all the reports linked, to be copied."""
    folder = tmp_path_factory.mktemp("filled") / "desk"
    with Workspace.open(folder, create=True) as workspace:
        for _ in workspace.ingest(arrivals(reports()), replay):
            pass
    return folder


@pytest.fixture
def folder(tmp_path: Path, filled_folder: Path) -> Path:
    return Path(shutil.copytree(filled_folder, tmp_path / "desk"))


@pytest.fixture
def gesta(folder: Path) -> Callable[..., Result]:
    """Runs a command on a workspace of its own, as the user "ada"."""
    environment = {"GESTA_WORKSPACE": str(folder), "GESTA_USER": "ada"}
    return lambda *words: CliRunner().invoke(main, list(words), env=environment)


def listed(result: Result, kind: str) -> list[str]:
    """The names of the tasks of a kind that were listed."""
    assert result.exit_code == 0, result.output
    return re.findall(rf"^([0-9a-f]{{6}})  {kind}\b", result.stdout, re.MULTILINE)


def test_without_a_terminal_the_queue_is_listed(gesta: Callable[..., Result]) -> None:
    everything = gesta("review", "-n", "1000")
    assert listed(everything, "pair")
    assert listed(everything, "event")
    assert len(gesta("review", "-n", "3").stdout.splitlines()) == 3
    worths = [float(line.split()[2]) for line in everything.stdout.splitlines()]
    assert worths == sorted(worths, reverse=True)
    for line in everything.stdout.splitlines():
        about = re.split(r"  +", line)[4]
        assert re.match(r"[^“]+ “[^”]+” – [^“]+ “[^”]+”: ." if " pair " in line else r"[^:]+: .", about), line


def test_decisions_in_one_line(gesta: Callable[..., Result]) -> None:
    pair = listed(gesta("review", "-n", "1000"), "pair")[0]
    event = listed(gesta("review", "-n", "1000"), "event")[0]
    done = gesta("review", "--decide", f"{pair}=not", "--decide", f"{event}=status:negated", "--comment", "read both")
    assert done.stdout == f"{pair}: not\n{event}: status negated\n"
    left = gesta("review", "-n", "1000").stdout
    assert pair not in left
    assert event not in left
    assert "person:ada  read both" in gesta("history").stdout
    assert gesta("undo").stdout.startswith("taken back: the correction of status")


def test_a_decision_that_cannot_be_taken_is_told_and_the_others_are_taken(gesta: Callable[..., Result]) -> None:
    event = listed(gesta("review", "-n", "1000"), "event")[0]
    done = gesta("review", "--decide", "ffffffx=same", "--decide", f"{event}=good", "--decide", f"{event}=correct")
    assert done.exit_code == 1
    assert done.stdout == f"{event}: event correct\n"
    assert "no task of that name is open" in done.stderr
    assert "correct or wrong" in done.stderr


def test_a_second_coder_and_agreement(gesta: Callable[..., Result]) -> None:
    assert "No two coders" in gesta("agreement").stdout
    events = listed(gesta("review", "-n", "1000"), "event")[:2]
    gesta("review", *(word for name in events for word in ("--decide", f"{name}=correct")))
    assert sorted(listed(gesta("review", "--coder", "ben"), "event")) == sorted(events)
    gesta("review", "--coder", "ben", "--decide", f"{events[0]}=correct", "--decide", f"{events[1]}=wrong")
    assert gesta("review", "--coder", "ben").stdout == "Nothing is left to decide.\n"
    assert listed(gesta("review", "--disagreements"), "event") == [events[1]]
    told = gesta("agreement")
    assert re.search(r"^event +nominal +2 +50\.0 +0\.000 +0\.000 +ada, ben$", told.stdout, re.MULTILINE)
    [whole] = [
        o for o in map(json.loads, gesta("agreement", "--format", "jsonl").stdout.splitlines()) if o["field"] == "event"
    ]
    assert (whole["units"], whole["percent"], whole["coders"]) == (2, 50.0, ["ada", "ben"])
    gesta("review", "--disagreements", "--by", "cyd", "--decide", f"{events[1]}=as ada")
    assert gesta("review", "--disagreements").stdout == "Nothing is left to decide.\n"
    assert gesta("agreement", "eve").exit_code == 1


def test_rounds_do_not_mix(gesta: Callable[..., Result]) -> None:
    assert gesta("review", "--coder", "ben", "--conflicts").exit_code == 2
    assert gesta("review", "i1", "--disagreements").exit_code == 2
    assert gesta("review", "--conflicts").stdout == "Nothing is left to decide.\n"


# ------------------------------------------------------------------------------------------------ at a terminal


class Terminal:
    """A sitting with the keys given; `seen` is all that was on the screen."""

    def __init__(self, folder: Path, wanted: type[PairTask] | type[EventTask]) -> None:
        self.workspace = Workspace.open(folder)
        desk = Desk(self.workspace, Asked("ada", most=1000))
        self.tasks: list[Task] = [task for task in desk.tasks() if isinstance(task, wanted)][:3]
        self.session = Session(desk, self.tasks)

    def press(self, keys: str, capsys: pytest.CaptureFixture[str]) -> str:
        left = iter(keys)
        self.session.run(lambda: next(left, "q"))
        return capsys.readouterr().out


@pytest.fixture
def pairs(folder: Path) -> Iterator[Terminal]:
    terminal = Terminal(folder, PairTask)
    yield terminal
    terminal.workspace.close()


@pytest.fixture
def events(folder: Path) -> Iterator[Terminal]:
    terminal = Terminal(folder, EventTask)
    yield terminal
    terminal.workspace.close()


def test_one_key_decides_and_undo_takes_it_back(pairs: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    seen = pairs.press("sd", capsys)
    assert "One incident?" in seen
    assert "s same incident  d different  ? cannot tell" in seen
    assert "the machine says" in seen
    verdicts = {j.left + j.right: j.verdict for j in pairs.workspace.view.judgements_by_people()}
    first, second = pairs.tasks[:2]
    assert isinstance(first, PairTask)
    assert isinstance(second, PairTask)
    assert verdicts == {first.left + first.right: "same", second.left + second.right: "not"}
    assert f"taken back: {second.name}: not" in pairs.press("u", capsys)
    assert pairs.session.at == 1
    withdrawn = [j for j in pairs.workspace.view.judgements_by_people() if j.withdrawn]
    assert [j.verdict for j in withdrawn] == ["not"]


def test_moving_about_decides_nothing(pairs: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    seen = pairs.press("nbxu", capsys)
    assert "'x' does nothing here" in seen
    assert "nothing was decided in this sitting" in seen
    assert list(pairs.workspace.view.judgements_by_people()) == []
    assert "0 decided" in seen


def test_a_field_is_edited_and_the_task_stays(
    events: Terminal, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["likely", "negated", "he denies it"])
    monkeypatch.setattr(click, "prompt", lambda *_args, **_more: next(typed))
    seen = events.press("esesmc", capsys)
    assert "'likely' is no status" in seen
    assert "status negated" in seen
    assert "comment: he denies it" in seen
    made = [(c.field, c.value, c.comment) for c in events.workspace.view.corrections()]
    assert made == [("status", "negated", None), ("event", "correct", "he denies it")]
    assert events.session.at == 1


def test_the_words_and_every_field_are_shown(events: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    seen = events.press("q", capsys)
    assert "Read rightly?" in seen
    for field in ("type", "status", "actor", "target", "victim", "where", "when", "toll"):
        assert re.search(rf"^{field} +\S", seen, re.MULTILINE), field


def test_the_end_of_input_ends_the_sitting(pairs: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    def closed() -> str:
        raise EOFError

    pairs.session.run(closed)
    assert "0 decided" in capsys.readouterr().out
