"""``gesta init``, ``ingest``, ``link``, ``recode`` and ``failures``: fills a workspace and brings it up to date."""

from __future__ import annotations

from pathlib import Path

import click

from gesta.cli.inputs import Intake, report_options
from gesta.cli.working import opened_workspace, workspace_option

_no_link = click.option("--no-link", is_flag=True, help="Only code and store; gesta link catches up later.")


@click.command()
@click.argument("where", metavar="DIR|URL")
def init(where: str) -> None:
    """Make a workspace: a folder with one file, or a PostgreSQL database by its URL. One that is there stays."""
    with opened_workspace(where, create=True) as workspace:
        click.echo(f"{where}: a workspace with {workspace.view.counts()['reports']} reports")


@click.command()
@workspace_option
@report_options
@_no_link
@click.option("--archive", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
              help="Keep every fetched page in WARC files there.")  # fmt: skip
@click.option("--contact", metavar="ADDRESS", help="A mail or web address, told to the servers that are asked.")
@click.pass_context
def ingest(
    context: click.Context, where: str, intake: Intake, no_link: bool, archive: Path | None, contact: str | None
) -> None:
    """Take in the reports of PATHs: files, folders, patterns, web addresses, feeds, sitemaps, or - for standard input.

    They are coded, stored and linked; a workspace that is named and not there yet is made. Running it again changes
    nothing; killed, it goes on where it stood. What fails is listed by gesta failures, and the exit code is then 1.

    Tables of ACLED, UCDP GED and GDELT are known by their columns: each row is stored as a record of its own origin,
    beside the reports and not among them.
    """
    from gesta.cli.filling import fetcher, fill

    with opened_workspace(where, create=_is_named(context)) as workspace, fetcher(where, archive, contact) as client:
        failed = fill(workspace, context.obj, intake, client, linking=not no_link)
    context.exit(1 if failed else 0)


@click.command()
@workspace_option
def link(where: str) -> None:
    """Link what is not linked yet: reports taken in with --no-link, and all of them after a new version of Gesta."""
    from gesta.cli.filling import catch_up, counts

    with opened_workspace(where) as workspace:
        click.echo(f"{catch_up(workspace)} reports linked; {counts(workspace)}")


@click.command()
@workspace_option
@_no_link
@click.pass_context
def recode(context: click.Context, where: str, no_link: bool) -> None:
    """Code all reports anew that another version coded, and tell what changed.

    Corrections stay; where the machine now says something else than what was corrected, it is told as a conflict.
    """
    from gesta.cli.filling import recode_all

    with opened_workspace(where) as workspace:
        failed = recode_all(workspace, context.obj, linking=not no_link)
    context.exit(1 if failed else 0)


@click.command()
@workspace_option
@click.option("--retry", is_flag=True, help="Read what failed once more; what goes well leaves the list.")
@click.pass_context
def failures(context: click.Context, where: str, retry: bool) -> None:
    """List what could not be taken in: when, what, at which stage, why, how often tried."""
    from gesta.cli.filling import fetcher, retried

    with opened_workspace(where) as workspace, fetcher(where, None, None) as client:
        if retry:
            retried(workspace, context.obj, client)
        left = list(workspace.view.failures())
    for failure in left:
        tries = f" ({failure.tries} tries)" if failure.tries > 1 else ""
        click.echo(f"{failure.made:%Y-%m-%d %H:%M}  {failure.stage}  {failure.message}{tries}")
    click.echo(f"{len(left)} failures", err=True)


def _is_named(context: click.Context) -> bool:
    """True when the user said which workspace: then the first ingest makes it."""
    return context.get_parameter_source("where") is not click.core.ParameterSource.DEFAULT
