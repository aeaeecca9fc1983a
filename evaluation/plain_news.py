"""Plain news: texts without annotation, and the rule that takes some of them for non-conflict news.

The rule is lexical and looks at the text alone, never at what the coder makes of it: at least LEAST_WORDS words, and
none of the words of conflict.toml.
"""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from evaluation.sheets import SheetError

LEXICON = Path(__file__).with_name("conflict.toml")
# Shorter texts are headlines and stubs, in which a conflict may be told without one plain word for it.
LEAST_WORDS = 25

_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that speak of conflict: beginnings of words, whole words, pairs of words."""

    beginnings: tuple[str, ...]
    words: frozenset[str]
    phrases: frozenset[str]

    @classmethod
    def load(cls, path: Path = LEXICON) -> Lexicon:
        """The lexicon in the TOML file at `path`."""
        lists = tomllib.loads(path.read_text("utf-8"))
        words = frozenset(lists["words"]) | frozenset(lists["at_sea"])
        return cls(tuple(lists["beginnings"]), words, frozenset(lists["phrases"]))

    def is_plain(self, text: str) -> bool:
        """True when a text is long enough to judge and holds no word of conflict."""
        words = _WORD.findall(text.lower())
        return len(words) >= LEAST_WORDS and not self.finds(words)

    def finds(self, words: list[str]) -> bool:
        """True when one of the words, or two on end, speak of conflict."""
        if any(word in self.words or word.startswith(self.beginnings) for word in words):
            return True
        return any(f"{one} {other}" in self.phrases for one, other in pairwise(words))


def read_texts(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSONL file, gzipped or not, one at a time. Raises SheetError at a bad line."""
    try:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())
    except (OSError, ValueError) as error:
        raise SheetError(f"{path}: not one JSON object a line ({error})") from error
