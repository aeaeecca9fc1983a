"""``gesta review`` and ``gesta agreement``: what machines left unsure, decided by people, and how far they agree."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from gesta.cli import drawing
from gesta.cli.filters import filter_options
from gesta.cli.outputs import opened
from gesta.cli.reviewing_session import Session
from gesta.cli.working import author_options, opened_workspace, workspace_option
from gesta.errors import GestaError
from gesta.nouns.filter import Filter
from gesta.reviewing.ballots import SETTLING
from gesta.reviewing.tasks import EventTask, Task, worth
from gesta.telling.account import readable
from gesta.workspace import user_name
from gesta.workspace.desk import Desk
from gesta.workspace.reviewing import Asked, Round
from gesta.workspace.reviewing import agreement as agreed

MOST = 50  # tasks of one sitting, unless -n says otherwise


@click.command()
@workspace_option
@click.argument("incident", required=False, metavar="[ID]")
@click.option(
    "--coder", metavar="NAME", help="Second coder: what others decided and NAME did not; their answers stay hidden."
)
@click.option("--disagreements", is_flag=True, help="What coders answered differently, with both answers: settle it.")
@click.option("--conflicts", is_flag=True, help="Corrections made on something else than what the machine says now.")
@click.option("--list", "listed", is_flag=True, help="Only list what is to be decided, also on a terminal.")
@click.option("--decide", "decisions", multiple=True, metavar="TASK=ANSWER",
              help="Decide without a screen; TASK as listed. May be repeated.")  # fmt: skip
@author_options
@filter_options
@click.pass_context
def review(context: click.Context, /, where: str, wanted: Filter, **given: Any) -> None:
    """Decide what machines left unsure, the most useful first: of the workspace, or of the incident ID.

    On a terminal each task fills the screen and one key decides; elsewhere the tasks are listed.
    """
    asked = _asked(wanted, given)
    with opened_workspace(where) as workspace:
        desk = Desk(workspace, asked)
        if given["decisions"]:
            context.exit(_decided(desk, given["decisions"], given["comment"]))
        found = desk.tasks()
        if given["listed"] or not (sys.stdin.isatty() and sys.stdout.isatty()):
            _list(desk, found)
        elif found:
            Session(desk, found, given["comment"]).run(click.getchar)
        else:
            click.echo("Nothing is left to decide.")


@click.command()
@workspace_option
@click.argument("coders", nargs=-1, metavar="[NAME]...")
@click.option("--format", "form", type=click.Choice(["told", "jsonl"]), default="told", show_default=True,
              help="To read, or one JSON object a line.")  # fmt: skip
def agreement(where: str, coders: tuple[str, ...], form: str) -> None:
    """Tell how far coders agree, field by field; only the coders NAME... when any are named."""
    with opened_workspace(where) as workspace, opened(None) as output:
        found = agreed(workspace.view, coders)
        if form == "jsonl":
            drawing.object_lines(output, [drawing.measure_object(each) for each in found])
        else:
            drawing.measures(output, found)


def _asked(wanted: Filter, given: dict[str, Any]) -> Asked:
    """Which round is asked for. Raises UsageError for two at once."""
    rounds: list[tuple[Any, Round]] = [
        (given["coder"], "second"), (given["disagreements"], "disagreements"), (given["conflicts"], "conflicts")
    ]  # fmt: skip
    chosen: list[Round] = [name for asked, name in rounds if asked]
    if len(chosen) > 1:
        raise click.UsageError("--coder, --disagreements and --conflicts are rounds of their own: give one of them")
    round_: Round = chosen[0] if chosen else "first"
    if given["incident"] and round_ != "first":
        raise click.UsageError("an ID is for the first round, without --coder, --disagreements and --conflicts")
    name = user_name(given["coder"] or given["by"])
    name = name + SETTLING if round_ == "disagreements" and not name.endswith(SETTLING) else name
    return Asked(name, round_, given["incident"], _without_limit(wanted), wanted.limit or MOST)


def _without_limit(wanted: Filter) -> Filter:
    """The filter of incidents; -n counts tasks."""
    from dataclasses import replace

    return replace(wanted, limit=None)


def _decided(desk: Desk, typed: Sequence[str], comment: str | None) -> int:
    """Takes the decisions one after the other; the exit code is 1 when one could not be taken."""
    known = {task.name: task for task in Desk(desk.workspace, _all(desk.asked)).tasks()}
    failed = 0
    for each in typed:
        name, _, answer = each.partition("=")
        try:
            task = known.get(name.strip())
            if task is None:
                raise GestaError(f"{name}: no task of that name is open – gesta review --list names them")
            click.echo(desk.decide(task, answer.strip(), Session.author(desk.asked.coder, comment)).words)
        except GestaError as error:
            click.echo(f"gesta: {error}", err=True)
            failed = 1
    return failed


def _all(asked: Asked) -> Asked:
    """The same round without an end to the list, so that every name is known."""
    from dataclasses import replace

    return replace(asked, most=sys.maxsize)


def _list(desk: Desk, found: Sequence[Task]) -> None:
    """A line a task: its name, what is asked, what it is worth, the incident, what it is about, and why."""
    subjects = desk.subjects(found)
    for task in found:
        line = f"{task.name}  {task.kind:5}  {worth(task):7.2f}  {task.weight.incident or '-'}  {subjects[task.name]}"
        click.echo(readable(" ".join(f"{line}: {'; '.join(_why(task))}".split("\n"))).rstrip(": "))
    if not found:
        click.echo("Nothing is left to decide.")


def _why(task: Task) -> tuple[str, ...]:
    if isinstance(task, EventTask):
        return task.why
    return tuple(reason.words for reason in task.model.reasons) if task.model else ()
