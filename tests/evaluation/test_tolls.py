"""How tolls are measured: labels, figures and ranges."""

from __future__ import annotations

from pathlib import Path

from evaluation.tolls import HALVES, LABELS, Label, Page, figures, ranges, read_labels
from gesta.linking.episodes import episodes
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Figure
from gesta.nouns.event import Event, Filler, Role
from gesta.nouns.sentence import Sentence
from gesta.nouns.toll import Outcome, Toll
from gesta.spans import Span
from tests.handmade import report, words_at

TEXT = "The blast killed six people."


def page(*labels: Label) -> Page:
    """A report of a blast that killed six, with labels."""
    people = words_at(TEXT, "six people")
    seen = bytes([90, 90, *[0] * 30] * 4)  # the network sees both alike
    blast = Event("e1", words_at(TEXT, "blast"), "ASSAULT", "explosives", "actual", 0.9, {}, embedding=seen)
    toll = Toll("killed", 6, 6, "six people", (people,))
    victim: dict[Role, tuple[Filler, ...]] = {"victim": (Filler(people, 0.9),)}
    harm = Event("e2", words_at(TEXT, "killed"), "HARM", "kill", "actual", 0.9, victim, (toll,), embedding=seen)
    sentences = (Sentence(Span(0, len(TEXT)), "lead", 0),)
    coded = Coded(report(TEXT), sentences, (), (blast, harm), (), (), {})
    return Page(coded, labels, episodes(coded))


def label(words: str = "six people", count: int = 6, outcome: Outcome = "killed", kind: str = "whole") -> Label:
    """A label of the incident that "blast" and "killed" tell."""
    triggers = frozenset(words_at(TEXT, each).start for each in ("blast", "killed"))
    return Label("a", outcome, count, count, kind, words_at(TEXT, words), triggers)


def test_a_figure_as_labelled_is_right_and_another_is_wrong() -> None:
    counts, homes = figures([page(label())])
    assert (counts.right, counts.gold, counts.given, homes.right) == (1, 1, 1, 1)
    counts, homes = figures([page(label(count=7), label(outcome="injured"))])
    assert (counts.right, counts.gold, homes.gold) == (0, 2, 0)


def test_a_figure_that_nobody_labelled_is_false() -> None:
    counts, _ = figures([page()])
    assert (counts.right, counts.gold, counts.given) == (0, 0, 1)
    assert counts.wrong


def test_a_range_must_be_exact_and_needs_a_figure_for_the_whole() -> None:
    for as_labelled in (False, True):
        exact = ranges([page(label())], as_labelled=as_labelled)
        assert (exact.right, exact.gold, exact.given) == (1, 1, 1)
        wrong = ranges([page(label(count=7))], as_labelled=as_labelled)
        assert (wrong.right, wrong.gold, wrong.given) == (0, 1, 1)
        part = ranges([page(label(kind="part"))], as_labelled=as_labelled)
        assert (part.right, part.gold, part.given) == (0, 0, 0)


def test_bounds_that_may_be_read_either_way_fit_any() -> None:
    either = Label("a", "killed", None, None, "sum", None, frozenset(), either=True)
    assert either.fits(Figure("killed", 3, None, "three or more"))
    assert not either.fits(Figure("injured", 3, 3, "three"))


def test_the_shipped_labels_are_read_by_halves() -> None:
    tuning, measuring = (read_labels(LABELS, half) for half in HALVES)
    assert not set(tuning) & set(measuring)
    assert len(tuning) == len(measuring) == 61
    assert all(each.triggers for told in (tuning, measuring) for labels in told.values() for each in labels)


def test_a_report_without_a_toll_is_a_page_without_labels(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(
        "report,half,incident,outcome,low,high,kind,start,end,triggers\nr1,tuning,,,,,,,,\n", encoding="utf-8"
    )
    assert read_labels(path, "tuning") == {"r1": ()}
