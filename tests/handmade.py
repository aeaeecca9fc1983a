"""A report coded by hand (docs/examples/report.txt, handmade.toml), for tests that need a coded report."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from gesta.nouns.claim import Claim, Speaker
from gesta.nouns.coded import Coded
from gesta.nouns.event import ROLES, Event, Filler, Link
from gesta.nouns.mention import Mention
from gesta.nouns.report import Report, digest
from gesta.nouns.sentence import Sentence
from gesta.nouns.toll import Toll
from gesta.spans import Span

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
VERSIONS = {"gesta": "0.1.0", "weights": "sha256:by-hand", "ontology": "plover-2.0"}


def report(text: str, **known: Any) -> Report:
    """A report with an id and a digest that follow from its text."""
    return Report(id=known.pop("id", digest(text)), text=text, digest=digest(text), **known)


@cache
def example() -> Report:
    """The main example report, as published by its agency."""
    text = (EXAMPLES / "report.txt").read_text(encoding="utf-8")
    by_hand = _table()
    title, published = "Army jets answer market bombing in Mali", date(2019, 3, 12)
    dateline = words_at(text, by_hand["dateline"])
    return report(text, id="report", title=title, publisher="Sahel Wire", published=published, dateline=dateline)


@cache
def coded() -> Coded:
    """The main example report, coded by hand."""
    text, by_hand = example().text, _table()
    entities = [
        Mention(words_at(text, words), label, 0.9) for label, names in by_hand["entities"].items() for words in names
    ]
    return Coded(
        report=example(),
        sentences=tuple(_sentences(text)),
        entities=tuple(sorted(entities, key=lambda mention: mention.span)),
        events=tuple(event_of(text, entry) for entry in by_hand["events"]),
        links=tuple(Link(entry["type"], entry["from"], entry["to"], 0.8) for entry in by_hand["links"]),
        claims=tuple(_claim(text, entry) for entry in by_hand["claims"]),
        versions=VERSIONS,
    )


def words_at(text: str, words: str) -> Span:
    """Where quoted words stand in a text: whole words, the first occurrence unless "@2" or more is behind them."""
    quoted, _, nth = words.partition("@")
    found = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(quoted)}(?!\w)", text)]
    start = found[int(nth or 1) - 1]
    return Span(start, start + len(quoted))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _sentences(text: str) -> list[Sentence]:
    found = re.finditer(r"[^\s].*?[.]\W?(?=\s|$)", text)
    return [Sentence(Span(*m.span()), "body", text.count("\n\n", 0, m.start())) for m in found]


def event_of(text: str, entry: dict[str, Any], score: float = 0.91234567) -> Event:
    """An event as a table of a TOML file describes it: triggers and fillers by their words."""
    type_, _, mode = entry["code"].partition(".")
    return Event(
        id=entry["id"],
        trigger=words_at(text, entry["trigger"]),
        type=type_,
        mode=mode or None,
        status=entry.get("status", "actual"),
        score=score,
        roles={role: tuple(Filler(words_at(text, w), 0.8) for w in entry[role]) for role in ROLES if role in entry},
        toll=tuple(_toll(text, toll) for toll in entry.get("toll", [])),
        aggregate=entry.get("aggregate", False),
        same=entry.get("same"),
        part=entry.get("part"),
        scores={"trigger": 0.95, "type": 0.9},
    )


def _toll(text: str, entry: dict[str, Any]) -> Toll:
    evidence = (words_at(text, entry["as_said"]),)
    return Toll(entry["outcome"], entry.get("low"), entry.get("high"), entry["as_said"], evidence)


def _claim(text: str, entry: dict[str, Any]) -> Claim:
    known = {key: words_at(text, entry[key]) for key in ("referent", "role", "nationality") if key in entry}
    speaker = Speaker(words_at(text, entry["speaker"]), 0.9, anonymous=entry.get("anonymous", False), **known)
    venue = words_at(text, entry["venue"]) if "venue" in entry else None
    return Claim(speaker, entry.get("stance", "asserts"), words_at(text, entry["cue"]), tuple(entry["events"]), venue)
