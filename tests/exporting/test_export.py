from __future__ import annotations

import gc
import gzip
import io
import json
import os
import tarfile
import threading
import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO, Any, cast
from zipfile import ZipFile

import pytest
from backports import zstd

from gesta.errors import ExportError
from gesta.exporting import Choices, export, exporters
from gesta.exporting.redacting.profile import Profile
from gesta.nouns.coded import Coded
from gesta.nouns.incident import Incident
from tests.exporting import invented
from tests.exporting.invented import Shelf

DAY = date(2026, 3, 1)


def plain(name: str, choices: Choices = Choices()) -> bytes:  # noqa: B008
    stream = io.BytesIO()
    export(name, invented.records(), stream, choices)
    return stream.getvalue()


def test_a_file_is_what_a_stream_gets(tmp_path: Path) -> None:
    export("geojson", invented.records(), tmp_path / "x.geojson")
    assert (tmp_path / "x.geojson").read_bytes() == plain("geojson")


def test_the_suffix_says_how_to_compress(tmp_path: Path) -> None:
    for name in ("x.csv.gz", "y.csv.gz", "x.csv.zst"):
        export("hxl", invented.records(), tmp_path / name)
    assert gzip.decompress((tmp_path / "x.csv.gz").read_bytes()) == plain("hxl")
    assert zstd.decompress((tmp_path / "x.csv.zst").read_bytes()) == plain("hxl")
    assert (tmp_path / "x.csv.gz").read_bytes() == (tmp_path / "y.csv.gz").read_bytes()


def test_a_shape_of_several_files_is_an_archive_or_a_folder(tmp_path: Path) -> None:
    export("csv", invented.records(), tmp_path / "x.zip")
    export("csv", invented.records(), tmp_path / "folder")
    with ZipFile(tmp_path / "x.zip") as archive:
        for name in archive.namelist():
            assert archive.read(name) == (tmp_path / "folder" / name).read_bytes()
    assert (tmp_path / "folder" / "export.meta.json").exists()


@pytest.mark.parametrize("suffix", [".tar", ".tar.gz", ".tar.zst"])
@pytest.mark.parametrize("name", ["brat", "csv", "network"])
def test_a_shape_of_several_files_goes_into_a_tar_archive(name: str, suffix: str, tmp_path: Path) -> None:
    for path in (tmp_path / f"x{suffix}", tmp_path / f"y{suffix}", tmp_path / "folder"):
        export(name, invented.records(), path)
    packed = (tmp_path / f"x{suffix}").read_bytes()
    assert packed == (tmp_path / f"y{suffix}").read_bytes()
    plainly = zstd.decompress(packed) if suffix == ".tar.zst" else packed
    with tarfile.open(fileobj=io.BytesIO(plainly)) as archive:
        found = {entry.name: cast(IO[bytes], archive.extractfile(entry)).read() for entry in archive}
    lying = {file.name: file.read_bytes() for file in (tmp_path / "folder").iterdir()}
    assert found == {name: content for name, content in lying.items() if name != "export.meta.json"}
    assert (tmp_path / f"x{suffix}.meta.json").exists()


@pytest.mark.parametrize(
    ("name", "file", "told"),
    [
        ("csv", "x.csv.gz", "several files"),
        ("parquet", "x.zip.zst", ".tar.gz"),
        ("acled", "x.zip", "ends in .csv"),
        ("acled", "x.tar.gz", "no archive"),
    ],
)
def test_a_name_that_promises_something_else_is_refused(name: str, file: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=told):
        export(name, invented.records(), tmp_path / file)
    assert list(tmp_path.iterdir()) == []


def test_a_shape_of_several_files_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("here before")
    with pytest.raises(ExportError, match="several files"):
        export("csv", invented.records(), tmp_path / "x")
    assert (tmp_path / "x").read_text() == "here before"


def test_an_unknown_shape_is_told_with_close_names() -> None:
    with pytest.raises(ExportError, match="geojson"):
        export("geojsn", invented.records(), io.BytesIO())


class Breaking(Shelf):
    def incidents(self) -> Iterator[Incident]:
        yield from super().incidents()
        raise ExportError("broken off")


def test_an_export_that_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "x.geojson").write_text("old")
    with pytest.raises(ExportError, match="broken off"):
        export("geojson", Breaking(invented.reports(), invented.incidents()), tmp_path / "x.geojson")
    assert [path.name for path in tmp_path.iterdir()] == ["x.geojson"]
    assert (tmp_path / "x.geojson").read_text() == "old"


def test_a_folder_is_filled_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "reports.csv").write_text("old")
    (tmp_path / "x" / "own.txt").write_text("mine")
    with pytest.raises(ExportError, match="broken off"):
        export("csv", Breaking(invented.reports(), invented.incidents()), tmp_path / "x")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    assert sorted(path.name for path in (tmp_path / "x").iterdir()) == ["own.txt", "reports.csv"]
    assert (tmp_path / "x" / "reports.csv").read_text() == "old"
    export("csv", invented.records(), tmp_path / "x")
    assert (tmp_path / "x" / "reports.csv").read_text() != "old"
    assert (tmp_path / "x" / "own.txt").read_text() == "mine"


def test_the_folder_one_stands_in_can_be_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    export("network", invented.records(), Path())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dyads.csv", "export.meta.json", "network.graphml"]


class Once(Shelf):
    """Records that may be gone through once only."""

    def reports(self) -> Iterator[Coded]:
        assert "reports" not in vars(self)
        object.__setattr__(self, "reports", None)
        return iter(self.coded)

    def incidents(self) -> Iterator[Incident]:
        assert "incidents" not in vars(self)
        object.__setattr__(self, "incidents", None)
        return iter(self.weighed)


@pytest.mark.parametrize("name", list(exporters()))
def test_every_shape_goes_through_the_records_once(name: str) -> None:
    written = exporters()[name].write(Once(invented.reports(), invented.incidents()), cast(IO[bytes], Sink()))
    assert written.rows > 0


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    export("hxl", invented.records(), tmp_path / "pipe")
    reader.join()
    assert got == [plain("hxl")]
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def beside(tmp_path: Path, choices: Choices) -> dict[str, Any]:
    export("series", invented.records(), tmp_path / "x.csv", choices)
    found: dict[str, Any] = json.loads((tmp_path / "x.csv.meta.json").read_text("utf-8"))
    return found


def test_beside_a_file_stands_what_is_in_it(tmp_path: Path) -> None:
    found = beside(tmp_path, Choices(accessed=DAY, filters={"countries": ["NER"]}))
    assert (found["format"], found["row"], found["rows"]) == ("series", "count", 9)
    assert found["left_out"] == {"no date is known": 1, "told as planned, possible or denied": 2}
    assert found["versions"]["roster"] == "by-hand"
    assert found["filters"] == {"countries": ["NER"]}
    assert "Accessed 2026-03-01." in found["citation"]
    assert "chosen by countries: NER." in found["citation"]
    assert found["loss"] == list(exporters()["series"].loss)


def test_beside_several_tables_stand_the_rows_of_each(tmp_path: Path) -> None:
    for name, path in (("csv", tmp_path / "x"), ("parquet", tmp_path / "y"), ("xlsx", tmp_path / "z.xlsx")):
        export(name, invented.records(), path)
        text = (path / "export.meta.json" if path.is_dir() else tmp_path / "z.xlsx.meta.json").read_text("utf-8")
        found = json.loads(text)
        assert found["tables"]["incidents"] == len(invented.incidents())
        assert sum(found["tables"].values()) == found["rows"]


@pytest.mark.parametrize("name", list(exporters()))
def test_beside_every_shape_stands_what_is_in_it(name: str, tmp_path: Path) -> None:
    suffix = "" if exporters()[name].bundled else exporters()[name].suffix
    export(name, invented.records(), tmp_path / f"x{suffix}")
    beside = tmp_path / "x" / "export.meta.json" if exporters()[name].bundled else tmp_path / f"x{suffix}.meta.json"
    found = json.loads(beside.read_text("utf-8"))
    assert (found["format"], found["loss"]) == (name, list(exporters()[name].loss))
    assert found["rows"] > 0


def test_without_a_day_of_access_none_is_told(tmp_path: Path) -> None:
    found = beside(tmp_path, Choices())
    assert found["accessed"] is None
    assert "Accessed" not in found["citation"]


def test_redaction_is_told_without_names(tmp_path: Path) -> None:
    profile = Profile("own", persons="private", publishers=("Desert Post",), embargo_from=date(2021, 7, 1))
    found = beside(tmp_path, Choices(redact=profile, filters={"publishers": ["Desert Post"]}))
    assert found["redaction"]["protected_publishers"] == 1
    assert found["withheld"]["incidents: embargo"] == 4
    assert "Desert" not in json.dumps(found)


MOST_MORE = 500_000  # bytes: buffers and caches that happen to be full; ten times the records would be megabytes


class Many(Shelf):
    """The invented records, over and over."""

    def __init__(self, coded: Sequence[Coded], weighed: Sequence[Incident], times: int) -> None:
        super().__init__(coded, weighed)
        object.__setattr__(self, "times", times)

    def reports(self) -> Iterator[Coded]:
        for number in range(vars(self)["times"]):
            for coded in super().reports():
                yield replace(coded, report=replace(coded.report, known_as=f"{number:032x}"))

    def incidents(self) -> Iterator[Incident]:
        for number in range(vars(self)["times"]):
            for incident in super().incidents():
                yield replace(incident, id=f"{incident.id}-{number}")


class Sink(io.RawIOBase):
    """Takes bytes and keeps none."""

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        return len(content)


def peak(name: str, times: int, folder: Path) -> int:
    many = Many(invented.reports(), invented.incidents(), times)
    target = folder / str(times) if exporters()[name].bundled else cast(IO[bytes], Sink())
    gc.collect()
    tracemalloc.start()
    try:
        export(name, many, target, Choices())
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


# Parquet waits for whole groups and has a test of its own; a workbook keeps its links, counts are kept as counts.
@pytest.mark.parametrize("name", sorted(set(exporters()) - {"parquet", "xlsx"}))
def test_ten_times_the_records_need_no_more_memory(name: str, tmp_path: Path) -> None:
    peak(name, 1, tmp_path)  # tables that are read once
    # Twice, as Python's own table of interned names may be doubled during one of them, at two megabytes.
    assert min(peak(name, times, tmp_path) for times in (60, 61)) < peak(name, 6, tmp_path) + MOST_MORE
