"""``gesta show``: the text of a report with its events marked, in the terminal or as a page of HTML."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import click

from gesta.cli import drawing
from gesta.cli.complaints import Complaints
from gesta.cli.inputs import Intake, input_options
from gesta.cli.outputs import opened
from gesta.cli.running import coded_reports
from gesta.errors import GestaError
from gesta.nouns.coded import Coded


@click.command()
@input_options
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write a page of HTML to FILE (- for standard output), events beside the text.")  # fmt: skip
@click.option("--id", "wanted", metavar="ID", help="Only the report with this id.")
@click.pass_context
def show(context: click.Context, intake: Intake, html: Path | None, wanted: str | None) -> None:
    """Show the reports in PATHs with their events, roles and speakers marked."""
    complaints = Complaints()
    found = coded_reports(context.obj, intake.only(wanted), complaints)
    count = _draw_all(found) if html is None else _write_page(found, html)
    if not count and not complaints.failed:
        complaints.tell(GestaError(f"no report has the id {wanted!r}: gesta code --format jsonl lists the ids"))
    context.exit(complaints.exit_code)


def _draw_all(found: Iterable[Coded]) -> int:
    """Draws each report; returns how many there were."""
    with opened(None) as output:
        count = 0
        for coded in found:
            drawing.shown(output, coded)
            count += 1
    return count


def _write_page(found: Iterable[Coded], path: Path) -> int:
    """Writes the page of the only report; returns how many there were. Raises UsageError when there is another."""
    reports = list(islice(found, 2))
    if len(reports) > 1:
        raise click.UsageError("a page shows one report, and there are more: choose one with --id ID")
    for coded in reports:
        with opened(path) as output:
            drawing.page(output, coded)
    return len(reports)
