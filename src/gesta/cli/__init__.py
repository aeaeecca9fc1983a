"""The command line: ``gesta code`` and ``gesta show``. One module per group of commands.

What takes time to load (the network, rich, the readers of formats) is imported inside the functions that use it, so
that ``gesta --version`` and a mistyped option answer at once.
"""

from __future__ import annotations

from typing import Any

import click

from gesta.cli.code import code
from gesta.cli.show import show
from gesta.errors import GestaError
from gesta.version import VERSION


class _Gesta(click.Group):
    """The group of all commands; an error that ends a run is told in one line instead of a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GestaError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Gesta, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="gesta", message="%(prog)s %(version)s")
def main() -> None:
    """Read news reports on conflict: who did what to whom, where, when, at what human cost – and who says so."""


main.add_command(code)
main.add_command(show)
