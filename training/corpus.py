"""Annotated reports as arrays: the corpus format of `../shared/corpus`, and partly annotated sets in the same shape.

A record may carry `tasks`, the names of the label groups that its annotation covers (all of them when absent), and
`roles`, the roles it annotates. Groups: entities, triggers, cues, roles, modes, status, pairs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from gesta.nouns.sentence import Sentence
from gesta.reading.tokenizer import Pieces, Tokenizer
from gesta.spans import Span
from training.labels import ENTITIES, RELATIONS, ROLES, STANCES, STATUSES, TYPED_MODES, TYPES

TASKS = frozenset({"entities", "triggers", "cues", "roles", "modes", "status", "pairs"})
Record = dict[str, Any]
Range = tuple[int, int]


@dataclass
class Example:
    """One report: pieces and gold labels by piece number. Ranges are half-open in pieces."""

    id: str
    pieces: Pieces
    text: str
    tasks: frozenset[str]
    role_mask: tuple[bool, ...]
    entities: list[tuple[Range, int]] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    same: list[int] = field(default_factory=list)
    relations: dict[tuple[int, int], int] = field(default_factory=dict)


@dataclass
class Trigger:
    at: Range
    type: int
    mode: int
    status: int
    roles: list[tuple[int, Range]]
    clusters: int = -1


@dataclass
class Cue:
    at: Range
    stance: int
    speaker: Range | None
    covers: list[int]


def read_jsonl(path: Path) -> list[Record]:
    """The records of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def examples(records: Iterable[Record], tokenizer: Tokenizer) -> Iterator[Example]:
    """The records as examples; one whose text has no piece is left out."""
    for record in records:
        example = _example(record, tokenizer)
        if len(example.pieces):
            yield example


def _example(record: Record, tokenizer: Tokenizer) -> Example:
    text = record["text"]
    sentences = [Sentence(Span(a, b), "body", 0) for a, b in record["sentences"] if b > a]
    pieces = tokenizer.pieces(text, sentences)
    mask = tuple(role in record.get("roles", ROLES) for role in ROLES)
    example = Example(record["id"], pieces, text, frozenset(record.get("tasks", TASKS)), mask)
    if not len(pieces):
        return example
    for start, end, label in record.get("entities", []):
        if (at := _range(pieces, (start, end))) and label in ENTITIES:
            example.entities.append((at, ENTITIES.index(label)))
    numbers = _add_triggers(example, record)
    _add_cues(example, record, numbers)
    _add_pairs(example, record, numbers)
    return example


def _add_triggers(example: Example, record: Record) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for event in sorted(record.get("events", []), key=lambda e: tuple(e["trigger"])):
        at = _range(example.pieces, event["trigger"])
        if at is None:
            continue
        numbers[event["id"]] = len(example.triggers)
        roles = [
            (ROLES.index(role), filler)
            for role, spans in event["roles"].items()
            for span in spans
            if (filler := _range(example.pieces, span))
        ]
        kind = TYPES.index(event["type"]) if event.get("type") else -1
        pair = (event.get("type") or "", event.get("mode") or "")
        mode = TYPED_MODES.index(pair) if pair in TYPED_MODES else 0
        status = STATUSES.index(event["status"]) if event.get("status") else -1
        example.triggers.append(Trigger(at, kind, mode, status, roles))
    return numbers


def _add_cues(example: Example, record: Record, numbers: dict[str, int]) -> None:
    for claim in record.get("attributions", []):
        at = claim["cue"] and _range(example.pieces, claim["cue"])
        if not at:
            continue
        covers = [numbers[e] for e in claim["events"] if e in numbers]
        example.cues.append(Cue(at, STANCES.index(claim["stance"]), _range(example.pieces, claim["speaker"]), covers))


def _add_pairs(example: Example, record: Record, numbers: dict[str, int]) -> None:
    first = {e["id"]: e.get("same") or e["id"] for e in record.get("events", [])}
    for start in first:
        seen = {start}
        while first.get(first[start], first[start]) != first[start] and first[start] not in seen:
            seen.add(first[start])
            first[start] = first[first[start]]
    names: dict[str, int] = {}
    example.same = [0] * len(example.triggers)
    for event, number in numbers.items():
        example.same[number] = names.setdefault(first[event], len(names))
    found = [(e["id"], e["part"], "part") for e in record.get("events", []) if e.get("part")]
    found += [(k["from"], k["to"], k["type"]) for k in record.get("links", [])]
    for start, goal, kind in found:
        if start in numbers and goal in numbers and start != goal:
            left, right = numbers[start], numbers[goal]
            name = kind if right < left else kind + "_back"
            example.relations[min(left, right), max(left, right)] = RELATIONS.index(name)


def _range(pieces: Pieces, span: Iterable[int]) -> Range | None:
    start, end = span
    low = int(np.searchsorted(pieces.ends, start, side="right"))
    high = int(np.searchsorted(pieces.starts, end, side="left"))
    return (low, high) if low < high else None
