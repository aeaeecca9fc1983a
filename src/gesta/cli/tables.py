"""Tables of event data on the way in: told apart from reports, stored, and what became of them told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import click

from gesta.cli.inputs import Intake
from gesta.cli.progress import Shown, meter
from gesta.comparing.reading import shapes
from gesta.errors import FormatError, WorkspaceError
from gesta.nouns.outside import Outside
from gesta.store import OutsideView
from gesta.workspace import Workspace, user_name
from gesta.workspace.ingesting import BY
from gesta.workspace.outside import TakenOutside, outside_taken_in, taken_out
from gesta.workspace.outside_tables import Table, records, tables_among, tables_named

Arriving = Sequence[Table | FormatError]


def parted(intake: Intake) -> tuple[Arriving, Intake]:
    """The tables of event data of an intake, and the intake without them; with a format given, all of it is one or
    the other."""
    if intake.form is not None:
        given = intake.form in shapes()
        return (tables_named(intake.paths, intake.form), replace(intake, paths=())) if given else ((), intake)
    tables, others = tables_among(intake.paths)
    return tables, replace(intake, paths=tuple(others))


def take_tables(workspace: Workspace, tables: Arriving, *, whole: bool = False) -> int:
    """Stores the tables' rows, and tells what became of each table; returns how many rows failed.

    Tables that are the `whole` of their data sets take the place of all that was there of them.
    """
    total = TakenOutside()
    with meter("taking in") as shown:
        road = _Road(tables, shown)
        for table in tables:
            taken = TakenOutside()
            for each in outside_taken_in(workspace.store, road.rows(table), _who()):
                taken += each
                road.told = f"{taken.new + taken.changed + taken.known:,} rows"
            click.echo(f"{table.path}: {_told(taken)}")
            total += taken
    if whole:
        _take_out(workspace, road.seen, total.failed)
    held = (f"{count:,} of {name}" for name, count in OutsideView.of(workspace.view).origins().items())
    click.echo(f"outside records in the workspace: {', '.join(held) or 'none'}")
    if total.failed:
        click.echo("gesta failures tells what failed and why", err=True)
    return total.failed


@dataclass(slots=True)
class _Road:
    """How much there is to read, in bytes of all tables, and how much is read; `seen` are the keys of each data set."""

    tables: Arriving
    shown: Shown
    done: int = 0
    told: str = ""
    seen: dict[str, set[str]] = field(default_factory=dict)

    def rows(self, table: Table | FormatError) -> Iterator[Outside | FormatError]:
        """The rows of a table; how far they have come is shown meanwhile."""
        if isinstance(table, FormatError):
            return iter((table,))
        return self._watched(table)

    def _watched(self, table: Table) -> Iterator[Outside | FormatError]:
        total = _bytes(self.tables)
        for row in records(table, lambda at: self.shown(self.done + at, total or None, self.told)):
            if isinstance(row, Outside):
                self.seen.setdefault(row.dataset, set()).add(row.key)
            yield row
        self.done += table.size


def _take_out(workspace: Workspace, seen: Mapping[str, set[str]], failed: int) -> None:
    """Takes out what the tables lack; nothing when rows of them could not be read, which may be just those."""
    if failed:
        click.echo("rows could not be read, so nothing is taken out: mend them and ingest the tables again", err=True)
        return
    for dataset, keys in sorted(seen.items()):
        gone = taken_out(workspace.store, dataset, keys, _who())
        click.echo(f"{gone:,} of {dataset} that the tables lack are taken out")


def _bytes(tables: Iterable[Table | FormatError]) -> int:
    return sum(table.size for table in tables if isinstance(table, Table))


def _who() -> str:
    """Who takes in, as the store writes it; the program where nobody can be named."""
    try:
        return f"person:{user_name()}"
    except WorkspaceError:
        return BY


def _told(taken: TakenOutside) -> str:
    counts = f"{taken.new:,} new, {taken.changed:,} changed, {taken.known:,} known already"
    return f"{counts}, {taken.failed:,} failed; beside the reports, not among them"
