"""What is stored comes back the same, whatever the value: the law of the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gesta.nouns.coded import Coded
from gesta.nouns.episode import Episode
from gesta.nouns.incident import Incident
from gesta.nouns.judgement import Judgement
from gesta.nouns.linkable import Linkable
from gesta.nouns.provenance import Provenance
from gesta.nouns.review import Correction
from gesta.store import Store
from gesta.store.rows.plain import from_plain, to_plain
from tests import handmade
from tests.store import drawn

# The fixture empties the store for each example.
EACH = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@EACH
@given(coded=drawn.coded, provenance=drawn.provenances, linkable=drawn.linkables)
def test_a_coded_report_comes_back_the_same(
    emptied: Callable[[], Store], coded: Coded, provenance: Provenance, linkable: Linkable
) -> None:
    store, key = emptied(), coded.report.key
    with store.writing("test", "law") as writer:
        assert writer.add_report(coded, provenance, linkable)
    assert store.view.report(key) == coded
    assert store.view.report(key).to_json() == coded.to_json()
    assert store.view.plain(key) == coded.report
    assert store.view.provenance(key) == provenance
    assert store.view.linkable(key) == linkable
    assert store.view.episodes(e.id for e in linkable.episodes) == {e.id: e for e in linkable.episodes}


@EACH
@given(incident=drawn.incidents)
def test_an_incident_comes_back_the_same(emptied: Callable[[], Store], incident: Incident) -> None:
    store = emptied()
    with store.writing("test", "law") as writer:
        writer.replace_incidents([], [incident], {})
        moment = datetime.fromisoformat(writer.now)
    assert store.view.incident(incident.id) == replace(incident, changed=moment)


@EACH
@given(judgement=drawn.judgements, correction=drawn.corrections)
def test_what_people_and_models_decide_comes_back_the_same(
    store: Store, judgement: Judgement, correction: Correction
) -> None:
    assume(not list(store.view.judgements_with([judgement.id])))
    assume(correction.id not in {one.id for one in store.view.corrections()})
    with store.writing("test", "law") as writer:
        writer.add_judgements([judgement])
        writer.add_correction(correction)
    assert list(store.view.judgements_with([judgement.id])) == [judgement]
    [kept] = [one for one in store.view.corrections() if one.id == correction.id]
    assert kept == correction


@settings(max_examples=40)
@given(st.data())
def test_nouns_as_plain_json_come_back_the_same(data: st.DataObject) -> None:
    for kind, strategy in ((Episode, drawn.episodes), (Incident, drawn.incidents)):
        noun = data.draw(strategy)
        assert from_plain(to_plain(noun), kind) == noun


def test_the_example_comes_back_the_same_in_a_stream(store: Store) -> None:
    with store.writing("test", "example") as writer:
        writer.add_report(handmade.coded(), Provenance(path="report.txt"), Linkable())
    assert list(store.view.reports()) == [handmade.coded()]
