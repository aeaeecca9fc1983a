"""What a reviewer sees of one task, as plain words: a pair of reports side by side, or an event field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gesta.nouns.episode import Card, Episode
from gesta.nouns.judgement import Judgement
from gesta.nouns.referent import Resolved
from gesta.spans import Span
from gesta.telling.account import readable
from gesta.telling.denoting import interval_words, place_line
from gesta.telling.vocabulary import code, kind

UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class Side:
    """One report of a pair: who ran it when, its title, what was read of it, and its words."""

    publisher: str
    published: str
    title: str
    facts: tuple[str, ...]
    words: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two reports, what the machine judged of them and why, and what else there is to know (answers of coders)."""

    left: Side
    right: Side
    verdict: str
    reasons: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of an event: its name, what it says, what else was considered, and what it said before a correction."""

    field: str
    told: str
    considered: tuple[str, ...] = ()
    before: str | None = None


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event in its report: the words around its trigger, its fields, and why it is asked about."""

    report: Side
    trigger: Span
    fields: tuple[FieldLine, ...]
    why: tuple[str, ...]
    notes: tuple[str, ...] = ()


Page = PairPage | EventPage


def side(episode: Episode) -> Side:
    """A report of a pair, by what its episode holds."""
    parties = dict.fromkeys(f"{party.role}: “{_line(party.words.text)}”" for party in episode.parties)
    when = interval_words(episode.when.value) if isinstance(episode.when, Resolved) else None
    where = place_line(episode.where.value) if isinstance(episode.where, Resolved) else None
    facts = (kind(episode.type, episode.mode), f"when: {when or UNKNOWN}", f"where: {where or UNKNOWN}", *parties)
    marks = tuple(dict.fromkeys(telling.trigger.text for telling in episode.tellings))
    return _side(episode.card, tuple(map(_line, facts)), episode.context, marks)


def report_side(card: Card, words: str) -> Side:
    """A report with some of its words."""
    return _side(card, (), words, ())


def verdict_words(judgement: Judgement | None) -> str:
    """What the machine judged, in one line."""
    if judgement is None:
        return "no machine has judged this pair"
    told = {"same": "the same", "not": "not the same", "unsure": "unsure"}[judgement.verdict]
    return f"the machine says: {told}, score {judgement.score:.2f}"


def reason_words(judgement: Judgement | None) -> tuple[str, ...]:
    """Each reason with its sign: what speaks for one incident, and what against."""
    if judgement is None:
        return ()
    return tuple(f"{'+' if r.weight > 0 else '−'} {_line(r.words)}" for r in judgement.reasons)


def value_words(field: str, value: Any) -> str:
    """A value of the contract in plain words."""
    if value is None or value == []:
        return UNKNOWN if value is None else "nobody" if field != "toll" else "none"
    if field in ("actor", "target", "victim"):
        return "; ".join(map(_party, value))
    if field == "where":
        return _line(_place(value))
    if field == "when":
        return _interval(value)
    return "; ".join(map(_toll, value)) if field == "toll" else str(value)


def kind_words(type_: str, mode: str | None) -> str:
    """An event's kind in words and as coded."""
    return f"{kind(type_, mode)} ({code(type_, mode)})"


def _side(card: Card, facts: Sequence[str], words: str, marks: tuple[str, ...]) -> Side:
    published = card.published.isoformat() if card.published else "undated"
    named = (_line(card.publisher or card.id), published, _line(card.title or card.id))
    return Side(*named, tuple(facts), readable(words), tuple(map(readable, marks)))


def _party(filler: Mapping[str, Any]) -> str:
    denoted = filler.get("resolved")
    said = f"“{_line(str(filler.get('text', '')))}”"
    return f"{said} → {_line(_named(denoted))}" if denoted and denoted.get("kind") != "gap" else said


def _named(denoted: Mapping[str, Any]) -> str:
    codes = denoted.get("codes") or {}
    return " · ".join(
        filter(None, (denoted["name"], " ".join(filter(None, (codes.get("country"), codes.get("sector"))))))
    )


def _place(value: Mapping[str, Any]) -> str:
    if value.get("kind") == "gap":
        return f"{UNKNOWN} ({value['reason']})"
    chain = ", ".join(filter(None, (value["name"], *reversed(value.get("admin") or ()), value.get("country"))))
    return f"{chain} · {value['feature']}"


def _interval(value: Mapping[str, Any]) -> str:
    first, last = value.get("from"), value.get("to")
    if (first is None and last is None) or value.get("basis") == "unknown":
        return f"{UNKNOWN} ({value.get('reason', 'not said')})"
    return str(first) if first == last else f"{first or '…'} to {last or '…'}"


def _toll(toll: Mapping[str, Any]) -> str:
    low, high = toll["low"], toll["high"]
    bounds = "?" if low is None else f"{low}+" if high is None else str(low) if low == high else f"{low}-{high}"
    return f"{toll['outcome']} {bounds} (“{_line(toll['as_said'])}”)"


def _line(text: str) -> str:
    return " ".join(readable(text).split())
