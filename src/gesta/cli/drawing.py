"""Draws coded reports: in colour and as wide as the window for a terminal, as plain text for everything else."""

from __future__ import annotations

import io
import sys
from typing import Any

from gesta.cli.outputs import Output
from gesta.nouns.coded import Coded

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
