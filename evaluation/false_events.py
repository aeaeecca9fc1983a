"""The false-event check: `python -m evaluation.false_events PLAIN_NEWS.jsonl.gz`.

Codes the texts of a news collection that speak of no conflict, and says in what share of them a violent event is seen
all the same. The texts are chosen by the rule of `plain_news`; what is seen is listed with its words, to be read by
eye: some of it may be violence that the rule let through.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from evaluation.coding import Record, code
from evaluation.plain_news import LEAST_WORDS, Lexicon, read_texts
from evaluation.sheets import SheetError
from evaluation.tables import PageError, fill, page_table, text_table
from gesta import Coded, Coder, Event, GestaError

PAGE_PART = "figures: false events"
HEAD = ("false events", "")
# The types that say somebody was attacked or harmed; with status actual they put violence into the world.
VIOLENT = ("ASSAULT", "HARM")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One violent event seen in a text that speaks of no conflict: the report, the code, and the sentence, with the
    trigger in [brackets]."""

    report: str
    type: str
    trigger: str
    score: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Check:
    """The collection's size, how many texts the rule chose, how many were coded, every violent event seen, and a
    message for each text that could not be coded."""

    collection: int
    chosen: int
    coded: int
    weights: str
    sightings: tuple[Sighting, ...]
    failures: tuple[str, ...] = ()

    @property
    def texts(self) -> int:
        """In how many texts a violent event was seen."""
        return len({sighting.report for sighting in self.sightings})

    @property
    def share(self) -> float:
        """The share of coded texts in which a violent event was seen."""
        return self.texts / self.coded if self.coded else 0.0


def main(arguments: Sequence[str] | None = None, coder: Coder | None = None) -> int:
    """The command: 0 when the collection could be read and coded, else 1."""
    given = _parser().parse_args(arguments)
    try:
        found = check(read_texts(given.collection), coder or Coder.load(), given.limit)
        if given.write:
            fill(given.write, PAGE_PART, page(found))
    except (SheetError, PageError, GestaError, OSError) as error:
        print(f"false_events: {error}", file=sys.stderr)
        return 1
    print(json.dumps(as_json(found), indent=2) if given.json else text_table(HEAD, rows(found)))
    if not given.json:
        for sighting in found.sightings[: given.show]:
            print(f"\n{sighting.report}  {sighting.type}  {sighting.score:.2f}\n  {sighting.sentence}")
    return 0


def check(records: Iterable[Record], coder: Coder, limit: int | None = None) -> Check:
    """The check on all `records`, or on the first `limit` that the rule chooses."""
    lexicon = Lexicon.load()
    every = list(records)
    plain = [record for record in every if lexicon.is_plain(record["text"])]
    bare = ({"id": record["id"], "text": record["text"]} for record in plain[:limit])
    coding = code(list(bare), coder)
    seen = tuple(sighting for coded in coding.coded for sighting in sightings(coded))
    return Check(len(every), len(plain), len(coding.coded), coder.versions["weights"], seen, coding.failures)


def sightings(coded: Coded) -> list[Sighting]:
    """The violent events of a coded report that are told as having happened."""
    violent = (event for event in coded.events if event.type in VIOLENT and event.status == "actual")
    return [_sighting(coded, event) for event in violent]


def rows(found: Check) -> list[tuple[str, str]]:
    """What was found, a figure a row, under HEAD."""
    return [
        ("texts of the collection", str(found.collection)),
        ("chosen as non-conflict", f"{found.chosen} ({found.chosen / max(found.collection, 1):.1%})"),
        ("coded", str(found.coded)),
        ("could not be coded", str(len(found.failures))),
        ("texts with a violent event", str(found.texts)),
        ("share", f"{found.share:.2%}"),
    ]


def page(found: Check) -> str:
    """What was found, for a page of the documentation."""
    return f"Weights `{found.weights}`.\n\n{page_table(HEAD, rows(found))}"


def as_json(found: Check) -> dict[str, Any]:
    """What was found as plain values, every sighting with it."""
    return {**asdict(found), "texts": found.texts, "share": round(found.share, 4)}


def _sighting(coded: Coded, event: Event) -> Sighting:
    text, trigger = coded.report.text, event.trigger
    [sentence] = islice((s.span for s in coded.sentences if s.span.overlaps(trigger)), 1)
    marked = f"{text[sentence.start : trigger.start]}[{trigger.of(text)}]{text[trigger.end : sentence.end]}"
    kind = f"{event.type}.{event.mode}" if event.mode else event.type
    return Sighting(coded.report.id, kind, trigger.of(text), round(event.score, 4), " ".join(marked.split()))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="false_events",
        description=f"See how often violence is coded in news of at least {LEAST_WORDS} words that speaks of none.",
    )
    parser.add_argument("collection", type=Path, help="JSON lines with id and text, gzipped or not")
    parser.add_argument("--show", type=int, default=20, metavar="N", help="list the first N (default: %(default)s)")
    parser.add_argument("--limit", type=int, metavar="N", help="code the first N chosen texts only")
    parser.add_argument("--json", action="store_true", help="write JSON, with every event, instead of a table")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="also write the figures into this page")
    return parser


if __name__ == "__main__":
    sys.exit(main())
