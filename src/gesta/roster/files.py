"""The roster's files as rows: every .csv in the folders beside this module, and files that a user brings.

One shape for all actors (`FIELDS`), one for affiliations, one for the words of states. Readers complain at the first
line that cannot be read; whether the facts agree with each other is the business of checking.py.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from gesta.roster.entry import Affiliation, Entry, Form, RosterError

FIELDS = Entry._fields
REQUIRED = ("id", "name", "kind")
_LISTS = (FIELDS.index("aliases"), FIELDS.index("allies"), FIELDS.index("member_of"))
_OPTIONAL = frozenset(FIELDS) - set(REQUIRED)
_FOLDERS = (
    "affiliations bodies civil communities groups international media parties people states"  # in order of the digest
).split()


class Rows(NamedTuple):
    """All rows of the roster; `digest` is of the bytes of the files, in the order of their paths."""

    entries: tuple[Entry, ...]
    affiliations: tuple[Affiliation, ...]
    forms: tuple[tuple[str, Form], ...]
    digest: str
    where: dict[str, str]


def read(extra: Iterable[Path] = ()) -> Rows:
    """The rows of the package's files, then of the user's. Raises RosterError at a line that cannot be read."""
    entries: list[Entry] = []
    affiliations: list[Affiliation] = []
    forms: list[tuple[str, Form]] = []
    where: dict[str, str] = {}
    digest = hashlib.sha256()
    for label, content in _contents(extra):
        digest.update(content)
        rows = _lines(content, label)
        if label.startswith("affiliations/") or rows[0][:2] == ["actor", "of"]:
            affiliations += [_affiliation(row, label, line) for line, row in enumerate(rows[1:], 2)]
        elif label == "states/forms.csv":
            forms += [pair for row in rows[1:] for pair in _forms(row)]
        elif label == "states/regions.csv":
            forms += [(name, Form(state, "region")) for name, state in rows[1:]]
        else:
            found = _entries(rows, label)
            where.update((entry.id, label) for entry in found)
            entries += found
    return Rows(tuple(entries), tuple(affiliations), tuple(forms), digest.hexdigest(), where)


def read_entries(path: Path) -> tuple[Entry, ...]:
    """The actors of one file of the roster's shape. Raises RosterError when it has another shape."""
    return tuple(_entries(_lines(_bytes(path), str(path)), str(path)))


def written(entries: Iterable[Entry]) -> str:
    """The entries as the text of a roster file, header first."""
    lines = [",".join(FIELDS)]
    lines += [",".join(_quoted(_joined(value)) for value in entry) for entry in entries]
    return "\n".join(lines) + "\n"


def _contents(extra: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    home: Traversable = files(__package__)
    for folder in _FOLDERS:
        held = [entry for entry in home.joinpath(folder).iterdir() if entry.name.endswith(".csv")]
        for file in sorted(held, key=lambda entry: entry.name):
            yield f"{folder}/{file.name}", file.read_bytes()
    for path in extra:
        yield str(path), _bytes(path)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RosterError(f"{path}: cannot be read: {error.strerror or error}") from error


def _lines(content: bytes, label: str) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
        rows = [row for row in csv.reader(text.splitlines(), strict=True) if row]
    except UnicodeDecodeError as error:
        raise RosterError(f"{label}: not UTF-8 – save it as UTF-8") from error
    except csv.Error as error:
        raise RosterError(f"{label}: not CSV: {error}") from error
    if not rows:
        raise RosterError(f"{label}: empty – the first line must name the columns")
    return rows


def _entries(rows: list[list[str]], label: str) -> list[Entry]:
    header = rows[0]
    unknown = [name for name in header if name not in FIELDS]
    missing = [name for name in REQUIRED if name not in header]
    if unknown or missing:
        fault = f"unknown column {unknown[0]!r}" if unknown else f"no column {missing[0]!r}"
        raise RosterError(f"{label}:1: {fault} – the columns are {', '.join(FIELDS)}")
    places = [header.index(name) if name in header else -1 for name in FIELDS]
    straight = places[:-1] == list(range(len(FIELDS) - 1))
    found = []
    for line, row in enumerate(rows[1:], 2):
        if len(row) != len(header):
            raise RosterError(f"{label}:{line}: {len(row)} columns, the first line has {len(header)}")
        values = row if straight else [row[place] if place >= 0 else "" for place in places]
        found.append(_entry(values))
    return found


def _entry(values: list[str]) -> Entry:
    cells: list[str | tuple[str, ...]] = [*values]
    for place in _LISTS:
        cells[place] = tuple(values[place].split("|")) if values[place] else ()
    return Entry(*cells)  # type: ignore[arg-type]


def _affiliation(row: list[str], label: str, line: int) -> Affiliation:
    if len(row) != len(Affiliation._fields):
        raise RosterError(f"{label}:{line}: {len(row)} columns, an affiliation has {', '.join(Affiliation._fields)}")
    return Affiliation(*row)


def _forms(row: list[str]) -> Iterator[tuple[str, Form]]:
    state, *cells = row
    for form, cell in zip(("adjective", "demonym", "capital"), cells, strict=True):
        for name in filter(None, cell.split("|")):
            yield name, Form(state, form)


def _joined(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "|".join(value)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in ',"\n') else cell
