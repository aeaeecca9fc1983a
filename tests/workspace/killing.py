"""Kills a working workspace again and again, each time at another moment, and lets it go on: `python -m` this module.

Each round fills a new workspace: ingest, link, a person's judgements, a sitting of review, and linking anew by another
version. A child does it; the parent kills the child with SIGKILL after a random while and starts another on the same
folder, some times, then lets one finish. Written out is what each round ended with, one JSON text a line; the first
line is of an undisturbed run.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from gesta.linking.matcher import Matcher
from gesta.nouns.episode import Anchor, Episode
from gesta.nouns.judgement import Judgement
from gesta.reviewing.tasks import EventTask, weight
from gesta.workspace import Author, Workspace
from gesta.workspace.deciding import merged, split
from gesta.workspace.desk import Desk
from gesta.workspace.reviewing import Asked
from tests.workspace.replaying import Replay, arrivals, held, reports

ROUNDS, KILLS = 5, 10  # rounds, and kills in each: fifty in all
QUICKER = 0.7  # of the time believed to be needed, when a child ends before it is killed: the machine was busy before
REPORTS = reports()[:11]  # two bundles: enough for every kind of change, quick enough for fifty runs
MADE = datetime(2023, 5, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Renamed:
    """The matcher under another version: all is to be linked anew."""

    matcher: Matcher
    version: str = "renamed-1"

    @classmethod
    def load(cls) -> Renamed:
        return cls(Matcher.load())

    def judge(self, left: Episode, right: Episode, common: float) -> Judgement | None:
        found = self.matcher.judge(left, right, common)
        if found is None:
            return None
        return Judgement(found.left, found.right, found.verdict, found.score, f"model:{self.version}", found.reasons)


def work(folder: Path, replay: Replay) -> None:
    """The whole work; done again, it changes nothing."""
    with Workspace.open(folder, create=True) as workspace:
        for _ in workspace.ingest(arrivals(REPORTS), replay):
            pass
        _decide(workspace)
        _sit(workspace)
    with Workspace.open(folder) as workspace:
        workspace.use(Renamed.load())
        workspace.link()


def _decide(workspace: Workspace) -> None:
    """Merges the first two incidents that were there before any review, and splits the largest; once."""
    done = {judgement.made for judgement in workspace.view.judgements_by("person:ada")}
    ids = [incident.id for incident in workspace.view.incidents()]
    first, second = (workspace.view.incident(key) for key in ids[:2])
    if MADE not in done:
        workspace.judge(merged(first, second, Author("ada", MADE)), "merge")
    later = MADE + timedelta(days=1)
    largest = max(workspace.view.incidents(), key=lambda incident: (incident.reports, incident.id))
    if later not in done:
        workspace.judge(split(largest, [largest.cards[-1].key], Author("ada", later)), "split")


def _sit(workspace: Workspace) -> None:
    """A second person's sitting: one answer on one event of each report, each answer two corrections; once."""
    desk = Desk(workspace, Asked("ben"))
    answered = [Anchor.parse(one.anchor).report for one in workspace.view.corrections()]
    for number, report in enumerate(REPORTS):
        if report.key not in answered:
            trigger = workspace.view.report(report.key).events[0].trigger
            task = EventTask(f"{report.key}:{trigger.start}-{trigger.end}", doubt=1.0, weight=weight())
            desk.decide(task, "type:COERCE.seize", Author("ben", MADE + timedelta(days=2, hours=number)))


def main(coded: Path, folder: Path, seed: int) -> None:
    """Runs the rounds; prints what each ended with."""
    chance = Random(seed)
    begun = time.monotonic()
    _end(_begin(coded, folder / "undisturbed"))
    whole = time.monotonic() - begun
    _tell(_held(folder / "undisturbed"))
    killed = 0
    for number in range(ROUNDS):
        for _ in range(KILLS):
            hit = _kill(_begin(coded, folder / f"round-{number}"), chance.uniform(0, whole / 3))
            killed, whole = killed + hit, whole if hit else whole * QUICKER
        _end(_begin(coded, folder / f"round-{number}"))
        _tell(_held(folder / f"round-{number}"))
    _tell(json.dumps({"killed": killed}))


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _begin(coded: Path, folder: Path) -> int:
    """A child at work; its process id."""
    child = os.fork()
    if child == 0:
        try:
            with Workspace.open(coded) as made:
                work(folder, Replay(made.view))
        except BaseException:  # noqa: BLE001 - the child must end here, whatever happened
            import traceback

            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return child


def _kill(child: int, after: float) -> int:
    """Kills the child after a while; 1 when it was still at work, 0 when it had ended by itself."""
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit("the child failed")
    return int(os.WIFSIGNALED(status))


def _end(child: int) -> None:
    _, status = os.waitpid(child, 0)
    if status:
        raise SystemExit("the child failed")


def _held(folder: Path) -> str:
    with Workspace.open(folder) as workspace:
        return json.dumps(held(workspace))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
