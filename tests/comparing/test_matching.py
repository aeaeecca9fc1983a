"""Each side is matched once, the likest first; one pair is decided by its neighbours as if all had been compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.comparing import Side, compare
from gesta.comparing.comparison import reasons_aside
from gesta.comparing.likeness import FAR_KM, SLACK_DAYS, likeness
from gesta.comparing.matching import A_PERSON, SAME_ID, Neighbours, Pair, Words, matched, pair, pairs
from gesta.comparing.rows import COLUMNS, rows
from gesta.comparing.sides import LONGEST, TOO_WIDE, Stretch, side_of
from gesta.comparing.summary import killed_in_all, summarised
from gesta.nouns.outside import Held, Outside, Suffered
from gesta.nouns.referent import Actor, Place
from tests.comparing.test_comparison import DAY, clash, theirs

TOWNS = tuple(Place(None, name, "town", "NER", ("Tillabéri",), 1, 14.0 + n / 10, 0.9) for n, name in enumerate("ABC"))
GROUPS = tuple(Actor(None, name, "outside", None, "REB") for name in ("Dune Brigade", "River Front"))


def side(key: str, dataset: str, day: int, town: int, group: int, killed: int | None) -> Side:
    days = Stretch(DAY + timedelta(days=day), DAY + timedelta(days=day))
    said = None if killed is None else Suffered(killed, killed, killed)
    return Side(dataset, key, key, "ASSAULT", "clash", None, days, TOWNS[town], (GROUPS[group],), said)


def several(dataset: str) -> st.SearchStrategy[list[Side]]:
    drawn = st.tuples(st.integers(0, 4), st.integers(0, 2), st.integers(0, 1), st.sampled_from([None, 0, 3]))
    return st.lists(drawn, max_size=7).map(
        lambda found: [side(f"{dataset}{n}", dataset, *each) for n, each in enumerate(found)]
    )


said = st.dictionaries(
    st.tuples(st.integers(0, 6).map("o{}".format), st.integers(0, 6).map("t{}".format)),
    st.sampled_from(["same", "not", "unsure"]),
    max_size=3,
)


@given(several("o"), several("t"), said)
def test_a_pair_is_decided_by_its_neighbours_as_by_all(
    ours: list[Side], others: list[Side], words: Mapping[tuple[str, str], Held]
) -> None:
    everything = list(pairs(ours, others, words))
    taken = {(one.ours.key, one.theirs.key) for one in matched(everything)}
    assert len({ours for ours, _ in taken}) == len({theirs for _, theirs in taken}) == len(taken)
    near = Neighbours(
        lambda mine: [one for one in everything if one.ours.key == mine.key],
        lambda other: [one for one in everything if one.theirs.key == other.key],
    )
    for one in reversed(everything):
        assert near.is_matched(one) == ((one.ours.key, one.theirs.key) in taken)


@given(several("o"), several("t"))
def test_the_calendar_leaves_no_pair_out(ours: list[Side], others: list[Side]) -> None:
    every = {(a.key, b.key) for a in ours for b in others if pair(a, b) is not None}
    assert {(one.ours.key, one.theirs.key) for one in pairs(ours, others, {})} == every


def one_pair(words: Words) -> Sequence[tuple[str | None, str]]:
    found = compare(
        [clash()], [theirs("T1"), theirs("T2", first=DAY + timedelta(days=40), last=DAY + timedelta(days=40))], words
    )
    return [(match.certain, match.theirs.key) for match in found.matched]


def test_a_persons_word_beats_the_rule() -> None:
    assert one_pair({}) == [(None, "acled:T1")]
    assert one_pair({("ours", "acled:T1"): "not"}) == []
    assert one_pair({("ours", "acled:T2"): "same"}) == [(A_PERSON, "acled:T2")]
    assert one_pair({("ours", "acled:T1"): "unsure"}) == [(None, "acled:T1")]


def test_one_record_in_two_releases_is_one_whatever_has_changed() -> None:
    later = theirs(first=DAY + timedelta(days=300), last=DAY + timedelta(days=300))
    (match,) = compare([theirs()], [later]).matched
    assert match.certain == SAME_ID
    assert [difference.field for difference in match.differences] == ["date"]
    assert compare([theirs(dataset="ucdp-ged")], [later]).matched == ()


def test_two_tables_of_different_data_sets_are_matched_by_the_rule() -> None:
    (match,) = compare([theirs("U1", dataset="ucdp-ged")], [theirs("T1")]).matched
    assert (match.ours.key, match.theirs.key, match.certain) == ("ucdp-ged:U1", "acled:T1", None)


def test_a_date_wider_than_a_month_is_set_aside() -> None:
    month = theirs("M", last=DAY + LONGEST)
    summary = theirs("S", last=DAY + LONGEST + timedelta(days=1))
    found = compare([], [month, summary])
    assert [one.key for one in found.only_theirs] == ["acled:M"]
    assert reasons_aside(found.aside_theirs) == {TOO_WIDE: 1}


@pytest.mark.parametrize("days", [SLACK_DAYS, SLACK_DAYS + 1])
def test_the_limit_of_days(days: int) -> None:
    moved = side_of(theirs(first=DAY + timedelta(days=days), last=DAY + timedelta(days=days)))
    alike = likeness(side_of(clash()), moved)
    assert (alike.ruled_out is None) == (days <= SLACK_DAYS)
    assert alike.reasons[0] == f"{days} days apart"


def test_the_limit_of_distance_and_countries() -> None:
    far = Place(None, "Kurbo", "outside", "NER", (), 1, 14.03 + (FAR_KM + 1) / 111, 0.91)
    assert likeness(side_of(clash()), side_of(theirs(place=far))).ruled_out == "76 km apart"
    abroad = Place(None, "Kurbo", "outside", "MLI", (), 1)
    assert likeness(side_of(clash()), side_of(theirs(place=abroad))).ruled_out == "in different countries"


def test_somebody_unidentified_contradicts_nobody_but_adds_nothing() -> None:
    unknown = Actor(None, "Unidentified Armed Group (Niger)", "outside", None, "UAF")
    other = Actor(None, "Dune Brigade", "outside", None, "REB")
    scores = [
        likeness(side_of(clash()), side_of(theirs(actors=(actor,)))).parts["actors"]
        for actor in (other, unknown, Actor(None, "Sahel Victory Front", "outside"))
    ]
    assert scores == [0.0, 0.4, 1.0]


def numbered(record: Outside) -> Sequence[dict[str, object]]:
    return [dict(row) for row in rows(compare([clash()], [record]))]


def test_rows_have_all_columns_and_say_what_they_are() -> None:
    (match,) = numbered(theirs())
    assert tuple(match) == COLUMNS
    assert (match["what"], match["ours_id"], match["theirs_id"]) == ("matched", "ours", "acled:T1")
    assert (match["days_apart"], match["km_apart"], match["differs_in"]) == (0, 0.0, [])
    mine, other = numbered(theirs(first=date(2020, 1, 1), last=date(2020, 1, 1)))
    assert [mine["what"], other["what"]] == ["only ours", "only theirs"]
    (_, aside) = numbered(theirs(first=None, last=None))
    assert (aside["what"], aside["reasons"]) == ("set aside, theirs", ["no date"])


def test_a_summary_counts_the_fields_that_differ_and_which_way() -> None:
    ours = [clash(f"o{n}") for n in range(2)]
    others = [
        theirs("a", tolls={"killed": Suffered(3, 3, 3)}),
        theirs("b", first=DAY - timedelta(days=1), last=DAY - timedelta(days=1)),
    ]
    found = compare(ours, others).matched
    told = {one.field: (one.differ, dict(one.ways)) for one in summarised(found)}
    assert told["killed"] == (1, {"ours says none": 1})
    assert told["date"] == (1, {"ours later": 1})
    assert told["place"] == (0, {})
    assert killed_in_all(found) == (0, 0, 0)


def test_ranks_do_not_depend_on_the_order_of_equals() -> None:
    twins = [side(f"t{n}", "t", 0, 0, 0, 3) for n in range(3)]
    mine = side("o0", "o", 0, 0, 0, 3)
    for order in (twins, twins[::-1]):
        found: list[Pair] = matched(pairs([mine], order, {}))
        assert [one.theirs.key for one in found] == ["t0"]
