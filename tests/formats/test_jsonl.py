"""JSONL: one report a line; a bad line spoils no other."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from gesta.errors import FormatError, LanguageError
from gesta.nouns.report import Report
from tests.formats.reading import ENGLISH, read_all, read_one, refusal


def row(**values: object) -> str:
    return json.dumps({"text": ENGLISH, **values})


def test_keys_are_known_by_their_usual_names() -> None:
    report = read_one(
        row(
            ID="r1",
            pub_date="2019-03-12",
            Headline="Attack",
            outlet="Sahel Wire",
            link="https://s.example/1",
            lang="en-GB",
        )
    )
    assert (report.id, report.published, report.title) == ("r1", date(2019, 3, 12), "Attack")
    assert (report.publisher, report.url, report.language) == ("Sahel Wire", "https://s.example/1", "en")


def test_a_separate_title_is_not_put_into_the_text() -> None:
    assert read_one(row(title="Attack")).text == ENGLISH


def test_numbers_may_be_ids_and_null_is_unsaid() -> None:
    report = read_one(row(id=7, date=None, title=""))
    assert (report.id, report.published, report.title) == ("7", None, None)


def test_blank_lines_are_passed_over() -> None:
    assert len(read_all(f"{row(id=1)}\n\n  \n{row(id=2)}\n")) == 2


def test_bad_lines_are_errors_with_their_line_and_the_others_go_on() -> None:
    content = "\n".join([row(id=1), '{"text": oops}', row(id=2, date="03/04/2019"), row(id=3)])
    found = read_all(content)
    assert [type(item) for item in found] == [Report, FormatError, FormatError, Report]
    assert str(found[1]).startswith("stdin:2: not JSON at column 10")
    assert str(found[2]).startswith(
        "stdin:3: the date '03/04/2019' cannot be read: it may be 2019-04-03 or 2019-03-04 –"
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": 1}', "stdin:1: no text in this row – fill one of: text, event_text, body, content"),
        ('{"text": "  "}', "no text in this row"),
        ('{"text": 5}', "'text' is int, not a string"),
        ('{"text": ["a"]}', "'text' is list, not a string"),
        ('{"text": "a", "title": {"x": 1}}', "'title' is dict, not a string"),
        ("[1, 2]", "JSON, but no object"),
        ("[" * 100_000, "nested too deep"),
        ('{"text": "a", "id": ' + "9" * 5000 + "}", "number too long"),
        ('{"text": "a \\ud800 b"}', "half a surrogate pair at character 2"),
        ('{"text": "a", "title": "\\udfff"}', "half a surrogate pair at character 0"),
        ('{"text": "a \\u0000 b"}', "a NUL character at character 2"),
        ("", "the file is empty – give one JSON object a line"),
    ],
)
def test_a_line_that_is_no_report_is_refused_with_a_reason(line: str, message: str) -> None:
    assert message in refusal(line, "jsonl")


def test_a_language_field_other_than_english_is_a_language_error() -> None:
    (found,) = read_all(row(lang="fr"))
    assert isinstance(found, LanguageError)
    assert "the language is given as 'fr'" in str(found)


def test_a_second_use_of_an_id_is_an_error_that_names_both_places() -> None:
    first, second = read_all(f"{row(id='r1')}\n{row(id='r1', title='Other')}")
    assert isinstance(first, Report)
    assert str(second) == "stdin:2: the id 'r1' was used at stdin:1 – give each report an id of its own"


def test_the_same_content_twice_is_an_error_that_names_both_places() -> None:
    assert str(read_all(f"{row()}\n{row()}")[1]).startswith("stdin:2: the same report as at stdin:1")


def test_a_line_in_another_encoding_spoils_no_other() -> None:
    content = row(id=1).encode() + b'\n{"text": "Wa\xb3\xeasa"}\n' + row(id=2).encode()
    found = read_all(content)
    assert [type(item) for item in found] == [Report, FormatError, Report]
    assert "stdin:2: not valid UTF-8 at byte 12" in str(found[1])


def test_a_line_beyond_the_cap_is_an_error_and_the_next_is_read() -> None:
    content = b'{"text": "' + b"a" * (17 * 2**20) + b'"}\n' + row(id=2).encode()
    long, short = read_all(content, "jsonl")
    assert "stdin:1: line longer than 16 MB" in str(long)
    assert isinstance(short, Report)


def test_what_news_please_writes_is_read() -> None:
    article = {
        "title": "Attack",
        "description": "Short.",
        "maintext": ENGLISH,
        "date_publish": "2019-03-12 09:30:00",
        "source_domain": "sahel.example",
        "url": "https://sahel.example/1",
        "authors": ["Ann"],
    }
    for content in (json.dumps(article), json.dumps(article, indent=4), json.dumps([article])):
        report = read_one(content)
        assert (report.text, report.title, report.publisher) == (ENGLISH, "Attack", "sahel.example")
        assert report.published == datetime(2019, 3, 12, 9, 30)


def test_a_list_over_several_lines_tells_the_line_of_each() -> None:
    content = json.dumps([{"id": 1, "text": ENGLISH}, {"id": 2, "text": ""}, {"id": 3, "text": ENGLISH}], indent=1)
    found = read_all(content)
    assert [type(item) for item in found] == [Report, FormatError, Report]
    assert str(found[1]).startswith("stdin:6: no text in this row")
    assert "stdin:2: not JSON at column" in str(read_all('{\n"text": oops}', "jsonl")[-1])
