from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console, RenderableType

from gesta.nouns.coded import Coded
from gesta.nouns.event import Event
from gesta.nouns.sentence import Sentence
from gesta.spans import Span
from gesta.telling.explaining import explained
from gesta.telling.terminal import reasons, shown, told
from tests import handmade, referents


def drawn(view: RenderableType, width: int = 100, colour: bool = False) -> str:
    canvas = io.StringIO()
    system = "truecolor" if colour else None
    Console(file=canvas, width=width, color_system=system, force_terminal=colour).print(view)  # type: ignore[arg-type]
    return canvas.getvalue()


def test_an_account_reads_well_without_colour() -> None:
    text = drawn(told(handmade.coded()))
    assert text.startswith("Army jets answer market bombing in Mali\nPublisher: Sahel Wire · published: 2019-03-12\n")
    for line in (
        "e4 air attack – said to have happened · “bombed” line 3  ASSAULT.aerial",
        "again: “air strikes” line 5",
        "└ e2 killing – said to have happened",
        "killed: at least 7 (as said: “at least seven people”)  line 1",
        "e13 talks – PLANNED or expected",
        "e14 attack – happened · TOTAL of several events, not one event",
        "e15 troop movement – POSSIBLE, not said to have happened",
        "e8 killing – DENIED",
        "Silent  The defence ministry – declines to comment (“declined to comment”)  line 7",
        "11 events · 15 mentions · 8 attributions · 11 sentences",
    ):
        assert line in text
    assert "\x1b" not in text


def test_an_account_has_colour_in_a_terminal() -> None:
    assert "\x1b[" in drawn(told(handmade.coded()), colour=True)


@pytest.mark.parametrize("width", [40, 72, 200])
def test_lines_keep_within_the_window(width: int) -> None:
    for view in (told(handmade.coded()), shown(handmade.coded())):
        assert max(len(line) for line in drawn(view, width).splitlines()) <= width


def test_what_is_not_known_of_the_report_is_said() -> None:
    unknown = replace(handmade.coded(), report=replace(handmade.example(), publisher=None, published=None))
    assert "Publisher: not said · published: not said" in drawn(told(unknown))


def test_a_report_without_events_says_so() -> None:
    empty = replace(handmade.coded(), events=(), links=(), claims=())
    assert "No events found." in drawn(told(empty))
    assert "No events found." in drawn(shown(empty))


def test_the_text_is_shown_with_line_numbers_ids_and_legend() -> None:
    text = drawn(shown(handmade.coded()), width=400)
    assert "1  KORAMBE, Mali, March 12 (Sahel Wire) - A car bomb exploded[e1] outside the cattle market" in text
    assert "condemned[e11] the market bombing[e1] and" in text
    assert "Legend: event · people harmed · to whom · who did it · who says so" in text
    assert "e8   └ killing – DENIED" in text


def test_square_brackets_in_a_report_are_words_not_markup() -> None:
    text = "The [bold]army[/bold] bombed [the] camp."
    event = replace(handmade.coded().events[0], trigger=handmade.words_at(text, "bombed"), roles={}, toll=())
    coded = replace(handmade.coded(), report=handmade.report(text), events=(event,), links=(), claims=())
    assert "The [bold]army[/bold] bombed[e1] [the] camp." in drawn(shown(coded))


def test_referents_stand_behind_an_arrow_and_the_words_first() -> None:
    text = drawn(told(referents.coded()))
    for line in (
        "who             army jets → Malian armed forces · MLI MIL  line 3",
        "the town of Korambe → Korambe, Mopti, Mali · town  line 1",
        "Monday → 11 March 2019 (Monday, counted from the report's date)  line 1",
        "near the village of Tessara  line 3  not placed",
        "Hours later  line 3  not after 12 March 2019",
        "the Malian army → Malian armed forces · MLI MIL – says so (“said”)  line 1",
    ):
        assert line in text


def test_the_list_below_the_text_tells_who_where_and_when() -> None:
    text = drawn(shown(referents.coded()), width=200)
    assert "e4   air attack – said to have happened\n       who: army jets → Malian armed forces · MLI MIL\n" in text
    assert "       where: the town of Korambe → Korambe, Mopti, Mali · town\n" in text


def test_an_explanation_tells_choice_method_evidence_alternatives_and_gaps() -> None:
    coded = referents.coded()
    text = drawn(reasons(coded.report, explained(coded, frozenset({"e1", "e4"}))), width=140)
    for line in (
        "e4 air attack · “bombed” line 3  ASSAULT.aerial",
        "“army jets” line 3 → Malian armed forces · MLI MIL",
        "by: short form: alias · score 0.86",
        "rests on: “Malian army” line 1",
        "also considered: Malian Air Force (score 0.41): body of MLI",
        "“near the village of Tessara” line 3 – not resolved: 'Tessara' is not in the gazetteer",
        "its date        – not resolved: no words say when",
    ):
        assert line in text


def test_the_same_word_of_one_line_is_told_once_and_long_lists_are_inset() -> None:
    text = "The raid was long. The attack began at dawn; the attack went on, and after the attack the raid was denied."
    whole = Sentence(Span(0, len(text)), "lead", 0)
    places = ("raid", "attack", "attack@2", "attack@3", "raid@2")
    events = tuple(
        Event(f"e{n}", handmade.words_at(text, place), "ASSAULT", None, "actual", 0.9, {}, same="e1" if n > 1 else None)
        for n, place in enumerate(places, 1)
    )
    view = told(Coded(handmade.report(text), (whole,), (), events, (), (), {}))
    assert "again: “attack” line 1 (3 times), “raid” line 1" in drawn(view)
    lines = drawn(view, 40).splitlines()
    again = next(n for n, line in enumerate(lines) if "again" in line)
    assert lines[again + 1].startswith("  ")
