"""``gesta places``: builds the gazetteer, imports the full GeoNames dump, finds names in it."""

from __future__ import annotations

from pathlib import Path

import click

from gesta.cli.progress import building


@click.group()
def places() -> None:
    """The gazetteer: where the names of places are looked up. It works offline and is built on first use."""


@places.command()
@click.option("--check", is_flag=True, help="Only check that the contents still have their checksum.")
def build(check: bool) -> None:
    """Build the gazetteer anew from the installed packages (some tens of seconds)."""
    from gesta.places import locations
    from gesta.places.building import build as build_gazetteer
    from gesta.places.gazetteer import Gazetteer

    path = locations.default_path()
    if not check:
        with building() as progress:
            build_gazetteer(path, progress)
    gazetteer = Gazetteer(path)
    if check and not gazetteer.verify():
        raise click.ClickException(f"{path}: the contents are damaged – gesta places build writes them anew")
    click.echo(f"{path}\n{gazetteer.size:,} places from {gazetteer.made_of}\n{gazetteer.version}")


@places.command("import")
@click.argument("dump", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(dump: Path) -> None:
    """Import DUMP: allCountries.zip or a country's zip from download.geonames.org/export/dump; it is used from then on.

    A dump of one country makes a gazetteer of that country. Delete the file that is named at the end to go back.
    """
    from gesta.places import locations
    from gesta.places.dump import import_dump
    from gesta.places.gazetteer import Gazetteer
    from gesta.places.opening import open_gazetteer

    with building() as progress:
        if not locations.default_path().is_file():
            open_gazetteer(None, progress).close()
        known = Gazetteer(locations.default_path())
        import_dump(dump, locations.full_path(), known, progress)
    gazetteer = Gazetteer(locations.full_path())
    click.echo(f"{gazetteer.path}\n{gazetteer.size:,} places from {gazetteer.made_of}\n{gazetteer.version}")


@places.command()
@click.argument("name", nargs=-1, required=True)
@click.option("-n", "--most", default=20, show_default=True, help="The most places to list.")
@click.pass_context
def find(context: click.Context, name: tuple[str, ...], most: int) -> None:
    """List the places known as NAME, most populous first; the exit code is 1 when there is none."""
    from gesta.places.finding import find as found
    from gesta.places.opening import open_gazetteer

    with building() as progress:
        gazetteer = open_gazetteer(None, progress)
    places_found = found(" ".join(name), gazetteer, most)
    for place in places_found:
        entry = place.entry
        click.echo(f"{place.line}  {entry.id}" + (f"  {entry.population:,}" if entry.population else ""))
    context.exit(0 if places_found else 1)
