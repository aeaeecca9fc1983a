"""What an exporter is: a named shape, what one row of it stands for, what it loses, and a function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import IO, Literal, Protocol

from gesta.nouns.coded import Coded
from gesta.nouns.incident import Incident
from gesta.nouns.outside import Outside

RowKind = Literal["report", "event", "incident", "claim", "toll", "mention", "dyad", "count"]
BUNDLE = ".zip"  # the suffix of shapes that are several files


class Records(Protocol):
    """What exporters read: a store's view, or coded reports and the incidents made of them; already filtered, redacted
    and cut to the wanted amount of text. Each call begins anew and streams: nobody holds all rows in memory."""

    def reports(self) -> Iterator[Coded]:
        """The coded reports, by publication and key."""

    def incidents(self) -> Iterator[Incident]:
        """The incidents, by date and id."""

    def deleted(self) -> Iterator[Mapping[str, str]]:
        """Tombstones: {"id", "superseded_by", "deleted"} of incidents that are no more; empty unless asked for."""

    @property
    def versions(self) -> Mapping[str, str]:
        """What made the records: code, weights, ontology, roster, gazetteer."""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing: `rows` in all, how many incidents or events were left out, by reason ("no date"), and of
    several tables the rows of each."""

    rows: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    tables: Mapping[str, int] = field(default_factory=dict)


class Files(Protocol):
    """Where the files of a shape of several go: an archive or a folder. Names may hold "/"."""

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """A stream for one file, of any size; no other is open meanwhile."""

    def together(self, names: Sequence[str]) -> AbstractContextManager[Sequence[IO[bytes]]]:
        """A stream for each of these files, open at once, so that one pass over the records fills them all."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A record of another data set that is given beside the incidents; `match` is the id of the incident that it is,
    None when it is none."""

    record: Outside
    match: str | None


Write = Callable[[Records, IO[bytes]], Written]
WriteBeside = Callable[[Records, Iterable[Beside], IO[bytes]], Written]
WriteFiles = Callable[[Records, Files], Written]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One shape. `write` writes the records to a binary stream, row by row, and returns what came of it.

    `reads` says which of the records it needs. `loss` lists, one short sentence each, what of ours it cannot hold.
    A shape of several files has the suffix ".zip": `write` writes an archive, and `files` the same files to wherever
    they are wanted. A shape of one file has no `files`. `beside` writes the incidents and, after them, records of other
    data sets; None where the shape has no place for these. `deletions`: it can tell what is no more. `quotes`: it tells
    the words of reports that incidents rest on, not merely names and numbers; which words it may show is noted from the
    reports first.
    """

    name: str
    title: str
    row: RowKind
    reads: Literal["reports", "incidents", "both"]
    suffix: str
    loss: Sequence[str]
    write: Write
    files: WriteFiles | None = None
    beside: WriteBeside | None = None
    deletions: bool = False
    quotes: bool = False

    @property
    def bundled(self) -> bool:
        """True for a shape of several files."""
        return self.files is not None
