"""By whose account an incident is known: the reports, their publishers, and those who made the claims."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache

from gesta.exporting.redacting.blocks import is_blank
from gesta.exporting.writing.tables import joined
from gesta.lexicon.phrases import is_pronoun, without_determiner
from gesta.nouns.episode import Card, Voice
from gesta.nouns.incident import Incident
from gesta.nouns.referent import Resolved

GESTA = "gesta"
NUMBER_DIGITS = 15  # hexadecimal: 60 bits fit the whole numbers of every reader, and no two of a million meet


def number(*parts: str) -> str:
    """A whole number for shapes whose ids are numbers: always the same for the same parts, and no other's."""
    return str(int(hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:NUMBER_DIGITS], 16))


def publishers(cards: Iterable[Card], separator: str = "; ") -> str:
    """Who carried it, each publisher once."""
    return joined((card.publisher for card in cards), separator)


def claimants(incident: Incident, separator: str = ";") -> str:
    """Who made the claims, each once: the name of the speaker, else the words for them, but for a pronoun ("we")."""
    names = (voice_name(s.voice) for s in incident.statements if s.voice is not None)
    found: dict[str, str] = {}
    for name in names:
        if not is_pronoun(name):
            found.setdefault(without_determiner(name), name)
    return joined(found.values(), separator)


def voice_name(voice: Voice) -> str:
    """The name of who speaks; where that is not known, the words for them."""
    return voice.actor.value.name if isinstance(voice.actor, Resolved) else voice.words.text


def version(versions: Mapping[str, str]) -> str:
    """The version of Gesta that made a record, as rows of every shape with room for it tell it: "gesta-0.1.0"."""
    return f"{GESTA}-{versions.get(GESTA, '')}"


def with_version(known: tuple[str, ...], versions: Mapping[str, str]) -> tuple[str, ...]:
    """The versions that made what is counted together, sorted, with that of one more. Equal ones are one object: counts
    are held in memory by the million."""
    return _together(known, version(versions))


@lru_cache(maxsize=256)
def _together(known: tuple[str, ...], told: str) -> tuple[str, ...]:
    return known if told in known else tuple(sorted((*known, told)))


def made_by(versions: Mapping[str, str]) -> str | None:
    """All else that made a record: weights, ontology, roster, gazetteer of a report; linking, tolls, grades of an
    incident; None where nothing is told."""
    return "; ".join(f"{name} {told}" for name, told in sorted(versions.items()) if name != GESTA) or None


def report_day(published: date | datetime | None) -> str | None:
    """The day on which a report appeared, as YYYY-MM-DD; None when it is not known."""
    day = published.date() if isinstance(published, datetime) else published
    return None if day is None else day.isoformat()


def published_text(card: Card) -> str:
    """The day on which the report of the card appeared; nothing when it is not known."""
    return report_day(card.published) or ""


def given(text: str) -> str | None:
    """The words of a report, None where the whole of them is left out of the export."""
    return None if is_blank(text) else text


def parallel(values: Iterable[str | None], separator: str = ";") -> str:
    """One value for each report, in order, empty ones kept, so that lists beside each other match."""
    return separator.join((value or "").replace(separator.strip(), ",") for value in values)


def seconds(moment: datetime | None) -> str:
    """Seconds since 1970 (UTC); nothing when the moment is not known."""
    return "" if moment is None else str(int(moment.timestamp()))
