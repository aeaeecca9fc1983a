"""What a view finds: streams in order, filters, candidates, judgements, and words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import event

from gesta.errors import StoreError
from gesta.linking.copies import reprinted
from gesta.nouns.filter import Box, Filter
from gesta.nouns.incident import TollRange
from gesta.spans import Span
from gesta.store import OutlineView, Store, loading
from tests.store import made

MARCH = [date(2021, 3, day) for day in range(1, 10)]


def ids(store: Store, **wanted: Any) -> str:
    return "".join(incident.id for incident in store.view.incidents(Filter(**wanted)))


@pytest.fixture
def peopled(store: Store) -> Store:
    """Six incidents: each filter picks some of them."""
    report = made.coded("Gunmen raided the village of Ouallam.", publisher="Sahel Wire")
    other = made.coded("Shells fell on the harbour.", publisher="Desert Post")
    made.add(store, report, other)
    told = (f"{report.report.key}:0-6",)
    group = made.actor("Sahel Victory Front", id="svf", country="MLI", sector="REB")
    made.keep(
        store,
        made.incident("e", status="negated"),
        made.incident("d", MARCH[4], episodes=(f"{other.report.key}:0-6",), reviewed="Ada"),
        made.incident(
            "c",
            MARCH[2],
            type="PROTEST",
            mode="demo",
            where=made.at("Apia", "WSM", 1, latitude=-13.8, longitude=-171.8),
        ),
        made.incident("b", MARCH[2], grade="several", participants=(group,), tolls={"killed": made.killed(1, 2, 3)}),
        made.incident("a", MARCH[0], when=made.on(MARCH[0], MARCH[3]), episodes=told),
        made.incident(
            "f", MARCH[8], origins=2, where=made.at("Gao", admin=("Gao Region",), latitude=16.27, longitude=-0.04)
        ),
    )
    return store


FILTERS: list[tuple[dict[str, Any], str]] = [
    ({}, "abcdfe"),
    ({"limit": 2}, "ab"),
    ({"limit": 0}, ""),
    ({"limit": 6}, "abcdfe"),
    ({"since": MARCH[3]}, "adf"),
    ({"until": MARCH[2]}, "abc"),
    ({"since": MARCH[3], "until": MARCH[4]}, "ad"),
    ({"types": ("PROTEST",)}, "c"),
    ({"types": ("PROTEST.demo", "NOTHING")}, "c"),
    ({"types": ("PROTEST.strike",)}, ""),
    ({"actors": ("svf",)}, "b"),
    ({"actors": ("sahel victory front",)}, "b"),
    ({"actors": ("*victory*",)}, "b"),
    ({"actors": ("*vic_ory*",)}, ""),
    ({"actors": ("reb",)}, "b"),
    ({"actors": ("",)}, ""),
    ({"countries": ("mli", "XXX")}, "f"),
    ({"place": "gao region"}, "f"),
    ({"place": "geonames:Apia"}, "c"),
    ({"box": Box(-1, 16, 0, 17)}, "f"),
    ({"box": Box(170, -20, -170, 0)}, "c"),
    ({"reviewed": True}, "d"),
    ({"reviewed": False, "limit": 1}, "a"),
    ({"grades": ("several",)}, "b"),
    ({"statuses": ("future", "negated")}, "e"),
    ({"origins": 2}, "f"),
    ({"killed": 2}, "b"),
    ({"killed": 3}, ""),
    ({"publishers": ("Sahel Wire",)}, "a"),
    ({"text": "raiding"}, "a"),
    ({"text": "..."}, ""),
    ({"text": "shells", "publishers": ("Sahel Wire",)}, ""),
    ({"changed_since": datetime(2000, 1, 1, tzinfo=UTC)}, "abcdfe"),
    ({"changed_since": datetime(2999, 1, 1, tzinfo=UTC)}, ""),
]


def test_filters_pick_incidents_by_day_and_id_with_undated_ones_last(peopled: Store) -> None:
    assert [(wanted, ids(peopled, **wanted)) for wanted, _ in FILTERS] == FILTERS


def test_the_latest_come_first_when_asked_and_undated_ones_still_last(peopled: Store) -> None:
    assert "".join(incident.id for incident in peopled.view.incidents(latest=True)) == "fdcbae"
    assert [incident.id for incident in peopled.view.incidents(Filter(limit=1), latest=True)] == ["f"]


def test_where_no_figure_is_best_the_highest_tells_how_many_were_killed(store: Store) -> None:
    made.keep(store, made.incident("x", MARCH[0], tolls={"killed": TollRange("killed", 1, None, 9, "any", ())}))
    assert (ids(store, killed=9), ids(store, killed=10)) == ("x", "")


def test_incidents_are_counted_and_so_are_those_without_a_day(peopled: Store) -> None:
    for words, found in FILTERS:
        count, undated = peopled.view.count(Filter(**words))
        assert "limit" in words or count == len(found)
        assert (undated > 0) <= ("since" in words or "until" in words)
    assert peopled.view.count(Filter(limit=1)) == (6, 0)
    assert peopled.view.count(Filter(since=MARCH[0])) == (5, 1)
    assert peopled.view.count(Filter(since=MARCH[0], types=("PROTEST",))) == (1, 0)


def test_filters_pick_reports_by_day_of_publication(store: Store) -> None:
    first = made.coded("First.", published=MARCH[0], publisher="A")
    second = made.coded("Second.", published=datetime(2021, 3, 2, 12, tzinfo=UTC), publisher="B")
    undated = made.coded("Undated.")
    made.add(store, undated, second, first)
    made.keep(store, made.incident("x", grade="several", episodes=(f"{second.report.key}:0-3",)))

    def texts(**wanted: Any) -> list[str]:
        cards = [card.id for card in store.view.cards(Filter(**wanted))]
        assert cards == [coded.report.id for coded in store.view.reports(Filter(**wanted))]
        return cards

    assert store.view.undated_reports() == 1
    assert texts() == ["First.", "Second.", "Undated."]
    assert texts(limit=2) == ["First.", "Second."]
    assert texts(since=MARCH[1]) == ["Second."]
    assert texts(until=MARCH[0]) == ["First."]
    assert texts(publishers=("A",)) == ["First."]
    assert texts(text="undated") == ["Undated."]
    assert texts(grades=("several",)) == ["Second."]
    assert texts(changed_since=datetime(2999, 1, 1, tzinfo=UTC)) == []


def test_reports_come_in_the_order_of_the_keys_asked_for_however_many(store: Store) -> None:
    told = [made.coded(f"Gunmen raided village {number}.") for number in range(loading.BATCH + 3)]
    made.add(store, *told)
    keys = [coded.report.key for coded in reversed(told)]
    assert [coded.report.key for coded in store.view.reports_of(keys)] == keys
    with pytest.raises(StoreError, match="no report has the key 'nobody'"):
        list(store.view.reports_of([keys[0], "nobody"]))


def test_a_report_is_found_by_id_key_and_digest(store: Store) -> None:
    report = made.coded("One.", id="1").report
    made.add(store, made.coded("One.", id="1"))
    for word in ("1", report.key, report.digest):
        assert [card.key for card in store.view.find_report(word)] == [report.key]
    assert store.view.find_report("2") == []
    assert [card.id for card in store.view.cards_of([report.key, "none"])] == ["1"]
    assert store.view.has_report(report.key)
    assert not store.view.has_report("none")
    with pytest.raises(StoreError, match="no report has the key 'none'"):
        store.view.plain("none")


def test_an_unknown_incident_is_told_with_close_ones(store: Store) -> None:
    made.keep(store, made.incident("abcdef"))
    with pytest.raises(StoreError, match="did you mean abcdef"):
        store.view.incident("abcdxx")


def test_sketches_are_of_reports_that_share_a_key_and_come_once(store: Store) -> None:
    one, two, three = (made.coded(text) for text in ("One one.", "Two two.", "Three three."))
    episodes = [made.episode(each.report) for each in (one, two, three)]
    for each, episode, keys in zip((one, two, three), episodes, ("xy", "xy", "z"), strict=True):
        made.add(store, each, brought=made.linkable(episode, keys=keys, bands=keys))
    with store.writing("gesta", "test") as writer:
        writer.mark_linked([two.report.key], "7")
    key = one.report.key
    assert list(store.view.sketches("xyz", key)) == sorted([(two.report.key, "x|y"), (three.report.key, "z")])
    assert list(store.view.sketches("xyz", key, linked="7")) == [(two.report.key, "x|y")]
    light = OutlineView.of(store.view)
    assert light.similar_reports("xy", key) == [two.report.key]
    assert light.similar_reports("xyz", key, linked="8") == []
    assert list(store.view.sketches("", key)) == []


def test_candidates_are_found_without_going_through_all_reports(store: Store) -> None:
    with store.view.connect() as connection:
        engine = connection.engine
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL plans by what the tables hold")
    asked: list[tuple[str, Any]] = []
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append((said[2], said[3])))
    list(store.view.sketches("xy", "some", linked="7"))
    OutlineView.of(store.view).similar_reports("xy", "some", "7", (MARCH[0], MARCH[8]))
    list(store.view.unlinked("7"))
    with store.view.connect() as connection:
        plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", given).all() for said, given in list(asked)]
    steps = [step.detail for plan in plans for step in plan if " reports" in step.detail]
    assert [step.partition(" USING ")[2].partition(" (")[0] for step in steps] == [
        *["INTEGER PRIMARY KEY"] * 2,
        *["INDEX ix_reports_linked"] * 3,  # of no version, of one before, of one behind
    ]


def test_reports_that_may_be_copies_appeared_within_days_or_on_a_day_that_nobody_knows(store: Store) -> None:
    days = {"Bare.": None, "Late.": date(2021, 5, 1), "Near.": date(2021, 3, 20), "One.": date(2021, 3, 9)}
    reports = {text: made.coded(text, published=day) for text, day in days.items()}
    for each in reports.values():
        made.add(store, each, brought=made.linkable(made.episode(each.report), bands="x"))
    found = OutlineView.of(store.view).similar_reports(
        "x", reports["One."].report.key, days=reprinted(date(2021, 3, 9))
    )
    assert sorted(found) == sorted(reports[text].report.key for text in ("Bare.", "Near."))


def test_a_persons_judgement_touches_what_is_told_at_its_span(store: Store) -> None:
    one, two = made.coded("Gunmen raided it, then burned it."), made.coded("Two dead.")
    left, right = made.episode(one.report, 7, 23), made.episode(two.report)
    made.add(store, one, brought=made.linkable(left))
    made.add(store, two, brought=made.linkable(right))
    later = f"{one.report.key}:24-26"
    person = made.judge(later, right.id, by="person:Ada", verdict="not")
    model, stale = made.judge(left.id, right.id), made.judge(later, f"{two.report.key}:4-8")
    made.judged(store, person, model, stale)
    assert list(store.view.judgements([left.id])) == [person, model]
    assert list(store.view.judgements([right.id])) == [person, model]
    assert list(store.view.judgements([])) == []
    assert list(store.view.judgements_by("person:Ada")) == [person]


def test_episodes_lead_to_their_incident(store: Store) -> None:
    made.keep(
        store, made.incident("a", episodes=("k:0-3",), attached=("l:0-3",)), made.incident("b", episodes=("l:0-3",))
    )
    assert store.view.incident_of(["k:0-3", "l:0-3", "m:0-3"]) == {"k:0-3": "a", "l:0-3": "b"}
    assert store.view.grouped_in(["k"]) == {"k:0-3": "a"}
    assert set(store.view.incidents_by_id(["a", "z"])) == {"a"}


# ---------------------------------------------------------------------------------------------------------- words


@pytest.fixture
def library(store: Store) -> Store:
    made.add(
        store,
        made.coded("Troops moved north. Later a bomb exploded near the bridge.", id="text"),
        made.coded("Nothing more was known by evening.", id="title", title="Bombing near the old bridge"),
        made.coded("A festival opened in Bamako.", id="peace"),
    )
    return store


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bombing bridge", ["title", "text"]),
        ("BRIDGES", ["title", "text"]),
        ('"old bridge"', ["title"]),
        ('"bridge old"', []),
        ("bridge festival", []),
        ('he said: "', []),
        ("bridge NEAR evening OR zebra", []),
        ("* ( -", []),
    ],
)
def test_words_find_reports_best_first(library: Store, words: str, found: list[str]) -> None:
    assert [hit.card.id for hit in library.view.search(words)] == found


def test_a_hit_shows_where_the_words_stand(library: Store) -> None:
    [hit] = library.view.search("exploded")
    assert [span.of(hit.snippet) for span in hit.found] == ["exploded"]
    assert all(isinstance(span, Span) for span in hit.found)
    assert library.view.search("bridge", limit=1)[0].card.id == "title"


def test_words_of_a_report_coded_again_are_still_found_once(library: Store) -> None:
    with library.writing("gesta", "recode") as writer:
        writer.replace_report(made.coded("A festival opened in Bamako.", id="peace"), made.linkable())
    assert len(library.view.search("festival")) == 1
