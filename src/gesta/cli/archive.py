"""``gesta archive``, ``page`` and ``verify``: the archived pages behind reports – packed, given out, checked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from gesta.cli.filters import filter_options
from gesta.cli.outputs import complaining
from gesta.cli.progress import meter
from gesta.cli.working import opened_workspace, workspace_option
from gesta.nouns.filter import EVERYTHING, Filter
from gesta.replacing import replacing
from gesta.workspace import Workspace

Command = Callable[..., Any]


def _pages_option(command: Command) -> Command:
    """The command with the option that says where WARC files lie, given as `folders`."""
    option = click.option("--pages", "folders", multiple=True, metavar="FOLDER",
                          type=click.Path(exists=True, file_okay=False, path_type=Path),
                          help="Look there for WARC files that were moved. May be repeated.")  # fmt: skip
    return option(command)


def _package_name(_context: click.Context, _option: click.Parameter, typed: Path) -> Path:
    if typed.suffix.lower() != ".wacz":
        raise click.BadParameter(f"{str(typed)!r}: give a name that ends in .wacz, as readers of packages expect")
    return typed


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("-o", "--output", "path", required=True, callback=_package_name, metavar="FILE.wacz",
              type=click.Path(dir_okay=False, path_type=Path), help="The package: whole or not at all.")  # fmt: skip
@_pages_option
@click.option("--partly", is_flag=True, help="Leave out pages that cannot be had, and tell which.")
@workspace_option
@filter_options
def archive(ids: tuple[str, ...], path: Path, where: str, wanted: Filter, **given: Any) -> None:
    """Pack the archived pages that reports rest on as WACZ, to be kept, passed on and seen in ReplayWeb.page.

    IDs are incidents or reports; filters choose incidents, as in gesta export; without either all pages are packed.
    Each page's SHA-256 is checked on the way. Pages are packed whole, with all names in them: nothing is redacted.
    """
    from gesta.archiving import pack
    from gesta.workspace.archived import resting, shelves

    if ids and wanted != EVERYTHING:
        raise click.UsageError("IDs name what is wanted, filters choose it: give one of the two")
    with (
        opened_workspace(where) as workspace,
        _cards(workspace, ids, wanted) as cards,
        resting(workspace.view, cards) as found,
        meter("packing") as shown,
        complaining(path),
    ):
        total = found.count()
        _refuse_none(total, found.bare)
        pages = _watched(found.pages(), lambda done: shown(done, total, f"{done:,} pages"))
        packed = pack(pages, shelves(where, given["folders"]), path, partly=given["partly"])
    for error in packed.left_out:
        click.echo(f"left out: {error}", err=True)
    if found.bare:
        click.echo(f"left out: {_reports(found.bare)} without an archived page", err=True)
    click.echo(f"{path}: {_count(packed.pages, 'page')}, SHA-256 checked", err=True)


@click.command()
@click.argument("identity", metavar="ID")
@click.option("-o", "--output", "path", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write to FILE, whole or not at all, instead of standard output.")  # fmt: skip
@_pages_option
@workspace_option
def page(identity: str, path: Path | None, folders: tuple[Path, ...], where: str) -> None:
    """Give out the archived page behind the report ID, as it was answered, its SHA-256 checked. Nothing is fetched."""
    from gesta.workspace.archived import page_of, shelves

    with opened_workspace(where) as workspace:
        content = page_of(workspace.view, identity, shelves(where, folders))
    with complaining(path or Path("standard output")):
        if path is None or str(path) == "-":
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            with replacing(path) as stream:
                stream.write(content)


@click.command()
@click.argument("packages", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE.wacz]...")
@_pages_option
@workspace_option
@click.pass_context
def verify(context: click.Context, packages: tuple[Path, ...], folders: tuple[Path, ...], where: str) -> None:
    """Check that archived pages are still there and have the SHA-256 that the workspace's reports name.

    With FILEs, check these packages instead: every digest in them. The exit code is 1 when anything is amiss.
    """
    amiss = _check_packages(packages) if packages else _check_workspace(where, folders)
    context.exit(1 if amiss else 0)


def _check_packages(packages: tuple[Path, ...]) -> int:
    """How many packages are not whole; what is wrong with each is told."""
    from gesta.archiving import faults

    amiss = 0
    for path in packages:
        found = list(faults(path))
        for fault in found:
            click.echo(f"{path}: {fault}")
        amiss += bool(found)
        if not found:
            click.echo(f"{path}: whole")
    return amiss


def _check_workspace(where: str, folders: tuple[Path, ...]) -> int:
    """How many pages cannot be had or have changed; each is told with the reports that rest on it."""
    from gesta.workspace.archived import faulty, resting, shelves

    amiss = 0
    with opened_workspace(where) as workspace, resting(workspace.view, workspace.view.cards()) as found:
        total = found.count()
        with meter("checking") as shown:
            for done, (wanted, error) in enumerate(faulty(found.pages(), shelves(where, folders)), start=1):
                shown(done, total, f"{done:,} pages")
                if error is not None:
                    amiss += 1
                    click.echo(f"{error} (reports: {', '.join(wanted.reports)})")
    told = (
        f"{total - amiss:,} of {_count(total, 'archived page')} have the SHA-256 that {_reports(found.archived)} name"
    )
    click.echo(f"{told}; {_reports(found.bare)} rest on no archived page")
    return amiss


@contextmanager
def _cards(workspace: Workspace, ids: tuple[str, ...], wanted: Filter) -> Iterator[Any]:
    """The reports wanted: those named, else those that tell of the incidents that a filter wants."""
    from gesta.workspace.archived import cards_named
    from gesta.workspace.exported import selected

    if ids:
        yield cards_named(workspace.view, ids)
        return
    with selected(workspace.view, wanted) as records:
        yield records.cards()


def _refuse_none(pages: int, bare: int) -> None:
    """Raises WorkspaceError when there is nothing to pack."""
    from gesta.errors import WorkspaceError
    from gesta.workspace.archived import NOT_ARCHIVED

    if not pages:
        raise WorkspaceError(f"none of {_reports(bare)} rests on an archived page: {NOT_ARCHIVED}")


def _watched(pages: Iterator[Any], shown: Callable[[int], None]) -> Iterator[Any]:
    for done, wanted in enumerate(pages, start=1):
        shown(done)
        yield wanted


def _reports(count: int) -> str:
    return _count(count, "report")


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
