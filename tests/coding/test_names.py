"""Names that the reference tables know under one kind take the label of that kind."""

import pytest

from gesta.coding import relabelled
from gesta.nouns.mention import Mention
from gesta.spans import Span


@pytest.mark.parametrize(
    ("name", "read", "settled"),
    [
        ("Syria", "ORG", "GPE"),
        ("Vietnamese", "GPE", "NORP"),
        ("Mediterranean Sea", "GPE", "LOC"),
        ("Front for the Plains", "ORG", "ORG"),
        ("car", "WEA", "WEA"),
        ("Gaza", "LOC", "LOC"),
    ],
)
def test_a_name_of_one_kind_only_takes_its_label(name: str, read: str, settled: str) -> None:
    [mention] = relabelled(name, [Mention(Span(0, len(name)), read, 0.5)])
    assert mention == Mention(Span(0, len(name)), settled, 0.5)
