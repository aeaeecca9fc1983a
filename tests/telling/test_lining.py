"""What an account points to: lines, or the sentences of a report that is all one line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gesta.nouns.coded import Coded
from gesta.nouns.report import Report, digest
from gesta.nouns.sentence import Sentence
from gesta.spans import Span
from gesta.telling.lining import lining


def coded(text: str, *starts: int) -> Coded:
    """A report with sentences that begin at these places."""
    ends = (*starts[1:], len(text)) if starts else ()
    sentences = tuple(Sentence(Span(*ends), "body", 0) for ends in zip(starts, ends, strict=True))
    return Coded(Report("r1", text, digest(text)), sentences, (), (), (), (), {})


ONE = "Rebels shelled a port. Three men died."


def test_a_report_of_one_line_is_told_by_sentences() -> None:
    found = lining(coded(ONE, 0, 23))
    assert (found.unit, [found.number(at) for at in (0, 22, 23, 37)]) == ("sentence", [1, 1, 2, 2])
    assert [ONE[slice(*part)] for part in found.parts(ONE)] == ["Rebels shelled a port. ", "Three men died."]
    assert lining(coded(ONE + "\n", 0, 23)).unit == "sentence"


def test_a_report_of_lines_or_of_one_sentence_is_told_by_lines() -> None:
    text = ONE.replace(". ", ".\n\n")
    found = lining(coded(text, 0, 24))
    assert (found.unit, found.number(0), found.number(24)) == ("line", 1, 3)
    assert [text[slice(*part)] for part in found.parts(text)] == ["Rebels shelled a port.", "", "Three men died."]
    assert lining(coded(ONE, 0)).unit == "line"
    assert lining(coded("")).parts("") == [(0, 0)]


@given(st.text(st.sampled_from("ab. \n"), min_size=1, max_size=30), st.sets(st.integers(0, 29), max_size=5))
def test_the_parts_are_the_text(text: str, starts: set[int]) -> None:
    found = lining(coded(text, *sorted(start for start in starts if start < len(text))))
    joint = "\n" if found.unit == "line" else ""
    assert joint.join(text[slice(*part)] for part in found.parts(text)) == text
