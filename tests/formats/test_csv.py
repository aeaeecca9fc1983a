"""CSV: one report a row, columns by name; broken quoting ends the file, a bad row does not."""

from __future__ import annotations

from datetime import date

import pytest

from gesta.errors import FormatError
from gesta.nouns.report import Report
from tests.formats.reading import ENGLISH, read_all, read_one, refusal


def test_columns_are_known_by_their_usual_names() -> None:
    report = read_one(
        f"Report ID,Publication-Date,HEADLINE,Event_Text,Source\nr1,12 March 2019,Attack,{ENGLISH},Sahel Wire\n"
    )
    assert (report.id, report.published, report.title) == ("r1", date(2019, 3, 12), "Attack")
    assert (report.text, report.publisher) == (ENGLISH, "Sahel Wire")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_from_the_header(delimiter: str) -> None:
    report = read_one(f"id{delimiter}body\nr1{delimiter}{ENGLISH}\n")
    assert (report.id, report.text) == ("r1", ENGLISH)


def test_a_byte_order_mark_and_windows_line_endings_are_no_matter() -> None:
    assert read_one(f'\ufefftext,id\r\n"{ENGLISH}\r\nMore.",r1\r\n').text == f"{ENGLISH}\nMore."


def test_a_file_from_an_old_spreadsheet_is_read_as_windows_1252() -> None:
    content = f"id,text\nr1,{ENGLISH} José said so.\n".encode("cp1252")
    assert read_one(content).text.endswith("José said so.")


def test_rows_are_errors_by_themselves_with_the_line_on_which_they_begin() -> None:
    content = f'id,date,text\n1,,"{ENGLISH}\nMore."\n2,,\n3,soon,{ENGLISH}\n4,,a,b\n5,\n\n6,,{ENGLISH}\n'
    found = read_all(content)
    assert [type(item) for item in found] == [Report, FormatError, FormatError, FormatError, FormatError, Report]
    assert [str(item).split(" – ")[0] for item in found[1:5]] == [
        "stdin:4: no text in this row",
        "stdin:5: the date 'soon' cannot be read: it is not plainly one day",
        "stdin:6: the row has 4 fields, the header 3",
        "stdin:7: the row has 2 fields, the header 3",
    ]


def test_empty_cells_beyond_the_header_are_no_matter() -> None:
    assert read_one(f"id,text\nr1,{ENGLISH},,\n", "csv").id == "r1"


def test_broken_quoting_ends_the_file_with_an_error() -> None:
    found = read_all(f'id,text\n1,{ENGLISH}\n2,"open\n3,{ENGLISH} Again.\n')
    assert [type(item) for item in found] == [Report, FormatError]
    assert "stdin:3: broken CSV: unexpected end of data; the rows from here on were not read" in str(found[1])


def test_a_file_without_a_text_column_says_which_names_it_looks_for() -> None:
    message = refusal("id,story\n1,a\n", "csv")
    assert message == "stdin:1: no column holds the text – name one of them: text, event_text, body, content, maintext"


def test_an_empty_file_is_refused() -> None:
    assert "the file is empty" in refusal("", "csv")


def test_a_header_alone_is_a_file_without_reports() -> None:
    assert "no rows below the header" in refusal("id,text\n", "csv")


def test_a_field_beyond_the_cap_is_an_error() -> None:
    lines = ("a" * 999_999 + "\n") * 18
    assert "broken CSV: field larger than field limit" in refusal(f'id,text\n1,"{lines}"\n', "csv")


def test_a_line_that_cannot_be_decoded_ends_the_file() -> None:
    found = read_all(f"id,text\n1,{ENGLISH}\n".encode() + b"2,Wa\xb3\xeasa\n3,a\n")
    assert [type(item) for item in found] == [Report, FormatError]
    assert str(found[1]).startswith("stdin:3: not valid UTF-8")
