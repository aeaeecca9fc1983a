"""What `ingest`, `link`, `recode` and `failures --retry` share: the work itself, with what a person sees meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from gesta.cli.arriving import UNCHANGED, Arrivals, client, targets
from gesta.cli.inputs import Intake, tell_passed_over
from gesta.cli.progress import counted, meter
from gesta.cli.running import ready
from gesta.cli.tables import parted, take_tables
from gesta.fetching import Client
from gesta.pipeline import Coder
from gesta.workspace import Recoded, Taken, Workspace

_EMPTY = Intake((), None, None, None, None)


@contextmanager
def fetcher(where: str, archive: Path | None, contact: str | None) -> Iterator[Client]:
    """A client for what is to be fetched; that pages have not changed is remembered once all is stored."""
    made, validators = client(where, archive, contact)
    yield made
    if validators and (Path(where) / UNCHANGED).exists():
        validators.keep()


def fill(workspace: Workspace, coder: Coder | None, intake: Intake, fetching: Client, *, linking: bool) -> int:
    """Takes in reports and tables of event data, and tells what became of them; returns how many failed."""
    tell_passed_over(intake)
    tables, reports = parted(intake)
    failed = take_tables(workspace, tables, whole=intake.whole) if tables else 0
    if tables and not reports.paths:
        return failed
    arrivals = Arrivals(reports, fetching)
    total = Taken()
    try:
        with meter("taking in") as shown:
            for taken in workspace.ingest(arrivals, ready(coder), linking=linking):
                total += taken
                shown(arrivals.road.done, arrivals.road.total if arrivals.road.known else None, _told(total))
    except KeyboardInterrupt:
        click.echo(f"stopped: {_told(total)} are stored; the same command goes on from there", err=True)
        raise
    click.echo(f"{_told(total)}; {counts(workspace)}")
    _tell_undated(workspace, total)
    if total.failed:
        click.echo("gesta failures tells what failed and why", err=True)
    return failed + total.failed


def _tell_undated(workspace: Workspace, taken: Taken) -> None:
    """Says how many reports have no date, once new ones came: without it no "Monday" of theirs is a day."""
    undated = workspace.view.undated_reports() if taken.new else 0
    if undated:
        held = "1 report does" if undated == 1 else f"{undated:,} reports do"
        click.echo(f"{held} not say when published: “Monday” stays open there – --published DATE says it", err=True)


def catch_up(workspace: Workspace) -> int:
    """Links what is not linked yet; returns how many reports that were."""
    behind, done = workspace.linker.behind(), 0
    with meter("linking") as shown:

        def watch(count: int) -> None:
            nonlocal done
            done += count
            shown(done, behind, f"{done} of {behind} reports")

        return workspace.link(watch)


def recode_all(workspace: Workspace, coder: Coder | None, *, linking: bool) -> int:
    """Codes anew, tells what changed in each report, and links; returns how many failed."""
    changed = same = failed = 0
    for result in counted(workspace.recode(ready(coder)), hidden=False):
        changed, same = changed + result.changed, same + (not result.changed)
        failed += result.error is not None
        for line in _changes(result):
            click.echo(line)
    if linking:
        catch_up(workspace)
    click.echo(f"{changed + same} reports coded anew, {changed} of them told otherwise; {counts(workspace)}")
    return failed


def retried(workspace: Workspace, coder: Coder | None, fetching: Client) -> int:
    """Reads what failed once more; what does not fail again leaves the list. Returns how many failed again."""
    before = {failure.id: failure.tries for failure in workspace.view.failures()}
    wanted = targets([failure.target for failure in workspace.view.failures()])
    failed = fill(workspace, coder, replace(_EMPTY, paths=tuple(wanted)), fetching, linking=True)
    read = set(wanted)
    gone = [
        failure.id
        for failure in workspace.view.failures()
        if failure.tries == before.get(failure.id) and set(targets([failure.target])) & read
    ]
    workspace.forget_failures(gone)
    return failed


def counts(workspace: Workspace) -> str:
    """What the workspace holds, in one line."""
    held = workspace.view.counts()
    reports = f"{held['reports']} reports, {held['copies']} of them copies"
    return f"the workspace holds {reports}, and {held['incidents']} incidents"


def _told(total: Taken) -> str:
    return f"{total.new} new, {total.known} known already, {total.failed} failed"


def _changes(result: Recoded) -> Iterator[str]:
    """What a new coding changed in one report, a line each."""
    name = result.card.id
    if result.error:
        yield f"{name}: stays as it was: {result.error}"
    for what, triggers in (("new", result.gained), ("gone", result.lost), ("told otherwise", result.altered)):
        if triggers:
            yield f"{name}: {what}: {', '.join(f'“{words}”' for words in triggers)}"
    for conflict in result.conflicts:
        one = conflict.correction
        now = "no event there" if conflict.event is None else f"now {conflict.now!r}"
        yield f"{name}: conflict: {one.field} at {one.anchor} was corrected by {one.by}: {now}, before {one.before!r}"
