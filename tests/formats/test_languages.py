"""Languages: English passes, others are refused by name, short texts are not judged."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gesta.errors import LanguageError
from gesta.formats._languages import is_english, other_language
from tests.formats.reading import ENGLISH, read_all

CASES = tomllib.loads((Path(__file__).parent / "cases" / "languages.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["language"])
def test_another_language_is_recognised(case: dict[str, str]) -> None:
    assert other_language(case["text"]) == case["language"]
    assert isinstance(read_all(case["text"])[0], LanguageError)


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.upper(),
        ENGLISH
        + " “Nous avons vu des hommes dans la rue et sur la place,” Jean de la Tour said. He fled with his wife.",
        "GULF OF ADEN: Tanker (NORDIC PEARL) boarded 12 Mar 19 at 0430 UTC while underway in position 12-31N 045-02E. "
        "Crew raised alarm, pirates fled in two skiffs.",
        "Quatre soldats tués mardi",
        "12 34 56",
    ],
)
def test_english_and_short_texts_pass(text: str) -> None:
    assert other_language(text) is None


def test_a_text_of_names_alone_is_another_language() -> None:
    assert (
        other_language("Borno Yobe Adamawa Gombe Bauchi Taraba Plateau Kano Jigawa Katsina " * 3) == "another language"
    )


@pytest.mark.parametrize(
    ("tag", "english"), [("en", True), ("EN-gb", True), ("eng", True), ("English", True), ("fr", False)]
)
def test_language_fields(tag: str, english: bool) -> None:
    assert is_english(tag) is english
