"""Files of actors that users keep beside the package's own: where they lie, and how one is added."""

from __future__ import annotations

from pathlib import Path

from gesta.roster.entry import Entry, RosterError
from gesta.roster.files import read, read_entries, written

SUFFIX = ".csv"


def own_files(folder: Path) -> tuple[Path, ...]:
    """The user's roster files in a folder, in the order of their names; none when there is no such folder."""
    return tuple(sorted(folder.glob(f"*{SUFFIX}"))) if folder.is_dir() else ()


def add(path: Path, folder: Path) -> Path:
    """Where the file was put: a copy of `path` in the folder, under its own name.

    Raises RosterError when it is not of the roster's shape, or gives an id that another file already has.
    """
    entries = read_entries(path)
    target = folder / path.with_suffix(SUFFIX).name
    others = tuple(held for held in own_files(folder) if held != target)
    known = read(others).where
    if twice := next((entry.id for entry in entries if entry.id in known), None):
        raise RosterError(f"{path}: {twice} is already in {known[twice]} – give it another id, or remove it there")
    return save(entries, target)


def save(entries: tuple[Entry, ...], target: Path) -> Path:
    """The path of the file that now holds the entries, in the order of their ids. Raises RosterError when it cannot."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(written(sorted(entries)), encoding="utf-8")
    except OSError as error:
        raise RosterError(f"{target}: cannot be written: {error.strerror or error}") from error
    return target
