"""What `gesta export` writes: the records of a workspace, or of some files by way of a workspace that vanishes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from gesta.cli.complaints import Complaints
from gesta.cli.progress import Shown, meter
from gesta.cli.running import ready
from gesta.cli.working import opened_workspace
from gesta.errors import GestaError
from gesta.exporting.exporter import Beside, Records
from gesta.formats import Hints, read_with_provenance
from gesta.nouns.coded import Coded
from gesta.nouns.filter import Filter
from gesta.nouns.incident import Incident
from gesta.pipeline import Coder
from gesta.workspace import Taken, Workspace
from gesta.workspace.exported import Selected, selected

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported: of which workspace or which files, by which filter and toll rule. Files are read as the
    format `form` when it is named. `coder` None is the one that ships with Gesta."""

    where: str
    paths: tuple[str, ...]
    form: str | None
    hints: Hints
    filter: Filter
    rule: str | None
    coder: Coder | None


@contextmanager
def records_of(wanted: Wanted, complaints: Complaints) -> Iterator[Selected]:
    """The records, open as long as they are written; reports that fail are told and the others go on."""
    with _workspace(wanted, complaints) as workspace, selected(workspace.view, wanted.filter, wanted.rule) as records:
        yield records


def beside(records: Selected, names: Iterable[str]) -> Iterator[Beside]:
    """The records of other data sets by these names, each with the incident that it is. Raises StoreError for a data
    set of which the workspace holds nothing."""
    from gesta.workspace.outside_links import origin_named, with_matches

    datasets = [origin_named(records.view, name) for name in dict.fromkeys(names)]
    found = (with_matches(records.view, dataset, records.wanted) for dataset in datasets)
    return (Beside(record, match) for each in found for record, match in each)


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
    arrivals = read_with_provenance(wanted.paths, format_name=wanted.form, hints=wanted.hints)
    coder, total = ready(wanted.coder), Taken()
    with meter("coding") as shown:
        for taken in workspace.ingest(arrivals, coder):
            total += taken
            shown(total.new, None, f"{total.new:,} reports")


@dataclass(frozen=True, slots=True)
class _Watched:
    """Records whose passing is shown; `held` says how many there are of each kind, where that is known."""

    records: Records
    held: Mapping[str, int]
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
            self.shown(number, self.held.get(name), f"{number:,} {name}")


def watched(records: Selected, shown: Shown) -> Records:
    """The same records; how many have passed is shown meanwhile."""
    return _Watched(records, records.held(), shown)
