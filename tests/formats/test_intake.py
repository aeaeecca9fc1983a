"""The way in: files, folders, patterns, standard input; the format by suffix, content or name."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesta.errors import FormatError
from gesta.formats import known_formats, passed_over, read_reports
from gesta.nouns.report import Report
from tests.formats.reading import ENGLISH, read_all


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with reports of several formats, in folders within it too, and files that are none."""
    (tmp_path / "b").mkdir()
    (tmp_path / "a.txt").write_text(ENGLISH + " One.")
    (tmp_path / "b" / "c.jsonl").write_text('{"text": "' + ENGLISH + ' Two."}\n')
    (tmp_path / "d").write_text(ENGLISH + " Three.")
    (tmp_path / "e.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text(ENGLISH)
    return tmp_path


def last_words(found: list[Report | FormatError]) -> list[str]:
    return [item.text.split()[-1] if isinstance(item, Report) else str(item) for item in found]


def test_a_folder_is_read_through_in_order(folder: Path) -> None:
    assert last_words(list(read_reports([folder]))) == ["One.", "Two.", "Three."]


def test_a_pattern_is_read_in_order(folder: Path) -> None:
    assert last_words(list(read_reports([str(folder / "**" / "*.*l")]))) == ["Two."]
    assert last_words(list(read_reports([str(folder / "[ab]*")]))) == ["One.", "Two."]


def test_paths_are_read_in_the_order_given(folder: Path) -> None:
    assert last_words(list(read_reports([folder / "d", folder / "a.txt"]))) == ["Three.", "One."]


def test_what_cannot_be_read_is_an_error_and_the_rest_goes_on(folder: Path) -> None:
    missing, picture, pattern, report = read_reports(
        [folder / "none.txt", folder / "e.png", str(folder / "*.pdf"), folder / "a.txt"]
    )
    assert "none.txt: no such file or directory – check the path" in str(missing)
    assert "e.png: this is a PNG image" in str(picture)
    assert "*.pdf: no file fits this pattern" in str(pattern)
    assert isinstance(report, Report)


def test_an_empty_folder_is_an_error_that_names_the_suffixes(tmp_path: Path) -> None:
    (found,) = read_reports([tmp_path])
    assert "the folder holds no reports – files looked for end with: .atom .csv .htm .html .json .jsonl" in str(found)


def test_files_of_other_kinds_are_passed_over_and_counted(tmp_path: Path) -> None:
    """A folder of scans is not taken for read; hidden files and files that are named one by one are not counted."""
    (tmp_path / "more").mkdir(exist_ok=True)
    for name in ("scan.PDF", "more/letter.pdf", "notes.docx", ".hidden.pdf"):
        (tmp_path / name).write_bytes(b"-")
    assert passed_over([tmp_path]) == {".pdf": 2, ".docx": 1}
    assert passed_over([tmp_path / "scan.PDF", "-", tmp_path / "none"]) == {}


def test_the_same_report_in_two_files_names_both(folder: Path) -> None:
    (folder / "z.txt").write_text(ENGLISH + " One.")
    assert f"z.txt: the same report as at {folder / 'a.txt'}" in str(list(read_reports([folder]))[-1])


def test_an_id_in_two_files_names_both_places(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text(f'\n{{"id": "r1", "text": "{ENGLISH} {name}"}}\n')
    found = list(read_reports([tmp_path]))
    assert f"b.jsonl:2: the id 'r1' was used at {tmp_path / 'a.jsonl'}:2" in str(found[1])


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ('{"id": "r1", "text": "' + ENGLISH + '"}', "jsonl"),
        (f"id,text\nr1,{ENGLISH}\n", "csv"),
        (ENGLISH, "text"),
        (f"{{We}} know, text of the note\n{ENGLISH}", "text"),
    ],
)
def test_the_format_is_seen_from_the_content(content: str, name: str) -> None:
    assert read_all(content) == read_all(content, name)
    assert isinstance(read_all(content)[0], Report)


def test_a_suffix_counts_in_any_case(tmp_path: Path) -> None:
    (tmp_path / "A.CSV").write_text(f"text\n{ENGLISH}\n")
    assert [type(item) for item in read_reports([tmp_path / "A.CSV"])] == [Report]


def test_a_named_format_overrides_suffix_and_content(folder: Path) -> None:
    (found,) = read_reports([folder / "b" / "c.jsonl"], format_name="text")
    assert isinstance(found, Report)
    assert found.text.startswith("{")


def test_an_unknown_format_is_an_error_that_names_the_known_ones() -> None:
    (found,) = read_reports(["-"], format_name="docx")
    assert "no such format: 'docx' – use one of: csv, feed, html, jsonl, newsml, parquet, text, wacz, warc" in str(
        found
    )


def test_standard_input_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = BytesIO(ENGLISH.encode())
    monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": stream}))
    assert [type(item) for item in read_reports(["-"])] == [Report]
    assert not stream.closed


def test_a_path_with_a_nul_is_an_error() -> None:
    assert [type(item) for item in read_reports(["a\0b"])] == [FormatError]


def test_every_format_has_a_name_suffixes_and_a_description() -> None:
    for name, form in known_formats().items():
        assert name == form.name
        assert form.suffixes
        assert all(suffix.startswith(".") for suffix in form.suffixes)
        assert len(form.description) > 20


@pytest.mark.parametrize("name", [None, "text", "jsonl", "csv", "html"])
@settings(deadline=None)
@given(
    content=st.one_of(
        st.binary(max_size=400),
        st.text(max_size=400).map(lambda t: t.encode("utf-8", "replace")),
        st.lists(
            st.sampled_from(
                ["text,", "id", "\n", '"', "{", "}", '"text":', "The army said.", "<html>", "<p>", "\0", "é"]
            )
        )
        .map("".join)
        .map(str.encode),
    )
)
def test_any_bytes_give_reports_or_errors_and_nothing_is_raised(name: str | None, content: bytes) -> None:
    for item in read_all(content, name):
        assert isinstance(item, Report | FormatError)
        assert str(item)
