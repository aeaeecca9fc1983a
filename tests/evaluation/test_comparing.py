"""The second coder's table is another coding of the same events, and the rule is measured against the truth."""

from __future__ import annotations

from dataclasses import replace

from evaluation.comparing import Score, _second_table, scored
from evaluation.invented_events import incidents, world
from evaluation.second_coder import USUAL, Habits, recoded

SAME = Habits("same", *[0.0] * 12)


def test_the_same_coding_is_found_again() -> None:
    drawn = incidents(60, 1, world(1))
    ruled, _ = scored(drawn, SAME, 1)
    assert ruled.right == ruled.there > 40


def test_worse_habits_make_a_harder_case_and_the_rule_beats_the_plain_one() -> None:
    drawn = incidents(200, 2, world(2))
    ruled, plain = scored(drawn, USUAL, 2)
    assert ruled.right > plain.right
    assert ruled.right < ruled.there


def test_invented_events_are_the_same_for_a_seed_and_no_two_are_one() -> None:
    one, other = (incidents(80, 3, world(3)) for _ in range(2))
    assert one == other
    assert len({(i.when, i.headline, tuple(p.name for p in i.participants)) for i in one}) == 80
    assert incidents(80, 4, world(3)) != one


def test_rows_are_dropped_and_doubled_and_the_truth_follows() -> None:
    drawn = incidents(50, 5, world(5))
    rows, truth = _second_table(drawn, replace(SAME, dropped=1.0), 5)
    assert (rows.count("\n"), truth) == (1, {})
    _, doubled = _second_table(drawn, replace(SAME, doubled=1.0), 5)
    assert len(doubled) == 2 * len(set(doubled.values()))


def test_a_row_without_point_figure_or_group_stays_readable() -> None:
    row = dict.fromkeys(
        ("event_id_cnty", "latitude", "longitude", "fatalities", "actor1", "actor2", "inter1", "location", "admin1"), ""
    )
    row |= {"event_id_cnty": "A1", "event_date": "2022-01-01", "sub_event_type": "Attack", "country": "Mali"}
    ((changed,), truth) = recoded([row], {"A1": "i1"}, Habits("all", *[1.0] * 10, *[0.0] * 2), 1)
    assert truth == {"X0": "i1"}
    assert changed["actor1"] == ""
    assert changed["sub_event_type"] == "Armed clash"


def test_scores_add_up() -> None:
    assert str(Score(1, 2, 4) + Score(1, 0, 0)).startswith("precision 1.000  recall 0.500")
