"""Records of other data sets are kept apart, change when a newer file says so, and the history tells how."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from gesta.errors import StoreError
from gesta.nouns.outside import Outside, Suffered, Word
from gesta.nouns.referent import Actor, Place
from gesta.store import Kept, OutsideView, Store
from gesta.store.outside import add_word, keep
from gesta.store.schema import outside
from tests.store import made

KURBO = Place(None, "Kurbo", "outside", "NER", ("Tillabéri",), 1, 14.03, 0.91)
DAY = date(2022, 3, 1)


def record(name: str = "NER1", **changed: Any) -> Outside:
    usual: dict[str, Any] = {
        "dataset": "acled",
        "id": name,
        "row": "held.csv:2",
        "code": "Armed clash",
        "type": "ASSAULT",
        "mode": "clash",
        "first": DAY,
        "last": DAY,
        "place": KURBO,
        "actors": (Actor(None, "Dune Brigade", "outside", None, "REB"),),
        "tolls": {"killed": Suffered(3, 3, 4)},
        "notes": "Invented: naïve ' \" \n=1+1",
    }
    return Outside(**{**usual, **changed})


def kept(store: Store, *brought: Outside, by: str = "person:ada") -> Kept:
    with store.writing(by, "ingest") as writer:
        return keep(writer, brought)


def row_of(store: Store, key: str) -> Any:
    with store.home.reading() as connection:
        return connection.execute(select(outside).where(outside.c.key == key)).one()


@pytest.mark.parametrize(
    "brought",
    [record(), record(first=None, last=None, place=None, type=None, mode=None, tolls={}, notes=None, actors=())],
)
def test_a_record_comes_back_the_same(store: Store, brought: Outside) -> None:
    assert kept(store, brought) == Kept(new=1)
    view = OutsideView.of(store.view)
    assert view.record("acled:NER1") == brought
    assert list(view.records("acled")) == [brought]
    assert list(view.records("gdelt")) == []
    assert view.origins() == {"acled": 1}


def test_the_row_says_who_brought_it_when_and_from_where(store: Store) -> None:
    kept(store, record())
    row = row_of(store, "acled:NER1")
    assert (row.made_by, row.path, row.day, row.killed_high) == ("person:ada", "held.csv:2", DAY, 4)
    assert datetime.fromisoformat(row.made).tzinfo == UTC
    assert row.made == row.changed


def test_the_same_again_changes_nothing_though_it_stands_elsewhere(store: Store) -> None:
    kept(store, record())
    before = row_of(store, "acled:NER1")
    assert kept(store, record(row="newer.csv:77"), by="person:ben") == Kept(known=1)
    assert row_of(store, "acled:NER1") == before
    assert len(list(store.view.history(table="outside"))) == 1


def test_a_newer_row_takes_the_place_and_the_history_tells_both(store: Store) -> None:
    kept(store, record())
    newer = record(row="newer.csv:9", tolls={"killed": Suffered(5, 5, 5)}, notes=None)
    assert kept(store, newer, by="person:ben") == Kept(changed=1)
    assert OutsideView.of(store.view).record("acled:NER1") == newer
    row = row_of(store, "acled:NER1")
    assert (row.killed_best, row.made_by, row.path) == (5, "person:ben", "newer.csv:9")
    assert row.made < row.changed
    added, changed = store.view.history(table="outside", key="acled:NER1")
    assert (added.before, added.after) == (None, {"what": "added"})
    assert changed.before == {"tolls": {"killed": {"low": 3, "best": 3, "high": 4}}, "notes": record().notes}
    assert changed.after == {"tolls": {"killed": {"low": 5, "best": 5, "high": 5}}, "notes": None}


def test_records_never_count_among_ours(store: Store) -> None:
    before = store.view.counts()
    kept(store, record(), record("NER2"))
    assert store.view.counts() == before
    assert list(store.view.incidents()) == []


def test_records_come_by_day_and_those_without_one_last(store: Store) -> None:
    kept(store, record("a", first=None, last=None), record("b"), record("c", first=DAY - timedelta(1)))
    assert [one.id for one in OutsideView.of(store.view).records("acled")] == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, True),
        ({"first": DAY - timedelta(2), "last": DAY - timedelta(2)}, False),
        ({"first": DAY - timedelta(20), "last": DAY}, True),
        ({"place": replace(KURBO, country="MLI")}, False),
        ({"place": replace(KURBO, country=None)}, True),
        ({"place": None}, True),
        ({"dataset": "gdelt"}, False),
        ({"first": None, "last": None}, False),
    ],
)
def test_what_may_be_near(store: Store, changed: dict[str, Any], found: bool) -> None:
    kept(store, record(**changed))
    near = OutsideView.of(store.view).near(DAY - timedelta(1), DAY + timedelta(1), "NER", "acled")
    assert bool(near) == found


def test_text_that_no_database_can_keep_is_refused_and_nothing_is_kept(store: Store) -> None:
    with pytest.raises(StoreError, match=r"held\.csv:2"):
        kept(store, record("NER1"), record("NER2", code="a\0b"))
    assert OutsideView.of(store.view).origins() == {}


def test_an_unknown_record_is_told_with_the_remedy(store: Store) -> None:
    with pytest.raises(StoreError, match=r"'acled:none' – write DATASET:ID"):
        OutsideView.of(store.view).record("acled:none")


def test_words_are_only_added_to(store: Store) -> None:
    made.add(store, made.coded("One."))
    word = Word("acled:NER1", "k:0-5", "same", "person:ada", datetime(2022, 4, 1, tzinfo=UTC), "one market")
    with store.writing("person:ada", "link") as writer:
        add_word(writer, word)
    assert OutsideView.of(store.view).words() == [word]
    for statement in ("UPDATE outside_words SET verdict = 'not'", "DELETE FROM outside_words"):
        with pytest.raises(StoreError, match="only added to"), store.home.writing() as connection:
            connection.execute(text(statement))
    (line,) = store.view.history(table="outside_words")
    assert (line.by, line.key, line.after["verdict"]) == ("person:ada", "acled:NER1", "same")
