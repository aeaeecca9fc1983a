"""``gesta compare`` and ``gesta relate``: other data sets beside ours, and a person's word on which event is which."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from gesta.cli.complaints import Complaints
from gesta.cli.filters import filter_options
from gesta.cli.outputs import Output, opened
from gesta.cli.progress import meter
from gesta.cli.working import author, author_options, opened_workspace, workspace_option
from gesta.nouns.filter import Filter

SHOWN = 50  # events of a list for people unless they ask for more: a few screens
FORMS = ("told", "csv", "jsonl")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared: the workspace's address, ours (None: the workspace itself) and theirs as typed, the filter."""

    where: str
    ours: str | None
    theirs: str
    wanted: Filter


@click.command()
@click.argument("tables", nargs=-1, required=True, metavar="[OURS] THEIRS")
@workspace_option
@filter_options
@click.option("--format", "form", type=click.Choice(FORMS), default="told", show_default=True,
              help="To read, or a row an event as CSV or JSON lines.")  # fmt: skip
@click.option("-o", "--output", "path", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write to FILE, whole or not at all, instead of standard output.")  # fmt: skip
@click.pass_context
def compare(
    context: click.Context, tables: tuple[str, ...], where: str, wanted: Filter, form: str, path: Path | None
) -> None:
    """Compare OURS (without it the workspace's incidents) with THEIRS: what is in both, what in one, what differs.

    Each is a table of ACLED, UCDP GED or GDELT, or the name of one that was taken in: acled, ucdp-ged, gdelt.
    """
    if len(tables) > 2:
        raise click.UsageError("give one table to compare with the workspace, or two to compare with each other")
    asked = Asked(where, tables[0] if len(tables) > 1 else None, tables[-1], wanted)
    complaints = Complaints()
    found = _compared(asked, complaints)
    with opened(path) as output:
        _write(output, form, found, asked)
    context.exit(complaints.exit_code)


@click.command()
@workspace_option
@click.argument("record", metavar="RECORD")
@click.argument("identity", metavar="ID")
@click.option("--as", "verdict", type=click.Choice(("same", "not", "unsure")), default="same", show_default=True,
              help="They are the same, they are not, or let the rule decide again.")  # fmt: skip
@author_options
def relate(where: str, record: str, identity: str, verdict: Any, by: str | None, comment: str | None) -> None:
    """Say whether the outside record RECORD (acled:NER1) is the incident ID. Your word beats the rule."""
    from gesta.workspace.outside import hold

    with opened_workspace(where) as workspace:
        word = hold(workspace.store, record, identity, verdict, author(by, comment))
        click.echo(f"{word.record} and {identity}: {word.verdict}")


def _compared(asked: Asked, complaints: Complaints) -> Any:
    """The comparison; rows that cannot be read are told."""
    from gesta.workspace.outside_links import beside, two_tables

    with ExitStack() as open_things, meter("comparing") as shown:
        lender = _Lender(asked.where, complaints, open_things, shown)
        if asked.ours is None:
            return beside(lender.view, lender.sides(asked.theirs), asked.wanted)
        return two_tables(lender.sides(asked.ours), lender.sides(asked.theirs), asked.wanted)


@dataclass(slots=True)
class _Lender:
    """Gives the sides of a table or of an origin by its name; the workspace is opened when it is first needed."""

    where: str
    complaints: Complaints
    open_things: ExitStack
    shown: Any
    _view: Any = None

    @property
    def view(self) -> Any:
        """The workspace's view."""
        if self._view is None:
            self._view = self.open_things.enter_context(opened_workspace(self.where)).view
        return self._view

    def sides(self, word: str) -> Iterator[Any]:
        """The sides that a word names: a file of this name, else an origin that the workspace holds."""
        from gesta.comparing import side_of

        return (side_of(record) for record in self._records(word))

    def _records(self, word: str) -> Iterator[Any]:
        from gesta.comparing.reading import shapes
        from gesta.store import OutsideView
        from gesta.workspace.outside_links import origin_named
        from gesta.workspace.outside_tables import Table, records

        if word in shapes() and not Path(word).exists():
            yield from OutsideView.of(self.view).records(origin_named(self.view, word))
            return
        table = Table(word)
        yield from self.complaints.sift(records(table, lambda at: self.shown(at, table.size or None, word)))


def _write(output: Output, form: str, found: Any, asked: Asked) -> None:
    from gesta.comparing.rows import COLUMNS, rows

    if form == "told":
        _tell(output, found, asked)
        return
    from itertools import islice

    wanted = islice(rows(found), asked.wanted.limit)
    if form == "jsonl":
        from gesta.cli.drawing import object_lines

        object_lines(output, wanted)
        return
    from gesta.exporting.writing.tables import Table, joined

    page = io.BytesIO()
    cells = ([joined(cell) if isinstance(cell, list) else cell for cell in row.values()] for row in wanted)
    Table(COLUMNS).write(page, cells)
    output.write(page.getvalue().decode("utf-8"))


def _tell(output: Output, found: Any, asked: Asked) -> None:
    from gesta.cli.drawing import renderable
    from gesta.comparing.asking import asks_only_ours
    from gesta.telling.comparing import Shown, comparison

    ours = asked.ours or "the workspace's incidents"
    askable = asked.ours is not None or not asks_only_ours(asked.wanted)
    most = SHOWN if asked.wanted.limit is None else asked.wanted.limit
    renderable(output, comparison(found, Shown(ours, asked.theirs, most, askable)))
