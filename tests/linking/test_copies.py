"""Copies: which report prints what another publisher wrote. All texts are invented."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.linking.copies import BANDS, judge_copy, originals, signature
from gesta.nouns.episode import Card
from gesta.nouns.judgement import Judgement
from gesta.nouns.report import Report
from tests.handmade import report

WIRE = """KORAMBE, Mali, May 2 (DW) - A car bomb killed seven people outside the cattle market of Korambe on Monday,
the governor of the region said. Rescuers pulled eleven wounded traders from under a collapsed roof and took them to
Gao. "We heard the blast from the other bank of the river," a ferryman told Delta Wire. Nobody claimed responsibility at
once. The army sealed off the road to Tessara and searched lorries until nightfall, two drivers said."""
CUT = (
    WIRE[: WIRE.index("Nobody claimed")]
    .replace("KORAMBE, Mali, May 2 (DW)", "KORAMBE (DW)")
    .replace("people", "persons")
)
FOLLOW_UP = """KORAMBE, Mali, May 4 (DW) - The Front for the Plains said on Wednesday that it was behind the bombing.
A car bomb killed seven people outside the cattle market of Korambe on Monday, the governor of the region said. Rescuers
pulled eleven wounded traders from under a collapsed roof and took them to Gao."""
OWN = """Traders of Korambe buried their dead on Tuesday. The blast at the market, which the governor blamed on the
Front, killed seven of them, and the imam spoke of a town that has no bread. Schools stay shut until Friday, the mayor
told us."""
EXCERPT = (
    """Two bombs in a month: what the market towns fear. According to Delta Wire, a car bomb killed seven people outside
the cattle market of Korambe on Monday. """
    + OWN * 2
)


def made(text: str, publisher: str | None, published: Any = date(2031, 5, 2), **known: Any) -> Report:
    return report(text, publisher=publisher, published=published, **known)


AGENCY = made(WIRE, "Delta Wire")


@pytest.mark.parametrize(
    ("text", "publisher", "copied"),
    [
        (WIRE, "Evening Star", True),
        (CUT, "Evening Star", True),
        (FOLLOW_UP, "Delta Wire", False),
        (OWN, "Korambe Post", False),
        (EXCERPT, "Korambe Post", False),
    ],
    ids=[
        "word for word",
        "cut and touched",
        "a follow-up of the agency itself",
        "an account of its own",
        "a quoted line",
    ],
)
def test_what_is_a_copy(text: str, publisher: str, copied: bool) -> None:
    other = made(text, publisher, date(2031, 5, 3))
    judged = judge_copy(AGENCY, other)
    assert (judged is not None and judged.verdict == "same") == copied
    if judged is not None and copied:
        assert (judged.left, judged.right, judged.matter) == (other.key, AGENCY.key, "copy")
        assert "of its runs of 3 words" in judged.reasons[0].words


def test_the_judgement_is_the_same_in_either_order() -> None:
    other = made(CUT, "Evening Star", None)
    assert judge_copy(AGENCY, other) == judge_copy(other, AGENCY)


def test_an_agency_that_is_named_is_the_original_though_it_is_later() -> None:
    early = made(CUT, "Evening Star", date(2031, 5, 1))
    judged = judge_copy(early, AGENCY)
    assert judged is not None
    assert judged.right == AGENCY.key
    assert [reason.feature for reason in judged.reasons] == ["shared words", "credit"]


def test_without_an_agency_the_earlier_report_is_the_original() -> None:
    plain = WIRE.replace("(DW) ", "").replace("Delta Wire", "us")
    early, late = made(plain, "Star", datetime(2031, 5, 2, 8, tzinfo=UTC)), made(plain, "Post", date(2031, 5, 2))
    judged = judge_copy(late, early)
    assert judged is not None
    assert judged.right == early.key


def test_a_short_text_is_a_copy_only_word_for_word() -> None:
    short = made("More to follow on Korambe.", "Star")
    assert judge_copy(short, made("More to follow on Tessara.", "Post")) is None
    same = judge_copy(short, made("More to follow on Korambe.", "Post"))
    assert same is not None
    assert same.verdict == "same"


def test_copies_share_bands_and_other_reports_do_not() -> None:
    bands = set(signature(AGENCY))
    assert len(bands) == BANDS
    assert bands & set(signature(made(CUT, "Evening Star")))
    assert not bands & set(
        signature(made("The council of Ravenna met on the price of water and agreed on nothing.", "X"))
    )
    assert signature(made("One word", "X")) == ()


def test_the_signature_is_the_same_on_every_machine() -> None:
    assert signature(report("A car bomb killed seven people outside the market."))[:2] == FIRST_BANDS


FIRST_BANDS = ("0:5a7cec7aee0b", "1:19238ccfb181")


def card(key: str, day: int) -> Card:
    return Card(key, key, None, date(2031, 5, day))


CARDS = {key: card(key, day) for key, day in (("a", 1), ("b", 2), ("c", 3), ("d", 4))}


def judged(left: str, right: str, score: float = 0.9, by: str = "model:copies-1", **known: Any) -> Judgement:
    return Judgement(left, right, known.pop("verdict", "same"), score, by, matter="copy", **known)


def test_a_copy_of_a_copy_goes_back_to_the_first() -> None:
    assert originals(CARDS, [judged("c", "b"), judged("b", "a")]) == {"b": "a", "c": "a"}


def test_the_most_alike_counts_and_of_equals_the_earliest() -> None:
    assert originals(CARDS, [judged("d", "a", 0.8), judged("d", "c", 0.95)]) == {"d": "c"}
    assert originals(CARDS, [judged("d", "c"), judged("d", "b")]) == {"d": "b"}


def test_a_persons_word_beats_the_models() -> None:
    person = judged("b", "a", 0.0, "person:ann", verdict="not", made=datetime(2031, 5, 9, tzinfo=UTC))
    assert originals(CARDS, [person, judged("b", "a")]) == {}
    later = judged("b", "a", 1.0, "person:bo", made=datetime(2031, 5, 10, tzinfo=UTC))
    assert originals(CARDS, [later, person, judged("b", "a")]) == {"b": "a"}


def test_what_is_unsure_or_about_incidents_is_no_copy() -> None:
    incident = Judgement("b", "a", "same", 0.9, "model:m")
    assert originals(CARDS, [judged("c", "a", verdict="unsure"), incident]) == {}


def test_a_circle_goes_back_to_its_earliest() -> None:
    assert originals(CARDS, [judged("a", "b"), judged("b", "c"), judged("c", "a")]) == {"b": "a", "c": "a"}


PAIRS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.floats(0.5, 1)), max_size=8)


@given(PAIRS, st.integers(0, 2**16))
def test_the_order_of_the_judgements_changes_nothing(pairs: list[tuple[str, str, float]], seed: int) -> None:
    judgements = [judged(left, right, score) for left, right, score in pairs if left != right]
    found = originals(CARDS, judgements)
    random.Random(seed).shuffle(judgements)
    assert originals(CARDS, judgements) == found
    assert not set(found) & set(found.values())
