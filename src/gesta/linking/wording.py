"""Answers in short words: figures, kinds of events, places and times as statements show them."""

from __future__ import annotations

from datetime import datetime

from gesta.nouns.episode import Figure
from gesta.nouns.referent import Gap, Place, Resolved, When


def figure_words(figure: Figure) -> str:
    """The outcome and its number: "killed: at least 11", "injured: dozens (no figure)"."""
    part = " (of them)" if figure.part else ""
    return f"{figure.outcome}: {_number(figure)}{part}"


def kind_words(kind: str, mode: str | None) -> str:
    """A type and mode of the ontology, as one text."""
    return f"{kind} {mode}" if mode else kind


def place_words(place: Resolved[Place] | Gap, said: str) -> str:
    """The name of a place with its divisions and country, else the words of the report."""
    if isinstance(place, Gap):
        return " ".join(said.split())
    found = place.value
    parts = [found.name, *reversed(found.admin), *([found.country] if found.country else [])]
    return ", ".join(dict.fromkeys(parts))


def time_words(when: When) -> str:
    """An interval as ISO 8601: one day, one moment, or both ends."""
    timed = when.precision in ("minute", "hour")
    ends = [_moment(moment, timed) if moment else "…" for moment in (when.start, when.end)]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def _moment(moment: datetime, timed: bool) -> str:
    return moment.isoformat(timespec="minutes") if timed else moment.date().isoformat()


def _number(figure: Figure) -> str:
    about = "about " if figure.approximate else ""
    if figure.low is None and figure.high is None:
        return f"“{' '.join(figure.as_said.split())}” (no figure)"
    if figure.high is None:
        return f"at least {about}{figure.low}"
    if figure.low == figure.high:
        return f"{about}{figure.low}"
    return f"at most {about}{figure.high}" if not figure.low else f"{about}{figure.low} to {figure.high}"
