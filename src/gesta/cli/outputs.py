"""Where results go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import click

Write = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Output:
    """Where text goes; `terminal` is true when a person is watching, who wants colours and the window's width."""

    write: Write
    terminal: bool = False


class OutputError(click.ClickException):
    """Raised when a result cannot be written; names the file, the system's reason and what to look at."""

    def __init__(self, path: Path, error: OSError) -> None:
        reason = error.strerror or str(error)
        super().__init__(f"{path}: cannot be written: {reason} – check the folder, its permissions and the free space")


@contextmanager
def opened(path: Path | None) -> Iterator[Output]:
    """An output: standard output without a path (or for "-"), else a file. Raises OutputError.

    A file is written beside its place under another name and moved there at the end, so a run that breaks off leaves
    the old file as it was. A pipe or a device cannot be replaced and is written to directly.
    """
    if path is None or str(path) == "-":
        out = sys.stdout.buffer
        yield Output(lambda text: _write(out, text), terminal=out.isatty())
    elif path.exists() and not path.is_file():
        with complaining(path):
            stream = path.open("wb")
        with _closing(path, stream):
            yield Output(_careful(path, stream))
    else:
        with _replacing(path.resolve()) as write:
            yield Output(write)


@contextmanager
def _replacing(path: Path) -> Iterator[Write]:
    """Writes a new file that takes the place of `path` when all went well and vanishes otherwise."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    with complaining(path):
        stream = beside.open("xb")
    try:
        with _closing(path, stream):
            yield _careful(path, stream)
        with complaining(path):
            _settle(beside, path)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _closing(path: Path, stream: IO[bytes]) -> Iterator[None]:
    """Closes the stream in the end; what it could not write before, it cannot write then either, and is told."""
    try:
        yield
    finally:
        with complaining(path):
            stream.close()


def _settle(beside: Path, path: Path) -> None:
    """Moves a finished file to its place; an old file's permissions stay."""
    if path.exists():
        beside.chmod(stat.S_IMODE(path.stat().st_mode))
    beside.replace(path)


def _careful(path: Path, stream: IO[bytes]) -> Write:
    def write(text: str) -> None:
        with complaining(path):
            _write(stream, text)

    return write


def _write(stream: IO[bytes], text: str) -> None:
    """The text as UTF-8 whatever the locale, sent on at once so that a reader at the other end need not wait."""
    stream.write(text.encode("utf-8", "replace"))
    stream.flush()


@contextmanager
def complaining(path: Path) -> Iterator[None]:
    """Turns the system's refusals into OutputError."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(path, error) from error
