from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from gesta.places.entry import Entry, GazetteerError, NameKind
from gesta.places.finding import find
from gesta.places.gazetteer import Gazetteer
from tests.places.atlas import build_atlas


def names_of(gazetteer: Gazetteer, name: str) -> set[str]:
    return {hit.entry.id for hit in gazetteer.named(name)}


def test_a_name_finds_all_places_that_bear_it(atlas: Gazetteer) -> None:
    assert names_of(atlas, "Paris") == {"geonames:2988507", "geonames:4717560"}


@pytest.mark.parametrize("written", ["Abu Kamal", "ABU-KAMAL", "al-Bukamal", "Al Bukamal"])
def test_spellings_find_the_same_town(atlas: Gazetteer, written: str) -> None:
    assert "geonames:174456" in names_of(atlas, written)


def test_another_transliteration_is_found_by_its_sounds(atlas: Gazetteer) -> None:
    assert names_of(atlas, "Dair al Zour") == set()
    assert "geonames:170794" in {hit.entry.id for hit in atlas.spelt_like("Dair al Zour")}


def test_the_kind_of_a_name_is_told(atlas: Gazetteer) -> None:
    kinds = {hit.entry.id: hit.kind for hit in atlas.named("Syrian")}
    assert kinds == {"geonames:163843": NameKind.DEMONYM}
    assert {hit.kind for hit in atlas.named("Tex.")} == {NameKind.ABBREVIATION}


def test_an_unknown_name_finds_nothing(atlas: Gazetteer) -> None:
    assert atlas.named("Qwertz") == []
    assert atlas.spelt_like("Qwertz") == []
    assert atlas.entry("geonames:0") is None
    assert atlas.division("XX.1") is None


def test_the_chain_of_divisions_is_widest_first(atlas: Gazetteer) -> None:
    (mosul,) = (hit.entry for hit in atlas.named("Mosul"))
    assert atlas.chain(mosul) == ("Nīnawá", "Mosul District")
    assert atlas.country("IRQ") == atlas.entry("geonames:99237")


def test_a_town_lies_within_its_divisions_and_country(atlas: Gazetteer) -> None:
    def entry(id_: str) -> Entry:
        found = atlas.entry(id_)
        assert found is not None
        return found

    mosul = entry("geonames:99072")
    assert mosul.within(entry("geonames:92877"))
    assert mosul.within(entry("geonames:99237"))
    assert not mosul.within(entry("geonames:163843"))
    assert not entry("geonames:99237").within(entry("geonames:99237"))


def test_own_features_are_there(atlas: Gazetteer) -> None:
    (donbas,) = (hit.entry for hit in atlas.named("Donbass"))
    assert (donbas.name, donbas.feature, donbas.country) == ("Donbas", "region", "UKR")


def test_the_same_drafts_give_the_same_version(atlas: Gazetteer, tmp_path: Path) -> None:
    again = build_atlas(tmp_path / "again.sqlite")
    assert again.version == atlas.version
    assert atlas.verify()
    again.close()


def test_changed_contents_are_noticed(tmp_path: Path) -> None:
    path = tmp_path / "changed.sqlite"
    build_atlas(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE place SET latitude = 0 WHERE id = 'geonames:99072'")
    connection.close()
    changed = Gazetteer(path)
    assert not changed.verify()
    changed.close()


@pytest.mark.parametrize("content", [None, b"", b"not a database, but long enough to be read as one" * 40])
def test_a_missing_or_damaged_file_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "broken.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(GazetteerError, match="gesta places build"):
        Gazetteer(path)


def test_find_lists_the_most_populous_first_with_a_place_line(atlas: Gazetteer) -> None:
    assert [found.line for found in find("Paris", atlas)] == [
        "Paris, France · city",
        "Paris, Texas, United States · town",
    ]
    assert find("Lashkargah", atlas)[0].line == "Lashkar Gah, Helmand, Afghanistan · city"
    assert find("Dair al Zour", atlas)[0].how == "spelling"
