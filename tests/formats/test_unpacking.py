"""Compressed files are read as they are; torn, damaged and bursting ones are refused."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from backports import zstd

from gesta.errors import FormatError
from gesta.formats import _unpacking as module
from gesta.formats import read_with_provenance
from gesta.nouns.report import Report
from tests.formats.reading import ENGLISH, read_all, refusal

PACKERS: dict[str, Callable[[bytes], bytes]] = {"gz": gzip.compress, "zst": zstd.compress}
LINES = "".join(json.dumps({"id": n, "text": f"{ENGLISH} {n * n}"}) + "\n" for n in range(300)).encode()


@pytest.mark.parametrize("kind", PACKERS)
def test_a_packed_file_is_read_as_the_file_in_it(tmp_path: Path, kind: str) -> None:
    (tmp_path / f"a.jsonl.{kind}").write_bytes(PACKERS[kind](LINES))
    found = list(read_with_provenance([tmp_path]))
    assert [type(item) for item, _ in found] == [Report] * 300
    assert found[1][1].path == f"{tmp_path}/a.jsonl.{kind}:2"
    assert read_all(PACKERS[kind](LINES)) == read_all(LINES)


@pytest.mark.parametrize("kind", PACKERS)
def test_files_packed_one_after_another_are_read_through(kind: str) -> None:
    half = LINES.index(b"\n", len(LINES) // 2) + 1
    assert read_all(PACKERS[kind](LINES[:half]) + PACKERS[kind](LINES[half:])) == read_all(LINES)


@pytest.mark.parametrize("kind", PACKERS)
def test_a_torn_file_is_an_error_after_what_stood_before(kind: str) -> None:
    half = LINES.index(b"\n", len(LINES) // 2) + 1
    torn = PACKERS[kind](LINES[:half]) + PACKERS[kind](LINES[half:])[:-20]
    found = read_all(torn, "jsonl")
    assert isinstance(found[0], Report)
    assert isinstance(found[-1], FormatError)
    assert "the compressed file is cut off" in str(found[-1])


def test_a_damaged_file_is_an_error() -> None:
    packed = bytearray(gzip.compress(LINES))
    packed[40:60] = b"\xff" * 20
    assert "damaged" in str(read_all(bytes(packed), "jsonl")[-1])


@pytest.mark.parametrize("kind", PACKERS)
def test_a_file_made_to_burst_is_stopped(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FREE_OF_RATIO", 2**20)
    bomb = PACKERS[kind](b"\n" * 40 * 2**20)
    assert "grows more than 250 times when unpacked" in str(read_all(bomb, "jsonl")[-1])


def test_what_is_packed_twice_is_refused() -> None:
    assert "gzip-compressed, not text – unpack it once more" in refusal(gzip.compress(gzip.compress(LINES)), "jsonl")


def test_xml_of_no_known_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<a>words</a>")
    ((found, _),) = read_with_provenance([tmp_path])
    assert "this is neither feed nor newsml" in str(found)
