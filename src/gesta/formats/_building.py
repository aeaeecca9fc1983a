"""From what a format found to a `Report`: the checks that every report passes, whatever file it came in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import shorten

from gesta.errors import FormatError, LanguageError
from gesta.formats._dates import FORMS, parse_date
from gesta.formats._decoding import normal
from gesta.formats._languages import is_english, other_language
from gesta.formats._limits import MOST_TEXT
from gesta.formats.format import Hints
from gesta.nouns.report import Report, digest

LONGEST_SHOWN = 60
"""Characters of a bad value that a message repeats."""

_NO_TEXT = re.compile(r"[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says of one report, as strings, and where: `line` for messages. Empty strings count as unsaid."""

    path: str
    text: str
    line: int | None = None
    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


def build(found: Found, hints: Hints) -> Report:
    """The report. Raises FormatError when its text or date cannot stand, LanguageError when it is not in English."""
    text = normal(found.text)
    _check_text(found, text)
    _check_language(found, text)
    published = _published(found) or hints.published
    publisher = _clean(found.publisher) or hints.publisher
    url = _clean(found.url) or hints.url
    return Report(
        id=_clean(found.id) or _content_id(text, publisher, published, url),
        text=text,
        digest=digest(text),
        title=_clean(found.title) or hints.title,
        publisher=publisher,
        published=published,
        url=url,
    )


def _error(found: Found, message: str, remedy: str) -> FormatError:
    return FormatError(message, path=found.path, line=found.line, remedy=remedy, report=_clean(found.id))


def _clean(value: str | None) -> str | None:
    return (value or "").strip() or None


def _check_text(found: Found, text: str) -> None:
    if not text.strip():
        raise _error(found, "the text is empty", "give the text of the report")
    if not any(c.isalnum() for c in text):
        raise _error(found, "the text holds no letter and no figure", "give the text of the report")
    if len(text) > MOST_TEXT:
        raise _error(found, f"the text has more than {MOST_TEXT:,} characters", "give one report at a time")
    for value in (text, found.id, found.title, found.publisher, found.url):
        if bad := _NO_TEXT.search(value or ""):
            kind = "a NUL character" if bad[0] == "\0" else "half a surrogate pair"
            raise _error(found, f"the report holds {kind} at character {bad.start()}", "write the file anew as UTF-8")


def _check_language(found: Found, text: str) -> None:
    said = _clean(found.language)
    read = None if said and is_english(said) else said or other_language(text)
    if read is not None:
        raise LanguageError(
            f"the language is given as {said!r}" if said else f"the text looks like {read}, not English",
            path=found.path,
            line=found.line,
            remedy="Gesta reads English; give a translation",
            report=_clean(found.id),
        )


def _published(found: Found) -> date | datetime | None:
    said = _clean(found.published)
    try:
        return parse_date(said) if said else None
    except ValueError as error:
        raise _error(found, f"the date {shorten(said or '', LONGEST_SHOWN)!r} cannot be read: {error}", FORMS) from None


def _content_id(text: str, publisher: str | None, published: date | datetime | None, url: str | None) -> str:
    """The digest of the text, or of text, publisher, date and address: two publishers of one text are two reports."""
    said = [publisher or "", published.isoformat() if published else "", url or ""]
    return digest("\n".join([text, *said])) if any(said) else digest(text)
