"""How well dates are found and resolved.

    python -m evaluation.dates tempeval PATH [half] [--errors]   TIMEX3 detection and value on one half (0 or 1)
    python -m evaluation.dates corpus PATH [--errors]             event dates against evaluation/labels/dates.csv

`tempeval` reads one JSON object a line: id, text, date, spans (label TIMEX3, attrs.value). Halves are told by the
digest of the document's id: half 0 was used for the rules, half 1 never, and half 1 is what is reported.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from evaluation.timex import timex_value
from gesta.formats import parse_date
from gesta.nouns.event import Event, Filler
from gesta.nouns.referent import Gap, Resolved, When
from gesta.nouns.report import Report, digest
from gesta.resolving.dates import anchors_of, event_when, reference_at
from gesta.resolving.dates_expressions import Expression
from gesta.resolving.dates_grammar import read_expressions
from gesta.resolving.dates_phrases import direction_for
from gesta.resolving.dates_words import read_words
from gesta.segmenting import dateline
from gesta.spans import Span

LABELS = Path(__file__).with_name("labels") / "dates.csv"


def half_of(identifier: str) -> int:
    """0 or 1, by the digest of a document's id."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 2


@dataclass
class Timexes:
    """Counts of TIMEX3 detection: relaxed (overlap), strict (same ends), value (overlap and same value)."""

    gold: int = 0
    found: int = 0
    relaxed: int = 0
    strict: int = 0
    value: int = 0
    errors: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        for name, right in (("relaxed", self.relaxed), ("strict", self.strict), ("value", self.value)):
            precision, recall = right / max(self.found, 1), right / max(self.gold, 1)
            f1 = 2 * precision * recall / max(precision + recall, 1e-9)
            yield f"{name:8} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"


def score_timexes(documents: Iterable[dict[str, Any]]) -> Timexes:
    """Detection and value of all TIMEX3 of some documents."""
    counts = Timexes()
    for document in documents:
        gold = [s for s in document["spans"] if s["label"] == "TIMEX3"]
        found = [e for e in read_expressions(read_words(document["text"])) if e.unit != "anniversary"]
        counts.gold += len(gold)
        counts.found += len(found)
        _compare(document, gold, found, counts)
    return counts


def _compare(document: dict[str, Any], gold: list[dict[str, Any]], found: list[Expression], counts: Timexes) -> None:
    text, free = document["text"], list(found)
    report = Report(
        document["id"], text, "", published=date.fromisoformat(document["date"][:10]) if document["date"] else None
    )
    anchors = anchors_of(report)
    for each in gold:
        hit = next((e for e in free if e.start < each["end"] and each["start"] < e.end), None)
        value = each["attrs"].get("value", "")
        if hit is None:
            counts.errors.append(
                f"MISSED {each['text']!r} {value}  …{text[max(0, each['start'] - 40) : each['end'] + 20]!r}"
            )
            continue
        free.remove(hit)
        reference = replace(reference_at(anchors, hit.start), direction=direction_for(hit, text))
        said = timex_value(hit, reference)
        counts.relaxed += 1
        counts.strict += (hit.start, hit.end) == (each["start"], each["end"])
        counts.value += same_value(said, value)
        if not same_value(said, value):
            context = text[max(0, hit.start - 60) : hit.end + 20]
            counts.errors.append(
                f"VALUE {text[hit.start : hit.end]!r} said {said} gold {value} now {anchors.now} {context!r}"
            )
    counts.errors.extend(f"EXTRA {text[e.start : e.end]!r}  …{text[max(0, e.start - 40) : e.end + 20]!r}" for e in free)


def same_value(said: str, gold: str) -> bool:
    """True when two TIMEX3 values are the same."""
    return said == gold


def tempeval(path: str, half: int, errors: bool) -> None:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    counts = score_timexes(d for d in documents if half_of(d["id"]) == half)
    print(f"half {half}: {counts.gold} expressions, {counts.found} found")
    print("\n".join(counts.lines()))
    if errors:
        print("\n".join(counts.errors))


@dataclass(frozen=True, slots=True)
class Label:
    """What a reader of the report would say: the interval (either end open) or a gap, by the rules of `dates`."""

    first: date | None
    last: date | None
    gap: bool
    part: str


@dataclass
class Dating:
    """Counts of event dates against labels. A date is false when it does not cover the label, or the label is a gap."""

    total: int = 0
    exact: int = 0
    dated: int = 0
    false: int = 0
    errors: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        yield f"{self.total} events, {self.dated} dated, {self.total - self.dated} gaps"
        yield f"exact interval or rightly a gap  {self.exact / max(self.total, 1):.3f}"
        yield f"no false date, of all            {1 - self.false / max(self.total, 1):.3f}"
        yield f"no false date, of those dated    {1 - self.false / max(self.dated, 1):.3f}"


def corpus(path: str, errors: bool) -> None:
    labels = read_labels()
    parts = {"fit": Dating(), "check": Dating()}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            if document["id"] in {identifier for identifier, _, _ in labels}:
                _score_document(document, labels, parts)
    for part, counts in parts.items():
        print(f"{part}:", *counts.lines(), *(counts.errors if errors else ()), sep="\n")


def read_labels() -> dict[tuple[str, int, int], Label]:
    """The labels by report id and place of the trigger."""
    with LABELS.open(encoding="utf-8", newline="") as rows:
        return {(row["id"], int(row["start"]), int(row["end"])): _label(row) for row in csv.DictReader(rows)}


def _label(row: dict[str, str]) -> Label:
    first, last = (date.fromisoformat(row[name]) if row[name] else None for name in ("from", "to"))
    return Label(first, last, row["precision"] == "gap", row["part"])


def _score_document(
    document: dict[str, Any], labels: dict[tuple[str, int, int], Label], parts: dict[str, Dating]
) -> None:
    report = as_report(document)
    anchors = anchors_of(report)
    for number, raw in enumerate(document["events"]):
        label = labels.get((document["id"], *raw["trigger"]))
        if label is None:
            continue
        event, counts = as_event(number, raw), parts[label.part]
        found = event_when(event, report, anchors)
        count(label, found, counts)
        if not _is_exact(label, found):
            words = [f.span.of(report.text) for f in event.roles.get("time", ())]
            told = found.reason if isinstance(found, Gap) else f"{found.value.start} {found.value.end}"
            counts.errors.append(f"{report.id} {anchors.now} {words}: {told}; label {label}")


def count(label: Label, found: Resolved[When] | Gap, counts: Dating) -> None:
    """Adds one event to the counts."""
    counts.total += 1
    counts.exact += _is_exact(label, found)
    if isinstance(found, Resolved):
        counts.dated += 1
        counts.false += label.gap or not _covers(found.value, label)


def _is_exact(label: Label, found: Resolved[When] | Gap) -> bool:
    if isinstance(found, Gap) or label.gap:
        return isinstance(found, Gap) and label.gap
    return _ends(found.value) == (label.first, label.last)


def _covers(when: When, label: Label) -> bool:
    first, last = _ends(when)
    begins = first is None or (label.first is not None and first <= label.first)
    return begins and (last is None or (label.last is not None and label.last <= last))


def _ends(when: When) -> tuple[date | None, date | None]:
    return when.start.date() if when.start else None, when.end.date() if when.end else None


def as_report(document: dict[str, Any]) -> Report:
    """A report of the annotated corpus, with its dateline."""
    found = dateline(document["text"])
    return Report(
        document["id"],
        document["text"],
        digest(document["text"]),
        published=published(document.get("date")),
        dateline=found.span if found else None,
    )


def published(written: str | None) -> date | None:
    """The date of publication as the corpus writes it: "2018-05-09" or "May 9 , 2018"."""
    if not written:
        return None
    read = parse_date(written.replace(" ,", ","))
    return read.date() if isinstance(read, datetime) else read


def as_event(number: int, raw: dict[str, Any]) -> Event:
    """An event of the annotated corpus, with its time words only."""
    times = tuple(Filler(Span(*span), 1.0) for span in raw["roles"].get("time", ()))
    return Event(f"e{number}", Span(*raw["trigger"]), raw["type"], None, raw["status"], 1.0, {"time": times})


def main(arguments: list[str]) -> None:
    if arguments[0] == "tempeval":
        half = int(arguments[2]) if len(arguments) > 2 and arguments[2].isdigit() else 1
        tempeval(arguments[1], half, "--errors" in arguments)
    if arguments[0] == "corpus":
        corpus(arguments[1], "--errors" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
