"""What to read: the arguments and options that `code`, `show` and `ingest` share, as one value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import wraps
from typing import Any

import click

from gesta.errors import FormatError
from gesta.formats.format import Hints
from gesta.nouns.report import Report

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


@dataclass(frozen=True, slots=True)
class Intake:
    """Paths as typed, the format when named, and what the user says about reports that do not say it themselves.

    `wanted` is the id of the only report asked for; `resolving` says whether referents are looked up; `whole` that the
    tables of event data among the paths hold all of their data set.
    """

    paths: tuple[str, ...]
    form: str | None
    published: date | datetime | None
    publisher: str | None
    title: str | None
    wanted: str | None = None
    resolving: bool = True
    whole: bool = False

    def only(self, wanted: str | None) -> Intake:
        """The same intake without the reports that have another id; None leaves all."""
        return replace(self, wanted=wanted)

    @property
    def hints(self) -> Hints:
        """What the user says about reports that do not say it themselves."""
        return Hints(self.published, self.publisher, self.title)

    def reports(self) -> Iterator[Report | FormatError]:
        """Each report, or the error that stands in for it, in the order of the paths."""
        from gesta.formats import read_reports

        found = read_reports(self.paths, format_name=self.form, hints=self.hints)
        return (one for one in found if isinstance(one, FormatError) or self.wanted in (None, one.id))


def tell_passed_over(intake: Intake) -> None:
    """Says which files of folders are not read, so that nobody takes a folder of PDFs for read."""
    from gesta.formats import passed_over

    counts = passed_over(path for path in intake.paths if "://" not in path)
    if counts:
        told = ", ".join(f"{count:,} {suffix}" for suffix, count in sorted(counts.items()))
        click.echo(f"gesta: files of kinds that are not read were passed over: {told}", err=True)


def input_options(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the arguments and options that say what to read and code, given to it as `intake`."""
    no_resolve = click.option(
        "--no-resolve", is_flag=True, help="Words only: look up no actors, places and dates (faster)."
    )
    return _with_intake(command, (*_OPTIONS, _format_option(_format_name), no_resolve))


def report_options(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the arguments and options that say what to take in, given to it as `intake`: reports, and
    tables of event data."""
    whole = click.option(
        "--whole", is_flag=True, help="The tables hold all of their data set: take out the records that they lack."
    )
    return _with_intake(command, (*_OPTIONS, _format_option(_format_or_shape), whole))


def _with_intake(command: Callable[..., None], options: tuple[Decorator, ...]) -> Callable[..., None]:
    @wraps(command)
    def with_intake(*, paths: tuple[str, ...], input_format: str | None, **others: Any) -> None:
        said = {name: others.pop(name) for name in ("published", "publisher", "title")}
        how = {"resolving": not others.pop("no_resolve", False), "whole": others.pop("whole", False)}
        command(intake=Intake(paths, input_format, **said, **how), **others)

    decorated: Callable[..., None] = with_intake
    for option in reversed(options):
        decorated = option(decorated)
    return decorated


def _date(context: click.Context, option: click.Parameter, typed: str | None) -> date | datetime | None:
    from gesta.formats import parse_date

    try:
        return parse_date(typed) if typed is not None else None
    except ValueError as error:
        raise click.BadParameter(
            f"{typed!r}: {error}; write it as 2019-03-12 or 2019-03-12T08:30+01:00", context, option
        ) from None


def _format_name(context: click.Context, option: click.Parameter, typed: str | None) -> str | None:
    from gesta.formats import known_formats

    return _known(typed, list(known_formats()), context, option)


def _format_or_shape(context: click.Context, option: click.Parameter, typed: str | None) -> str | None:
    from gesta.comparing.reading import shapes
    from gesta.formats import known_formats

    return _known(typed, [*known_formats(), *shapes()], context, option)


def _known(typed: str | None, names: Sequence[str], context: click.Context, option: click.Parameter) -> str | None:
    if typed is not None and typed not in names:
        known = ", ".join(names)
        raise click.BadParameter(f"{typed!r} is not a format that Gesta reads; it reads {known}", context, option)
    return typed


def _format_option(callback: Callable[..., str | None]) -> Decorator:
    help_ = "Read as this format, whatever the name."
    return click.option("--input-format", callback=callback, metavar="NAME", help=help_)


_OPTIONS = (
    click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
    click.option("--published", callback=_date, metavar="DATE", help="When reports without a date were published."),
    click.option("--publisher", help="Who published reports that do not say it."),
    click.option("--title", help="The title of a report that has none."),
)
