"""The command line. One module per group of commands.

A command's module is loaded when the command is typed, and what takes time to load (the network, rich, the readers of
formats) is imported inside the functions that use it, so that ``gesta --version`` and a mistyped option answer at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from gesta.errors import GestaError
from gesta.version import VERSION

COMMANDS: Mapping[str, str] = {
    "agreement": "reviewing",
    "archive": "archive",
    "code": "code",
    "compare": "compare",
    "export": "export",
    "failures": "taking_in",
    "history": "judging",
    "incident": "incidents",
    "incidents": "incidents",
    "ingest": "taking_in",
    "init": "taking_in",
    "link": "taking_in",
    "merge": "judging",
    "page": "archive",
    "places": "places",
    "recode": "taking_in",
    "relate": "compare",
    "reports": "incidents",
    "review": "reviewing",
    "roster": "roster",
    "search": "incidents",
    "show": "show",
    "split": "judging",
    "undo": "judging",
    "verify": "archive",
}
"""Each command, by the module of this folder that it stands in."""


class _Gesta(click.Group):
    """The group of all commands; an error that ends a run is told in one line instead of a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{COMMANDS[cmd_name]}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GestaError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Gesta, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="gesta", message="%(prog)s %(version)s")
def main() -> None:
    """Read news reports on conflict: who did what to whom, where, when, at what human cost – and who says so."""
