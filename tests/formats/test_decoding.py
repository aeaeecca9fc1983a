"""Encodings: what is read, and what is refused rather than read wrongly."""

from __future__ import annotations

import codecs

import pytest

from gesta.formats import Hints
from tests.formats.reading import ENGLISH, read_all, read_one, refusal


@pytest.mark.parametrize(
    "content",
    [
        ENGLISH.encode(),
        codecs.BOM_UTF8 + ENGLISH.encode(),
        codecs.BOM_UTF16_LE + ENGLISH.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"),
    ],
)
def test_unicode_is_read_with_and_without_byte_order_mark(content: bytes) -> None:
    assert read_one(content).text == ENGLISH


def test_plain_windows_1252_is_read() -> None:
    text = ENGLISH + " “We saw them,” José Muñoz of Córdoba said – for €5."
    assert read_one(text.encode("cp1252")).text == text


@pytest.mark.parametrize(
    "content",
    [
        (ENGLISH + " Nigeria’s army").encode("mac-roman"),
        (ENGLISH + " Lech Wałęsa").encode("iso-8859-2"),
        ("Четыре солдата погибли " * 5).encode("cp1251"),
        ENGLISH.encode() + b" \xe2\x80 broken",
        codecs.BOM_UTF16_LE + b"a\0b\0c",
    ],
)
def test_other_encodings_are_refused_with_a_remedy(content: bytes) -> None:
    message = refusal(content, "text")
    assert "not valid UTF" in message
    assert "convert it with: iconv -f" in message


def test_the_message_names_the_first_bad_byte() -> None:
    assert f"not valid UTF-8 at byte {len(ENGLISH) + 1}" in refusal(ENGLISH.encode() + b" \xb3\xff x")


def test_a_likely_encoding_is_named_for_another_alphabet() -> None:
    text = "Четыре солдата погибли во вторник при нападении на пост у границы, сообщило министерство обороны. " * 4
    assert "iconv -f cp1251 -t utf-8" in refusal(text.encode("cp1251"), "text")


def test_a_given_encoding_is_used() -> None:
    text = ENGLISH + " Lech Wałęsa was there."
    assert read_one(text.encode("iso-8859-2"), hints=Hints(encoding="iso-8859-2")).text == text


def test_an_unknown_encoding_is_named() -> None:
    (found,) = read_all(ENGLISH, hints=Hints(encoding="utf-99"))
    assert "unknown encoding 'utf-99'" in str(found)


def test_utf_16_without_byte_order_mark_is_read_when_it_is_given_as_such() -> None:
    hints = Hints(encoding="utf-16-le")
    assert read_one(ENGLISH.encode("utf-16-le"), "text", hints).text == ENGLISH
    assert read_one(f'{{"text": "{ENGLISH}"}}\n'.encode("utf-16-le"), "jsonl", hints).text == ENGLISH
