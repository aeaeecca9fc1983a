"""Pieces lead back to the text; windows cover it in whole sentences."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gesta.errors import ReaderError
from gesta.nouns.sentence import Sentence
from gesta.reading import tokenizer
from gesta.reading.reader import WEIGHTS
from gesta.reading.tokenizer import Pieces, Tokenizer, windows
from gesta.spans import Span


@pytest.fixture(scope="module")
def words() -> Tokenizer:
    return Tokenizer.load(WEIGHTS / "tokenizer.json")


def whole(text: str) -> tuple[Sentence, ...]:
    return (Sentence(Span(0, len(text)), "body", 0),)


def of_lengths(lengths: list[int]) -> Pieces:
    total = sum(lengths)
    line = np.arange(total)
    return Pieces(line, line, line + 1, line * 0, np.repeat(np.arange(len(lengths)), lengths), line < 0)


def test_pieces_give_their_words_and_casing(words: Tokenizer) -> None:
    text = "NATO jets bombed Zhabrika, 12 km off."
    pieces = words.pieces(text, whole(text))
    spans = list(zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True))
    assert "".join(text[a:b] for a, b in spans) == text.replace(" ", "")
    by_word = {text[a:b]: case for (a, b), case in zip(spans, pieces.cases.tolist(), strict=True)}
    assert by_word["NATO"] == tokenizer.UPPER
    assert by_word["jets"] == tokenizer.LOWER
    assert by_word["12"] == tokenizer.DIGIT
    assert by_word["."] == tokenizer.PUNCTUATION


def test_capitals_say_nothing_in_a_text_of_capitals(words: Tokenizer) -> None:
    text = "REBELS ATTACKED THE PORT AND FLED."
    assert set(words.pieces(text, whole(text)).cases.tolist()) == {tokenizer.UNCASED}


def test_text_outside_sentences_is_left_out(words: Tokenizer) -> None:
    text = "Read more here. Troops left. Advertisement"
    pieces = words.pieces(text, (Sentence(Span(16, 28), "body", 0),))
    assert text[pieces.starts[0] : pieces.ends[-1]] == "Troops left."
    assert set(pieces.sentences.tolist()) == {0}


@given(st.text(max_size=80))
def test_any_text_can_be_cut(words: Tokenizer, text: str) -> None:
    pieces = words.pieces(text, whole(text) if text else ())
    assert (pieces.starts < pieces.ends).all()
    assert (np.diff(pieces.starts) >= 0).all()


def test_a_damaged_tokenizer_is_named(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(ReaderError, match=r"tokenizer\.json: .* reinstall"):
        Tokenizer.load(tmp_path / "tokenizer.json")


@given(st.lists(st.integers(1, 60), max_size=30), st.integers(20, 100))
def test_windows_cover_every_piece_once_and_keep_to_the_limit(lengths: list[int], limit: int) -> None:
    pieces = of_lengths(lengths)
    cut = windows(pieces, limit)
    assert [at for a, b in cut for at in range(a, b)] == list(range(len(pieces)))
    assert all(0 < b - a <= limit for a, b in cut)


@given(st.lists(st.integers(1, 20), min_size=1, max_size=30), st.integers(20, 100))
def test_windows_cut_between_sentences(lengths: list[int], limit: int) -> None:
    pieces = of_lengths(lengths)
    starts = {0, *np.cumsum(lengths).tolist()}
    assert all(a in starts and b in starts for a, b in windows(pieces, limit))


def test_windows_are_of_nearly_equal_length() -> None:
    lengths = [b - a for a, b in windows(of_lengths([10] * 24), 218)]
    assert lengths == [120, 120]
