"""The screens of a review, drawn with rich: readable in colour, without colour, and over a slow line."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from gesta.telling.reviewing import EventPage, FieldLine, Page, PairPage, Side

MARK = "bold reverse"


def screen(page: Page, head: str, keys: str, said: str = "") -> RenderableType:
    """One task: `head` says which it is, `keys` what may be pressed, `said` what just happened."""
    body = _pair(page) if isinstance(page, PairPage) else _event(page)
    below = [Text(said, "bold green")] if said else []
    return Group(Text(head, "dim"), Text(), body, *below, Text(keys, "reverse"))


def _pair(page: PairPage) -> RenderableType:
    """Both reports side by side, and the reasons under them."""
    sides = Table.grid(expand=True, padding=(0, 1))
    sides.add_column(ratio=1)
    sides.add_column(ratio=1)
    sides.add_row(_side(page.left), _side(page.right))
    verdict = Text(page.verdict, "bold")
    return Group(Text("One incident?", "bold"), sides, verdict, *_lines(page.reasons), *_notes(page.notes), Text())


def _event(page: EventPage) -> RenderableType:
    """The words with the trigger marked, and the fields under them."""
    words = Text(page.report.words)
    words.stylize(MARK, page.trigger.start, page.trigger.end)
    table = Table.grid(padding=(0, 2))
    for line in page.fields:
        table.add_row(Text(line.field, "bold"), _field(line))
    report = Panel(words, title=Text(_heading(page.report)), title_align="left")
    return Group(Text("Read rightly?", "bold"), report, table, *_notes(page.notes), Text(), *_lines(page.why), Text())


def _side(side: Side) -> RenderableType:
    words = Text(side.words)
    if side.marks:
        words.highlight_words(side.marks, MARK)
    facts = Text("\n".join(side.facts), "cyan")
    title = Text(side.title, "bold")
    return Panel(
        Group(title, facts, Text(), words), title=Text(f"{side.publisher}, {side.published}"), title_align="left"
    )


def _heading(side: Side) -> str:
    return f"{side.publisher}, {side.published}: {side.title}"


def _field(line: FieldLine) -> Text:
    """What the field says; what it said before; what else may be chosen, by number."""
    told = Text(line.told, "cyan")
    if line.before is not None:
        told.append(f"   (the machine: {line.before})", "dim")
    for number, rival in enumerate(line.considered, 1):
        told.append(f"\n  {number} {rival}", "dim")
    return told


def _lines(lines: Iterable[str]) -> list[RenderableType]:
    return [Padding(Text(line), (0, 0, 0, 2)) for line in lines]


def _notes(notes: Iterable[str]) -> list[RenderableType]:
    return [Text(note, "bold yellow") for note in notes]
