"""``gesta roster``: checks the actors Gesta knows, finds one by name, and takes in the user's own.

The user's files lie in one folder and have the shape of the package's own; every command reads them too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from gesta.roster import Match, load
from gesta.roster.checking import faults
from gesta.roster.entry import Entry
from gesta.roster.files import read
from gesta.roster.own import add as add_file
from gesta.roster.own import own_files, save

SHOWN = 10  # matches that fit a screen
FOLDER = "roster"  # in the user's folder for Gesta


def _own_option(command: Callable[..., Any]) -> Callable[..., Any]:
    option = click.option("--own", type=click.Path(file_okay=False, path_type=Path), default=None, metavar="FOLDER",
                          help="Folder of your own roster files.")  # fmt: skip
    return option(command)


@click.group()
def roster() -> None:
    """The actors Gesta knows: states, bodies, armed groups, parties, people, media."""


@roster.command()
@_own_option
@click.pass_context
def check(context: click.Context, own: Path | None) -> None:
    """Check that the facts of the roster, yours included, agree; exit code 1 when they do not."""
    from gesta.ontologies import ontology

    rows = read(own_files(_folder(own)))
    lists = ontology.load()
    found = faults(rows, lists.countries, lists.sectors)
    for fault in found:
        click.echo(fault)
    click.echo(f"{len(rows.entries)} actors, {len(rows.affiliations)} affiliations, {len(found)} faults")
    context.exit(1 if found else 0)


@roster.command()
@click.argument("name")
@_own_option
@click.pass_context
def find(context: click.Context, name: str, own: Path | None) -> None:
    """Find the actors that NAME may mean, best first; exit code 1 when there is none."""
    index = load(own_files(_folder(own)))
    matches = index.find(name)
    for match in matches[:SHOWN]:
        click.echo(_told(match))
        for held in index.affiliations.get(match.entry.id, ()):
            click.echo(
                f"    {held.since or '?'} to {held.until or 'now'}: {held.role}, {held.of} {held.sector}".rstrip()
            )
    if not matches:
        click.echo(f"no actor of that name: {name}", err=True)
    context.exit(0 if matches else 1)


@roster.command("add")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE")
@_own_option
def add(path: Path, own: Path | None) -> None:
    """Add the actors of FILE, a CSV file of the roster's shape (see docs/roster.md)."""
    target = add_file(path, _folder(own))
    click.echo(f"added as {target}; 'gesta roster check' tells whether its facts agree with the others")


@roster.command("import")
@click.option("--ftm", type=click.File(encoding="utf-8"), metavar="FILE", help="FollowTheMoney entities, JSON lines.")
@click.option("--wikidata", type=click.File(encoding="utf-8"), metavar="DUMP", help="A Wikidata JSON dump.")
@_own_option
def import_(ftm: Iterable[str] | None, wikidata: Iterable[str] | None, own: Path | None) -> None:
    """Import actors from entities of another format; - reads standard input."""
    entries = tuple(_fresh(_imported(ftm, wikidata), own))
    name = "import-ftm" if ftm is not None else "import-wikidata"
    target = save(entries, _folder(own) / f"{name}.csv")
    click.echo(f"{len(entries)} actors imported into {target}")


def _imported(ftm: Iterable[str] | None, wikidata: Iterable[str] | None) -> Iterator[Entry]:
    from gesta.roster import importing

    if (ftm is None) == (wikidata is None):
        raise click.UsageError("give one of --ftm and --wikidata")
    if ftm is not None:
        yield from importing.from_ftm(ftm, "ftm")
    if wikidata is not None:
        yield from importing.from_wikidata(wikidata, "wikidata")


def _fresh(entries: Iterable[Entry], own: Path | None) -> Iterator[Entry]:
    """The entries that the roster does not know by Wikidata id, each id once."""
    rows = read(path for path in own_files(_folder(own)) if not path.name.startswith("import-"))
    known = {entry.wikidata for entry in rows.entries if entry.wikidata}
    seen: set[str] = set()
    for entry in entries:
        if entry.id not in seen and (not entry.wikidata or entry.wikidata not in known):
            seen.add(entry.id)
            yield entry


def _folder(own: Path | None) -> Path:
    return own or Path(click.get_app_dir("gesta")) / FOLDER


def _told(match: Match) -> str:
    entry = match.entry
    codes = " ".join(filter(None, (entry.country, entry.sector))) or "no codes"
    span = f", {entry.since or '?'} to {entry.until or 'now'}" if entry.since or entry.until else ""
    return f"{entry.id}  {entry.name} – {entry.kind}, {codes}{span} ({match.method} {match.score:.2f})"
