"""Zip archives without a list of their members in memory: as Python's own writer writes them, and read by others."""

from __future__ import annotations

import io
import shutil
import subprocess
import tracemalloc
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, cast
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesta.exporting.writing import zipping
from gesta.exporting.writing.zipping import ZipStream, member

FILES: Mapping[str, bytes] = {
    "a.txt": b"words " * 500,
    "Коваль/ü.ann": b"T1\t",
    "empty": b"",
    "z": bytes(range(256)) * 9,
}


class OneWay:
    """A stream that can neither be wound back nor tell where it is."""

    def __init__(self) -> None:
        self.content = bytearray()

    def write(self, content: bytes) -> int:
        self.content += content
        return len(content)

    def flush(self) -> None:
        pass


def ours(files: Mapping[str, bytes]) -> bytes:
    stream = OneWay()
    archive = ZipStream(cast(IO[bytes], stream))
    for name, content in files.items():
        with archive.open(name) as out:
            out.writelines([content[:7], content[7:]])
    archive.close()
    return bytes(stream.content)


def pythons(files: Mapping[str, bytes]) -> bytes:
    stream = OneWay()
    with ZipFile(cast(IO[bytes], stream), "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            with archive.open(member(name), "w", force_zip64=True) as out:
                out.writelines([content[:7], content[7:]])
    return bytes(stream.content)


def read(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("files", [{}, FILES])
def test_the_bytes_are_those_of_pythons_own_writer(files: Mapping[str, bytes]) -> None:
    assert ours(files) == pythons(files)
    assert read(ours(files)) == files


@settings(max_examples=40)
@given(st.dictionaries(st.text("aü/.z", min_size=1, max_size=9), st.binary(max_size=300), max_size=6))
def test_whatever_is_put_in_comes_out(files: dict[str, bytes]) -> None:
    assert read(ours(files)) == files
    assert ours(files) == pythons(files)


@pytest.mark.parametrize("most", [40, 300, 600])
def test_large_numbers_stand_in_the_fields_of_zip64(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipping, "MOST_BYTES", most)
    assert read(ours(FILES)) == FILES
    assert b"PK\x06\x06" in ours(FILES)


def test_more_members_than_old_readers_count(tmp_path: Path) -> None:
    path, count = tmp_path / "many.zip", (1 << 16) + 10
    with path.open("wb") as stream:
        archive = ZipStream(stream)
        for number in range(count):
            with archive.open(f"{number:06d}") as out:
                out.write(b"x")
        archive.close()
    with ZipFile(path) as found:
        assert len(found.namelist()) == count
        assert found.read(f"{count - 1:06d}") == b"x"


@pytest.mark.skipif(shutil.which("unzip") is None, reason="no unzip here")
def test_unzip_finds_nothing_wrong(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(ours(FILES))
    done = subprocess.run(["unzip", "-t", str(tmp_path / "x.zip")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


MOST_MORE = 1_000_000  # bytes: what happens to be cached; a list of 20,000 members would be ten times as much


class Sink(io.RawIOBase):
    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        return len(content)


def peak(members: int) -> int:
    tracemalloc.start()
    try:
        archive = ZipStream(cast(IO[bytes], Sink()))
        for number in range(members):
            with archive.open(f"report-{number:08d}.ann") as out:
                out.write(b"T1\tASSAULT 0 6\tstruck\n")
        archive.close()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_ten_times_the_members_need_no_more_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipping, "HELD", 1 << 12)
    assert peak(20_000) < peak(400) + MOST_MORE
