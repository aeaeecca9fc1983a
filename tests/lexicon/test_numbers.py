"""The grammar of numbers: what each form means, and that every number that can be spoken is read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.lexicon.numbers import Figure, figure, hedge_start, is_year

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"))

FORMS = {
    "four men": (4, 4),
    "twelve (12) rebels": (12, 12),
    "altogether 21 people": (21, 21),
    "at least seven": (7, None),
    "no fewer than 12": (12, None),
    "more than 40": (41, None),
    "over 100": (101, None),
    "well over 300": (301, None),
    "up to 30": (0, 30),
    "as many as 800,000": (0, 800_000),
    "no more than five": (0, 5),
    "fewer than 20": (0, 19),
    "less than a dozen": (0, 11),
    "between 10 and 15": (10, 15),
    "at least 50,000 and possibly 100,000 villagers": (50_000, 100_000),
    "40, perhaps as many as 50, rebels": (40, 50),
    "two or maybe three men": (2, 3),
    "nine and possibly two more": (9, 9),
    "between two and three thousand": (2000, 3000),
    "10 to 15": (10, 15),
    "10-15": (10, 15),
    "15,000–20,000": (15_000, 20_000),
    "two or three": (2, 3),
    "two to three thousand": (2000, 3000),
    "12 or more": (12, None),
    "30+": (30, None),
    "3,000": (3000, 3000),
    "1,90,000 people": (190_000, 190_000),
    "1.2 million": (1_200_000, 1_200_000),
    "1.1 million": (1_100_000, 1_100_000),
    "half a million": (500_000, 500_000),
    "half a dozen": (6, 6),
    "two and a half million": (2_500_000, 2_500_000),
    "a hundred": (100, 100),
    "a dozen": (12, 12),
    "three dozen": (36, 36),
    "more than two dozen": (25, None),
    "at least a dozen": (12, None),
    "two score": (40, 40),
    "twenty-two": (22, 22),
    "one hundred and twenty": (120, 120),
    "twelve hundred": (1200, 1200),
    "three-thousand": (3000, 3000),
    "two hundred thousand": (200_000, 200_000),
    "the five policemen": (5, 5),
    "another 20": (20, 20),
    "all 12 crew": (12, 12),
    "10 of them": (10, 10),
    "a total of 15": (15, 15),
    "both": (2, 2),
    "twins": (2, 2),
    "a couple": (2, 2),
    "At least Seven": (7, None),
}
ABOUT = {"about 50": 50, "some 30 people": 30, "nearly 5400": 5400, "an estimated 70": 70, "a dozen or so": 12}
VAGUE = (
    "dozens",
    "several hundred",
    "hundreds of thousands",
    "tens of thousands",
    "many",
    "some people",
    "a number of men",
)
NO_COUNT = (
    *("12-year-old boy", "the 12th victim", "60% of them", "60 per cent", "12:30", "1 to 2 km", "ten-member team"),
    *(
        "both sides",
        "30 minutes",
        "5 May",
        "12mm guns",
        "two thirds",
        "a soldier",
        "an",
        "hundred",
        "the",
        "",
        "²",
        "9" * 400,
    ),
)


@pytest.mark.parametrize(("phrase", "interval"), FORMS.items(), ids=FORMS.keys())
def test_a_form_has_its_interval(phrase: str, interval: tuple[int, int | None]) -> None:
    found = figure(phrase)
    assert found is not None
    assert (found.low, found.high, found.approximate) == (*interval, False)


@pytest.mark.parametrize(("phrase", "value"), ABOUT.items(), ids=ABOUT.keys())
def test_an_estimate_is_marked(phrase: str, value: int) -> None:
    found = figure(phrase)
    assert found is not None
    assert (found.low, found.high, found.approximate) == (value, value, True)


@pytest.mark.parametrize("phrase", VAGUE)
def test_words_without_a_figure_have_none(phrase: str) -> None:
    found = figure(phrase)
    assert found is not None
    assert found.vague


@pytest.mark.parametrize("phrase", NO_COUNT)
def test_what_counts_something_else_is_no_figure(phrase: str) -> None:
    assert figure(phrase) is None


def test_a_figure_ends_where_its_words_end() -> None:
    phrase = "at least twenty-two of the men"
    found = figure(phrase)
    assert found is not None
    assert phrase[: found.end] == "at least twenty-two"


def test_a_hedge_in_front_is_found() -> None:
    assert hedge_start("the blast killed at least ") == 17
    assert hedge_start("the blast killed ") is None


def test_a_bare_year_could_be_a_year() -> None:
    assert is_year(Figure(2014, 2014, end=4), "2014")
    assert not is_year(Figure(2014, 2014, end=5), "2,014")
    assert not is_year(Figure(12, 12, end=2), "12")


def spoken(number: int, *, joint: str = " and ", hyphen: str = "-") -> str:
    """The number in English words."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        rest = hyphen + SMALL[number % 10] if number % 10 else ""
        return TENS[number // 10 - 2] + rest
    if number < 1000:
        rest = joint + spoken(number % 100, joint=joint, hyphen=hyphen) if number % 100 else ""
        return f"{SMALL[number // 100]} hundred{rest}"
    value, name = next(scale for scale in SCALES if number >= scale[0])
    left = number % value
    tail = (joint if left < 100 else " ") + spoken(left, joint=joint, hyphen=hyphen) if left else ""
    return f"{spoken(number // value, joint=joint, hyphen=hyphen)} {name}{tail}"


NUMBERS = st.one_of(st.integers(0, 200), st.integers(0, 10**6), st.integers(0, 10**12 - 1))


@given(NUMBERS, st.sampled_from([" and ", " "]), st.sampled_from(["-", " "]))
def test_every_spoken_number_is_read_back(number: int, joint: str, hyphen: str) -> None:
    found = figure(spoken(number, joint=joint, hyphen=hyphen))
    assert found is not None
    assert (found.low, found.high) == (number, number)
    assert found.end == len(spoken(number, joint=joint, hyphen=hyphen))


@given(NUMBERS, st.booleans())
def test_every_written_number_is_read_back(number: int, commas: bool) -> None:
    found = figure(f"{number:,} people" if commas else f"{number} people")
    assert found is not None
    assert (found.low, found.high) == (number, number)


@given(st.integers(1, 10**6), st.booleans())
def test_hedges_set_the_interval(number: int, words: bool) -> None:
    said = spoken(number) if words else f"{number:,}"
    read = {hedge: figure(f"{hedge} {said}") for hedge in ("at least", "more than", "up to", "fewer than")}
    intervals = {hedge: (found.low, found.high) for hedge, found in read.items() if found}
    assert intervals == {
        "at least": (number, None),
        "more than": (number + 1, None),
        "up to": (0, number),
        "fewer than": (0, number - 1),
    }


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_range_keeps_both_ends(first: int, second: int) -> None:
    low, high = sorted((first, second + 10**6))
    found = figure(f"between {low:,} and {high:,} people")
    assert found is not None
    assert (found.low, found.high) == (low, high)


@given(st.text(max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    found = figure(text)
    assert found is None or (found.low is None and found.high is None) or (found.low or 0) >= 0
    assert found is None or 0 < found.end <= len(text)
