"""Time phrases in invented reports: the interval, precision and basis that come out, or the reason for none."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from gesta.nouns.event import Event, Filler, Status
from gesta.nouns.referent import Gap, Resolved, When
from gesta.nouns.report import Report
from gesta.resolving.dates import anchors_of, event_when, find_times, resolve_time
from gesta.spans import Span

PUBLISHED = date(2014, 11, 14)
LEAD = "A bomb killed four people in Tarabad on 7 October, officials said. "
CASES = tomllib.loads((Path(__file__).parent / "cases" / "dates.toml").read_text(encoding="utf-8"))["case"]


def report_of(text: str, published: date | None = PUBLISHED, dateline: Span | None = None) -> Report:
    return Report("r", text, "sha256:0", published=published, dateline=dateline)


def resolve(text: str, phrase: str, **more: Any) -> Resolved[When] | Gap:
    report = report_of(text, **more)
    start = text.rindex(phrase)
    return resolve_time(Span(start, start + len(phrase)), report, anchors_of(report))


def when(text: str, phrase: str, **more: Any) -> When:
    found = resolve(text, phrase, **more)
    assert isinstance(found, Resolved), found
    return found.value


def moment(written: Any, end: bool) -> datetime | None:
    if written is None or isinstance(written, datetime):
        return written
    return datetime.combine(written, time(23, 59, 59) if end else time())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['phrase']} {case.get('way', '')}".strip())
def test_a_phrase_means_its_interval_or_is_a_gap(case: dict[str, Any]) -> None:
    before = LEAD + case.get("told", "It happened") + " "
    text = f"{before}{case['phrase']}, police said."
    report = report_of(text)
    span = Span(len(before), len(before) + len(case["phrase"]))
    found = resolve_time(span, report, anchors_of(report), case.get("way"))
    if "gap" in case:
        assert isinstance(found, Gap), found
        assert case["gap"] in found.reason
        return
    assert isinstance(found, Resolved), found
    assert (found.value.start, found.value.end) == (moment(case.get("from"), False), moment(case.get("to"), True))
    assert found.evidence == found.value.evidence == (span,)


@pytest.mark.parametrize(
    ("phrase", "precision", "basis"),
    [
        ("8:30 a.m. on Monday", "minute", "relative"),
        ("around 10 p.m. on Monday", "hour", "relative"),
        ("Monday night", "day", "relative"),
        ("last week", "week", "relative"),
        ("in March", "month", "relative"),
        ("March 2012", "month", "stated"),
        ("the spring of 2012", "season", "stated"),
        ("in 2012", "year", "stated"),
        ("3 May 2012", "day", "stated"),
        ("two years ago", "year", "relative"),
    ],
)
def test_precision_and_basis(phrase: str, precision: str, basis: str) -> None:
    found = when(f"Gunmen raided the depot {phrase}.", phrase)
    assert (found.precision, found.basis) == (precision, basis)


def test_a_bare_weekday_tells_the_other_one_considered() -> None:
    found = resolve("Gunmen raided the depot on Monday.", "Monday")
    assert isinstance(found, Resolved)
    assert [other.name for other in found.considered] == ["2014-11-17"]


def test_without_a_date_of_publication_nothing_relative_is_dated() -> None:
    for phrase in ("Monday", "last week", "today", "3 May", "in March", "two years ago"):
        assert isinstance(resolve(f"Gunmen raided the depot {phrase}.", phrase, published=None), Gap), phrase
    assert when("Gunmen raided the depot on 3 May 2012.", "3 May 2012", published=None).basis == "stated"


def test_the_dateline_is_the_day_that_today_means() -> None:
    text = "TARABAD, Nov. 12 (Agency) - Gunmen raided the depot today."
    found = when(text, "today", dateline=Span(0, 28))
    assert found.start == datetime(2014, 11, 12)


def test_a_dateline_with_its_year_dates_a_report_that_nobody_dated() -> None:
    text = "TARABAD, 03 MAY 89 (AGENCY) -- GUNMEN RAIDED THE DEPOT YESTERDAY."
    found = when(text, "YESTERDAY", published=None, dateline=Span(0, 30))
    assert found.start == datetime(1989, 5, 2)


def test_an_old_dateline_is_not_the_reports_own() -> None:
    text = "TARABAD, March 12 (Agency) - Gunmen raided the depot today."
    assert when(text, "today", dateline=Span(0, 29)).start == datetime(2014, 11, 14)


def test_a_clock_of_another_zone_gives_the_day_only() -> None:
    found = when("The raid began at 0600 GMT on Monday.", "0600 GMT on Monday")
    assert (found.precision, found.start) == ("day", datetime(2014, 11, 10))


def test_a_computed_calendar_says_that_it_is_approximate() -> None:
    found = resolve("They fought through Ramadan, residents said.", "Ramadan")
    assert isinstance(found, Resolved)
    assert found.method == "computed calendar, approximate"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops left on Monday, 3 May 2014, after two weeks.", ["Monday, 3 May 2014", "two weeks"]),
        ("He may march on Friday morning.", ["Friday morning"]),
        ("The March on Tarabad drew 2000 people.", []),
        ("A 27-year-old man was shot in the late 1990s.", ["the late 1990s"]),
        ("It has cost $1990 since 2011.", ["2011"]),
        ("Good evening. The first 300 men left twenty-four hours later.", ["twenty-four hours later"]),
        ("They will meet again soon, in early 2015.", ["soon", "early 2015"]),
    ],
)
def test_time_expressions_are_found_and_nothing_else(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in find_times(text)] == expected


TEXT = "Rebels shelled Tarabad on Monday and Tuesday. They will free captives on Friday. The shelling went on for days."


def event(trigger: str, *times: str, status: Status = "actual", same: str | None = None) -> Event:
    fillers = tuple(Filler(Span(TEXT.index(t), TEXT.index(t) + len(t)), 0.9) for t in times)
    start = TEXT.index(trigger)
    span = Span(start, start + len(trigger))
    return Event(trigger, span, "ASSAULT", None, status, 0.9, {"time": fillers}, same=same)


def date_event(one: Event, dated: dict[str, Resolved[When]] | None = None) -> Resolved[When] | Gap:
    report = report_of(TEXT)
    return event_when(one, report, anchors_of(report), dated)


def test_dates_side_by_side_span_from_the_first_to_the_last() -> None:
    found = date_event(event("shelled", "Monday", "Tuesday"))
    assert isinstance(found, Resolved)
    assert (found.value.start, found.value.end) == (datetime(2014, 11, 10), datetime(2014, 11, 11, 23, 59, 59))
    assert [span.of(TEXT) for span in found.evidence] == ["Monday", "Tuesday"]


def test_what_is_planned_lies_ahead() -> None:
    found = date_event(event("free", "Friday", status="future"))
    assert isinstance(found, Resolved)
    assert found.value.start == datetime(2014, 11, 14)


def test_a_repeated_mention_takes_the_date_of_the_first() -> None:
    first = date_event(event("shelled", "Monday"))
    assert isinstance(first, Resolved)
    again = date_event(event("shelling", "for days", same="shelled"), {"shelled": first})
    assert isinstance(again, Resolved)
    assert again.value == first.value
    assert again.score < first.score


def test_an_event_without_a_date_is_a_gap_with_its_reason() -> None:
    assert date_event(event("shelling")) == Gap("no words say when")
    assert date_event(event("shelling", "for days")) == Gap("a length of time, no date")
