"""``gesta code``: codes reports and writes them as an account to read or as JSON lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from gesta.cli import drawing
from gesta.cli import explain as explaining
from gesta.cli.complaints import Complaints
from gesta.cli.inputs import Intake, input_options
from gesta.cli.outputs import Output, opened
from gesta.cli.progress import counted
from gesta.cli.running import coded_reports
from gesta.nouns.coded import Coded

FORMATS: Mapping[str, Callable[[Output, Coded], None]] = {"told": drawing.told, "jsonl": drawing.line}


@click.command()
@input_options
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="told", show_default=True,
              help="An account to read, or one JSON object a line.")  # fmt: skip
@click.option("-o", "--output", "path", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write to FILE, whole or not at all, instead of standard output.")  # fmt: skip
@click.option("--explain", "explain", multiple=True, metavar="EVENT", help=explaining.HELP)
@click.pass_context
def code(context: click.Context, intake: Intake, form: str, path: Path | None, explain: tuple[str, ...]) -> None:
    """Code the reports in PATHs: files, folders, patterns, or - for standard input.

    Their words are looked up: who is meant, where it lies, which day it was. The gazetteer is built on first use.

    A report that cannot be read or coded is told on standard error and the others go on; the exit code is then 1.
    """
    complaints, wanted = Complaints(), explaining.asked_for(explain, form, intake.resolving)
    with opened(path) as output:
        found = counted(coded_reports(context.obj, intake, complaints), hidden=output.terminal)
        if wanted:
            explaining.tell_reasons(output, found, wanted, complaints)
        for coded in found:
            FORMATS[form](output, coded)
    context.exit(complaints.exit_code)
