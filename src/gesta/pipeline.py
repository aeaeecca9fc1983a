"""The way of a report, from text to events: the page to read first.

    report → sentences, quotations → reading (network) → what pronouns stand for → events, links → claims
           → what the words denote (actors, places, times) → coded report

Each stage is a function from values to a new value and lives in a folder of its own; they meet only here. The network
proposes, the rules of `coding` and `attributing` decide, and every value keeps the span of the words it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Protocol

from gesta.attributing import attribute
from gesta.coding import code as code_events
from gesta.coding import pair_scores, settled
from gesta.coreference import phrases, refer
from gesta.errors import CodingError, FormatError, GestaError
from gesta.formats import Hints, parse_date, read_reports
from gesta.nouns.coded import Coded
from gesta.nouns.mention import Reading
from gesta.nouns.report import Report
from gesta.nouns.resolution import Resolution
from gesta.nouns.sentence import Sentence
from gesta.ontologies import Ontology, load
from gesta.places.writing import Progress, silent
from gesta.resolving import Knowledge, Told, resolve
from gesta.segmenting import dateline, quotations, segment
from gesta.version import VERSION

# Reports that the network reads together: enough to fill its batches, few enough for flat memory and early results.
BATCH_REPORTS = 16
BATCH_CHARACTERS = 60_000

Segmented = tuple[Report, tuple[Sentence, ...]]


class Reads(Protocol):
    """Whatever reads segmented reports: the network, or a stand-in for it."""

    @property
    def version(self) -> str:
        """The digest of the weights."""

    def read(self, batch: Sequence[Segmented]) -> list[Reading]:
        """One reading for each report, in order."""


@dataclass(frozen=True, slots=True)
class Coder:
    """Turns reports into coded reports. It holds a reader, an ontology and what referents are looked up in, and no
    state: use one for all. Without `knowledge` the words are coded and not resolved."""

    reader: Reads
    ontology: Ontology
    knowledge: Knowledge | None = None

    @classmethod
    def load(cls, *, resolving: bool = True, progress: Progress = silent) -> Coder:
        """A coder with the network, the ontology and the roster that ship with Gesta, and the gazetteer.

        The gazetteer is built on first use (half a minute), of which `progress` hears; `resolving` False leaves
        referents unresolved. Raises ReaderError, OntologyError, RosterError or GazetteerError.
        """
        from gesta.reading.reader import Reader  # heavy: loaded when something is to be read

        return cls(Reader.load(), load("plover"), Knowledge.load(progress) if resolving else None)

    def code(self, report: Report) -> Coded:
        """The coded report. Raises CodingError, naming report and stage, when a stage cannot do its work."""
        return next(self.code_many([report]))

    def code_many(self, reports: Iterable[Report]) -> Iterator[Coded]:
        """A coded report for each report, in order, with a few in memory at a time. Raises CodingError at the first
        that fails."""
        for result in self.attempt_many(reports):
            if isinstance(result, CodingError):
                raise result
            yield result

    def attempt_many(self, reports: Iterable[Report]) -> Iterator[Coded | CodingError]:
        """A coded report, or the error that stands in for it, for each report in order: one that fails stops none."""
        for batch in batches(reports):
            segmented = [_segmented(report) for report in batch]
            for (report, sentences), reading in zip(segmented, self.reader.read(segmented), strict=True):
                yield self._attempt(report, sentences, reading)

    @property
    def versions(self) -> dict[str, str]:
        """What made a coded report, by version: the code, the weights, the ontology, the roster, the gazetteer."""
        made = {"gesta": VERSION, "weights": self.reader.version, "ontology": self.ontology.stamp}
        if self.knowledge is None:
            return made
        return {**made, "roster": self.knowledge.roster.version, "gazetteer": self.knowledge.gazetteer.version}

    def _attempt(self, report: Report, sentences: tuple[Sentence, ...], reading: Reading) -> Coded | CodingError:
        try:
            return self._coded(report, sentences, reading)
        except GestaError as error:
            return CodingError(f"report {report.id}: {error.stage}: {error}", report=report.id)

    def _coded(self, report: Report, sentences: tuple[Sentence, ...], reading: Reading) -> Coded:
        """The stages after reading, in their order."""
        reading = replace(reading, entities=settled(report.text, reading.entities))
        quoted = quotations(report.text, sentences)
        referents = refer(report, sentences, reading.entities, phrases(reading))
        events, links = code_events(report, sentences, reading, self.ontology, referents)
        claims = attribute(report, sentences, reading, events, quoted, referents)
        told = Told(reading.entities, events, claims, referents)
        resolution = resolve(report, told, self.knowledge) if self.knowledge else Resolution()
        pairs = pair_scores(report.text, reading, events)
        return Coded(report, sentences, reading.entities, events, links, claims, self.versions, resolution, pairs)


def code(
    text: str,
    *,
    published: date | datetime | str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    resolve: bool = True,
) -> Coded:
    """The coded report of a text. `published` may be written out ("2019-03-12"); `resolve` False leaves words as words.

    The network is loaded at the first call and kept. Raises ValueError for a date that is none, FormatError for a text
    that cannot be read as a report, ReaderError when the network is missing, CodingError when a stage fails.
    """
    day = parse_date(published) if isinstance(published, str) else published
    return code_report(report_of(text, Hints(day, publisher, title, encoding="utf-8")), resolve=resolve)


def code_report(report: Report, *, resolve: bool = True) -> Coded:
    """The coded report, by the coder that ships with Gesta; `resolve` False leaves its words as words."""
    return default_coder(resolve).code(report)


def report_of(text: str, hints: Hints) -> Report:
    """The text as a report, checked and normalised as if it had come in a file. Raises FormatError."""
    stream = BytesIO(text.encode("utf-8", "surrogatepass"))
    [found] = read_reports(["-"], format_name="text", hints=hints, stdin=stream)
    if isinstance(found, FormatError):
        raise found
    return found


@cache
def default_coder(resolving: bool = True) -> Coder:
    """The coder that ships with Gesta, loaded once; with or without what referents are looked up in."""
    return Coder.load(resolving=resolving)


def batches(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """The reports in order, a few at a time, bounded by number and by length; one long report is a batch alone."""
    batch: list[Report] = []
    length = 0
    for report in reports:
        if batch and (len(batch) == BATCH_REPORTS or length + len(report.text) > BATCH_CHARACTERS):
            yield batch
            batch, length = [], 0
        batch.append(report)
        length += len(report.text)
    if batch:
        yield batch


def _segmented(report: Report) -> Segmented:
    """The report with its dateline, and its sentences."""
    found = dateline(report.text) if report.dateline is None else None
    dated = replace(report, dateline=found.span) if found else report
    return dated, segment(dated)
