from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from evaluation import false_events
from evaluation.plain_news import LEAST_WORDS, Lexicon
from tests import standin
from tests.handmade import report as handmade_report

FILLER = " The town council met on Tuesday to talk about the budget, the new library and the state of the roads." * 2

PLAIN = {
    "sport": "Rangers shot wide twice, beat the keeper late and killed off the game.",
    "an accident": "Eleven people died and forty were injured when a coach hit a bridge near Velmar, police said.",
    "labour": "Dockers went on strike; the blast at the paint works had destroyed their canteen.",
    "a word inside another": "The executive said the stable market had room for shells and tanks of oil.",
}
CONFLICT = {
    "a word": "The army was not at home.",
    "the beginning of a word": "Bombing had stopped.",
    "capitals": "PIRATES APPROACHED.",
    "two words": "The Armed Forces band played.",
    "a notice at sea": "An unlit boat came near.",
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN.keys())
def test_everyday_news_is_plain_whatever_verbs_it_uses(text: str) -> None:
    assert Lexicon.load().is_plain(text + FILLER)


@pytest.mark.parametrize("text", CONFLICT.values(), ids=CONFLICT.keys())
def test_news_with_a_word_of_conflict_is_not_plain(text: str) -> None:
    assert not Lexicon.load().is_plain(text + FILLER)


def test_short_texts_are_not_judged() -> None:
    lexicon = Lexicon.load()
    assert not lexicon.is_plain("word " * (LEAST_WORDS - 1))
    assert lexicon.is_plain("word " * LEAST_WORDS)


def test_the_lexicon_is_in_order_and_says_nothing_twice() -> None:
    lexicon = Lexicon.load()
    doubled = {word for word in lexicon.words if word.startswith(lexicon.beginnings)}
    assert doubled == set()
    assert all(part.islower() for part in [*lexicon.beginnings, *lexicon.words])
    assert all(len(phrase.split()) == 2 for phrase in lexicon.phrases)


def collection(folder: Path) -> Path:
    """Three plain texts, in one of which the stand-in sees a killing and a shelling, and one about conflict."""
    seen = "Rain was killing the crops near Ras Dumair. Farmers shelled peas." + FILLER
    records: list[dict[str, Any]] = [
        {"id": "p1", "text": "A bridge was opened." + FILLER, "date": None, "source": "by hand"},
        {"id": "p2", "text": seen, "date": "not a day"},
        {"id": "p3", "text": "A bridge was closed." + FILLER},
        {"id": "c1", "text": "Rebels shelled the port, killing soldiers." + FILLER},
    ]
    path = folder / "plain.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(one) + "\n" for one in records)
    return path


def run(*arguments: str) -> int:
    return false_events.main(list(arguments), standin.coder())


def test_violence_seen_in_plain_news_is_counted_by_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # "shelled" is a word of conflict, so that the text with it is not chosen: only the killing is left to see.
    path = collection(tmp_path)
    assert run(str(path), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["collection"], found["chosen"], found["coded"], found["texts"]) == (4, 2, 2, 0)


def test_offenders_are_shown_with_their_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Lexicon, "load", lambda: Lexicon(("rebels",), frozenset(), frozenset()))
    path = collection(tmp_path)
    assert run(str(path), "--show", "1") == 0
    shown = capsys.readouterr().out
    assert re.search(r"^texts with a violent event +1$", shown, re.MULTILINE)
    assert re.search(r"^share +33\.33%$", shown, re.MULTILINE)
    assert "p2  " in shown
    assert "[killing] the crops near Ras Dumair." in shown
    assert "[shelled]" not in shown
    assert run(str(path), "--json") == 0
    assert [one["trigger"] for one in json.loads(capsys.readouterr().out)["sightings"]] == ["killing", "shelled"]


def test_what_did_not_happen_is_no_false_event() -> None:
    assert false_events.VIOLENT == ("ASSAULT", "HARM")
    coded = standin.coder().code(handmade_report("The mayor condemned the noise in Ras Dumair."))
    assert false_events.sightings(coded) == []


def test_a_collection_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(tmp_path / "nothing.jsonl")) == 1
    assert "nothing.jsonl" in capsys.readouterr().err


def test_figures_go_into_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("<!-- figures: false events -->\n<!-- /figures: false events -->\n", "utf-8")
    assert run(str(collection(tmp_path)), "--write", str(page)) == 0
    assert "| texts with a violent event | 0 |" in page.read_text("utf-8")
