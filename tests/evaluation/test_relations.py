"""What the scorer is given of relations."""

from __future__ import annotations

from evaluation.relations import objects
from gesta.nouns.cluster import Cluster
from gesta.nouns.episode import Tie
from tests.weighing.accounts import card, episode


def test_incidents_carry_their_triggers_and_their_relations() -> None:
    report = card("wire")
    bombing = episode(report)
    raid = episode(report, trigger="raid", at=90, ties=(Tie("response", bombing.id, 0.8),))
    made = [Cluster((bombing.id,), ()), Cluster((raid.id,), ())]
    found = objects({bombing.id: bombing, raid.id: raid}, made)
    assert found[raid.id]["relations"] == [{"type": "response", "to": bombing.id}]
    assert found[bombing.id]["relations"] == []
    assert found[raid.id]["events"] == [{"report": "id-wire", "trigger": {"start": 90, "end": 94}}]
