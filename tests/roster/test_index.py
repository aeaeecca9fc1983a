"""The roster's index: names to actors, states by their words, roles by the day."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gesta.roster import Roster, load
from gesta.roster.files import read

RECALL = 0.95  # of the variants in cases/variants.toml


@pytest.fixture(scope="module")
def roster() -> Roster:
    return load()


@pytest.fixture(scope="module")
def variants() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "cases" / "variants.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", ["groups", "people"])
def test_spelling_variants_are_found(roster: Roster, variants: dict[str, Any], kind: str) -> None:
    missed = []
    for name, wanted in variants[kind].items():
        assert wanted in roster.entries, wanted
        best = roster.find(name)[:1]
        if not best or best[0].entry.id != wanted:
            missed.append(name)
    assert len(missed) <= (1 - RECALL) * len(variants[kind]), missed


def test_every_alias_of_a_group_finds_it(roster: Roster) -> None:
    groups = [entry for entry in roster.entries.values() if entry.id.startswith("group:")]
    missed = [(g.id, n) for g in groups for n in g.names if g.id not in {m.entry.id for m in roster.find(n)}]
    assert not missed
    assert len(groups) >= 700


def test_names_of_others_are_not_taken_for_ours(roster: Roster, variants: dict[str, Any]) -> None:
    assert [name for name in variants["nobody"]["names"] if roster.find(name)] == []


def test_it_holds_what_the_first_release_promises(roster: Roster) -> None:
    kinds = Counter(entry.kind for entry in roster.entries.values())
    assert kinds["media"] >= 400
    assert kinds["armed group"] >= 700
    assert kinds["state"] >= 195
    assert kinds["person"] >= 700


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Iraqi", "state:irq"),
        ("Spaniards", "state:esp"),
        ("Moscow", "state:rus"),
        ("U.S.", "state:usa"),
        ("Kosovar", "state:kos"),
    ],
)
def test_words_for_states(roster: Roster, word: str, state: str) -> None:
    from gesta.roster.folding import fold

    assert state in {form.state for form in roster.states[fold(word)]}


@pytest.mark.parametrize(
    ("actor", "day", "sector"),
    [
        ("group:taliban", date(1999, 5, 1), "GOV"),
        ("group:taliban", date(2010, 5, 1), "REB"),
        ("group:taliban", date(2022, 5, 1), "GOV"),
        ("group:rapid-support-forces", date(2020, 1, 1), "PRM"),
        ("group:rapid-support-forces", date(2024, 1, 1), "REB"),
        ("person:saddam-hussein", date(1999, 1, 1), "GOV"),
        ("person:saddam-hussein", date(2006, 1, 1), "ELI"),
    ],
)
def test_a_role_depends_on_the_day(roster: Roster, actor: str, day: date, sector: str) -> None:
    assert roster.sectors(roster.entries[actor], day) == (sector,)


def test_without_a_day_all_roles_are_told(roster: Roster) -> None:
    assert set(roster.sectors(roster.entries["group:taliban"], None)) == {"REB", "GOV"}


def test_its_version_is_of_its_content() -> None:
    built = Roster(read())
    assert built.version == load().version
    assert len(built.version) == 12


def test_a_user_file_changes_the_version(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("id,name,kind,aliases,country,reference\ngroup:x,The Blue Band,armed group,Bluebanders,KEN,own\n")
    extended = load((own,))
    assert extended.version != load().version
    assert [entry.id for entry in extended.named("bluebanders")] == ["group:x"]


def test_a_name_is_found_without_its_genitive_sign() -> None:
    assert "group:peoples-protection-units" in {entry.id for entry in load().named("Peoples Protection Units")}
