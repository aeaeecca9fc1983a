from __future__ import annotations

from datetime import date, datetime

import pytest

from gesta.nouns.referent import Actor, Basis, Place, Resolved, TimePrecision, When
from gesta.telling.denoting import actor_words, date_words, interval_words, not_after, place_line


def _actor(actor: Actor, method: str = "alias") -> Resolved[Actor]:
    return Resolved(actor, 0.9, method, ())


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


@pytest.mark.parametrize(
    ("actor", "method", "words"),
    [
        (Actor("a", "Malian armed forces", "army", "MLI", "MIL"), "alias", "Malian armed forces · MLI MIL"),
        (Actor("a", "Army Jets", "army", "MLI", "MIL"), "alias", "MLI MIL"),
        (Actor(None, "the army jets", "composed", None, "MIL"), "composed", "MIL"),
        (Actor(None, "army jets", "composed"), "composed", None),
        (Actor(None, "army jets", "composed", "LBN", "MIL", ally="SYR"), "composed", "LBN MIL, allied with SYR"),
        (
            Actor(None, "army jets", "composed", "MLI", "MIL"),
            "composed; country from context",
            "MLI MIL, country from context",
        ),
    ],
)
def test_an_actor_is_told_by_name_and_codes_as_far_as_the_words_leave_them_open(
    actor: Actor, method: str, words: str | None
) -> None:
    assert actor_words(_actor(actor, method), ["army jets"]) == words


@pytest.mark.parametrize(
    ("place", "said", "line"),
    [
        (Place("g", "Lashkar Gah", "city", "AFG", ("Helmand",), 1), "", "Lashkar Gah, Helmand, Afghanistan · city"),
        (
            Place("g", "Helmand", "first-order division", "AFG", ("Helmand",), 4),
            "Helmand",
            "Helmand, Afghanistan · province or state",
        ),
        (Place("g", "Mali", "country", "MLI", (), 6), "Mali", "Mali · country"),
        (
            Place(None, "15 km south of Gao", "surroundings", "MLI", ("Gao",), 2, 16.1, -0.1, radius_km=5.7),
            "15 km south of Gao",
            "Gao, Mali · surroundings, within about 6 km",
        ),
        (
            Place(None, "Gao and Kidal", "several places", "MLI", (), 6),
            "",
            "Gao and Kidal, Mali · several places, known to the country only",
        ),
        (Place(None, "the border", "border", None, (), 5), "the border", "border, no single point"),
        (Place("g", "Somewhere", "town", "QQQ", (), 1), "", "Somewhere, QQQ · town"),
    ],
)
def test_a_place_is_one_line_narrowest_first(place: Place, said: str, line: str) -> None:
    assert place_line(place, said) == line


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2019-03-11", "2019-03-11T23:59:59", "day", "11 March 2019"),
        ("2019-03-09", "2019-03-11T23:59:59", "day", "9 to 11 March 2019"),
        ("2019-02-28", "2019-03-03T23:59:59", "day", "28 February to 3 March 2019"),
        ("2018-12-30", "2019-01-02T23:59:59", "day", "30 December 2018 to 2 January 2019"),
        ("2019-03-01", "2019-03-31T23:59:59", "month", "March 2019"),
        ("2019-03-01", "2019-05-31T23:59:59", "season", "March to May 2019"),
        ("2019-03-01", "2019-03-12T23:59:59", "month", "1 to 12 March 2019"),
        ("2018-01-01", "2018-12-31T23:59:59", "year", "2018"),
        ("1990-01-01", "1999-12-31T23:59:59", "year", "1990 to 1999"),
        ("2019-03-11T06:00", "2019-03-11T11:59:59", "hour", "11 March 2019, 06:00 to 11:59"),
        ("2019-03-11T08:30", "2019-03-11T08:30", "minute", "11 March 2019, 08:30"),
        ("2019-03-11T18:00", "2019-03-12T05:59", "hour", "11 March 2019, 18:00, to 12 March 2019, 05:59"),
        ("2018-01-01", None, "year", "not before 2018"),
        ("2018-03-01", None, "month", "not before March 2018"),
        (None, "2019-03-12T23:59:59", "day", "not after 12 March 2019"),
        (None, None, None, None),
    ],
)
def test_an_interval_is_told_in_the_widest_unit_it_fills(
    start: str | None, end: str | None, precision: TimePrecision | None, words: str | None
) -> None:
    assert interval_words(When(_moment(start), _moment(end), precision, "stated")) == words


@pytest.mark.parametrize(
    ("basis", "method", "words"),
    [
        ("relative", "counted from the report's date", "11 March 2019 (Monday, counted from the report's date)"),
        ("stated", "stated", "11 March 2019 (Monday, stated)"),
        ("report", "report", "11 March 2019 (Monday, known through the report only)"),
    ],
)
def test_a_date_is_told_with_its_basis(basis: Basis, method: str, words: str) -> None:
    when = When(datetime(2019, 3, 11), datetime(2019, 3, 11, 23, 59, 59), "day", basis)
    assert date_words(Resolved(when, 0.9, method, ())) == words


def test_an_interval_open_both_ways_is_not_told() -> None:
    assert date_words(Resolved(When(None, None, None, "relative"), 0.5, "x", ())) is None


def test_an_undated_event_lies_not_after_its_report() -> None:
    assert not_after(date(2019, 3, 12)) == not_after(datetime(2019, 3, 12, 8)) == "not after 12 March 2019"
    assert not_after(None) is None
