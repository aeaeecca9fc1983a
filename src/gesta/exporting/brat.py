"""Coded reports as brat stand-off annotation: a text and an .ann file each, and the annotation.conf they need.

Words are T lines, events E lines with their roles, statuses and stances A lines, ties between events R lines. A claim
is an event CLAIM at its cue (at the speaker's words where there is none).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, count
from typing import get_args

from gesta.exporting.exporter import BUNDLE, Exporter, Files, Records, Written
from gesta.exporting.shaping.annotated import file_name, pieces
from gesta.exporting.writing.bundles import archived
from gesta.nouns.claim import STANCES, Claim
from gesta.nouns.coded import Coded
from gesta.nouns.event import ROLES, STATUSES, Event, LinkType
from gesta.ontologies import load
from gesta.spans import Span

ENTITIES = ("PER", "ORG", "NORP", "GPE", "LOC", "FAC", "TIME", "WEAPON", "WORDS")
WORDS, CLAIM, SPEAKER, ABOUT = "WORDS", "CLAIM", "Speaker", "About"
TIES = ("same", "part", *get_args(LinkType))
MODE_JOINT = "__"  # brat knows no dot in names of types: "ASSAULT__aerial"


def write(records: Records, files: Files) -> Written:
    """Two files a report."""
    rows = 0
    for rows, coded in enumerate(records.reports(), start=1):
        name = file_name(rows, coded.report)
        with files.open(f"{name}.txt") as member:
            member.write(coded.report.text.encode("utf-8", "replace"))
        with files.open(f"{name}.ann") as member:
            member.writelines(f"{line}\n".encode("utf-8", "replace") for line in lines_of(coded))
    with files.open("annotation.conf") as member:
        member.write(settings().encode("utf-8"))
    return Written(rows)


@dataclass(slots=True)
class _Page:
    """The lines of one .ann file: each stretch of words of a kind is written once and known by its T number."""

    text: str
    lines: list[str] = field(default_factory=list)
    words: dict[tuple[str, Span], str] = field(default_factory=dict)
    numbers: Mapping[str, Iterator[int]] = field(default_factory=lambda: {kind: count(1) for kind in "TERA"})

    def stretch(self, label: str, span: Span) -> str:
        """The T id of a stretch of words."""
        if (label, span) not in self.words:
            parts = list(pieces(span, self.text))
            where = ";".join(f"{part.start} {part.end}" for part in parts)
            shown = " ".join(part.of(self.text) for part in parts)
            self.words[label, span] = self.add("T", f"{label} {where}\t{shown}")
        return self.words[label, span]

    def add(self, kind: str, content: str) -> str:
        """Writes a line of a kind; returns its id."""
        name = f"{kind}{next(self.numbers[kind])}"
        self.lines.append(f"{name}\t{content}")
        return name


def lines_of(coded: Coded) -> list[str]:
    """The lines of the .ann file of a report."""
    page = _Page(coded.report.text)
    labels = {mention.span: _label(mention.label) for mention in coded.entities}
    for span, label in sorted(labels.items()):
        page.stretch(label, span)
    events = {event.id: _event(page, event, labels) for event in coded.events}
    for event in coded.events:
        for tie, goal in (("same", event.same), ("part", event.part)):
            if goal in events:
                page.add("R", f"{tie} Arg1:{events[event.id]} Arg2:{events[goal]}")
    for link in coded.links:
        if link.origin in events and link.goal in events:
            page.add("R", f"{link.type} Arg1:{events[link.origin]} Arg2:{events[link.goal]}")
    for claim in coded.claims:
        _claim(page, claim, events, labels)
    return page.lines


def _event(page: _Page, event: Event, labels: Mapping[Span, str]) -> str:
    kind = _type(event.type, event.mode)
    parts = [f"{kind}:{page.stretch(kind, event.trigger)}"]
    for role in ROLES:
        spans = [filler.span for filler in event.roles.get(role, ())]
        parts += _numbered(role.capitalize(), (page.stretch(labels.get(span, WORDS), span) for span in spans))
    name = page.add("E", " ".join(parts))
    page.add("A", f"Status {name} {event.status}")
    return name


def _claim(page: _Page, claim: Claim, events: Mapping[str, str], labels: Mapping[Span, str]) -> None:
    span = claim.speaker.span
    said = [
        f"{CLAIM}:{page.stretch(CLAIM, claim.cue or span)}",
        f"{SPEAKER}:{page.stretch(labels.get(span, WORDS), span)}",
    ]
    said += _numbered(ABOUT, (events[event] for event in claim.events if event in events))
    page.add("A", f"Stance {page.add('E', ' '.join(said))} {claim.stance}")


def _numbered(name: str, ids: Iterable[str]) -> Iterator[str]:
    """The arguments of a name: Actor:T1, Actor2:T4."""
    for number, one in enumerate(dict.fromkeys(ids), start=1):
        yield f"{name}{number if number > 1 else ''}:{one}"


def _label(label: str) -> str:
    return label if label in ENTITIES else WORDS


def _type(type_: str, mode: str | None) -> str:
    return f"{type_}{MODE_JOINT}{mode.replace('-', '_')}" if mode else type_


def settings() -> str:
    """annotation.conf: every label that may occur, from the ontology."""
    roles = ", ".join(f"{role.capitalize()}*:<ENTITY>" for role in ROLES)
    kinds = load("plover").types.values()
    types = chain.from_iterable(
        [_type(kind.code, None), *(f"\t{_type(kind.code, mode)}" for mode in kind.modes)] for kind in kinds
    )
    events = [*(f"{name}\t{roles}" for name in types), f"{CLAIM}\t{SPEAKER}:<ENTITY>, {ABOUT}*:<EVENT>"]
    ties = [f"{tie}\tArg1:<EVENT>, Arg2:<EVENT>" for tie in TIES]
    attributes = [f"Status\tArg:<EVENT>, Value:{'|'.join(STATUSES)}", f"Stance\tArg:{CLAIM}, Value:{'|'.join(STANCES)}"]
    sections = {"entities": ENTITIES, "relations": ties, "events": events, "attributes": attributes}
    return "\n".join(f"[{name}]\n" + "\n".join(lines) + "\n" for name, lines in sections.items())


EXPORTER = Exporter(
    name="brat",
    title="Coded reports as brat stand-off annotation",
    row="report",
    reads="reports",
    suffix=BUNDLE,
    loss=(
        "Scores, tolls, dates and whatever words denote.",
        "Without --text full most of the text is blocked out.",
    ),
    write=archived(write),
    files=write,
)
