"""What `gesta export` writes: the records of a workspace, or of some files by way of a workspace that vanishes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import click

from gesta.cli.complaints import Complaints
from gesta.cli.progress import Shown
from gesta.cli.running import ready
from gesta.cli.working import opened_workspace
from gesta.errors import GestaError
from gesta.exporting.exporter import Records
from gesta.formats import Hints, parse_date, read_with_provenance
from gesta.nouns.coded import Coded
from gesta.nouns.filter import Filter
from gesta.nouns.incident import Incident
from gesta.pipeline import Coder
from gesta.workspace import Workspace
from gesta.workspace.exported import selected

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported: of which workspace or which files, by which filter and toll rule. `coder` None is the
    one that ships with Gesta."""

    where: str
    paths: tuple[str, ...]
    published: str | None
    filter: Filter
    rule: str | None
    coder: Coder | None


@contextmanager
def records_of(wanted: Wanted, complaints: Complaints) -> Iterator[Records]:
    """The records, open as long as they are written; reports that fail are told and the others go on."""
    with _workspace(wanted, complaints) as workspace, selected(workspace.view, wanted.filter, wanted.rule) as records:
        yield records


@contextmanager
def _workspace(wanted: Wanted, complaints: Complaints) -> Iterator[Workspace]:
    if not wanted.paths:
        with opened_workspace(wanted.where) as workspace:
            yield workspace
        return
    with TemporaryDirectory() as folder, Workspace.open(Path(folder), create=True) as workspace:
        _fill(workspace, wanted)
        for failure in workspace.view.failures():
            complaints.tell(GestaError(failure.message))
        yield workspace


def _fill(workspace: Workspace, wanted: Wanted) -> None:
    """Codes and links the reports of the files."""
    hints = Hints(_moment(wanted.published))
    arrivals = read_with_provenance(wanted.paths, hints=hints)
    for _ in workspace.ingest(arrivals, ready(wanted.coder)):
        pass


def _moment(typed: str | None) -> date | datetime | None:
    try:
        return parse_date(typed) if typed is not None else None
    except ValueError as error:
        raise click.BadParameter(f"{typed!r}: {error}; write it as 2019-03-12", param_hint="--published") from None


@dataclass(frozen=True, slots=True)
class _Watched:
    """Records whose passing is shown."""

    records: Records
    shown: Shown

    def reports(self) -> Iterator[Coded]:
        return self._passing(self.records.reports(), "reports")

    def incidents(self) -> Iterator[Incident]:
        return self._passing(self.records.incidents(), "incidents")

    def deleted(self) -> Iterator[Mapping[str, str]]:
        return self.records.deleted()

    @property
    def versions(self) -> Mapping[str, str]:
        return self.records.versions

    def _passing(self, things: Iterable[T], name: str) -> Iterator[T]:
        for number, thing in enumerate(things, start=1):
            yield thing
            self.shown(number, None, f"{number:,} {name}")


def watched(records: Records, shown: Shown) -> Records:
    """The same records; how many have passed is shown meanwhile."""
    return _Watched(records, shown)
