"""Roster files: one shape, faults told with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from gesta.roster.entry import Entry, RosterError
from gesta.roster.files import read, read_entries, written
from gesta.roster.own import add, own_files

HEADER = "id,name,kind,aliases,country\n"


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    entries = (Entry("group:a", 'Front, "Alpha"', "armed group", ("A", "B-Front"), "KEN", "REB", reference="own"),)
    path = tmp_path / "a.csv"
    path.write_text(written(entries), encoding="utf-8")
    assert read_entries(path) == entries


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "empty"),
        ("id,name\n", "no column 'kind'"),
        ("id,name,kind,colour\n", "unknown column 'colour'"),
        (HEADER + "group:a,Alpha,armed group\n", "2: 3 columns, the first line has 5"),
        (HEADER + 'group:a,"Alpha,armed group,,\n', "not CSV"),
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RosterError, match=complaint):
        read_entries(path)


def test_a_missing_or_strangely_encoded_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match="cannot be read"):
        read_entries(tmp_path / "none.csv")
    (tmp_path / "a.csv").write_bytes(b"id,name,kind\ngroup:a,\xff,x\n")
    with pytest.raises(RosterError, match="not UTF-8"):
        read_entries(tmp_path / "a.csv")


def test_the_shipped_files_are_read_in_one_order() -> None:
    assert read().digest == read().digest


def test_a_user_file_is_added_once_and_not_with_a_known_id(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text(HEADER + "group:mine,Mine,armed group,,KEN\n")
    target = add(mine, tmp_path / "roster")
    assert own_files(tmp_path / "roster") == (target,)
    assert add(mine, tmp_path / "roster") == target
    mine.write_text(HEADER + "group:hamas,Mine,armed group,,KEN\n")
    with pytest.raises(RosterError, match="group:hamas is already in"):
        add(mine, tmp_path / "roster")


def test_no_folder_means_no_files(tmp_path: Path) -> None:
    assert own_files(tmp_path / "none") == ()
