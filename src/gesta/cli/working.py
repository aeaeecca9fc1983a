"""Where the commands on a workspace find it: `--workspace`, else GESTA_WORKSPACE, else the folder one stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import click

from gesta.errors import StoreError
from gesta.workspace import Author, Workspace, user_name

VARIABLE = "GESTA_WORKSPACE"
HERE = "."

Command = Callable[..., Any]

_REMEDY = "make one there with gesta init, or name another with --workspace DIR|URL"


def workspace_option(command: Command) -> Command:
    """The command with the option that says which workspace, given to it as `where`."""
    option = click.option("--workspace", "where", envvar=VARIABLE, default=HERE, metavar="DIR|URL",
                          help=f"The workspace; without it {VARIABLE}, else the folder you stand in.")  # fmt: skip
    return option(command)


def author_options(command: Command) -> Command:
    """The command with the options that say who decides and why, given to it as `by` and `comment`."""
    by = click.option("--by", metavar="NAME", help="Who decides; without it GESTA_USER, else the login's name.")
    comment = click.option("--comment", metavar="TEXT", help="Why, in your own words; kept with the decision.")
    return by(comment(command))


def author(by: str | None, comment: str | None) -> Author:
    """Who decides, now. Raises WorkspaceError when nobody can be named."""
    return Author(user_name(by), datetime.now(UTC), comment)


@contextmanager
def opened_workspace(where: str, *, create: bool = False) -> Iterator[Workspace]:
    """The workspace there, closed in the end. Raises StoreError with what to do when there is none."""
    workspace = _open(where, create)
    try:
        yield workspace
    finally:
        workspace.close()


def _open(where: str, create: bool) -> Workspace:
    try:
        return Workspace.open(where, create=create)
    except StoreError as error:
        if "no workspace there" in str(error):
            raise StoreError("no workspace there", where=where, remedy=_REMEDY) from error
        raise
