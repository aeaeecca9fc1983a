"""What `gesta ingest` reads: files and addresses in the order typed, and how far along they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gesta.cli.inputs import Intake
from gesta.errors import FormatError
from gesta.fetching import Archive, Client, Manners, Validators, is_url
from gesta.formats import files_of, read_with_provenance
from gesta.formats.wacz import divided
from gesta.nouns.provenance import Provenance
from gesta.nouns.report import Report
from gesta.workspace import Arrival

UNCHANGED = "fetched.sqlite"
"""The file in a workspace's folder that remembers which pages have not changed."""


@dataclass(slots=True)
class Road:
    """How much there is to read, in bytes of files, and how much is read; `known` is false when addresses or standard
    input make the length unknown."""

    total: int = 0
    done: int = 0
    known: bool = True


@dataclass(slots=True)
class Arrivals:
    """The reports of an intake, one after the other; `road` says how far it has come."""

    intake: Intake
    client: Client
    road: Road = field(default_factory=Road)

    def __iter__(self) -> Iterator[Arrival]:
        steps = [step for path in self.intake.paths for step in _steps(path)]
        sizes = [_size(step) for step in steps]
        self.road.total, self.road.known = sum(sizes), not any(_is_endless(step) for step in steps)
        for step, size in zip(steps, sizes, strict=True):
            yield from self._along(step, size)

    def _along(self, step: str | FormatError, size: int) -> Iterator[Arrival]:
        """The arrivals of one file or address; the letters read count on the way, the whole file in the end."""
        begun = self.road.done
        for found, origin in self._read(step):
            if isinstance(found, Report):
                self.road.done = min(self.road.done + len(found.text), begun + size)
            yield found, origin
        self.road.done = begun + size

    def _read(self, step: str | FormatError) -> Iterator[Arrival]:
        if isinstance(step, FormatError):
            yield step, Provenance(path=step.path)
        elif is_url(step):
            yield from self.client.reports(step)
        else:
            yield from read_with_provenance([step], format_name=self.intake.form, hints=self.intake.hints)


def client(where: str, archive: Path | None, contact: str | None) -> tuple[Client, Validators | None]:
    """A client with its manners; a workspace in a folder remembers beside its file which pages have not changed."""
    validators = None if "://" in where else Validators(Path(where) / UNCHANGED)
    manners = Manners(contact=contact, archive=Archive(archive) if archive else None, validators=validators)
    return Client(manners), validators


def targets(failed: Sequence[str]) -> list[str]:
    """What to read again: each file or address of the failures once, in order; standard input cannot be."""
    return list(dict.fromkeys(_file(target) for target in failed if target not in ("-", "stdin")))


def _steps(path: str) -> Iterator[str | FormatError]:
    if is_url(path):
        yield path
    else:
        yield from files_of(path)


def _size(step: str | FormatError) -> int:
    path = Path(step) if isinstance(step, str) and not _is_endless(step) else None
    try:
        return path.stat().st_size if path else 0
    except (OSError, ValueError):
        return 0  # what cannot be read is told when its turn comes


def _is_endless(step: str | FormatError) -> bool:
    return isinstance(step, str) and (step == "-" or is_url(step))


def _file(target: str) -> str:
    """The file of a target that names a place in it: "reports.jsonl:12", "news.zip entry 3", "crawl.warc.gz@1024"."""
    if is_url(target) or Path(target).exists():
        return target
    target = divided(target)[0]
    for mark in (":", "@", " entry "):
        head, found, tail = target.rpartition(mark)
        if found and tail.isdigit():
            return head
    return target
