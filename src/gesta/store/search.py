"""Finds reports by their words, best first: FTS5 in SQLite, tsvector in PostgreSQL, asked alike.

All words must occur, in any inflection ("bombed" finds "bombing"); words in double quotes must stand together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, TextClause, column, select, text
from sqlalchemy.sql.expression import TableClause, table

from gesta.nouns.episode import Card
from gesta.spans import Span
from gesta.store import schema
from gesta.store.rows.reports import card_of

SNIPPET_WORDS = 24
"""Words of a report that a hit shows."""

_TITLE_WEIGHT = 4.0  # a word in the title says more of what a report is about than one in the text
_OPEN, _SHUT = "\x02", "\x03"  # around found words in a snippet; no text holds them
_TERM = re.compile(r'"([^"]+)"|([^\s"]+)')
_WORD = re.compile(r"\w")

_FTS: TableClause = table("report_search", column("rowid"), column("report_search"))


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that was found: some of its words, where in them the words asked for stand, and how well it fits.

    Scores order the hits of one search and mean nothing beyond it.
    """

    card: Card
    snippet: str
    found: tuple[Span, ...]
    score: float


def search(connection: Connection, words: str, limit: int) -> list[Hit]:
    """The reports that hold the words, the best first; none for words without a letter or digit."""
    terms = _terms(words)
    if not terms:
        return []
    if connection.dialect.name == "sqlite":
        asked = {"words": _quoted(terms), "limit": limit}
        return [_hit(row) for row in connection.execute(_SQLITE, asked)]
    return [_hit(row) for row in connection.execute(_postgresql(terms), {**_numbered(terms), "limit": limit})]


def matching(words: str, dialect: str) -> Select[tuple[Any]]:
    """The numbers of the reports that hold the words, as a part of another question."""
    terms = _terms(words)
    if not terms:
        return select(schema.reports.c.number).where(text("1 = 0"))
    if dialect == "sqlite":
        found = _FTS.c.report_search.op("MATCH")(_quoted(terms))
        return select(_FTS.c.rowid).where(found)
    asked = text(f"search @@ ({_query(terms)})").bindparams(**_numbered(terms))
    return select(schema.reports.c.number).where(asked)


def _terms(words: str) -> list[str]:
    """Words and phrases, without those of mere punctuation."""
    return [term for match in _TERM.finditer(words) if _WORD.search(term := match[1] or match[2])]


def _quoted(terms: list[str]) -> str:
    """The terms as FTS5 reads them: each quoted, so that nothing in them is taken for an operator."""
    return " ".join(f'"{term}"' for term in terms)


def _numbered(terms: list[str]) -> dict[str, str]:
    return {f"term_{n}": term for n, term in enumerate(terms)}


def _query(terms: list[str]) -> str:
    return " && ".join(f"phraseto_tsquery('english', :term_{n})" for n in range(len(terms)))


def _hit(row: Any) -> Hit:
    snippet, found = _unmarked(row.snippet)
    return Hit(card_of(row), snippet, found, float(row.fit))


def _unmarked(marked: str) -> tuple[str, tuple[Span, ...]]:
    """The snippet in one line without the marks, and where the marked words stand in it."""
    plain, found, begin = "", list[Span](), 0
    for piece in _pieces(" ".join(marked.split(" ")).replace("\n", " ")):
        if piece == _OPEN:
            begin = len(plain)
        elif piece == _SHUT:
            found += [Span(begin, len(plain))] if len(plain) > begin else []
        else:
            plain += piece
    return plain, tuple(found)


def _pieces(marked: str) -> Iterator[str]:
    yield from re.split(f"([{_OPEN}{_SHUT}])", marked)


def _statement(fit: str, snippet: str, found: str) -> TextClause:
    columns = "r.key, r.id, r.publisher, r.published, r.title, r.url"
    return text(
        f"SELECT {columns}, {fit} AS fit, {snippet} AS snippet FROM {found} ORDER BY fit DESC, r.key LIMIT :limit"
    )


_SQLITE = _statement(
    f"-bm25(report_search, {_TITLE_WEIGHT}, 1.0)",
    f"snippet(report_search, -1, '{_OPEN}', '{_SHUT}', '…', {SNIPPET_WORDS})",
    "report_search JOIN reports r ON r.number = report_search.rowid WHERE report_search MATCH :words",
)


def _postgresql(terms: list[str]) -> TextClause:
    options = f"StartSel={_OPEN}, StopSel={_SHUT}, MaxWords={SNIPPET_WORDS}, MinWords={SNIPPET_WORDS // 2}"
    shown = f"ts_headline('english', r.text, query, '{options}')"
    return _statement(
        "ts_rank(r.search, query)", shown, f"reports r, (SELECT {_query(terms)} AS query) q WHERE r.search @@ query"
    )
