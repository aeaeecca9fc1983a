"""How well actors are resolved: country and sector on hand-labelled spans, and known groups by their aliases.

    python -m evaluation.actors CORPUS [--labels FILE] [--wrong]

CORPUS is the file of annotated reports (JSON lines) that the labels point into by report id and offsets. A label may
allow several codes ("PTY|GOV"); "-" stands for "not determinable". A gap counts as "-" for both.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from gesta.coreference import refer
from gesta.nouns.mention import Mention
from gesta.nouns.referent import Actor, Gap, Resolved
from gesta.nouns.report import Report
from gesta.nouns.sentence import Sentence
from gesta.places.gazetteer import Gazetteer
from gesta.places.opening import open_gazetteer
from gesta.resolving.actors import resolve_actors
from gesta.resolving.places import resolve_places
from gesta.spans import Span

LABELS = Path(__file__).parent / "labels" / "actors.csv"
FLOORS = {"country": 0.85, "sector": 0.80, "both": 0.75}
FIRST_PERSONS = frozenset("we i us me".split())
PRONOUNS = frozenset("we i he she they it you him her them us".split())


class Label(NamedTuple):
    """One labelled span: the codes that are right for it, the preferred one first."""

    report: str
    span: Span
    countries: tuple[str, ...]
    sectors: tuple[str, ...]


class Outcome(NamedTuple):
    """What was answered for a label."""

    label: Label
    words: str
    country: str
    sector: str
    method: str


def main() -> None:
    options = _options()
    labels = tuple(read_labels(options.labels))
    outcomes = tuple(answered(read_reports(options.corpus), labels, open_gazetteer(None)))
    print(f"{len(outcomes)} spans of {len({o.label.report for o in outcomes})} reports")
    for title, strict in (("any allowed code", False), ("preferred code only", True)):
        print(f"{title}:", ", ".join(f"{name} {value:.3f}" for name, value in scores(outcomes, strict).items()))
    pronouns = [o for o in outcomes if o.words.lower() in PRONOUNS]
    named = tuple(o for o in outcomes if o not in pronouns)
    print(f"without {len(pronouns)} pronouns:", ", ".join(f"{n} {v:.3f}" for n, v in scores(named, False).items()))
    determinable = tuple(o for o in outcomes if "-" not in o.label.countries[:1])
    print(f"country where it can be told ({len(determinable)}): {scores(determinable, False)['country']:.3f}")
    for outcome in outcomes if options.wrong else ():
        if not (_right(outcome.country, outcome.label.countries) and _right(outcome.sector, outcome.label.sectors)):
            print(_told(outcome))


def read_labels(path: Path) -> Iterator[Label]:
    """The labels of a file, in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            span = Span(int(row["start"]), int(row["end"]))
            yield Label(row["report"], span, tuple(row["country"].split("|")), tuple(row["sector"].split("|")))


def read_reports(path: Path) -> dict[str, dict[str, Any]]:
    """The annotated reports by id."""
    with path.open(encoding="utf-8") as file:
        return {row["id"]: row for row in map(json.loads, file)}


def answered(
    reports: Mapping[str, dict[str, Any]], labels: tuple[Label, ...], gazetteer: Gazetteer
) -> Iterator[Outcome]:
    """What the resolver says about each label, with the entities of the corpus and the places found for them."""
    for label in labels:
        row = reports[label.report]
        report, entities = as_report(row), as_entities(row)
        places = resolve_places(report, places_of(row), gazetteer)
        referents = referents_of(row, report, entities)
        answer = resolve_actors(report, [label.span], entities, referents, places=places)[label.span]
        yield Outcome(label, label.span.of(report.text), *_codes(answer))


def as_report(row: Mapping[str, Any]) -> Report:
    """A row of the corpus as a report, with its date where it has one."""
    return Report(id=row["id"], text=row["text"], digest="", published=_published(row.get("date")))


def as_entities(row: Mapping[str, Any]) -> tuple[Mention, ...]:
    """The annotated names of a row."""
    return tuple(Mention(Span(start, end), label, 1.0) for start, end, label in row["entities"])


def places_of(row: Mapping[str, Any]) -> set[Span]:
    """The annotated places of a row: its names of places and the fillers of its place roles."""
    fillers = {Span(*ends) for event in row["events"] for ends in event["roles"].get("place", ())}
    return fillers | {Span(start, end) for start, end, label in row["entities"] if label in ("GPE", "LOC", "FAC")}


def referents_of(row: Mapping[str, Any], report: Report, entities: tuple[Mention, ...]) -> dict[Span, Span]:
    """What each pronoun stands for, as the pipeline's own stage for it says, asked over the annotated phrases."""
    roles = ((role, span) for event in row["events"] for role, spans in event["roles"].items() for span in spans)
    phrases = {Span(*span): role for role, span in roles if role in ("actor", "target", "victim")}
    phrases |= {Span(*said["speaker"]): "speaker" for said in row.get("attributions", ())}
    spoken = _first_persons(row, report)
    sentences = tuple(Sentence(Span(*span), "body", 0) for span in row["sentences"])
    told = refer(report, sentences, entities, [Mention(span, role, 1.0) for span, role in sorted(phrases.items())])
    return told | spoken


def _first_persons(row: Mapping[str, Any], report: Report) -> dict[Span, Span]:
    """ "We" and "I" of an event that somebody is quoted on stand for who is quoted."""
    speakers = {event: Span(*said["speaker"]) for said in row.get("attributions", ()) for event in said["events"]}
    found = {}
    for event in row["events"]:
        for span in (Span(*ends) for spans in event["roles"].values() for ends in spans):
            if span.of(report.text).lower() in FIRST_PERSONS and event["id"] in speakers:
                found[span] = speakers[event["id"]]
    return found


def scores(outcomes: tuple[Outcome, ...], strict: bool) -> dict[str, float]:
    """The share of right answers for country, sector and both; `strict` takes the preferred code alone."""
    cut = 1 if strict else None
    country = [_right(o.country, o.label.countries[:cut]) for o in outcomes]
    sector = [_right(o.sector, o.label.sectors[:cut]) for o in outcomes]
    both = [c and s for c, s in zip(country, sector, strict=True)]
    return {n: sum(v) / len(v) for n, v in (("country", country), ("sector", sector), ("both", both))}


def _right(code: str, allowed: tuple[str, ...]) -> bool:
    return code in allowed


def _codes(answer: Resolved[Actor] | Gap) -> tuple[str, str, str]:
    if isinstance(answer, Gap):
        return "-", "-", f"gap: {answer.reason}"
    return answer.value.country or "-", answer.value.sector or "-", answer.method


def _published(text: str | None) -> date | None:
    if not text:
        return None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    return datetime.strptime(text.replace(" ,", ","), "%B %d, %Y").date()


def _told(outcome: Outcome) -> str:
    label = outcome.label
    wanted = f"{'|'.join(label.countries)} {'|'.join(label.sectors)}"
    where = f"{label.report}:{label.span.start}"
    return f"  {where} {outcome.words!r}: {outcome.country} {outcome.sector}, not {wanted} ({outcome.method})"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--wrong", action="store_true", help="list the spans that are coded wrong")
    return parser.parse_args()


if __name__ == "__main__":
    main()
