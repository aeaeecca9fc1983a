"""``gesta merge``, ``split``, ``undo`` and ``history``: a person's word on incidents, and the record of all changes."""

from __future__ import annotations

import json

import click

from gesta.cli.working import author, author_options, opened_workspace, workspace_option


@click.command()
@workspace_option
@click.argument("one", metavar="ID")
@click.argument("other", metavar="OTHER")
@author_options
def merge(where: str, one: str, other: str, by: str | None, comment: str | None) -> None:
    """Hold two incidents to be one. Your word counts for more than any machine's, and outlives new versions."""
    with opened_workspace(where) as workspace:
        incident = workspace.merge(one, other, author(by, comment))
        click.echo(f"{incident.id}  {incident.headline}")


@click.command()
@workspace_option
@click.argument("identity", metavar="ID")
@click.argument("away", nargs=-1, required=True, metavar="REPORT...")
@author_options
def split(where: str, identity: str, away: tuple[str, ...], by: str | None, comment: str | None) -> None:
    """Hold what REPORTs (ids of reports or episodes) tell to be another incident than ID."""
    with opened_workspace(where) as workspace:
        for incident in workspace.split(identity, away, author(by, comment)):
            click.echo(f"{incident.id}  {incident.headline}")


@click.command()
@workspace_option
@author_options
def undo(where: str, by: str | None, comment: str | None) -> None:
    """Take back your last merge, split, correction or gesta relate that still stands.

    Say it again for the one before.
    """
    with opened_workspace(where) as workspace:
        click.echo(f"taken back: {workspace.undo(author(by, comment))}")


@click.command()
@workspace_option
@click.argument("key", required=False, metavar="[ID]")
def history(where: str, key: str | None) -> None:
    """Tell who changed what, when and why: everything, or one incident, report, judgement or correction."""
    with opened_workspace(where) as workspace:
        for change in workspace.view.history(key=key):
            before = f"  before: {_written(change.before)}" if change.before is not None else ""
            click.echo(f"{change.made:%Y-%m-%d %H:%M:%S}  {change.by}  {change.why}  {change.table} {change.key}"
                       f"  {_written(change.after)}{before}")  # fmt: skip


def _written(value: object) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)
