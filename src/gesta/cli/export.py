"""``gesta export``: writes what a workspace holds, or what some reports tell, in the shape that another tool reads."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from gesta.cli.complaints import Complaints
from gesta.cli.exportable import Wanted, records_of, watched
from gesta.cli.filters import filter_options
from gesta.cli.outputs import OutputError
from gesta.cli.progress import meter
from gesta.cli.working import workspace_option
from gesta.nouns.filter import Box, Filter

POLICIES = ("none", "quotes", "full")
BINARY = (".zip", ".xlsx")


def _list(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    """Lists the shapes and ends."""
    if not asked or context.resilient_parsing:
        return
    from gesta.exporting import exporters

    for exporter in exporters().values():
        click.echo(f"{exporter.name}\n  {exporter.title}; one row: {exporter.row}")
        for loss in exporter.loss:
            click.echo(f"  - {loss}")
    context.exit()


def _shape(_context: click.Context, _option: click.Parameter, typed: str) -> str:
    from gesta.errors import ExportError
    from gesta.exporting import exporter_named

    try:
        return exporter_named(typed).name
    except ExportError as error:
        raise click.BadParameter(f"{error}; gesta export --list lists them all") from None


def _accessed(_context: click.Context, _option: click.Parameter, typed: str | None) -> date:
    try:
        return date.fromisoformat(typed) if typed else date.today()
    except ValueError:
        raise click.BadParameter(f"{typed!r} is no day; write it as 2019-03-12") from None


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--format", "shape", required=True, callback=_shape, metavar="NAME", help="The shape to write.")
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to FILE (.gz and .zst are compressed) instead of standard output; a shape of several files "
    "becomes a folder, or an archive when FILE ends in .zip. FILE.meta.json tells what is in it.",
)
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list,
    help="List the shapes, what a row of each is and what it cannot hold.",
)
@click.option(
    "--text",
    "policy",
    type=click.Choice(POLICIES),
    default="quotes",
    show_default=True,
    help="How much of the reports' text to give: nothing, the cited words, or all.",
)
@click.option(
    "--redact",
    metavar="PROFILE",
    help="Take out what must not be published: names, public, strict, or a .toml file of your own.",
)
@click.option("--with-deletions", is_flag=True, help="Also what is no more (incidents-jsonl, csv, parquet).")
@click.option("--rule", metavar="NAME", help="Figures by this toll rule: bundles-1, ucdp-1, acled-1 and others.")
@click.option("--accessed", callback=_accessed, metavar="DAY", help="The day of access to tell; without it today.")
@click.option("--published", metavar="DATE", help="When the reports of PATHs without a date were published.")
@workspace_option
@filter_options
@click.pass_context
def export(context: click.Context, /, path: Path | None, shape: str, **given: Any) -> None:  # fmt: skip
    """Write incidents and reports in the shape NAME: of a workspace, or of the reports in PATHs.

    PATHs are coded and linked for this once, as in a workspace that vanishes afterwards. Filters given together must
    all fit; of the reports those are written that tell of the incidents wanted.
    """
    from gesta.exporting import Choices, export

    complaints = Complaints()
    wanted = _wanted(context, given)
    profile = _profile(given["redact"])
    choices = Choices(given["policy"], profile, given["accessed"], told(wanted.filter))
    target: Any = _target(path, shape)
    with meter("exporting") as shown, records_of(wanted, complaints) as records, _complaining(path):
        summary = export(shape, watched(records, shown), target, choices)
    _tell(summary.rows, {**summary.left_out, **summary.withheld}, path)
    context.exit(complaints.exit_code)


def _wanted(context: click.Context, given: Mapping[str, Any]) -> Wanted:
    """What is to be exported. Raises UsageError where PATHs and a workspace are both named."""
    said = context.get_parameter_source("where")
    if given["paths"] and said is click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError("PATHs are coded for this once, a workspace holds reports already: give one of the two")
    if given["published"] and not given["paths"]:
        raise click.UsageError("--published is for the reports of PATHs; those of a workspace have their dates")
    wanted = replace(given["wanted"], with_deletions=given["with_deletions"])
    return Wanted(given["where"], given["paths"], given["published"], wanted, given["rule"], context.obj)


def _profile(typed: str | None) -> Any:
    from gesta.exporting.redacting.profile import load_profile

    return load_profile(typed) if typed is not None else None


def _target(path: Path | None, shape: str) -> Any:
    """Where to write. Raises UsageError where a terminal would get what only programs can read."""
    from gesta.exporting import exporters

    if path is not None and str(path) != "-":
        return path
    if exporters()[shape].suffix in BINARY and sys.stdout.isatty():
        raise click.UsageError(f"{shape} is nothing to read on a terminal: give a file with -o")
    return sys.stdout.buffer


def told(wanted: Filter) -> dict[str, Any]:
    """The filter as the file beside an export tells it: what was asked for, and nothing else."""
    asked = {field.name: getattr(wanted, field.name) for field in fields(wanted)}
    return {name: _plain(value) for name, value in asked.items() if value not in (None, (), False)}


def _plain(value: Any) -> Any:
    if isinstance(value, Box):
        return [value.west, value.south, value.east, value.north]
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


@contextmanager
def _complaining(path: Path | None) -> Iterator[None]:
    """Turns the system's refusals into OutputError."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(path or Path("standard output"), error) from error


def _tell(rows: int, left_out: Mapping[str, int], path: Path | None) -> None:
    """One line a reason for what is not in the export, and where it is, on standard error."""
    for reason, count in left_out.items():
        click.echo(f"left out: {count}: {reason}", err=True)
    if path is not None and str(path) != "-":
        click.echo(f"{path}: {rows} rows", err=True)
