"""A sitting at the terminal: one task a screen, one key a decision, everything stored as it is decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import click

from gesta.errors import GestaError
from gesta.reviewing.tasks import PairTask, Task
from gesta.workspace.deciding import Author
from gesta.workspace.desk import Decision, Desk

Key = Callable[[], str]

PAIR_KEYS = (("s", "same"), ("d", "not"), ("?", "unsure"))
EVENT_KEYS = (("c", "correct"), ("w", "wrong"))
CONFLICT_KEYS = (("k", "keep"), ("x", "drop"))
PAIR_HELP = "s same incident  d different  ? cannot tell"
EVENT_HELP = "c correct  w wrong  e edit a field"
CONFLICT_HELP = "k keep the correction  x drop it  e edit a field"
SETTLE_HELP = "1-9 settle as that coder"
COMMON_HELP = "n next  b back  m comment  u undo  q quit"
FIELD_KEYS = (
    *(("t", "type"), ("o", "mode"), ("s", "status"), ("a", "actor"), ("g", "target"), ("v", "victim")),
    *(("p", "where"), ("d", "when"), ("l", "toll")),
)
FIELD_HELP = "which field? t type  o mode  s status  a actor  g target  v victim  p place  d date  l toll  other: none"
VALUE_HELP: Mapping[str, str] = {
    "type": "TYPE or TYPE.mode",
    "mode": "a mode, - for none",
    "status": "actual, future, possible or negated",
    "actor": "words of the report [= NAME]; a number above, - for nobody",
    "target": "words of the report [= NAME]; a number above, - for nobody",
    "victim": "words of the report [= NAME]; a number above, - for nobody",
    "where": "a place or its id; a number above, - for unknown",
    "when": "2019-03-12, 2019-03 or 2019-03-10..2019-03-12; a number above, - for unknown",
    "toll": "killed 4, injured 2-5, missing 3+ [= words]; - for none",
}
QUITS = ("q", "\x03", "\x04")


@dataclass
class Session:
    """Where a reviewer stands in the list, what they did (to undo it) and the comment for what comes."""

    desk: Desk
    tasks: Sequence[Task]
    comment: str | None = None
    at: int = 0
    said: str = ""
    done: list[Decision] = field(default_factory=list)

    @staticmethod
    def author(name: str, comment: str | None) -> Author:
        """Who decides, now."""
        return Author(name, datetime.now(UTC), comment)

    def run(self, key: Key) -> None:
        """Shows task after task until the list ends or a key says to quit."""
        while self.at < len(self.tasks):
            self.show()
            try:
                pressed = key()
            except (EOFError, KeyboardInterrupt):
                break
            if pressed in QUITS:
                break
            self.press(pressed, key)
        click.echo(f"{len(self.done)} decided; gesta undo takes the last one back, also tomorrow.")

    def press(self, pressed: str, key: Key) -> None:
        """Does what a key stands for; what cannot be done is told and nothing changes."""
        self.said = ""
        try:
            self._act(pressed, key)
        except GestaError as error:
            self.said = str(error)

    def show(self) -> None:
        """Draws the task that is at hand."""
        from rich.console import Console

        from gesta.telling.reviewing_screens import screen

        task = self.tasks[self.at]
        click.clear()
        place = (f"{self.at + 1} of {len(self.tasks)}", task.name, task.weight.incident or "in no incident")
        head = " · ".join((*place, f"as {self.desk.asked.coder}"))
        Console(highlight=False).print(screen(self.desk.page(task), head, self._keys(task), self.said))

    def _act(self, pressed: str, key: Key) -> None:
        task = self.tasks[self.at]
        if answer := dict(self._answers(task)).get(pressed):
            self._decide(task, answer)
        elif pressed == "e" and not isinstance(task, PairTask):
            self._edit(task, key)
        elif pressed in "n \r\n" or pressed == "\x1b[C":
            self.at += 1
        elif pressed == "b" or pressed == "\x1b[D":
            self.at = max(0, self.at - 1)
        elif pressed == "m":
            self.comment = click.prompt("comment for the next decision", default="", show_default=False) or None
        elif pressed == "u":
            self._undo()
        else:
            self.said = f"{pressed!r} does nothing here"

    def _answers(self, task: Task) -> Iterator[tuple[str, str]]:
        """What each key answers to this task."""
        yield from PAIR_KEYS if isinstance(task, PairTask) else EVENT_KEYS
        if self.desk.asked.round == "conflicts":
            yield from CONFLICT_KEYS
        if self.desk.asked.round == "disagreements":
            yield from ((str(n), f"as {coder}") for n, coder in enumerate(self.desk.coders_on(task), 1))

    def _decide(self, task: Task, answer: str) -> None:
        """Stores a decision and goes on to the next task."""
        self._store(task, answer)
        self.at += 1

    def _store(self, task: Task, answer: str) -> None:
        decision = self.desk.decide(task, answer, self.author(self.desk.asked.coder, self.comment))
        self.done.append(decision)
        self.said, self.comment = decision.words, None

    def _edit(self, task: Task, key: Key) -> None:
        """Asks for a field and its value; the task stays, so that other fields can follow."""
        click.echo(FIELD_HELP)
        name = dict(FIELD_KEYS).get(key())
        if name is None:
            self.said = "no field chosen"
            return
        typed = click.prompt(f"{name} ({VALUE_HELP[name]})", default="", show_default=False)
        if typed.strip():
            self._store(task, f"{name}:{typed}")

    def _undo(self) -> None:
        """Takes back the last decision of this sitting and goes back to its task."""
        if not self.done:
            self.said = "nothing was decided in this sitting; gesta undo takes back what was decided before"
            return
        last = self.done[-1]
        self.desk.take_back(last, self.author(self.desk.asked.coder, self.comment))
        self.done.pop()
        self.at = next((n for n, task in enumerate(self.tasks) if task.name == last.task.name), self.at)
        self.said = f"taken back: {last.words}"

    def _keys(self, task: Task) -> str:
        """The help line."""
        own = PAIR_HELP if isinstance(task, PairTask) else EVENT_HELP
        own = CONFLICT_HELP if self.desk.asked.round == "conflicts" else own
        settle = f"  {SETTLE_HELP}" if self.desk.asked.round == "disagreements" else ""
        comment = f"\ncomment: {self.comment}" if self.comment else ""
        return f" {own}{settle}  {COMMON_HELP} {comment}"
