"""What an exporter is: a named shape, what one row of it stands for, what it loses, and a function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Literal, Protocol

from gesta.nouns.coded import Coded
from gesta.nouns.incident import Incident

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
    """What came of writing: `rows` in all, and how many incidents or events were left out, by reason ("no date")."""

    rows: int
    left_out: Mapping[str, int] = field(default_factory=dict)


Write = Callable[[Records, IO[bytes]], Written]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One shape. `write` writes the records to a binary stream, row by row, and returns what came of it.

    `reads` says which of the records it needs. `loss` lists, one short sentence each, what of ours it cannot hold.
    A shape of several files has the suffix ".zip": it writes an archive, which a folder may take the place of.
    """

    name: str
    title: str
    row: RowKind
    reads: Literal["reports", "incidents", "both"]
    suffix: str
    loss: Sequence[str]
    write: Write

    @property
    def bundled(self) -> bool:
        """True for a shape of several files."""
        return self.suffix == BUNDLE
