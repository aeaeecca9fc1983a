"""``gesta incidents``, ``incident``, ``reports`` and ``search``: looks into a workspace."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import click

from gesta.cli import drawing
from gesta.cli.filters import filter_options
from gesta.cli.outputs import Output, opened
from gesta.cli.working import opened_workspace, workspace_option
from gesta.nouns.filter import Filter
from gesta.nouns.incident_contract import incident_object
from gesta.workspace import Workspace, by_rule

SHOWN = 50  # lines of a table for people unless they ask for more: a few screens

Command = Callable[..., Any]


def _forms(command: Command) -> Command:
    """The options that say how to write a list, given as `form` and `path`."""
    form = click.option("--format", "form", type=click.Choice(["told", "jsonl"]), default="told", show_default=True,
                        help="To read, or one JSON object a line.")  # fmt: skip
    path = click.option("-o", "--output", "path", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
                        help="Write to FILE, whole or not at all, instead of standard output.")  # fmt: skip
    return form(path(command))


_rule = click.option("--rule", metavar="NAME", help="Figures by this toll rule: bundles-1, ucdp-1, acled-1 and others.")


@click.command()
@workspace_option
@filter_options
@click.option("--latest", is_flag=True, help="The latest first.")
@_forms
@_rule
def incidents(where: str, wanted: Filter, latest: bool, form: str, path: Path | None, rule: str | None) -> None:
    """List the incidents of a workspace, by day. Filters given together must all fit."""
    with opened_workspace(where) as workspace, opened(path) as output:
        found = (by_rule(each, rule) for each in workspace.view.incidents(wanted, latest=latest))
        if form == "jsonl":
            drawing.object_lines(output, map(incident_object, found))
        else:
            drawing.incidents(output, list(islice(found, wanted.limit or SHOWN)))
            _tell_rest(workspace, wanted)
            _tell_waiting(workspace)


@click.command()
@workspace_option
@click.argument("identity", metavar="ID")
@_forms
@_rule
def incident(where: str, identity: str, form: str, path: Path | None, rule: str | None) -> None:
    """Show one incident: every claim, question by question, with who makes it and who denies it; tolls; reasons.

    Under it stands which record of another data set that was taken in is the same, and where it differs.
    """
    with opened_workspace(where) as workspace, opened(path) as output:
        found = workspace.incident(identity, rule)
        if form == "jsonl":
            drawing.object_lines(output, [incident_object(found)])
        else:
            drawing.incident_page(output, found, workspace.around(found))
            _also_in(output, workspace, found.id)


@click.command()
@workspace_option
@_forms
def reports(where: str, form: str, path: Path | None) -> None:
    """List the reports of a workspace, by day of publication, with what copies what."""
    with opened_workspace(where) as workspace, opened(path) as output:
        rows = workspace.report_rows()
        if form == "jsonl":
            drawing.object_lines(output, rows)
        else:
            drawing.reports(output, rows)


@click.command()
@workspace_option
@click.argument("words", nargs=-1, required=True)
@click.option("-n", "--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="NUMBER",
              help="No more than NUMBER reports.")  # fmt: skip
@click.pass_context
def search(context: click.Context, where: str, words: tuple[str, ...], limit: int) -> None:
    """Search the reports for all WORDS, best first; "in quotes" they stand together. Exit code 1 when none fits."""
    with opened_workspace(where) as workspace, opened(None) as output:
        hits = workspace.view.search(" ".join(words), limit)
        drawing.hits(output, hits)
    context.exit(0 if hits else 1)


def _also_in(output: Output, workspace: Workspace, identity: str) -> None:
    """A line for each record of another data set that an incident is matched with."""
    from gesta.telling.comparing import also_in
    from gesta.workspace import outside_links

    for match in outside_links.also_in(workspace.view, workspace.incident(identity)):
        output.write(also_in(match) + "\n")


def _tell_rest(workspace: Workspace, wanted: Filter) -> None:
    """Says how many more there are than a table shows, to whoever did not say how many; and how many have no day."""
    count, undated = workspace.view.count(wanted)
    if wanted.limit is None and count > SHOWN:
        click.echo(f"{SHOWN} of {count:,}: narrow the list down, or say how many with --limit", err=True)
    if undated:
        told = "1 incident without a day is" if undated == 1 else f"{undated:,} incidents without a day are"
        click.echo(f"{told} left out: --since and --until ask for one", err=True)


def _tell_waiting(workspace: Workspace) -> None:
    """Says how many reports the list leaves out or knows as an older Gesta linked them."""
    if waiting := workspace.linker.behind():
        are = "1 report is" if waiting == 1 else f"{waiting:,} reports are"
        click.echo(f"{are} not linked yet by this version: gesta link does it", err=True)
