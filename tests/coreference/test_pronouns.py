"""What pronouns stand for, on invented sentences."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gesta.coreference import phrases, refer
from gesta.nouns.mention import Mention, ReadCue, Reading, ReadTrigger
from gesta.nouns.report import Report, digest
from gesta.nouns.sentence import Sentence
from gesta.spans import Span

ROWS = tomllib.loads((Path(__file__).parent / "cases" / "pronouns.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("row", ROWS, ids=[row["title"] for row in ROWS])
def test_a_pronoun_stands_for_the_phrase_or_for_nothing(row: Mapping[str, Any]) -> None:
    report, sentences = report_of(row["text"])
    names = [Mention(find(report.text, n), label, 1.0) for label, found in row.get("names", {}).items() for n in found]
    known = [Mention(find(report.text, p), role, 1.0) for role, found in row["phrases"].items() for p in found]
    asked = [Mention(find(report.text, ask.split()[0]), ask.split()[1], 1.0) for ask in row["ask"]]
    found = refer(report, sentences, names, [*known, *asked])
    answers = [found[mention.span].of(report.text) if mention.span in found else "" for mention in asked]
    assert answers == row["answer"]


def test_phrases_are_parties_and_best_speakers_once() -> None:
    army, village, day, other = Span(0, 4), Span(10, 17), Span(20, 26), Span(30, 34)
    roles = (Mention(army, "actor", 0.9), Mention(village, "target", 0.8), Mention(day, "time", 0.9))
    trigger = ReadTrigger(Span(5, 9), {}, {}, {}, roles)
    cue = ReadCue(Span(40, 44), {}, (Mention(army, "speaker", 0.7), Mention(other, "speaker", 0.2)), {})
    found = phrases(Reading((), (trigger,), (cue,), ()))
    assert [(mention.span, mention.label) for mention in found] == [(army, "actor"), (village, "target")]


def test_no_pronoun_gives_nothing() -> None:
    report, sentences = report_of(["The army left."])
    assert refer(report, sentences, [], [Mention(Span(0, 8), "actor", 1.0)]) == {}


def report_of(text: list[str]) -> tuple[Report, tuple[Sentence, ...]]:
    joined, sentences, at = " ".join(text), [], 0
    for each in text:
        sentences.append(Sentence(Span(at, at + len(each)), "body", 0))
        at += len(each) + 1
    return Report("case", joined, digest(joined)), tuple(sentences)


def find(text: str, phrase: str) -> Span:
    words, _, nth = phrase.partition("@")
    start = -1
    for _ in range(int(nth or 1)):
        start = text.index(words, start + 1)
        while text[start + len(words) : start + len(words) + 1].isalpha():
            start = text.index(words, start + 1)
    return Span(start, start + len(words))
