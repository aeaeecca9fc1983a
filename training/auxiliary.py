"""Free public sets as records of our corpus format, for warming up the role heads before our own annotation.

Only sets whose licence lets shipped weights be trained on them: QANom and QA-SRL gold (MIT), GENEVA (CC BY). Their
roles are a question-and-answer view of ours: who did it (actor), what it was done to (target), where, when, with what.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from training.corpus import Record

SETS = ("qanom/train", "qasrl_gs/dev", "geneva/train")
# Roles of the sets in our words; what is not here is left out.
OURS = {
    "A0": "actor", "A1": "target", "PLACE": "place", "TIME": "time",
    "Agent": "actor", "Speaker": "actor", "Helper": "actor", "Supplier": "actor", "Assailant": "actor",
    "Communicator": "actor", "Killer": "actor", "Destroyer": "actor", "Authorities": "actor", "Side_1": "actor",
    "Victim": "target", "Patient": "target", "Theme": "target", "Recipient": "target", "Addressee": "target",
    "Undergoer": "target", "Suspect": "target", "Side_2": "target", "Goal": "place", "Place": "place",
    "Location": "place", "Time": "time", "Instrument": "weapon", "Weapon": "weapon",
}  # fmt: skip
# Our fillers of place and time do not hold their preposition (guidelines, ruling 5).
LEADS = re.compile(r"(?:in|on|at|within|inside|during|into|to|near|from)\s+", re.IGNORECASE)


def records(bench: Path) -> Iterator[Record]:
    """The sets below the folder `bench` as records that annotate roles only."""
    for name in SETS:
        with gzip.open(bench / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                if record := _record(json.loads(line), name):
                    yield record


def _record(given: Record, name: str) -> Record | None:
    spans = {s["id"]: s for s in given["spans"]}
    fillers: dict[str, list[tuple[str, tuple[int, int]]]] = defaultdict(list)
    for relation in given.get("relations", []):
        role = OURS.get(relation["label"])
        if role and relation["head"] in spans and relation["tail"] in spans:
            fillers[relation["head"]].append((role, _cut(given["text"], spans[relation["tail"]], role)))
    events = [
        {"id": head, "trigger": [spans[head]["start"], spans[head]["end"]], "roles": _disjoint(found)}
        for head, found in fillers.items()
    ]
    roles = ["actor", "target", "place", "time"] + ["weapon"] * name.startswith("geneva")
    text = given["text"]
    kept = {"id": f"{name}:{given['id']}", "text": text, "sentences": [[0, len(text)]], "events": events}
    return {**kept, "tasks": ["roles"], "roles": roles} if events else None


def _cut(text: str, span: Record, role: str) -> tuple[int, int]:
    start, end = span["start"], span["end"]
    lead = LEADS.match(text, start, end) if role in ("place", "time") else None
    return (lead.end() if lead and lead.end() < end else start), end


def _disjoint(found: list[tuple[str, tuple[int, int]]]) -> dict[str, list[list[int]]]:
    roles: dict[str, list[list[int]]] = defaultdict(list)
    for role, (start, end) in found:
        if all(end <= a or start >= b for a, b in roles[role]):
            roles[role].append([start, end])
    return dict(roles)
