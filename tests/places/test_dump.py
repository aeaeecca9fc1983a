from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from gesta.places import dump
from gesta.places.entry import GazetteerError
from gesta.places.gazetteer import Gazetteer


def line(number: int, name: str, kind: tuple[str, str], *, others: str = "", admin: str = "15", people: int = 0) -> str:
    cells = [str(number), name, name, others, "36.5", "43.1", *kind, "IQ", "", admin, "", "", "", str(people)]
    return "\t".join([*cells, "", "", "Asia/Baghdad", "2024-01-01"])


TABLE = "\n".join(
    [
        line(92877, "Nīnawá", ("A", "ADM1"), others="Nineveh,Nineveh Governorate"),
        line(900001, "Tall Test", ("P", "PPL"), others="Tel Test,Tell at-Test,تل تست", people=12_345),
        line(900002, "Test School", ("S", "SCH")),
        line(900003, "Wadi Test", ("H", "STM")),
        line(900004, "Old Test", ("P", "PPLQ")),
    ]
)


def zipped(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def test_the_rows_of_a_dump_are_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "IQ.zip", {"readme.txt": "about", "IQ.txt": TABLE + "\n"})
    rows = list(dump.rows(path))
    assert [row.name for row in rows] == ["Nīnawá", "Tall Test", "Test School", "Wadi Test", "Old Test"]
    assert [dump.feature_of(row) for row in rows] == ["first-order division", "town", None, "river", None]


@pytest.mark.parametrize("name", ["../evil.txt", "/tmp/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:evil.txt"])
def test_a_member_that_points_outside_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(GazetteerError, match="outside the archive"):
        list(dump.rows(zipped(tmp_path / "evil.zip", {name: TABLE})))
    assert [path.name for path in tmp_path.iterdir()] == ["evil.zip"]


def test_a_zip_bomb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="would grow to"):
        list(dump.rows(zipped(tmp_path / "bomb.zip", {"IQ.txt": "\t" * 5_000_000})))


def test_a_table_of_another_shape_is_refused_with_its_line(tmp_path: Path) -> None:
    path = zipped(tmp_path / "other.zip", {"IQ.txt": f"{TABLE}\none\ttwo\n"})
    with pytest.raises(GazetteerError, match="line 6 has 2 columns"):
        list(dump.rows(path))


@pytest.mark.parametrize("members", [{}, {"a.csv": "x"}, {"a.txt": "x", "b.txt": "y"}])
def test_an_archive_without_one_table_is_refused(tmp_path: Path, members: dict[str, str]) -> None:
    with pytest.raises(GazetteerError, match="holds one table"):
        list(dump.rows(zipped(tmp_path / "none.zip", members)))


def test_a_file_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "no.zip"
    path.write_bytes(b"plain words")
    with pytest.raises(GazetteerError, match="not a readable zip"):
        list(dump.rows(path))


def test_an_imported_dump_can_be_looked_up(tmp_path: Path, atlas: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dump, "named_places", lambda _known: {})
    path = zipped(tmp_path / "IQ.zip", {"IQ.txt": TABLE + "\n"})
    dump.import_dump(path, tmp_path / "full.sqlite", atlas)
    full = Gazetteer(tmp_path / "full.sqlite")
    (tall,) = (hit.entry for hit in full.named("Tell at-Test"))
    assert (tall.id, tall.country, tall.population) == ("geonames:900001", "IRQ", 12_345)
    assert full.chain(tall) == ("Nineveh",)
    nineveh = full.division("IQ.15")
    assert nineveh is not None
    assert nineveh.radius_km == 120
    assert full.named("Iraqi")[0].entry.country == "IRQ"
    full.close()


def test_a_failed_import_leaves_the_old_gazetteer(
    tmp_path: Path, atlas: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dump, "named_places", lambda _known: {})
    goal = tmp_path / "full.sqlite"
    goal.write_bytes(b"old")
    path = zipped(tmp_path / "bad.zip", {"IQ.txt": f"{TABLE}\nbroken\n"})
    with pytest.raises(GazetteerError):
        dump.import_dump(path, goal, atlas)
    assert goal.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.zip", "full.sqlite"]
