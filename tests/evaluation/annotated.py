"""Small annotated reports, written by hand, and a corpus whose gold is what the stand-in network makes of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from evaluation.floors import GATED, Floors, fingerprint, write_floors
from evaluation.gate import CORPUS
from tests import handmade, standin

TEXT = (
    "Rebels shelled the port of Ras Dumair on Sunday, killing three dock workers, the army said. "
    "The mayor condemned the shelling."
)
NEWS = "Rebels shelled the port of Ras Dumair on Sunday, killing three dock workers, the government said."


def at(words: str, nth: int = 0) -> list[int]:
    """Where the words stand in TEXT, for the (n+1)th time."""
    return list([found.span() for found in re.finditer(re.escape(words), TEXT)][nth])


def record() -> dict[str, Any]:
    """Gold for TEXT: a shelling, its toll, a condemnation of it, and the second mention of the shelling."""
    return {
        "id": "r1",
        "date": "2019-03-12",
        "text": TEXT,
        "events": [
            event("e1", "shelled", "ASSAULT", "heavy-weapons", actor=["Rebels"], target=["the port of Ras Dumair"]),
            event("e2", "killing", "HARM", "kill", victim=["three dock workers"]) | {"part": "e1"},
            event("e3", "condemned", "ACCUSE", "disapprove", actor=["The mayor"], target=["the shelling"]),
            event("e4", "shelling", "ASSAULT", "heavy-weapons") | {"same": "e1"},
        ],
        "links": [{"type": "about", "from": "e3", "to": "e4"}],
        "attributions": [
            {"speaker": at("the army"), "cue": at("said"), "stance": "asserts", "events": ["e1", "e2"]},
        ],
        "entities": [[*at("Ras Dumair"), "GPE"]],
    }


def event(name: str, trigger: str, type_: str, mode: str | None, **roles: list[str]) -> dict[str, Any]:
    """An event that happened, its roles as quoted words."""
    filled = {role: [at(words) for words in phrases] for role, phrases in roles.items()}
    return {
        "id": name,
        "trigger": at(trigger),
        "type": type_,
        "mode": mode,
        "status": "actual",
        "roles": filled,
    }


def corpus(folder: Path, **floors: float) -> Path:
    """A corpus folder of two reports that the stand-in codes without fault, and floors.json beside them.

    All floors are 0 unless given.
    """
    records = []
    for number in range(2):
        coded = standin.coder().code(handmade.report(f"{NEWS} Part {number}.", id=f"r{number}")).to_dict()
        records.append({**coded, "date": "2019-03-12"})
    path = folder / CORPUS
    path.write_text("".join(json.dumps(one) + "\n" for one in records), "utf-8")
    pinned = dict.fromkeys(GATED, 0.0) | floors
    write_floors(folder / "floors.json", Floors(fingerprint(path), None, pinned, dict.fromkeys(GATED, 0.9)))
    return folder
