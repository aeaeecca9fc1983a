"""``gesta export``: writes what a workspace holds, or what some reports tell, in the shape that another tool reads."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from gesta.cli.complaints import Complaints
from gesta.cli.exportable import Wanted, beside, records_of, watched
from gesta.cli.filters import filter_options
from gesta.cli.outputs import complaining
from gesta.cli.progress import meter
from gesta.cli.working import workspace_option
from gesta.formats.format import Hints
from gesta.nouns.filter import Box, Filter

POLICIES = ("none", "quotes", "full")
BINARY = (".zip", ".xlsx")


def _list(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    """Lists the shapes and ends."""
    if not asked or context.resilient_parsing:
        return
    from gesta.exporting import exporters

    for exporter in exporters().values():
        click.echo(f"{exporter.name}\n  {exporter.title}; one row: {exporter.row}; file: {exporter.suffix}")
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


def _rule(_context: click.Context, _option: click.Parameter, typed: str | None) -> str | None:
    from gesta.errors import GestaError
    from gesta.weighing.tolls import toll_rule

    try:
        return toll_rule(typed).name if typed is not None else None
    except GestaError as error:
        raise click.BadParameter(str(error)) from None


def _published(_context: click.Context, _option: click.Parameter, typed: str | None) -> date | datetime | None:
    from gesta.formats import parse_date

    try:
        return parse_date(typed) if typed is not None else None
    except ValueError as error:
        raise click.BadParameter(f"{typed!r}: {error}; write it as 2019-03-12") from None


def _input_format(_context: click.Context, _option: click.Parameter, typed: str | None) -> str | None:
    from gesta.formats import known_formats

    if typed is not None and typed not in known_formats():
        known = ", ".join(known_formats())
        raise click.BadParameter(f"{typed!r} is not a format that Gesta reads; it reads {known}")
    return typed


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
    "becomes a folder, or an archive when FILE ends in .zip, .tar, .tar.gz or .tar.zst. FILE.meta.json tells what is "
    "in it.",
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
    help="How much of the reports' text to give: nothing, some words that values rest on (15% of a report), or all.",
)
@click.option(
    "--redact",
    metavar="PROFILE",
    help="Take out what must not be published: names, public, strict, or a .toml file of your own.",
)
@click.option(
    "--beside",
    "others",
    multiple=True,
    metavar="NAME",
    help="Also the records of a data set that was taken in: acled, ucdp-ged, gdelt (geojson, kml). May be repeated.",
)
@click.option("--with-deletions", is_flag=True, help="Also what is no more (incidents-jsonl, csv, parquet).")
@click.option("--rule", callback=_rule, metavar="NAME", help="Figures by this toll rule: bundles-1, ucdp-1, acled-1 …")
@click.option("--accessed", callback=_accessed, metavar="DAY", help="The day of access to tell; without it today.")
@click.option(
    "--published", callback=_published, metavar="DATE", help="When the reports of PATHs without a date were published."
)
@click.option("--published-by", metavar="NAME", help="Who published the reports of PATHs that do not say it.")
@click.option(
    "--input-format", callback=_input_format, metavar="NAME", help="Read PATHs as this format, whatever their names."
)
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
    _check_deletions(shape, wanted.filter)
    profile = _profile(given["redact"])
    choices = Choices(given["policy"], profile, given["accessed"], told(wanted))
    target: Any = _target(path, shape)
    with (
        records_of(wanted, complaints) as records,
        meter("exporting") as shown,
        complaining(path or Path("standard output")),
    ):
        others = beside(records, given["others"]) if given["others"] else None
        summary = export(shape, watched(records, shown), target, choices, others)
    _tell(summary.rows, {**summary.left_out, **summary.withheld}, path)
    context.exit(complaints.exit_code)


def _wanted(context: click.Context, given: Mapping[str, Any]) -> Wanted:
    """What is to be exported. Raises UsageError where PATHs and a workspace are both named."""
    said = context.get_parameter_source("where")
    if given["paths"] and said is click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError("PATHs are coded for this once, a workspace holds reports already: give one of the two")
    wanted = replace(given["wanted"], with_deletions=given["with_deletions"])
    hints = Hints(given["published"], given["published_by"], None)
    if given["paths"] and given["others"]:
        raise click.UsageError("--beside is for records that a workspace holds: take PATHs and tables into one first")
    if given["paths"]:
        _check_without_past(wanted)
    elif hints != Hints() or given["input_format"]:
        raise click.UsageError(
            "--published, --published-by and --input-format are for the reports of PATHs; a workspace has read its own"
        )
    where, paths, form = given["where"], given["paths"], given["input_format"]
    return Wanted(where, paths, form, hints, wanted, given["rule"], context.obj)


def _check_without_past(wanted: Filter) -> None:
    """Raises UsageError for what only a workspace knows: what people reviewed, what changed, what is no more."""
    asked = {
        "--reviewed": wanted.reviewed is True,
        "--changed-since": wanted.changed_since is not None,
        "--with-deletions": wanted.with_deletions,
    }
    named = [option for option, given in asked.items() if given]
    if named:
        raise click.UsageError(
            f"{' and '.join(named)}: PATHs are coded for this once and have no past; take them into a workspace "
            "(gesta init, gesta ingest PATH), and export that"
        )


def _check_deletions(shape: str, wanted: Filter) -> None:
    """Raises UsageError where a shape that cannot tell what is no more is asked to."""
    from gesta.exporting import exporters

    able = [name for name, each in exporters().items() if each.deletions]
    if wanted.with_deletions and shape not in able:
        raise click.UsageError(
            f"--with-deletions: {shape} has no place for what is no more; {', '.join(able)} have one"
        )


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


def told(wanted: Wanted) -> dict[str, Any]:
    """Filter and toll rule as the file beside an export tells them: what was asked for, and nothing else."""
    asked = {field.name: getattr(wanted.filter, field.name) for field in fields(wanted.filter)}
    given = {name: value for name, value in asked.items() if value not in (None, ()) and not _is_off(name, value)}
    return {name: _plain(value) for name, value in {**given, **({"rule": wanted.rule} if wanted.rule else {})}.items()}


def _is_off(name: str, value: Any) -> bool:
    """True for a switch that is off; "not reviewed" is asked for, no switch."""
    return value is False and name != "reviewed"


def _plain(value: Any) -> Any:
    if isinstance(value, Box):
        return [value.west, value.south, value.east, value.north]
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def _tell(rows: int, left_out: Mapping[str, int], path: Path | None) -> None:
    """One line a reason for what is not in the export, and where it is, on standard error."""
    for reason, count in left_out.items():
        click.echo(f"left out: {count}: {reason}", err=True)
    if path is not None and str(path) != "-":
        click.echo(f"{path}: {rows} rows", err=True)
