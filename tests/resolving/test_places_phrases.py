from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from gesta.places.entry import SETTLEMENTS
from gesta.resolving.places_phrases import parsed
from gesta.spans import Span

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("cases").joinpath("place_phrases.toml").read_text("utf-8")
)["phrase"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["words"]))
def test_a_phrase_is_parsed(case: dict[str, Any]) -> None:
    text = f"It happened: {case['words']}."
    span = Span(13, 13 + len(case["words"]))
    phrase = parsed(text, span)
    assert phrase is not None
    assert phrase.relation == case["relation"]
    assert [name.span.of(text) for name in phrase.names] == case["names"]
    assert phrase.km == (pytest.approx(case["km"], abs=0.01) if "km" in case else None)
    assert phrase.bearing == case.get("bearing")
    assert list(phrase.names[0].within) == case.get("within", [])
    assert bool(phrase.names[0].wanted - SETTLEMENTS) == case.get("kind", False)


@pytest.mark.parametrize(
    "words",
    [
        "the area",
        "there",
        "three villages",
        "the border",
        "The region",
        "mostly Sunni areas",
        "Isis-held towns",
        "a Palestinian camp",
    ],
)
def test_words_without_a_name_are_no_phrase(words: str) -> None:
    assert parsed(words, Span(0, len(words))) is None


def test_a_name_lies_in_what_follows_it_not_in_what_it_is_beside() -> None:
    for words, holders in (
        ("Karrada, Baghdad, Iraq", ["Baghdad", "Iraq"]),
        ("a market in Karrada in Baghdad", ["Baghdad"]),
        ("Saqlawiyah, a town north of Fallujah", []),
        ("the Kojak pass, 40 kilometers west of the capital, Quetta", []),
        ("the airfield of Tiyas near Palmyra, Syria", []),
    ):
        phrase = parsed(words, Span(0, len(words)))
        assert phrase is not None
        assert [span.of(words) for span in phrase.names[0].inside] == holders


@pytest.mark.parametrize("words", ["the city of ", "the Aden area of ", "Mali's Gao ", "a town north of "])
def test_a_phrase_without_end_is_read_all_the_same(words: str) -> None:
    text = words * 2_000 + "Mosul"
    assert parsed(text, Span(0, len(text))) is not None
