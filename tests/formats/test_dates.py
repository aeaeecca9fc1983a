"""Dates of publication: the forms that are read, and those that are refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesta.formats import parse_date

DAY = date(2019, 3, 12)
NIGERIA = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    "value",
    [
        "2019-03-12",
        "20190312",
        " 2019-03-12 ",
        "12 March 2019",
        "12 Mar. 2019",
        "12th March 2019",
        "March 12, 2019",
        "March 12 , 2019",
        "mar 12 2019",
        "Tuesday, March 12, 2019",
        "Tue, 12 Mar 2019",
        "2019/03/12",
        "2019-03-12 00:00:00",
        "2019-03-12T00:00:00",
        "12 MARCH 2019",
        "2019.3.12",
    ],
)
def test_a_day_is_a_date(value: str) -> None:
    found = parse_date(value)
    assert found == DAY
    assert type(found) is date


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2019-03-12T14:05:00Z", datetime(2019, 3, 12, 14, 5, tzinfo=UTC)),
        ("2019-03-12T14:05+01:00", datetime(2019, 3, 12, 14, 5, tzinfo=NIGERIA)),
        ("2019-03-12 14:05:00 UTC", datetime(2019, 3, 12, 14, 5, tzinfo=UTC)),
        ("2019-03-12 14:05", datetime(2019, 3, 12, 14, 5)),
        ("2019-03-12T00:00:00Z", datetime(2019, 3, 12, tzinfo=UTC)),
        ("Tue, 12 Mar 2019 14:05:00 +0100", datetime(2019, 3, 12, 14, 5, tzinfo=NIGERIA)),
        ("12 Mar 2019 14:05:00 GMT", datetime(2019, 3, 12, 14, 5, tzinfo=UTC)),
    ],
)
def test_a_time_is_kept_with_its_zone(value: str, moment: datetime) -> None:
    found = parse_date(value)
    assert isinstance(found, datetime)
    assert found == moment
    assert found.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize("value", ["25/12/2019", "12/25/2019", "25.12.2019", "25-12-2019"])
def test_figures_are_read_when_only_one_can_be_the_month(value: str) -> None:
    assert parse_date(value) == date(2019, 12, 25)


def test_figures_that_are_two_days_are_refused_with_both() -> None:
    with pytest.raises(ValueError, match="may be 2019-04-03 or 2019-03-04"):
        parse_date("03/04/2019")


@pytest.mark.parametrize(
    "value",
    [
        "",
        "March 2019",
        "2019",
        "last week",
        "2019-13-01",
        "2019-02-30",
        "31 April 2019",
        "12/03/19",
        "1552348800",
        "45/45/2019",
    ],
)
def test_what_is_no_day_is_refused(value: str) -> None:
    with pytest.raises(ValueError):
        parse_date(value)


@settings(deadline=None)
@given(st.dates())
def test_iso_dates_are_read_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day


@settings(deadline=None)
@given(st.text())
def test_any_text_is_a_date_or_a_value_error(value: str) -> None:
    try:
        assert isinstance(parse_date(value), date)
    except ValueError:
        return
