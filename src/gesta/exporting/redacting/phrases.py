"""Finding phrases that must not be seen, in any text, however they are written: with other accents, in capitals, with
or without hyphens, inside a web address."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing

from gesta.exporting.redacting.blocks import REDACTED
from gesta.spans import Span

LONGEST = 8  # words of a phrase that is looked for; longer names are looked for by their first eight words
NEAR = 4  # characters that may stand between two words of a phrase: "-", ", ", "’ ", ". - "
SHORTEST_WORD = 3  # letters of a name's part that is looked for alone: "Al", "de", "Le" would blacken half a text
ASKED_AT_ONCE = 500  # phrases in one question to the book; SQLite takes up to 999 in every build

_TOKEN = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"\w")
# Coordinates in running text: decimal degrees with three places or more after the point, and degrees with minutes.
_COORDINATES = re.compile(r"[-+]?\d{1,3}\.\d{3,}(?!\d)|\d{1,3}\s?°[\d\s.,'′’\"″”]*[NSEW]?")


class Book:
    """The phrases to take out: everywhere, or in one report and what is told of it.

    It lies in a temporary file, which vanishes when it is closed: a million reports need no more memory than one.
    """

    def __init__(self) -> None:
        self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._file.execute("BEGIN")
        self._file.execute("CREATE TABLE everywhere (words TEXT PRIMARY KEY) WITHOUT ROWID")
        self._file.execute("CREATE TABLE inside (report TEXT, words TEXT, PRIMARY KEY (report, words)) WITHOUT ROWID")
        self._file.execute("CREATE TABLE kept (words TEXT PRIMARY KEY) WITHOUT ROWID")
        self._file.execute("CREATE TABLE renamed (report TEXT PRIMARY KEY, alias TEXT) WITHOUT ROWID")
        self._file.execute("CREATE TABLE left_out (incident TEXT PRIMARY KEY) WITHOUT ROWID")
        self._renamed = False  # most profiles protect nobody: then nobody need be looked up

    def close(self) -> None:
        """Takes the file away."""
        self._file.close()

    def hide(self, phrase: str) -> None:
        """The phrase is taken out of every text."""
        self._insert("everywhere", [phrase_of(phrase)])

    def hide_in(self, report: str, phrase: str, *, parts: bool = False) -> None:
        """The phrase is taken out of one report and what is told of it; with `parts` also its words, one by one."""
        words = tokens(phrase)
        found = {" ".join(words[:LONGEST])} | ({w for w in words if len(w) >= SHORTEST_WORD} if parts else set())
        self._file.executemany("INSERT OR IGNORE INTO inside VALUES (?, ?)", [(report, one) for one in sorted(found)])

    def keep(self, phrase: str) -> None:
        """The phrase stays, even where a word of it is taken out elsewhere: the name of a public person."""
        self._insert("kept", [phrase_of(phrase)])

    def rename(self, report: str, alias: str) -> None:
        """The report is known by `alias` from now on."""
        self._file.execute("INSERT OR IGNORE INTO renamed VALUES (?, ?)", (report, alias))
        self._renamed = True

    def alias(self, report: str) -> str | None:
        """What a protected report is called, or None when it is not protected."""
        return self._one("SELECT alias FROM renamed WHERE report = ?", report) if self._renamed else None

    @property
    def protected(self) -> int:
        """How many reports have got an alias."""
        return int(self._rows("SELECT count(*) FROM renamed")[0][0])

    def leave_out(self, incident: str) -> None:
        """The incident is not exported."""
        self._file.execute("INSERT OR IGNORE INTO left_out VALUES (?)", (incident,))

    def leaves_out(self, incident: str) -> bool:
        """True for an incident that is not exported."""
        return self._one("SELECT incident FROM left_out WHERE incident = ?", incident) is not None

    def inside(self, reports: Iterable[str]) -> frozenset[str]:
        """The phrases that are taken out of these reports and what is told of them."""
        question = "SELECT words FROM inside WHERE report = ?"
        return frozenset(words for key in reports for (words,) in self._rows(question, key))

    def everywhere(self, asked: set[str]) -> set[str]:
        """Those of the phrases that are taken out of every text."""
        return self._among("everywhere", asked)

    def kept(self, asked: set[str]) -> set[str]:
        """Those of the phrases that stay."""
        return self._among("kept", asked)

    def _among(self, table: str, asked: set[str]) -> set[str]:
        ordered, found = sorted(asked), set()
        for start in range(0, len(ordered), ASKED_AT_ONCE):
            some = ordered[start : start + ASKED_AT_ONCE]
            marks = ",".join("?" * len(some))
            found |= {words for (words,) in self._rows(f"SELECT words FROM {table} WHERE words IN ({marks})", *some)}
        return found

    def _insert(self, table: str, phrases: list[str]) -> None:
        self._file.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?)", [(one,) for one in phrases if one])

    def _one(self, question: str, *given: str) -> str | None:
        return next((value for (value,) in self._rows(question, *given)), None)

    def _rows(self, question: str, *given: str) -> list[tuple[str]]:
        with closing(self._file.execute(question, given)) as answer:
            return answer.fetchall()


def found(text: str, book: Book, inside: frozenset[str], *, anywhere: bool = False) -> list[Span]:
    """Where phrases of the book, or of `inside`, stand in a text.

    A single word counts only with a capital first letter ("Rose", not "rose"), unless `anywhere`, as in an address.
    """
    candidates = list(_candidates(text))
    asked = {phrase for phrase, _, _ in candidates}
    hidden = book.everywhere(asked) | (asked & inside)
    if not hidden:
        return []
    kept = book.kept({phrase for phrase in asked - hidden if " " in phrase})
    shielded = [span for phrase, span, _ in candidates if phrase in kept]
    return [
        span
        for phrase, span, capital in candidates
        if phrase in hidden and (capital or anywhere or " " in phrase) and not _is_shielded(span, shielded)
    ]


def masked(text: str, spans: Iterable[Span]) -> str:
    """The text with a block for every letter and digit of the spans; its length and all other characters stay."""
    letters = list(text)
    for span in spans:
        letters[span.start : span.end] = _LETTERS.sub(REDACTED, span.of(text))
    return "".join(letters)


def coordinates(text: str) -> list[Span]:
    """Where coordinates are written out in a text."""
    return [Span(*match.span()) for match in _COORDINATES.finditer(text)]


def phrase_of(text: str) -> str:
    """The form in which a phrase is looked up: its first words, folded."""
    return " ".join(tokens(text)[:LONGEST])


def tokens(text: str) -> list[str]:
    """The words of a text without accents and in small letters."""
    return [folded(match[0]) for match in _TOKEN.finditer(text)]


def folded(word: str) -> str:
    """A word without accents, in small letters."""
    apart = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()


def _candidates(text: str) -> Iterator[tuple[str, Span, bool]]:
    """Every run of up to LONGEST words that stand close together: its folded form, its span, and whether it begins
    with a capital (or with a letter of a script that has none)."""
    words = [(folded(m[0]), m.start(), m.end(), not m[0][0].islower()) for m in _TOKEN.finditer(text)]
    for first, (word, start, end, capital) in enumerate(words):
        phrase = word
        yield phrase, Span(start, end), capital
        for later, behind, last, _ in words[first + 1 : first + LONGEST]:
            if behind - end > NEAR:
                break
            phrase, end = f"{phrase} {later}", last
            yield phrase, Span(start, end), capital


def _is_shielded(span: Span, shielded: list[Span]) -> bool:
    return any(shield.start <= span.start and span.end <= shield.end for shield in shielded)
