"""Toll rules: which figures are heard, and what low, best and high they make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.errors import GestaError
from gesta.nouns.episode import Statement
from gesta.nouns.incident import TollRange
from gesta.weighing.tolls import toll_rule, toll_rules, tolls
from tests.weighing.accounts import DOCTOR, OFFICER, RESIDENTS, at_noon, card, figure, said, toll

FIRST = card("r1", "Delta Wire", 1)
FOLLOW_UP = card("r2", "Delta Wire", 3)
LOCAL = card("r3", "Korambe Post", 2)
MINISTRY = card("r4", "Ministry of Defence", 2)
RULES = ("bundles-1", "ucdp-1", "acled-1", "every-casualty-1")


def killed(*statements: Statement, rule: str = "bundles-1", copies: frozenset[str] = frozenset()) -> TollRange | None:
    return tolls(statements, copies, toll_rule(rule)).get("killed")


def triple(found: TollRange | None) -> tuple[int | None, int | None, int | None] | None:
    return (found.low, found.best, found.high) if found else None


def test_nobody_says_is_no_toll_and_never_nought() -> None:
    assert killed(said(FIRST, "bombing")) is None


def test_the_latest_report_of_each_publisher_is_heard() -> None:
    assert triple(killed(toll(FIRST, 7), toll(FOLLOW_UP, 9), toll(LOCAL, 8))) == (8, 9, 9)


def test_an_earlier_report_stays_heard_when_the_later_one_gives_no_figure() -> None:
    assert triple(killed(toll(FIRST, 7), said(FOLLOW_UP, "bombing"))) == (7, 7, 7)


def test_an_official_or_medical_voice_is_best_though_others_are_later() -> None:
    assert triple(killed(toll(LOCAL, 8, OFFICER), toll(FOLLOW_UP, 12, RESIDENTS))) == (8, 8, 12)
    assert triple(killed(toll(LOCAL, 8, DOCTOR), toll(FOLLOW_UP, 12, RESIDENTS))) == (8, 8, 12)


def test_a_ministry_is_official_in_its_own_words() -> None:
    assert triple(killed(toll(MINISTRY, 3), toll(FOLLOW_UP, 9, RESIDENTS))) == (3, 3, 9)


def test_surgeons_count_those_in_their_care_in_their_own_words() -> None:
    bulletin = card("r8", "Bulletin of the Field Surgeons", 2)
    assert triple(killed(toll(bulletin, 3), toll(FOLLOW_UP, 9, RESIDENTS))) == (3, 3, 9)


def test_a_copy_is_not_heard() -> None:
    assert triple(killed(toll(FIRST, 7), toll(LOCAL, 8), copies=frozenset({"r3"}))) == (7, 7, 7)


def test_a_denied_figure_is_not_heard() -> None:
    assert triple(killed(toll(FIRST, 7), toll(LOCAL, 30, OFFICER, stance="denies"))) == (7, 7, 7)


def test_a_part_is_not_heard() -> None:
    assert triple(killed(toll(FIRST, 7), toll(FIRST, 2, part=True, at=90))) == (7, 7, 7)


def test_one_person_is_one_of_more_where_its_publisher_gives_more() -> None:
    mayor = toll(FIRST, 1, as_said="the mayor", who="the mayor", at=90)
    assert triple(killed(toll(FIRST, 7), mayor)) == (7, 7, 7)
    assert triple(killed(mayor)) == (1, 1, 1)
    assert triple(killed(toll(LOCAL, 7), mayor)) == (7, 7, 7)
    assert killed(toll(LOCAL, 0, low=None, high=None, as_said="hundreds of people"), mayor) is None
    assert triple(killed(toll(LOCAL, 0, low=None, high=None, as_said="several people"), mayor)) == (1, 1, 1)


def test_a_person_who_may_be_all_the_dead_stands_beside_the_figures_of_other_publishers() -> None:
    soldier = toll(FIRST, 1, as_said="a soldier, 23", who="a soldier, 23", at=90)
    assert triple(killed(toll(LOCAL, 7), soldier)) == (1, 7, 7)
    assert triple(killed(toll(FIRST, 7), soldier)) == (7, 7, 7)


def test_a_smaller_figure_of_the_same_voice_is_a_part() -> None:
    guards = toll(FIRST, 3, RESIDENTS, as_said="three guards", who="three guards", at=90)
    assert triple(killed(toll(FIRST, 7, RESIDENTS), guards)) == (7, 7, 7)


def test_a_smaller_figure_of_another_voice_stands_beside_the_larger_one() -> None:
    assert triple(killed(toll(FIRST, 143, OFFICER), toll(FIRST, 52, DOCTOR, at=90))) == (52, 52, 143)


def test_a_kind_of_people_in_the_reports_own_voice_is_a_part_but_the_dead_at_large_are_not() -> None:
    workers = toll(FIRST, 3, as_said="three aid workers", who="three aid workers", at=90)
    assert triple(killed(toll(FIRST, 38, OFFICER), workers)) == (38, 38, 38)
    assert triple(killed(toll(FIRST, 38, OFFICER), toll(FIRST, 30, at=90, who="30 people"))) == (30, 38, 38)


def test_one_of_its_own_is_a_part_of_a_larger_figure_of_any_voice() -> None:
    charity = toll(FIRST, 1, DOCTOR, as_said="one of its nurses", who="one of its nurses", at=90)
    assert triple(killed(toll(FIRST, 140, OFFICER), charity)) == (140, 140, 140)
    assert triple(killed(charity)) == (1, 1, 1)


def test_one_more_is_added_to_a_figure_and_is_none_itself() -> None:
    further = toll(LOCAL, 1, as_said="One more passenger", who="passenger")
    assert triple(killed(toll(FIRST, 9), further)) == (9, 9, 9)
    assert triple(killed(further)) == (1, 1, 1)


def test_who_counts_each_side_for_itself_gives_no_figure_for_the_whole() -> None:
    rebels = toll(MINISTRY, 60, as_said="60 militants", who="militants")
    soldiers = toll(MINISTRY, 9, as_said="nine soldiers", who="soldiers", at=90)
    assert triple(killed(rebels, soldiers, toll(FIRST, 25))) == (25, 25, 25)
    assert triple(killed(rebels, soldiers)) == (60, 60, 60)
    assert triple(killed(rebels, toll(FIRST, 25))) == (25, 60, 60)


def test_ours_are_those_of_one_side() -> None:
    ours = toll(LOCAL, 2, RESIDENTS, as_said="two of our men", who="our men")
    assert triple(killed(ours, toll(FIRST, 7))) == (7, 7, 7)
    assert triple(killed(ours)) == (2, 2, 2)


def test_a_militias_commander_is_no_official() -> None:
    outlet = card("r7", "Media office of the Plains Battalion", 4)
    commander = ("a commander", True, False)
    assert triple(killed(toll(LOCAL, 8, DOCTOR), toll(outlet, 40, commander))) == (8, 8, 40)


def test_an_offices_own_paper_is_official() -> None:
    report = toll(MINISTRY, 3, ("a provisional report", False, False))
    assert triple(killed(report, toll(FOLLOW_UP, 9, RESIDENTS))) == (3, 3, 9)


def test_an_office_that_speaks_of_itself_is_official() -> None:
    for pronoun in ("It", "We"):
        assert triple(killed(toll(MINISTRY, 4, (pronoun, False, False)), toll(FOLLOW_UP, 9, RESIDENTS))) == (4, 4, 9)


def test_a_nought_for_some_is_a_part_and_one_for_all_is_a_figure() -> None:
    assert triple(killed(toll(FIRST, 4), toll(LOCAL, 0, as_said="No soldier"))) == (4, 4, 4)
    for nobody in ("no casualties", "no dead", "without anyone being hurt"):
        assert triple(killed(toll(FIRST, 4), toll(LOCAL, 0, OFFICER, as_said=nobody))) == (0, 0, 4)
    assert triple(killed(toll(FIRST, 4), toll(FOLLOW_UP, 0, as_said="no casualties"))) == (4, 4, 4)


@pytest.mark.parametrize(
    ("low", "high", "as_said", "expected"),
    [
        (7, None, "at least seven people", (7, 7, 7)),
        (141, None, "More than 140 people", (140, 140, 140)),
        (0, 20, "up to twenty militants", (20, 20, 20)),
        (5, 8, "between five and eight people", (5, 8, 8)),
    ],
)
def test_the_number_that_was_said_counts(low: int, high: int | None, as_said: str, expected: tuple[int, ...]) -> None:
    assert triple(killed(toll(FIRST, low, low=low, high=high, as_said=as_said))) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("bundles-1", (24, 24, 24)), ("acled-1", (12, 12, 12)), ("ucdp-1", None), ("every-casualty-1", None)],
)
def test_words_become_figures_only_by_a_rule(rule: str, expected: tuple[int, ...] | None) -> None:
    dozens = said(FIRST, "dozens", question="how many", figure=figure(None, None, "dozens of attackers"))
    assert triple(killed(dozens, rule=rule)) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("bundles-1", (8, 9, 11)),
        ("ucdp-1", (8, 8, 11)),
        ("acled-1", (8, 8, 11)),
        ("every-casualty-1", (7, None, 11)),
    ],
)
def test_each_rule_has_its_own_best(rule: str, expected: tuple[int | None, ...]) -> None:
    others = [toll(LOCAL, 8), toll(card("r6", "Plains Radio", 1), 8), toll(card("r5", "Watch Group", 2), 11)]
    assert triple(killed(toll(FIRST, 7), toll(FOLLOW_UP, 9, OFFICER), *others, rule=rule)) == expected


def test_a_clock_time_puts_reports_of_one_day_in_order() -> None:
    late = card("r8", "Plains Radio", published=at_noon(3))
    assert triple(killed(toll(FOLLOW_UP, 9), toll(late, 10))) == (9, 10, 10)


def test_a_range_names_its_rule_and_the_statements_it_rests_on() -> None:
    kept, dropped = toll(FIRST, 7), toll(FIRST, 2, part=True, at=90)
    found = killed(kept, dropped)
    assert found is not None
    assert (found.rule, found.by_claim) == ("bundles-1", (kept.id,))


def test_every_rule_is_told_in_words() -> None:
    assert tuple(toll_rules()) == RULES
    assert all(len(rule.says) > 80 and "\n" not in rule.says for rule in toll_rules().values())


def test_an_unknown_rule_names_those_there_are() -> None:
    with pytest.raises(GestaError, match="no toll rule 'median'; the rules are bundles-1, ucdp-1"):
        toll_rule("median")


COUNTS = st.lists(st.tuples(st.integers(1, 500), st.integers(1, 6), st.booleans()), min_size=1, max_size=8)


@given(COUNTS, st.sampled_from(RULES), st.randoms())
def test_low_best_and_high_are_in_order_whatever_the_order_of_the_statements(
    counts: list[tuple[int, int, bool]], rule: str, chance: object
) -> None:
    statements = [
        toll(card(f"k{n}", f"P{publisher}", 1 + n), count, OFFICER if official else None)
        for n, (count, publisher, official) in enumerate(counts)
    ]
    found = killed(*statements, rule=rule)
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low <= (found.low if found.best is None else found.best) <= found.high
    chance.shuffle(statements)  # type: ignore[attr-defined]
    assert triple(killed(*statements, rule=rule)) == triple(found)
