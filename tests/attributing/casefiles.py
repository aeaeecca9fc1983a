"""Case files of attribution: a text with its marked words, and the claims expected, all as quoted words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gesta.attributing import attribute
from gesta.nouns.claim import Claim
from gesta.nouns.event import Event
from gesta.nouns.mention import Mention, ReadCue, Reading, ReadTrigger
from gesta.nouns.report import Report, digest
from gesta.segmenting import quotations, segment
from gesta.spans import Span

CASES = Path(__file__).parent / "cases"
ALWAYS = ("speaker", "cue", "stance", "events")


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of one file, each with the details (`checks`) that the file wants compared."""
    table = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    return [{"checks": table.get("checks", []), **case} for case in table["case"]]


def span_of(text: str, words: str) -> Span:
    """Where quoted words stand: whole words, the first occurrence unless "@2" or more is behind them."""
    quoted, _, nth = words.partition("@")
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(quoted)}(?!\w)", text)]
    assert len(found) >= int(nth or 1), f"{words!r} is not in {text!r}"
    start = found[int(nth or 1) - 1]
    return Span(start, start + len(quoted))


def attributed(case: Mapping[str, Any]) -> tuple[Claim, ...]:
    """What `attribute` makes of a case; the id of an event is its trigger as the case quotes it."""
    text = case["text"]
    report = Report(id="case", text=text, digest=digest(text))
    sentences = segment(report)
    triggers = tuple(case.get("triggers", ()))
    referents = {span_of(text, short): span_of(text, full) for short, full in case.get("referents", {}).items()}
    events = tuple(event(text, words) for words in triggers if words not in case.get("dropped", ()))
    return attribute(report, sentences, reading(case), events, quotations(text, sentences), referents)


def reading(case: Mapping[str, Any]) -> Reading:
    """The network's part of a case: names, triggers and cues."""
    text = case["text"]
    triggers = tuple(case.get("triggers", ()))
    names = case.get("names", {})
    return Reading(
        entities=tuple(Mention(span_of(text, words), label, 0.9) for label in names for words in names[label]),
        triggers=tuple(ReadTrigger(span_of(text, words), {"ASSAULT": 0.9}, {}, {}, ()) for words in triggers),
        cues=tuple(_cue(text, triggers, entry) for entry in case.get("cues", ())),
        pairs=(),
    )


def event(text: str, words: str) -> Event:
    """An event with nothing but its trigger."""
    return Event(words, span_of(text, words), "ASSAULT", None, "actual", 0.9, {})


def told(text: str, claim: Claim, checks: list[str]) -> dict[str, Any]:
    """A claim as a case file writes it: what is always compared, and of `checks` what is there."""
    speaker = claim.speaker
    written = {
        "speaker": speaker.span.of(text),
        "cue": claim.cue and claim.cue.of(text),
        "stance": claim.stance,
        "events": list(claim.events),
        "role": speaker.role and speaker.role.of(text),
        "nationality": speaker.nationality and speaker.nationality.of(text),
        "anonymous": speaker.anonymous or None,
        "referent": speaker.referent and speaker.referent.of(text),
        "venue": claim.venue and claim.venue.of(text),
    }
    return {k: v for k, v in written.items() if (k in ALWAYS or k in checks) and v is not None}


def expected(claim: Mapping[str, Any]) -> dict[str, Any]:
    """An expected claim of a case file with what it leaves out filled in."""
    return {"stance": "asserts", "events": [], **claim}


def _cue(text: str, triggers: tuple[str, ...], entry: Mapping[str, Any]) -> ReadCue:
    speakers = entry.get("speaker", [])
    speakers = [speakers] if isinstance(speakers, str) else speakers
    scores = entry.get("stance", {"asserts": 0.9})
    return ReadCue(
        span_of(text, entry["words"]),
        {scores: 0.9} if isinstance(scores, str) else scores,
        tuple(Mention(span_of(text, words), "speaker", entry.get("score", 0.9)) for words in speakers),
        {triggers.index(words): entry.get("cover", 0.9) for words in entry.get("covers", ())},
    )
