"""Names put to the resolver: which spellings are made, and what counts as found."""

from __future__ import annotations

from evaluation.aliases import asked, spellings
from gesta.roster import load

ROSTER = load()


def made(id: str) -> set[str]:  # noqa: A002 - "id" is the word of the files
    return {name for name, _ in spellings(ROSTER, [ROSTER.entries[id]])}


def test_spellings_are_made_by_rule_and_none_is_listed() -> None:
    names = made("group:jabhat-al-nusra")
    assert names
    assert not any(ROSTER.named(name) for name in names)
    assert any("ash-Sham" in name for name in names)


def test_letters_of_english_names_are_left_alone() -> None:
    assert not any("Curt" in name or "trups" in name for name in made("org:swe-courts"))


def test_a_name_and_a_spelling_are_found_and_another_name_is_not() -> None:
    entry = ROSTER.entries["group:kataib-hezbollah"]
    answers = asked(ROSTER, iter([("Kataib Hezbollah", entry), ("Kataeb Hizbullah", entry), ("Rotary", entry)]))
    assert [one.found for one in answers] == [True, True, False]
