"""Names that the reference tables know under one kind take the label of that kind."""

import pytest

from gesta.coding import settled
from gesta.nouns.mention import Mention
from gesta.spans import Span


@pytest.mark.parametrize(
    ("name", "read", "label"),
    [
        ("Syria", "ORG", "GPE"),
        ("Vietnamese", "GPE", "NORP"),
        ("Mediterranean Sea", "GPE", "LOC"),
        ("Front for the Plains", "ORG", "ORG"),
        ("car", "WEA", "WEA"),
        ("Gaza", "LOC", "LOC"),
    ],
)
def test_a_name_of_one_kind_only_takes_its_label(name: str, read: str, label: str) -> None:
    [mention] = settled(name, [Mention(Span(0, len(name)), read, 0.9)])
    assert mention == Mention(Span(0, len(name)), label, 0.9)


@pytest.mark.parametrize(
    ("text", "pieces", "label", "joined"),
    [
        ("Ministry of Defence", ["Ministry", "Defence"], "ORG", ["Ministry of Defence"]),
        ("early hours of May 3", ["early hours", "May 3"], "TIME", ["early hours of May 3"]),
        ("Chad-Sudan talks", ["Chad", "Sudan"], "GPE", ["Chad", "Sudan"]),
        ("Mali and Niger", ["Mali", "Niger"], "GPE", ["Mali", "Niger"]),
        ("the Plains Front", ["the", "Plains Front"], "ORG", ["Plains Front"]),
    ],
)
def test_pieces_of_one_name_are_joined(text: str, pieces: list[str], label: str, joined: list[str]) -> None:
    starts = [text.index(piece) for piece in pieces]
    read = [Mention(Span(at, at + len(piece)), label, 0.9) for at, piece in zip(starts, pieces, strict=True)]
    assert [m.span.of(text) for m in settled(text, read)] == joined


def test_a_doubtful_name_is_left_out() -> None:
    assert settled("Corvette", [Mention(Span(0, 8), "GPE", 0.5)]) == ()
