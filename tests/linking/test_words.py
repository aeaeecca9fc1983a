"""Stems and names as linking compares them."""

from __future__ import annotations

import pytest

from gesta.linking.words import alike, content, meeting, name_words, stem


@pytest.mark.parametrize(
    ("word", "base"), [("killings", "kill"), ("killed", "kill"), ("shot", "shoot"), ("died", "die")]
)
def test_forms_of_a_word_share_a_stem(word: str, base: str) -> None:
    assert stem(word) == stem(base)


def test_content_leaves_idle_words_out() -> None:
    assert content("The attack on the market was reported on Monday") == [stem("attack"), stem("market")]


def test_names_leave_titles_out() -> None:
    assert "general" not in name_words("General Ayo")
    assert "ayo" in name_words("General Ayo")


def test_spellings_of_one_name_meet() -> None:
    assert alike("labbezanga", "labezzanga")
    assert not alike("labbezanga", "tassiga")
    assert meeting(frozenset({"labbezanga"}), frozenset({"labezzanga"})) == {"labbezanga"}
