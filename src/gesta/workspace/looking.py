"""What stands around an incident, for whoever shows it: headlines of those it relates to, and why it is one."""

from __future__ import annotations

from collections.abc import Iterator

from gesta.nouns.contract import Object
from gesta.nouns.filter import EVERYTHING, Filter
from gesta.nouns.incident import Incident
from gesta.nouns.incident_contract import report_row
from gesta.store import View
from gesta.telling.accounts import Surroundings
from gesta.workspace.batching import batches

LISTED = 500  # reports whose originals are looked up together


def surroundings(view: View, incident: Incident) -> Surroundings:
    """The headlines of the incidents it relates to, the judgements that hold it together, people's first, and the
    reports that these lie in."""
    others = view.incidents_by_id(sorted({relation.to for relation in incident.relations}))
    holding = set(incident.judgements)
    judgements = [j for j in view.judgements(incident.episodes) if j.id in holding]
    return Surroundings(
        {key: other.headline for key, other in others.items()},
        sorted(judgements, key=lambda j: (not j.personal, j.verdict != "same", -j.score, j.left, j.right)),
        {card.key: card for card in incident.cards},
    )


def report_rows(view: View, wanted: Filter = EVERYTHING) -> Iterator[Object]:
    """The contract's list of reports, each with the id of the report that it copies; a few in memory at a time."""
    for batch in batches(view.cards(wanted), LISTED):
        copies = view.originals([card.key for card in batch])
        ids = {card.key: card.id for card in view.cards_of(sorted(set(copies.values())))}
        for card in batch:
            yield report_row(card, ids.get(copies.get(card.key, "")), view.plain(card.key).digest)
