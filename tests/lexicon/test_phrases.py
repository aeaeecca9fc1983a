"""What a noun phrase looks like from outside."""

from __future__ import annotations

import pytest

from gesta.lexicon import pattern, table, words
from gesta.lexicon.phrases import (
    gender,
    head,
    is_collective,
    is_people,
    is_person,
    is_plural,
    is_pronoun,
    pronoun_kind,
    without_determiner,
)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("the chief of police", "chief"),
        ("two soldiers in a truck", "soldiers"),
        ("an Iraqi security officer", "officer"),
        ("a cleric, Omar Bako", "cleric"),
        ("those who fled", "those"),
        ("the mayor's brother", "brother"),
        ("12", "12"),
        ("", ""),
        ("...", ""),
    ],
)
def test_a_phrase_has_one_head(phrase: str, expected: str) -> None:
    assert head(phrase) == expected


@pytest.mark.parametrize("word", ["rebels", "men", "police", "Civilians", "others"])
def test_plurals_are_known(word: str) -> None:
    assert is_plural(word)


@pytest.mark.parametrize("word", ["witness", "congress", "virus", "crisis", "soldier", "politics"])
def test_words_that_end_like_plurals_are_not(word: str) -> None:
    assert not is_plural(word)


@pytest.mark.parametrize("word", ["soldier", "policewoman", "passer-by", "journalist", "anarchist"])
def test_nouns_for_one_person_are_known(word: str) -> None:
    assert is_person(word)


@pytest.mark.parametrize("word", ["list", "truck", "family", "soldiers", "number"])
def test_other_nouns_are_no_person(word: str) -> None:
    assert not is_person(word)


@pytest.mark.parametrize("word", ["soldiers", "women", "policemen", "deputies", "officials"])
def test_nouns_for_people_are_known(word: str) -> None:
    assert is_people(word)


@pytest.mark.parametrize("word", ["trucks", "schools", "rockets", "is", "s"])
def test_other_plurals_are_no_people(word: str) -> None:
    assert not is_people(word)


def test_pronouns_have_a_kind() -> None:
    assert pronoun_kind("They") == "they"
    assert pronoun_kind("his") == "he"
    assert pronoun_kind("which") == "relative"
    assert pronoun_kind("those") == "other"
    assert pronoun_kind("the army") is None
    assert is_pronoun("it")


def test_small_questions() -> None:
    assert is_collective("family")
    assert gender("the spokeswoman") == "she"
    assert gender("Mr. Bako") == "he"
    assert gender("the officer") is None
    assert without_determiner("The Army") == "army"
    assert without_determiner("the") == ""


def test_tables_are_read_once_and_lists_may_be_text_or_arrays() -> None:
    assert table("gesta.lexicon", "pronouns") is table("gesta.lexicon", "pronouns")
    assert "him" in words("gesta.lexicon", "pronouns", "he")
    assert pattern("gesta.lexicon", "pronouns", "it").search("said it was") is not None
