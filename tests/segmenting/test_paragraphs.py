"""Paragraphs: blank lines, single newlines, wrapped files, bullets."""

from __future__ import annotations

from textwrap import fill

from hypothesis import given, settings
from hypothesis import strategies as st

from gesta.segmenting.paragraphs import paragraphs

FIRST = (
    "Fighters of the Hill Front left the town of Dorra on Monday in a convoy of forty trucks and buses, the army said, "
    "after a week of talks that both sides had called their last. Nobody was hurt, according to the governor, who "
    "spoke to reporters at the gate of the old fort."
)
SECOND = "The town had been in their hands since March. It lies on the road to the coast, which trucks could not use."


def parts(text: str) -> list[str]:
    return [span.of(text) for span in paragraphs(text)]


def test_blank_lines_part_paragraphs() -> None:
    assert parts("One.\n\n  \nTwo.\n") == ["One.", "Two."]


def test_single_newlines_part_paragraphs_of_long_lines() -> None:
    assert parts(f"{FIRST}\n{SECOND}\n{FIRST}") == [FIRST, SECOND, FIRST]


def test_a_file_wrapped_at_72_columns_keeps_its_paragraphs() -> None:
    wrapped = fill(FIRST, 72) + "\n\n" + fill(SECOND, 72)
    assert parts(wrapped) == [fill(FIRST, 72), fill(SECOND, 72)]


def test_a_wrapped_file_may_indent_its_paragraphs() -> None:
    first, second = fill(FIRST, 72, initial_indent="   "), fill(SECOND, 72, initial_indent="   ")
    assert parts(f"{first}\n{second}") == [first.strip(), second.strip()]


def test_a_list_of_short_lines_is_not_wrapped() -> None:
    assert parts("Dead: two\nHurt: five in Dorra\nMissing: one\nHeld: twelve men") == [
        "Dead: two",
        "Hurt: five in Dorra",
        "Missing: one",
        "Held: twelve men",
    ]


def test_sentences_on_lines_of_their_own_are_paragraphs() -> None:
    lines = [
        "Two men died in Dorra on Monday.",
        "Five were hurt in Gao on Tuesday.",
        "Nobody was held on Friday.",
        "It rained.",
    ]
    assert parts("\n".join(lines)) == lines


def test_a_headline_over_a_short_lead_is_not_joined_to_it() -> None:
    assert parts("Hill Front fighters leave the town of Dorra\nThey left on Monday.") == [
        "Hill Front fighters leave the town of Dorra",
        "They left on Monday.",
    ]


def test_bullets_part_paragraphs_in_wrapped_text_too() -> None:
    wrapped = fill(FIRST, 72) + "\n- two dead\n- five hurt"
    assert parts(wrapped) == [fill(FIRST, 72), "- two dead", "- five hurt"]


@settings(deadline=None)
@given(st.text(alphabet=" \t\nAab.,-•\r"))
def test_paragraphs_hold_all_that_is_not_space(text: str) -> None:
    covered = {at for span in paragraphs(text) for at in range(span.start, span.end)}
    assert {at for at, char in enumerate(text) if not char.isspace()} <= covered


@settings(deadline=None)
@given(st.integers(min_value=40, max_value=100))
def test_a_wrapped_paragraph_stays_whole_at_any_width(width: int) -> None:
    assert len(paragraphs(fill(FIRST, width))) == 1
