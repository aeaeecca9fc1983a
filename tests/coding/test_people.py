"""How many people a phrase names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.coding.people import headcount, is_joined, is_nobody, is_part, total
from gesta.lexicon.numbers import Figure
from gesta.spans import Span

COUNTS = {
    "two soldiers and a policeman": (3, 3),
    "a soldier, a policeman and a civilian": (3, 3),
    "the soldier": (1, 1),
    "another policeman": (1, 1),
    "a fourth marine": (1, 1),
    "her son": (1, 1),
    "the mayor's brother": (1, 1),
    "the head of a rebel cell": (1, 1),
    "the 19-year-old": (1, 1),
    "a man of seventy": (1, 1),
    "he": (1, 1),
    "a couple and their child": (3, 3),
    "twins": (2, 2),
    "the couple": (2, 2),
    "two sisters, aged nine and eleven": (2, 2),
    "three girls, aged 5, 7 and 9, and a boy": (4, 4),
    "two men and not one": (2, 2),
    "a mother and daughter": (2, 2),
    "the bodies of four men": (4, 4),
    "a group of 12 villagers": (12, 12),
    "six citizens, two of them women": (6, 6),
    "one woman, 30, and two men": (3, 3),
    "three of his bodyguards": (3, 3),
    "one young man, a student of law": (1, 1),
    "a young woman, a member of a party": (1, 1),
    "two of our cooks, a girl and her aunt": (2, 2),
    "three members of the Bako family, a mother and her sons": (3, 3),
    "two people, a teacher and her son": (2, 2),
    "the two, a student and a baker": (2, 2),
    "two soldiers, a driver and a clerk": (4, 4),
    "a woman, Hawa B., 61": (1, 1),
    "an elderly couple": (2, 2),
    "a farmer and her grandson": (2, 2),
    "the mayor's two brothers and his father": (3, 3),
    "no one": (0, 0),
    "none of the passengers": (0, 0),
    "no civilians": (0, 0),
    "up to ten guards and two drivers": (2, 12),
    "at least ten guards and two drivers": (12, None),
    "a guard and several villagers": (1, None),
    "the militants": (None, None),
    "the crowd": (None, None),
    "a group of rebels": (None, None),
    "an unknown number of rebels": (None, None),
    "40 families": (None, None),
    "they": (None, None),
}


@pytest.mark.parametrize(("phrase", "interval"), COUNTS.items(), ids=COUNTS.keys())
def test_a_phrase_has_its_count(phrase: str, interval: tuple[int | None, int | None]) -> None:
    found = headcount(phrase)
    assert found is not None
    assert (found.low, found.high) == interval


@pytest.mark.parametrize("phrase", ["Ruvian", "60 percent of residents", "no one else", "no other soldier", "it"])
def test_a_phrase_that_names_no_people_has_no_count(phrase: str) -> None:
    assert headcount(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "names", "count"),
    [
        ("Omar Bako, 25, of Tarsal", ["Omar Bako"], 1),
        ("a rebel leader, Omar Bako", ["Omar Bako"], 1),
        ("Omar Bako and his wife", ["Omar Bako"], 2),
        ("Bako's driver", ["Bako"], 1),
        ("Omar Bako, Sana Mirek and three guards", ["Omar Bako", "Sana Mirek"], 5),
        ("two teachers, Omar Bako and Sana Mirek", ["Omar Bako", "Sana Mirek"], 2),
        ("senator and candidate Omar Bako", ["Omar Bako"], 1),
    ],
)
def test_names_count_once(phrase: str, names: list[str], count: int) -> None:
    spans = [Span(phrase.index(name), phrase.index(name) + len(name)) for name in names]
    found = headcount(phrase, spans)
    assert found is not None
    assert (found.low, found.high) == (count, count)


def test_words_join_or_divide() -> None:
    assert is_joined(" and ")
    assert is_joined(", along with ")
    assert not is_joined(" reached ")
    assert not is_joined(" and not ")
    assert is_part(", including ")
    assert is_part(", among them ")
    assert not is_part(" and ")
    assert is_nobody("Nobody")
    assert not is_nobody("no one else")


@given(st.lists(st.integers(0, 1000), min_size=1))
def test_exact_counts_add_up(numbers: list[int]) -> None:
    summed = total([Figure(n, n) for n in numbers])
    assert summed == Figure(sum(numbers), sum(numbers))


@given(st.lists(st.integers(1, 99), min_size=1, max_size=4))
def test_a_spoken_list_adds_up(numbers: list[int]) -> None:
    nouns = ("soldiers", "officers", "farmers", "nurses")
    found = headcount(" and ".join(f"{n} {noun}" for n, noun in zip(numbers, nouns, strict=False)))
    assert found is not None
    assert (found.low, found.high) == (sum(numbers), sum(numbers))


@given(st.text(max_size=80))
def test_any_text_is_counted_without_error(text: str) -> None:
    found = headcount(text)
    assert found is None or found.high is None or (found.low or 0) <= found.high
