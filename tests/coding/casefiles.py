"""Reads the case files of coding: sentences, what a network might propose for them, and what the rules make of it.

A case: `text` (a list of sentences), `names` ({PER = [..], ORG = [..]}), `read` (one table a trigger, in order:
`trigger`, `type` as "HARM.kill", `status` and role lists in quoted words), `pairs` (["later same earlier", …] by
trigger words), and `expect`, by trigger. A quoted phrase means its first occurrence; "@2" behind it the second.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gesta.coding import code
from gesta.coreference import phrases, refer
from gesta.nouns.event import ROLES, Event, Link
from gesta.nouns.mention import Mention, Reading, ReadPair, ReadTrigger
from gesta.nouns.report import Report, digest
from gesta.nouns.sentence import Sentence
from gesta.nouns.toll import Toll
from gesta.ontologies import load
from gesta.spans import Span

CASES = Path(__file__).parent / "cases"
RELATIONS = ("same", "part", "response", "about")


@dataclass(frozen=True, slots=True)
class Case:
    """One case and what the rules made of it; `events` by trigger words."""

    report: Report
    events: Mapping[str, Event]
    links: tuple[Link, ...]
    expect: Mapping[str, Any]

    def said(self, span: Span) -> str:
        return span.of(self.report.text)

    def trigger(self, name: str | None) -> str | None:
        """The trigger words of an event id."""
        return next((words for words, event in self.events.items() if event.id == name), None)


def cases(name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The cases of one file with their titles."""
    for row in tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]:
        yield row["title"], row


def run(row: Mapping[str, Any]) -> Case:
    """The case, coded."""
    report, sentences = report_of(row["text"])
    reading = reading_of(report.text, row)
    referents = refer(report, sentences, reading.entities, phrases(reading))
    events, links = code(report, sentences, reading, load("plover"), referents)
    keys = {find(report.text, read["trigger"]): read["trigger"] for read in row["read"]}
    return Case(report, {keys[event.trigger]: event for event in events}, links, row.get("expect", {}))


def report_of(text: list[str]) -> tuple[Report, tuple[Sentence, ...]]:
    """A report of the given sentences, joined by spaces."""
    joined, sentences, at = " ".join(text), [], 0
    for each in text:
        sentences.append(Sentence(Span(at, at + len(each)), "body", 0))
        at += len(each) + 1
    return Report("case", joined, digest(joined)), tuple(sentences)


def reading_of(text: str, row: Mapping[str, Any]) -> Reading:
    """What the network is taken to propose, with every score 0.9."""
    names = [Mention(find(text, n), label, 0.9) for label, found in row.get("names", {}).items() for n in found]
    triggers = [_trigger(text, read) for read in row["read"]]
    order = [read["trigger"] for read in row["read"]]
    pairs = [_pair(order, said) for said in row.get("pairs", ())]
    return Reading(tuple(names), tuple(triggers), (), tuple(pairs))


def find(text: str, phrase: str) -> Span:
    """The span of a phrase, or of its occurrence "@n"."""
    words, _, nth = phrase.partition("@")
    start = -1
    for _ in range(int(nth or 1)):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def told(toll: Toll) -> str:
    """A toll in short: "killed 3", "killed 7+", "injured 0-30", "killed about 50", "killed: dozens"."""
    about = "about " if toll.approximate else ""
    if toll.low is None and toll.high is None:
        return f"{toll.outcome}: {toll.as_said}"
    if toll.high is None:
        return f"{toll.outcome} {about}{toll.low}+"
    return f"{toll.outcome} {about}{toll.low}" + (f"-{toll.high}" if toll.high != toll.low else "")


def _trigger(text: str, read: Mapping[str, Any]) -> ReadTrigger:
    kind, _, mode = read["type"].partition(".")
    roles = [Mention(find(text, words), role, 0.9) for role in ROLES for words in read.get(role, ())]
    return ReadTrigger(
        find(text, read["trigger"]), {kind: 0.9}, {mode: 0.9}, {read.get("status", "actual"): 0.9}, tuple(roles)
    )


def _pair(order: list[str], said: str) -> ReadPair:
    """ "the raid same raided": the first named stands in the relation to the second, whichever comes first."""
    relation = next(r for r in RELATIONS if f" {r} " in said)
    words, _, score = said.partition(" = ")
    origin, goal = (order.index(each) for each in words.split(f" {relation} "))
    scores = dict.fromkeys(("same", "part", "part_back", "response", "response_back", "about", "about_back"), 0.0)
    scores[relation if relation == "same" or origin > goal else f"{relation}_back"] = float(score or 0.9)
    return ReadPair(min(origin, goal), max(origin, goal), **scores)
