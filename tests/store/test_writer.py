"""What a writer keeps, what it refuses, and what the history tells of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from gesta.errors import StoreError
from gesta.nouns.linkable import Linkable
from gesta.nouns.provenance import Provenance
from gesta.nouns.review import Correction, Failure
from gesta.store import Store
from tests.store import made

DAY = date(2021, 3, 9)
NOON = datetime(2021, 3, 9, 12, tzinfo=UTC)


def test_a_report_is_kept_once(store: Store) -> None:
    report = made.coded("A bomb exploded.", publisher="Sahel Wire")
    made.add(store, report)
    with store.writing("gesta", "again") as writer:
        assert not writer.add_report(report, Provenance(path="elsewhere"), Linkable())
    assert store.view.counts()["reports"] == 1
    assert store.view.provenance(report.report.key).path == "invented.txt"


def test_two_publishers_of_one_text_are_two_reports(store: Store) -> None:
    made.add(store, made.coded("A bomb exploded.", publisher="A"), made.coded("A bomb exploded.", publisher="B"))
    assert len(store.view.find_report("A bomb exploded.")) == 2


def test_an_error_takes_the_whole_transaction_back(store: Store) -> None:
    def fail() -> None:
        with store.writing("gesta", "test") as writer:
            writer.add_report(made.coded("One."), Provenance(), Linkable())
            raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        fail()
    assert store.view.counts()["reports"] == 0
    assert list(store.view.history()) == []


def test_a_report_coded_again_keeps_where_it_came_from_and_is_unlinked(store: Store) -> None:
    first = made.coded("The army shelled Gao.", publisher="A")
    key = first.report.key
    made.add(store, first, brought=made.linkable(made.episode(first.report), keys="k", bands="b"))
    again = made.episode(first.report, 4)
    with store.writing("gesta", "recode") as writer:
        writer.mark_linked([key], "1")
        writer.replace_report(first, made.linkable(again, keys="n"))
    assert store.view.provenance(key).path == "invented.txt"
    assert list(store.view.unlinked("1")) == [key]
    assert store.view.episodes_of([key]) == {again.id: again}
    assert store.view.linkable(key) == made.linkable(again, keys="n")


def test_other_episodes_for_the_same_coding(store: Store) -> None:
    first = made.coded("The army shelled Gao.")
    key, other = first.report.key, made.episode(first.report, 4)
    made.add(store, first, brought=made.linkable(made.episode(first.report)))
    with store.writing("person:Ada", "correction") as writer:
        writer.mark_linked([key], "1")
        writer.replace_linkable(key, made.linkable(other, keys="x"))
    assert store.view.linkable(key) == made.linkable(other, keys="x")
    assert store.view.report(key) == first
    assert list(store.view.unlinked("1")) == [key]


def test_replacing_what_is_not_there_is_an_error(store: Store) -> None:
    with pytest.raises(StoreError, match="no report has the key"), store.writing("gesta", "test") as writer:
        writer.replace_report(made.coded("Nobody knows it."), Linkable())


def test_copies_are_noted_and_taken_back(store: Store) -> None:
    one, two = made.coded("One."), made.coded("Two.")
    made.add(store, one, two)
    with store.writing("gesta", "test") as writer:
        writer.set_originals({two.report.key: one.report.key})
    assert store.view.originals() == store.view.originals([two.report.key]) == {two.report.key: one.report.key}
    assert store.view.counts()["copies"] == 1
    with store.writing("gesta", "test") as writer:
        writer.set_originals({two.report.key: None})
    assert store.view.originals() == {}


def test_incidents_are_replaced_and_those_gone_leave_a_tombstone(store: Store) -> None:
    made.keep(store, made.incident("a", DAY), made.incident("b", DAY))
    made.keep(store, made.incident("a", DAY, grade="several"), gone=("a", "b"), b="a")
    assert [i.grade for i in store.view.incidents()] == ["several"]
    [gone] = store.view.deleted()
    assert (gone["id"], gone["superseded_by"]) == ("b", "a")
    assert store.view.incident("b").id == "a"


def test_an_incident_that_comes_back_has_no_tombstone(store: Store) -> None:
    made.keep(store, made.incident("a", DAY))
    made.keep(store, gone=("a",))
    with pytest.raises(StoreError, match="'a' is no more"):
        store.view.incident("a")
    made.keep(store, made.incident("a", DAY))
    assert list(store.view.deleted()) == []


def test_machines_leave_one_line_and_people_all_they_said(store: Store) -> None:
    report = made.coded("One.")
    made.add(store, report)
    made.judged(store, made.judge("k:0-3", "l:0-3"), made.judge("k:0-3", "l:0-3", by="person:Ada", made=NOON))
    [added, judged] = store.view.history()
    assert (added.table, added.key, added.before, added.after) == (
        "reports",
        report.report.key,
        None,
        {"what": "added"},
    )
    assert (judged.table, judged.by, judged.why) == ("judgements", "person:Ada", "test")
    assert judged.after["verdict"] == "same"
    assert [line.sequence for line in store.view.history("reports", report.report.key)] == [added.sequence]


def correction(identity: str, anchor: str) -> Correction:
    return Correction(identity, anchor, "type", "ASSAULT", "PROTEST", "Ada", NOON)


def test_corrections_are_kept_with_before_and_after(store: Store) -> None:
    with store.writing("person:Ada", "wrong type") as writer:
        writer.add_correction(correction("c1", "k:0-3"))
        writer.add_correction(correction("c2", "l:0-3"))
        writer.add_correction(correction("c2", "l:0-3"))
    assert [one.id for one in store.view.corrections()] == ["c1", "c2"]
    assert [one.id for one in store.view.corrections(["l"])] == ["c2"]
    first = next(iter(store.view.history("reviews")))
    assert (first.before, first.after["value"]) == ("PROTEST", "ASSAULT")


@pytest.mark.parametrize("table", ["history", "reviews", "judgements"])
def test_what_people_did_can_be_neither_changed_nor_taken_away(store: Store, table: str) -> None:
    made.judged(store, made.judge("k:0-3", "l:0-3", by="person:Ada"))
    with store.writing("person:Ada", "test") as writer:
        writer.add_correction(correction("c1", "k:0-3"))
    for change in (f"DELETE FROM {table}", f"UPDATE {table} SET made_by = 'person:Eve'"):
        with pytest.raises(StoreError, match="only added to"), store.home.writing() as connection:
            connection.execute(text(change))


def test_models_judgements_on_reports_are_dropped_and_peoples_stay(store: Store) -> None:
    model, copy = made.judge("k:0-3", "l:0-3"), made.judge("k", "m", matter="copy")
    person, other = made.judge("k:0-3", "l:0-3", by="person:Ada"), made.judge("l:0-3", "m:0-3")
    made.judged(store, model, copy, person, other)
    with store.writing("gesta", "relink") as writer:
        writer.drop_judgements(["k"])
    assert list(store.view.judgements(["k:0-3", "l:0-3", "m:0-3"])) == [person, other]
    assert list(store.view.copy_judgements(["m"])) == []


def test_a_failure_again_counts_a_try(store: Store) -> None:
    failure = Failure("f", "reports\udcff.txt", "formats", "no text", NOON)
    with store.writing("gesta", "ingest") as writer:
        writer.add_failure(failure)
        writer.add_failure(Failure("f", "reports.txt", "formats", "still no text", NOON + timedelta(1)))
    [kept] = store.view.failures()
    assert (kept.tries, kept.message, kept.made) == (2, "still no text", NOON + timedelta(1))
    with store.writing("gesta", "retry") as writer:
        writer.clear_failure("f")
    assert list(store.view.failures()) == []


def test_text_that_no_database_holds_is_refused_by_name(store: Store) -> None:
    report = made.coded("One.", title="half \ud800")
    with pytest.raises(StoreError, match="cannot be kept"), store.writing("gesta", "test") as writer:
        writer.add_report(report, Provenance(), Linkable())


def test_rows_lead_to_the_versions_that_made_them(store: Store) -> None:
    made.add(store, made.coded("One."), made.coded("Two."))
    assert store.view.versions() == [made.VERSIONS]
    with store.home.reading() as connection:
        found = connection.execute(text("SELECT v.made FROM reports r JOIN versions v ON v.id = r.versions")).scalars()
        assert list(found) == ['{"gesta":"0.2.0","weights":"sha256:by-hand"}'] * 2
