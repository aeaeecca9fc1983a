"""Speed and size of the store on invented incidents: `python -m evaluation.store [--incidents N] [--where ADDRESS]`.

Each incident is told by two of as many invented reports; the figures are medians of several questions, in
milliseconds. The case is synthetic: names, days and places are drawn evenly, which real news does not do.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import perf_counter

from gesta.nouns.coded import Coded
from gesta.nouns.episode import Anchor, Card, Evidence, Figure, Statement, Telling
from gesta.nouns.filter import Box, Filter
from gesta.nouns.incident import Incident, Participant, Told, TollRange
from gesta.nouns.linkable import Linkable
from gesta.nouns.provenance import Provenance
from gesta.nouns.referent import Actor, Place, Resolved, When
from gesta.nouns.report import Report, digest
from gesta.spans import Span
from gesta.store import Store, open_store

TYPES = ("ASSAULT", "PROTEST", "HARM", "COERCE", "SANCTION", "ACCUSE")
GRADES = ("single", "several", "official", "contested")
FIRST_DAY, DAYS = date(2015, 1, 1), 3000
TOWNS, GROUPS, PUBLISHERS, COUNTRIES = 4000, 800, 60, 60
BATCH = 500
REPEATS = 7
LIMIT = 100
MOST_MS = 100  # what a filter with a limit may take at 100 000 incidents

QUESTIONS: tuple[tuple[str, Filter], ...] = (
    ("the first ones", Filter(limit=LIMIT)),
    ("a month", Filter(since=date(2019, 5, 1), until=date(2019, 5, 31), limit=LIMIT)),
    ("since the last month", Filter(since=FIRST_DAY + timedelta(DAYS - 30), limit=LIMIT)),
    ("a type", Filter(types=("PROTEST",), limit=LIMIT)),
    ("a country, a month", Filter(countries=("C07",), since=date(2019, 5, 1), until=date(2019, 5, 31), limit=LIMIT)),
    ("an actor by name", Filter(actors=("Group 17",), limit=LIMIT)),
    ("an actor by part of a name", Filter(actors=("*oup 17*",), limit=LIMIT)),
    ("actors by code", Filter(actors=("REB",), limit=LIMIT)),
    ("actors by a code that nobody has", Filter(actors=("TUV",), limit=LIMIT)),
    ("a place", Filter(place="Town 99", limit=LIMIT)),
    ("a box", Filter(box=Box(0, 10, 2, 12), limit=LIMIT)),
    ("a grade and a type", Filter(grades=("contested",), types=("HARM",), limit=LIMIT)),
    ("a publisher", Filter(publishers=("Publisher 5",), limit=LIMIT)),
    ("reviewed", Filter(reviewed=True, limit=LIMIT)),
    ("words", Filter(text="market 4711", limit=LIMIT)),
)


def main() -> None:
    """Fills a store and prints what it takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--where", help="an address of PostgreSQL; else a file in a temporary folder")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(chosen.where or folder, create=True)
        filled = _timed(lambda: fill(store, chosen.incidents))
        print(f"{chosen.incidents} incidents and as many reports written in {filled / 1000:.1f} s")
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        print(f"{size / 2**20:.0f} MiB on disk" if size else "size: ask PostgreSQL")
        for name, wanted in QUESTIONS:
            found, took = ask(store, wanted)
            print(f"{took:7.1f} ms  {name} ({found} found){'' if took <= MOST_MS else '  TOO SLOW'}")
        store.close()


def ask(store: Store, wanted: Filter) -> tuple[int, float]:
    """How many incidents a filter finds, and the median time it takes, in milliseconds."""
    found = len(list(store.view.incidents(wanted)))
    return found, statistics.median(_timed(lambda: list(store.view.incidents(wanted))) for _ in range(REPEATS))


def fill(store: Store, number: int) -> None:
    """Writes invented reports and incidents, a batch at a time."""
    drawn = random.Random(1)
    for begin in range(0, number, BATCH):
        reports = [report(n, drawn) for n in range(begin, min(begin + BATCH, number))]
        with store.writing("evaluation", "invented") as writer:
            for each in reports:
                writer.add_report(Coded(each, (), (), (), (), (), {"gesta": "0"}), Provenance(), Linkable())
            pairs = zip(reports, [*reports[1:], reports[0]], strict=True)
            writer.replace_incidents([], [incident(n + begin, pair, drawn) for n, pair in enumerate(pairs)], {})


def report(number: int, drawn: random.Random) -> Report:
    """An invented report."""
    text = f"Report {number}: gunmen attacked the market in Town {drawn.randrange(TOWNS)}, killing seven people. " * 5
    publisher = f"Publisher {drawn.randrange(PUBLISHERS)}"
    day = FIRST_DAY + timedelta(drawn.randrange(DAYS))
    return Report(str(number), text, digest(text), f"Attack {number}", publisher, day)


def incident(number: int, pair: tuple[Report, Report], drawn: random.Random) -> Incident:
    """An invented incident told by two reports."""
    cards = tuple(Card(r.key, r.id, r.publisher, r.published, r.title, r.url) for r in pair)
    evidence = [Evidence(Anchor(card.key, Span(10, 19)), "attacked") for card in cards]
    day = datetime.combine(FIRST_DAY + timedelta(drawn.randrange(DAYS)), time.min)
    toll = drawn.randrange(30)
    return Incident(
        id=f"{number:032x}",
        headline=f"Attack on market, {toll} killed",
        type=drawn.choice(TYPES),
        mode=None,
        status="actual",
        when=Resolved(When(day, day, "day", "stated"), 0.9, "stated", ()),
        where=Resolved(_place(drawn), 0.9, "gazetteer", ()),
        participants=tuple(_participants(evidence[0], drawn)),
        tellings=tuple(
            Told(c, Telling("e1", e, "ASSAULT", None, "actual", 0.9)) for c, e in zip(cards, evidence, strict=True)
        ),
        statements=tuple(_statement(n, card, evidence[n % 2], toll) for n, card in enumerate(cards * 3)),
        tolls={"killed": TollRange("killed", toll, toll, toll + 2, "bundles-1", ("s1",))},
        cards=cards,
        episodes=tuple(str(e.anchor) for e in evidence),
        origins=2,
        reports=2,
        copies=0,
        grade=drawn.choice(GRADES),
        status_line="Told by two reports.",
        reviewed="Ada" if number % 500 == 0 else None,
        versions={"gesta": "0"},
    )


def _participants(evidence: Evidence, drawn: random.Random) -> Iterator[Participant]:
    for role, sector in (("actor", "REB"), ("victim", "CVL")):
        name = f"Group {drawn.randrange(GROUPS)}"
        group = Actor(name.lower(), name, "armed group", f"C{drawn.randrange(COUNTRIES):02}", sector)
        resolved = Resolved(group, 0.9, "roster", ())
        yield Participant("actor" if role == "actor" else "victim", name, resolved, ("s1",), (evidence,))


def _place(drawn: random.Random) -> Place:
    number = drawn.randrange(TOWNS)
    admin, country = (f"Region {number % 300}",), f"C{number % COUNTRIES:02}"
    latitude, longitude = number % 40 * 1.0, number // 40 * 1.0
    return Place(f"geonames:{number}", f"Town {number}", "PPL", country, admin, 1, latitude, longitude)


def _statement(number: int, card: Card, evidence: Evidence, toll: int) -> Statement:
    figure = Figure("killed", toll, toll, "seven people")
    told = (f"s{number}", "how many", f"killed: {toll}", "asserts", None, (evidence,), card)
    return Statement(*told, figure=figure)  # type: ignore[arg-type]


def _timed(work: Callable[[], object]) -> float:
    begin = perf_counter()
    work()
    return (perf_counter() - begin) * 1000


if __name__ == "__main__":
    main()
