from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gesta.nouns.coded import Coded
from gesta.nouns.report import Report, digest
from gesta.spans import Span
from gesta.telling.cards import account
from gesta.telling.marking import KINDS, Mark, lines, marks
from tests import handmade

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
TEXT = st.text(st.sampled_from("ab \n"), max_size=30)


def plain(text: str) -> Coded:
    """A report in which nothing was found."""
    return Coded(Report("r1", text, digest(text)), (), (), (), (), (), {})


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXT)
    if not text:
        return text, []
    starts = st.integers(0, len(text) - 1)
    spans = starts.flatmap(lambda start: st.builds(Span, st.just(start), st.integers(start + 1, len(text))))
    return text, draw(st.lists(st.builds(Mark, spans, st.sampled_from(KINDS), st.just(("e1",))), max_size=6))


@PATIENT
@given(marked())
def test_the_pieces_joined_are_the_text(given_marks: tuple[str, list[Mark]]) -> None:
    text, found = given_marks
    assert "\n".join("".join(piece.text for piece in line) for line in lines(plain(text), found)) == text


@PATIENT
@given(marked())
def test_every_mark_covers_just_its_words(given_marks: tuple[str, list[Mark]]) -> None:
    text, found = given_marks
    pieces = [piece for line in lines(plain(text), found) for piece in line]
    for mark in found:
        covered = "".join(piece.text for piece in pieces if mark in piece.marks)
        assert set(covered) <= set(mark.span.of(text))
        if found.count(mark) == 1:
            assert covered == mark.span.of(text).replace("\n", "")


def test_a_trigger_within_a_target_wins_the_colour() -> None:
    view = account(handmade.coded())
    pieces = [piece for line in lines(view.coded, marks(view)) for piece in line]
    [bombing] = [piece for piece in pieces if piece.text == "bombing" and len(piece.marks) > 1]
    assert bombing.kind == "trigger"
    assert {mark.kind for mark in bombing.marks} == {"trigger", "target"}
    assert bombing.ends == ("e1",)


def test_the_speaker_is_marked_with_the_events_it_speaks_of() -> None:
    view = account(handmade.coded())
    [army] = [mark for mark in marks(view) if mark.span.of(view.coded.report.text) == "the Malian army"]
    assert (army.kind, army.cards) == ("speaker", ("e1", "e2", "e3"))
