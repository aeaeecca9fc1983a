"""Draws coded reports: in colour and as wide as the window for a terminal, as plain text for everything else."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from gesta.cli.outputs import Output
from gesta.nouns.coded import Coded
from gesta.nouns.incident import Incident
from gesta.reviewing.measures import Measure
from gesta.store import Hit
from gesta.telling.accounts import Surroundings

PLAIN_WIDTH = 100  # columns of a plain text: fits a page and most windows


def told(output: Output, coded: Coded) -> None:
    """Draws the account of a report: its events as cards."""
    from gesta.telling import terminal

    _draw(output, terminal.told(coded))


def shown(output: Output, coded: Coded) -> None:
    """Draws the text of a report with its marks."""
    from gesta.telling import terminal

    _draw(output, terminal.shown(coded))


def reasons(output: Output, coded: Coded, wanted: frozenset[str] | None) -> frozenset[str]:
    """Draws why the referents of the wanted events (None: of all) were chosen; returns the ids that were there."""
    from gesta.telling import terminal
    from gesta.telling.explaining import explained

    found = explained(coded, wanted)
    if found:
        _draw(output, terminal.reasons(coded.report, found))
    return frozenset(explanation.id for explanation in found)


def line(output: Output, coded: Coded) -> None:
    """Writes the report's object of the JSON contract as one line."""
    output.write(coded.to_json() + "\n")


def page(output: Output, coded: Coded) -> None:
    """Writes the report's page of HTML."""
    from gesta.telling import page

    output.write(page.page(coded))


def incidents(output: Output, found: Sequence[Incident]) -> None:
    """Draws a list of incidents."""
    from gesta.telling.incidents import incidents_list

    _draw(output, incidents_list(found) if found else "No incidents.")


def incident_page(output: Output, incident: Incident, around: Surroundings) -> None:
    """Draws the page of one incident."""
    from gesta.telling.accounts import incident_account
    from gesta.telling.incidents import incident_page

    _draw(output, incident_page(incident_account(incident, around)))


def reports(output: Output, rows: Iterable[Mapping[str, Any]]) -> None:
    """Writes a line a report: day, id, publisher, title, and what it copies."""
    for row in rows:
        copy = f"  (copy of {row['copy_of']})" if row["copy_of"] else ""
        told = "  ".join(str(row[name] or "–") for name in ("published", "id", "publisher", "title"))
        output.write(_readable(f"{told}{copy}") + "\n")


def hits(output: Output, found: Iterable[Hit]) -> None:
    """Writes the reports that a search found, with some of their words."""
    for hit in found:
        card = hit.card
        published = card.published.isoformat() if card.published else "undated"
        output.write(_readable(f"{card.id}  {published}  {card.publisher or '–'}  {card.title or ''}").rstrip() + "\n")
        output.write(f"    {_readable(' '.join(hit.snippet.split()))}\n")


def renderable(output: Output, view: Any) -> None:
    """Draws what another part of the program made for a terminal."""
    _draw(output, view)


def measures(output: Output, found: Sequence[Measure]) -> None:
    """Draws a table of agreement, a line a field."""
    from gesta.cli.reviewing_table import measures_table

    _draw(output, measures_table(found) if found else "No two coders have decided on the same.")


def measure_object(measure: Measure) -> Mapping[str, Any]:
    """A line of agreement as an object; null where a measure is not defined."""
    return {**asdict(measure), "coders": list(measure.coders)}


def object_lines(output: Output, rows: Iterable[Mapping[str, Any]]) -> None:
    """Writes objects of the contract, one a line."""
    from gesta.nouns.contract import written

    for row in rows:
        output.write(written(dict(row)) + "\n")


def _readable(text: str) -> str:
    from gesta.telling.account import readable

    return readable(text)


def _draw(output: Output, view: Any) -> None:
    """Draws a rich renderable, with an empty line behind it that parts it from the next."""
    if output.terminal:
        _draw_in_colour(view)
    else:
        output.write(_plain(view) + "\n")


def _draw_in_colour(view: Any) -> None:
    from rich.console import Console

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal without the dash in its letters shows "?" instead
    Console(highlight=False).print(view, "")


def _plain(view: Any) -> str:
    """The view without colours and without spaces at the ends of lines."""
    from rich.console import Console

    canvas = io.StringIO()
    Console(file=canvas, width=PLAIN_WIDTH, color_system=None, highlight=False).print(view)
    return "".join(f"{drawn.rstrip()}\n" for drawn in canvas.getvalue().split("\n")[:-1])
