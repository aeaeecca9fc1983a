"""What surrounds a group of episodes when it is weighed: what copies what, which rule, what else is tied to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from gesta.nouns.episode import Card
from gesta.nouns.incident import Relation

DEFAULT_RULE = "bundles-1"


@dataclass(frozen=True, slots=True)
class Frame:
    """`originals` maps the key of a report that copies another to the key of that other one. `rule` names the toll
    rule. `attached` are ids of episodes attached to the incident, `judgements` what holds it together; `reviewed` says
    who last reviewed it."""

    originals: Mapping[str, str] = field(default_factory=dict)
    rule: str = DEFAULT_RULE
    relations: tuple[Relation, ...] = ()
    judgements: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
    reviewed: str | None = None
    versions: Mapping[str, str] = field(default_factory=dict)

    def origin(self, key: str) -> str:
        """The report that a report goes back to: itself, unless it is a copy."""
        return self.originals.get(key, key)

    def is_copy(self, key: str) -> bool:
        """True for a report that copies another."""
        return key in self.originals


def moment(card: Card) -> tuple[date, str, str]:
    """When a report was published, for putting reports in order; one without a date comes first, one without a clock
    time before those of its day that have one."""
    published = card.published
    if isinstance(published, datetime):
        return published.date(), published.isoformat(), card.key
    return published or date.min, "", card.key


def day_of(published: date | datetime | None) -> date | None:
    """The day of publication; None where it is not known."""
    return published.date() if isinstance(published, datetime) else published
