"""A coded report: everything Gesta says about one report, and the JSON contract it is written in."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any

from gesta.nouns import contract
from gesta.nouns.claim import Claim
from gesta.nouns.contract import CONTRACT
from gesta.nouns.event import ROLES, Event, Link, PairScore
from gesta.nouns.mention import Mention
from gesta.nouns.report import Report
from gesta.nouns.resolution import Resolution
from gesta.nouns.sentence import Sentence

__all__ = ["CONTRACT", "Coded"]


@dataclass(frozen=True, slots=True)
class Coded:
    """One report with its sentences, named entities, events, links and claims; `versions` says what made it.

    `pairs` is what the network makes of pairs of events, those worth a look: linking weighs it. It is kept with the
    report and is no part of the contract.
    """

    report: Report
    sentences: tuple[Sentence, ...]
    entities: tuple[Mention, ...]
    events: tuple[Event, ...]
    links: tuple[Link, ...]
    claims: tuple[Claim, ...]
    versions: dict[str, str]
    resolution: Resolution = field(default_factory=Resolution)
    pairs: tuple[PairScore, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The contract's object for this report: plain dicts, lists, strings and numbers, always in the same order."""
        text = self.report.text
        return {
            "id": self.report.id,
            "contract": CONTRACT,
            "report": contract.report_object(self.report),
            "text": text,
            "sentences": [[s.span.start, s.span.end] for s in self.sentences],
            "entities": [[m.span.start, m.span.end, m.label] for m in self.entities],
            "events": [contract.event_object(event, self.report, self.resolution) for event in self.events],
            "mentions": [contract.mention_object(mention, text, self.resolution) for mention in self.entities],
            "links": [contract.link_object(link) for link in self.links],
            "attributions": [contract.claim_object(claim, text, self.resolution) for claim in self.claims],
            "versions": {"roster": None, "gazetteer": None, **self.versions},
        }

    def to_json(self) -> str:
        """The contract's object as one line of JSON, without a line ending; the same input gives the same bytes."""
        return contract.written(self.to_dict())

    def _repr_html_(self) -> str:
        """A small table of the events for notebooks; every word of the report is escaped."""
        head = "".join(f"<th>{name}</th>" for name in ("event", "trigger", "type", "status", *ROLES))
        rows = "".join(f"<tr>{_cells(event, self.report.text)}</tr>" for event in self.events)
        title = escape(self.report.title or self.report.id)
        return f"<table><caption>{title}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(event: Event, text: str) -> str:
    kind = f"{event.type}.{event.mode}" if event.mode else event.type
    roles = ("; ".join(f.span.of(text) for f in event.roles.get(role, ())) for role in ROLES)
    return "".join(
        f"<td>{escape(cell)}</td>" for cell in (event.id, event.trigger.of(text), kind, event.status, *roles)
    )
