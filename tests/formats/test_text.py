"""Plain text: the text as it stands, its title, and refusals that say why."""

from __future__ import annotations

from datetime import date

import pytest

from gesta.formats import Hints
from gesta.nouns.report import digest
from tests.formats.reading import ENGLISH, read_one, refusal


def test_the_text_stays_as_it_is_and_its_id_is_its_digest() -> None:
    report = read_one(ENGLISH)
    assert (report.text, report.id, report.digest) == (ENGLISH, digest(ENGLISH), digest(ENGLISH))
    assert (report.title, report.publisher, report.published, report.url) == (None, None, None, None)


def test_line_endings_become_newlines_and_nothing_else_changes() -> None:
    assert read_one(f"\ufeff  {ENGLISH}\r\n\tA  b\rc\n").text == f"  {ENGLISH}\n\tA  b\nc\n"


def test_a_headline_above_a_blank_line_is_the_title_and_stays_in_the_text() -> None:
    text = f"Four soldiers killed at post\n\n{ENGLISH}"
    report = read_one(text)
    assert (report.title, report.text) == ("Four soldiers killed at post", text)


@pytest.mark.parametrize(
    "text",
    [
        f"Four soldiers killed at post\n{ENGLISH}",
        f"Four soldiers were killed.\n\n{ENGLISH}",
        f"The dead are:\n\n{ENGLISH}",
        f"{'the army ' * 20}\n\n{ENGLISH}",
        "Four soldiers killed at post\n\n",
    ],
)
def test_other_first_lines_are_no_title(text: str) -> None:
    assert read_one(text).title is None


def test_hints_fill_what_the_file_does_not_say() -> None:
    hints = Hints(published=date(2019, 3, 12), publisher="Sahel Wire", title="Attack")
    report = read_one(f"Four soldiers killed\n\n{ENGLISH}", hints=hints)
    assert (report.published, report.publisher, report.title) == (date(2019, 3, 12), "Sahel Wire", "Attack")


def test_one_text_by_two_publishers_is_two_reports() -> None:
    first, second = (read_one(ENGLISH, hints=Hints(publisher=name)) for name in ("Sahel Wire", "Daily Lantern"))
    assert first.digest == second.digest
    assert first.id != second.id


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "stdin: the text is empty – give the text of the report"),
        (b" \n\t ", "the text is empty"),
        (b"*** ---", "no letter and no figure"),
        (b"%PDF-1.7 x", "this is a PDF document, not text – save its text first, for example with pdftotext"),
        (b"PK\x03\x04xx", "a zip archive or an office document"),
        (b"\x89PNG\r\n", "a PNG image"),
        (b"\x1f\x8b\x08", "the compressed file is cut off; nothing more was read – copy or fetch it anew"),
        (b"words\0words", "binary content (NUL bytes)"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(content: bytes, message: str) -> None:
    assert message in refusal(content, "text")


def test_a_giant_text_is_refused() -> None:
    assert "more than 2,000,000 characters" in refusal("The army said. " * 140_000)
