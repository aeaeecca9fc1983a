"""Sentences: where they end, in which section they stand, and the laws that hold for any text."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesta.segmenting import segment
from tests.segmenting.casefiles import cases, report_of

_WORDS = "Gen. Bako said the U.S. No. 6 p.m. He 3.5 GAO (AP) Jan. 5 -- ... al-Nur".split()
_MARKS = "\"'“”‘’().?!…:,•-"
NEWS = st.lists(st.sampled_from([*_WORDS, *_MARKS, "\n", "\n\n", " ", "  ", "\t"])).map(" ".join)


@pytest.mark.parametrize("case", cases("sentences"), ids=lambda case: case["about"])
def test_sentences_end_where_the_case_says(case: dict[str, Any]) -> None:
    marked = case["text"].replace("⏎", "\n")
    text = re.sub(r"(\n?) \| ", lambda bar: bar[1] or " ", marked).replace("|", "")
    expected = [part.strip() for part in marked.split("|")]
    assert [sentence.span.of(text) for sentence in segment(report_of(text))] == expected


@settings(deadline=None)
@given(st.one_of(st.text(), NEWS))
def test_sentences_are_in_order_and_hold_all_that_is_not_space(text: str) -> None:
    sentences = segment(report_of(text))
    assert all(a.span.end <= b.span.start for a, b in pairwise(sentences))
    assert all(a.paragraph <= b.paragraph for a, b in pairwise(sentences))
    covered = {at for sentence in sentences for at in range(sentence.span.start, sentence.span.end)}
    assert {at for at, char in enumerate(text) if not char.isspace()} <= covered


@settings(deadline=None)
@given(NEWS)
def test_sentences_begin_and_end_with_something(text: str) -> None:
    for sentence in segment(report_of(text)):
        words = sentence.span.of(text)
        assert words == words.strip() != ""


@settings(deadline=None)
@given(NEWS)
def test_segmenting_twice_gives_the_same(text: str) -> None:
    assert segment(report_of(text)) == segment(report_of(text))


def test_an_empty_text_has_no_sentences() -> None:
    assert segment(report_of(" \n ")) == ()


def test_sections_are_headline_lead_and_body() -> None:
    text = "Six hurt in clash\nBy Ana Reyes\n\nSix soldiers were hurt. Two fled.\n\nThe army denies it."
    assert [(s.section, s.paragraph) for s in segment(report_of(text))] == [
        ("headline", 0),
        ("headline", 1),
        ("lead", 2),
        ("lead", 2),
        ("body", 3),
    ]


def test_a_report_without_headline_begins_with_its_lead() -> None:
    text = "Six soldiers were hurt.\n\nThe army denies it."
    assert [s.section for s in segment(report_of(text))] == ["lead", "body"]


def test_a_single_paragraph_is_the_lead_even_without_a_stop() -> None:
    assert [s.section for s in segment(report_of("Six soldiers hurt in clash"))] == ["lead"]


def test_the_given_title_is_the_headline_though_it_ends_with_a_stop() -> None:
    text = "Army denies raid.\nSix soldiers were hurt."
    assert [s.section for s in segment(report_of(text, "Army denies raid."))] == ["headline", "lead"]
    assert [s.section for s in segment(report_of(text))] == ["lead", "body"]


def test_a_line_that_opens_with_a_dateline_is_no_headline() -> None:
    text = "GAO, Mali (SW) - Six soldiers hurt in clash\nThe army denies it."
    assert [s.section for s in segment(report_of(text))] == ["lead", "body"]


def test_a_dateline_below_a_byline_in_the_same_paragraph_splits_like_other_text() -> None:
    text = "GAO, Mali (SW) - "
    assert [s.span.of(text) for s in segment(report_of(text))] == ["GAO, Mali (SW) -"]
