"""How well places are resolved: toponyms of two public gold sets, gold spans.

    python -m evaluation.places BENCH            accuracy of both halves, calibration, speed and memory
    python -m evaluation.places BENCH --errors   also the wrong answers of the tune half

BENCH is a folder with lgl/ and trnews/ (each a gzipped JSONL of reports with toponyms linked to GeoNames). Every linked
toponym counts. A toponym is right when the place has the gold GeoNames id or its point or middle lies within 161 km of
the gold point (Acc@161km). Reports fall into two halves by the digest of their id: errors of the tune half were read
while places_weights.toml was set by hand; those of the held half are never shown.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from gesta.nouns.referent import Gap, Place, Resolved
from gesta.nouns.report import Report, digest
from gesta.places.gazetteer import Gazetteer
from gesta.places.geometry import distance_km
from gesta.places.opening import open_gazetteer
from gesta.resolving.places import resolve_places
from gesta.spans import Span

SETS = ("lgl", "trnews")
NEAR_ENOUGH_KM = 161.0
"""100 miles: the bound under which the literature counts a toponym as resolved (Acc@161km)."""
HALVES = ("tune", "held")


@dataclass(frozen=True, slots=True)
class Gold:
    """A toponym: where it stands and which place it is."""

    span: Span
    id: str
    point: tuple[float, float]
    code: str


@dataclass(frozen=True, slots=True)
class Document:
    """A report with its gold toponyms."""

    bench: str
    report: Report
    gold: tuple[Gold, ...]

    @property
    def half(self) -> str:
        return HALVES[int(sha256(self.report.id.encode()).hexdigest(), 16) % len(HALVES)]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One toponym and what was made of it."""

    document: Document
    gold: Gold
    held: bool
    got: Resolved[Place] | Gap
    right: bool


def documents(bench: Path) -> Iterator[Document]:
    for name in SETS:
        for path in sorted((bench / name).glob("*.jsonl.gz")):
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                yield from (_document(name, json.loads(line)) for line in lines)


def outcomes(doc: Document, gazetteer: Gazetteer) -> list[Outcome]:
    got = resolve_places(doc.report, [gold.span for gold in doc.gold], gazetteer)
    return [
        Outcome(doc, gold, gazetteer.entry(gold.id) is not None, got[gold.span], is_right(gold, got[gold.span]))
        for gold in doc.gold
    ]


def is_right(gold: Gold, got: Resolved[Place] | Gap) -> bool:
    if isinstance(got, Gap):
        return False
    place = got.value
    latitude, longitude = place.centre or (place.latitude, place.longitude)
    return place.id == gold.id or _near(latitude, longitude, gold)


def most_populous(doc: Document, gazetteer: Gazetteer) -> Iterator[bool]:
    """The baseline: for each toponym, is the most populous place of exactly that name right?"""
    for gold in doc.gold:
        hits = gazetteer.named(gold.span.of(doc.report.text))
        best = max((hit.entry for hit in hits), key=lambda e: (e.population, e.id), default=None)
        yield best is not None and (best.id == gold.id or _near(best.latitude, best.longitude, gold))


def report_on(found: Sequence[Outcome]) -> Iterator[str]:
    for name in SETS:
        mine = [o for o in found if o.document.bench == name]
        for half in HALVES:
            yield f"{name} {half:5} {_figures([o for o in mine if o.document.half == half])}"
        yield f"{name} all   {_figures(mine)}"
    yield from _calibration(found)


def errors(found: Sequence[Outcome]) -> Iterator[str]:
    """The commonest wrong answers of the tune half: report, words, what was chosen, what was meant."""
    wrong = Counter(_told(o) for o in found if o.document.half == "tune" and not o.right)
    yield from (f"{n:4d} {line}" for line, n in wrong.most_common())


def speeds(docs: Sequence[Document], gazetteer: Gazetteer) -> Iterator[str]:
    """Look-ups of names that nothing has asked for yet, reports with ten places, and the memory all this took."""
    names = dict.fromkeys(name for doc in docs for name in re.findall(r"[A-Z]\w+", doc.report.text))
    fresh = Gazetteer(gazetteer.path)
    start = time.process_time()
    found = sum(bool(fresh.named(name)) for name in names)
    rate = len(names) / (time.process_time() - start)
    yield f"{rate:,.0f} look-ups a second, each name once ({len(names):,} names, {found:,} found)"
    ten = [(doc.report, [gold.span for gold in doc.gold[:10]]) for doc in docs if len(doc.gold) >= 10]
    start = time.process_time()
    for report, spans in ten:
        resolve_places(report, spans, gazetteer)
    yield f"{1000 * (time.process_time() - start) / len(ten):.2f} ms a report with ten places ({len(ten)} reports)"
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"{most:.0f} MB of memory at most, this evaluation and its reports included"


def _calibration(found: Sequence[Outcome]) -> Iterator[str]:
    """Of the places with a score in each tenth, how many are right."""
    tenths: defaultdict[int, list[bool]] = defaultdict(list)
    for o in found:
        if isinstance(o.got, Resolved):
            tenths[min(9, int(10 * o.got.score))].append(o.right)
    for tenth, right in sorted(tenths.items()):
        share = sum(right) / len(right)
        yield f"  score {tenth / 10:.1f}–{(tenth + 1) / 10:.1f}: {len(right)} places, {share:.2f} right"


def _figures(mine: Sequence[Outcome]) -> str:
    """Toponyms, share held, Acc@161km of the held and of all, share of gaps."""
    held = [o for o in mine if o.held]
    gaps = sum(isinstance(o.got, Gap) for o in mine)
    return (
        f"{len(mine):5} toponyms, {len(held) / len(mine):.3f} held by the gazetteer; "
        f"Acc@161km held {_share(held):.3f}, all {_share(mine):.3f}; gaps {gaps / len(mine):.3f}"
    )


def _told(o: Outcome) -> str:
    got = o.got.reason if isinstance(o.got, Gap) else f"{o.got.value.name}/{o.got.value.country}/{o.got.value.feature}"
    said = o.gold.span.of(o.document.report.text)
    held = "held" if o.held else "not held"
    return " | ".join((o.document.report.id, said, got, o.gold.id, o.gold.code, held))


def _near(latitude: float | None, longitude: float | None, gold: Gold) -> bool:
    if latitude is None or longitude is None:
        return False
    return distance_km((latitude, longitude), gold.point) <= NEAR_ENOUGH_KM


def _share(found: Sequence[Outcome]) -> float:
    return sum(o.right for o in found) / max(1, len(found))


def _document(name: str, record: dict[str, Any]) -> Document:
    text, url = record["text"], (record.get("meta") or {}).get("url")
    report = Report(record["id"], text, digest(text), url=url)
    gold = [
        Gold(
            Span(s["start"], s["end"]),
            f"geonames:{a['geonamesid']}",
            (float(a["lat"]), float(a["lon"])),
            a.get("fcode") or "",
        )
        for s in record["spans"]
        if (a := s["attrs"]).get("geonamesid")
    ]
    return Document(name, report, tuple(gold))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--errors", action="store_true", help="list the wrong answers of the tune half")
    given = parser.parse_args()
    gazetteer, docs = open_gazetteer(), list(documents(given.bench))
    found = [outcome for doc in docs for outcome in outcomes(doc, gazetteer)]
    baseline: defaultdict[str, list[bool]] = defaultdict(list)
    for doc in docs:
        baseline[doc.bench] += most_populous(doc, gazetteer)
    lines = [*report_on(found), *speeds(docs, gazetteer)]
    lines += [f"{name}: most populous place of the name {sum(v) / len(v):.3f}" for name, v in baseline.items()]
    print("\n".join(lines + (list(errors(found)) if given.errors else [])))


if __name__ == "__main__":
    main()
