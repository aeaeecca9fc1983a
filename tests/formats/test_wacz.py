"""Packed web archives: their pages, and the refusal of packages that could do harm."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from gesta.errors import FormatError
from gesta.formats import read_reports, read_with_provenance, wacz
from gesta.nouns.report import Report
from tests.formats.test_warc import FOUR, bare, record


def package(file: Path, members: list[tuple[str, bytes]], how: int = ZIP_STORED) -> Path:
    with ZipFile(file, "w", how) as archive:
        for name, content in members:
            archive.writestr(ZipInfo(name), content, how)
    return file


def refusal(file: Path) -> str:
    (found,) = read_reports([file])
    assert isinstance(found, FormatError)
    return str(found)


@pytest.mark.parametrize("how", [ZIP_STORED, ZIP_DEFLATED])
def test_pages_of_all_archives_are_read_with_their_place(tmp_path: Path, how: int) -> None:
    two = [gzip.compress(one) for one in FOUR]
    members = [("archive/b.warc.gz", b"".join(two)), ("archive/a.warc", record(5, bare(5))), ("pages/x", b"")]
    file = package(tmp_path / "news.wacz", [*members, ("archive/none.warc", FOUR[1])], how)
    found = list(read_with_provenance([file]))
    assert all(isinstance(report, Report) for report, _ in found)
    places = ["archive/a.warc@0", "archive/b.warc.gz@0", f"archive/b.warc.gz@{sum(map(len, two[:3]))}"]
    assert [p.archive for _, p in found] == [f"{file}/{place}" for place in places]
    for place, (_, provenance) in zip(places, found, strict=True):
        name, _, offset = place.rpartition("@")
        with wacz.opened_at(str(file), name, int(offset)) as stream:
            content = stream.read(2)
        assert content == (b"WA" if name.endswith(".warc") else b"\x1f\x8b")
        assert provenance.path == provenance.archive


def test_a_package_under_another_name_is_read_when_its_format_is_named(tmp_path: Path) -> None:
    file = package(tmp_path / "unnamed", [("archive/a.warc", FOUR[0])])
    assert "zip archive" in refusal(file)
    assert [type(found) for found in read_reports([file], format_name="wacz")] == [Report]


@pytest.mark.parametrize("name", ["../a.warc", "/a.warc", "archive/../../a.warc", "c:/a.warc"])
def test_names_that_lead_out_of_the_package_are_refused(tmp_path: Path, name: str) -> None:
    assert "points outside the package" in refusal(package(tmp_path / "a.wacz", [(name, b"")]))
    assert not (tmp_path.parent / "a.warc").exists()


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    file = package(tmp_path / "a.wacz", [("archive/a.warc", bytes(65 * 2**20))], ZIP_DEFLATED)
    assert "grows more than 250 times when unpacked" in refusal(file)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_is_refused(tmp_path: Path) -> None:
    assert "is in the package twice" in refusal(package(tmp_path / "a.wacz", [("archive/a.warc", FOUR[0])] * 2))


def test_an_encrypted_package_is_refused(tmp_path: Path) -> None:
    file = package(tmp_path / "a.wacz", [("archive/a.warc", FOUR[0])])
    content = bytearray(file.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(content)
    assert "is encrypted" in refusal(file)


def test_a_package_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wacz, "MOST_MEMBERS", 1)
    file = package(tmp_path / "a.wacz", [("archive/a.warc", FOUR[0]), ("archive/b.warc", b"")])
    assert "a package of more than 1 files" in refusal(file)


def test_what_holds_no_page_or_is_no_package_is_refused(tmp_path: Path) -> None:
    assert "no web page in this package" in refusal(package(tmp_path / "a.wacz", [("archive/a.warc", FOUR[1])]))
    (tmp_path / "b.wacz").write_bytes(b"no zip archive")
    assert "the package cannot be read" in refusal(tmp_path / "b.wacz")


def test_damage_in_one_archive_is_an_error_with_its_place_and_the_next_is_read(tmp_path: Path) -> None:
    file = package(tmp_path / "a.wacz", [("archive/a.warc", FOUR[0]), ("archive/b.warc", FOUR[3])])
    content = file.read_bytes()
    file.write_bytes(content.replace(b"16 soldiers", b"96 soldiers", 1))
    found = list(read_reports([file]))
    assert any(isinstance(each, FormatError) and f"{file}/archive/a.warc" in str(each) for each in found)
    assert isinstance(found[-1], Report)


def test_a_package_through_a_pipe_is_refused() -> None:
    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

    (found,) = read_reports(["-"], format_name="wacz", stdin=Pipe(b"PK\x03\x04"))
    assert "a package cannot be read from a pipe" in str(found)
