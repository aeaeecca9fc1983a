"""The scoring of dates: TIMEX3 values of invented phrases, and what counts as exact and as false."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from evaluation.dates import Dating, Label, count, half_of, read_labels
from evaluation.timex import timex_value
from gesta.nouns.referent import Gap, Resolved, When
from gesta.resolving.dates_grammar import read_expressions
from gesta.resolving.dates_reference import Reference
from gesta.resolving.dates_words import read_words

NOW = Reference(date(1998, 3, 6))


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("Thursday", "1998-03-05"),
        ("last week", "1998-W09"),
        ("three days", "P3D"),
        ("five hours", "PT5H"),
        ("several years", "PXY"),
        ("every day", "P1D"),
        ("recently", "PAST_REF"),
        ("soon", "FUTURE_REF"),
        ("now", "PRESENT_REF"),
        ("Tuesday night", "1998-03-03TNI"),
        ("the third quarter of 1996", "1996-Q3"),
        ("the 1980s", "198"),
        ("two years ago", "1996"),
        ("last summer", "1997-SU"),
        ("10:35 a.m.", "1998-03-06T10:35"),
    ],
)
def test_a_phrase_has_its_timex_value(phrase: str, value: str) -> None:
    [expression] = read_expressions(read_words(phrase))
    assert timex_value(expression, NOW) == value


def dated(first: str, last: str) -> Resolved[When]:
    when = When(datetime.fromisoformat(first), datetime.fromisoformat(last), "day", "relative")
    return Resolved(when, 0.9, "stated", ())


def test_a_wider_date_is_not_exact_but_not_false() -> None:
    counts = Dating()
    label = Label(date(2014, 5, 3), date(2014, 5, 3), gap=False, part="fit")
    count(label, dated("2014-05-03", "2014-05-03"), counts)
    count(label, dated("2014-05-01", "2014-05-31"), counts)
    count(label, dated("2014-05-04", "2014-05-04"), counts)
    count(label, Gap("none"), counts)
    assert (counts.total, counts.exact, counts.dated, counts.false) == (4, 1, 3, 1)


def test_a_date_where_there_is_none_is_false() -> None:
    counts = Dating()
    label = Label(None, None, gap=True, part="fit")
    count(label, dated("2014-05-03", "2014-05-03"), counts)
    count(label, Gap("none"), counts)
    assert (counts.exact, counts.false) == (1, 1)


def test_the_labels_are_sound() -> None:
    labels = read_labels()
    assert len(labels) >= 150
    assert all(label.gap or label.first or label.last for label in labels.values())
    assert {half_of(name) for name, _, _ in labels} == {0, 1}
