"""Episodes, as rows of `episodes`, `tellings` and `statements`, and back from the noun kept as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gesta.nouns.episode import Episode, Statement
from gesta.nouns.referent import Resolved
from gesta.store.rows.plain import from_plain, to_plain

Row = dict[str, Any]


def episode_row(episode: Episode, position: int) -> Row:
    """The episode's row, without the number of its report; cards that equal its own are left out of the noun."""
    return {
        "id": episode.id,
        "position": position,
        "type": episode.type,
        "mode": episode.mode,
        "status": episode.status,
        "aggregate": episode.aggregate,
        "background": episode.background,
        "noun": _slim(to_plain(episode)),
    }


def episode_of(row: Any) -> Episode:
    """The episode of a row."""
    return from_plain(_full(row.noun), Episode)


def telling_rows(episode: Episode) -> Iterator[Row]:
    """Its tellings, which tie it to events."""
    for position, telling in enumerate(episode.tellings):
        span = telling.trigger.anchor.span
        yield {"position": position, "event": telling.event, "start": span.start, "stop": span.end}


def statement_rows(episode: Episode) -> Iterator[Row]:
    """Its statements, with who makes them."""
    for position, statement in enumerate(episode.statements):
        figure = statement.figure
        yield {
            "position": position,
            "id": statement.id,
            "question": statement.question,
            "value": statement.value,
            "stance": statement.stance,
            "denied": statement.denied,
            "outcome": figure.outcome if figure else None,
            "as_said": figure.as_said if figure else None,
            "low": figure.low if figure else None,
            "high": figure.high if figure else None,
            **_voice(statement),
        }


def _voice(statement: Statement) -> Row:
    voice = statement.voice
    actor = voice.actor.value if voice and isinstance(voice.actor, Resolved) else None
    named = {"voice_id": actor.id if actor else None, "voice_name": actor.name if actor else None}
    return {"voice": voice.words.text if voice else None, **named}


def _slim(plain: Row) -> Row:
    """The plain episode without the cards of its statements that repeat its own."""
    for statement in plain.get("statements", ()):
        if statement["card"] == plain["card"]:
            del statement["card"]
    return plain


def _full(plain: Row) -> Row:
    card = plain["card"]
    told = [{"card": card, **statement} for statement in plain.get("statements", ())]
    return {**plain, "statements": told}
