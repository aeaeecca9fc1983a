"""Feeds: the entries of an RSS or Atom file, in full or, when the feed gives no more, in summary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.sax import SAXException

from gesta.errors import FormatError
from gesta.formats._building import Found, build
from gesta.formats._dates import parse_date
from gesta.formats._decoding import whole_bytes
from gesta.formats._markup import FEED_ROOTS, fragment_words, root_name
from gesta.formats.format import Format, Hints, Input, Placed
from gesta.nouns.provenance import Extent, Provenance

MOST_FEED = 16 * 2**20
"""Bytes of a feed: those of news sites have a few dozen entries and stay under one megabyte."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one report: its words (`extent` tells whether they are all), title, date, address."""

    number: int
    text: str
    extent: Extent
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None


def read(given: Input) -> Iterator[Placed | FormatError]:
    """One report an entry, in the order of the feed; an entry without words is an error.

    Raises FormatError when the file is no feed or has no entry. A feed cut off in its midst gives the entries before.
    """
    content = whole_bytes(given)
    for item in entries(given.path, content, given.hints.encoding):
        yield item if isinstance(item, FormatError) else entry_report(given.path, item, given.hints)


def entry_report(path: str, entry: Entry, hints: Hints) -> Placed | FormatError:
    """The report of an entry: the words that the feed gives of it."""
    place = f"{path} entry {entry.number}"
    found = Found(
        place,
        entry.text,
        title=entry.title,
        publisher=entry.publisher,
        published=entry.published,
        url=entry.url,
    )
    try:
        return Placed(build(found, hints), provenance=Provenance(place, extent=entry.extent))
    except FormatError as error:
        return error


def entries(path: str, content: bytes, encoding: str | None = None) -> Iterator[Entry | FormatError]:
    """The entries of the feed in `content`, and an error after them when it is broken. Raises FormatError when none."""
    import feedparser

    if len(content) > MOST_FEED:
        raise FormatError(f"the feed has more than {MOST_FEED // 2**20} MB", path=path, remedy="cut it up")
    headers = {"content-type": f"application/xml; charset={encoding}"} if encoding else {}
    try:
        feed = feedparser.parse(
            BytesIO(content), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
    except _PARSER_FAILS_BY as error:
        raise _broken(path, error, "nothing was read") from None
    if not feed.entries:
        raise _no_entry(path, feed)
    yield from (_entry(number, entry, feed) for number, entry in enumerate(feed.entries, start=1))
    if isinstance(feed.get("bozo_exception"), SAXException):
        yield _broken(path, feed.bozo_exception, "entries may be missing")


_PARSER_FAILS_BY = (SAXException, ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)
"""What feedparser raises on hostile feeds; it promises no exception of its own."""


def _broken(path: str, error: BaseException, loss: str) -> FormatError:
    line = getattr(error, "getLineNumber", lambda: None)()
    said = getattr(error, "getMessage", lambda: type(error).__name__)()
    return FormatError(f"broken XML: {said}; {loss}", path=path, line=line, remedy="fetch the feed anew")


def _no_entry(path: str, feed: Mapping[str, Any]) -> FormatError:
    if isinstance(broken := feed.get("bozo_exception"), SAXException):
        return _broken(path, broken, "nothing was read")
    known = bool(feed.get("version"))
    return FormatError("the feed has no entry" if known else "no feed", path=path, remedy="give an RSS or Atom file")


def _entry(number: int, entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Entry:
    contents = [content.get("value") or "" for content in entry.get("content", [])]
    whole = max(contents, key=len, default="")
    original = entry.get("source") or {}
    return Entry(
        number,
        fragment_words(whole or entry.get("summary") or ""),
        "whole" if whole else "summary",
        fragment_words(entry.get("title") or "") or None,
        original.get("title") or feed["feed"].get("title"),
        _published(entry, feed.get("version") or ""),
        entry.get("link"),
    )


def _published(entry: Mapping[str, Any], version: str) -> str | None:
    """The date of publication as the entry gives it, when it is plainly a date. An update is no publication.

    In RSS, what the parser calls an update is dc:date: "a point of time associated with an event in the lifecycle of
    the resource" (https://www.dublincore.org/specifications/dublin-core/dcmi-terms/#date), there the publication.
    """
    stated = [dict(entry).get("published"), dict(entry).get("updated") if version.startswith("rss") else None]
    return next((said for said in stated if said and _is_date(said)), None)


def _is_date(said: str) -> bool:
    try:
        parse_date(said)
    except ValueError:
        return False
    return True


def sniff(head: str) -> bool:
    """True when the first element is that of a feed."""
    return root_name(head) in FEED_ROOTS


FORMAT = Format(
    name="feed",
    suffixes=(".rss", ".atom", ".xml"),
    description="the entries of an RSS or Atom feed: their full text, or the summary, which is then called one",
    read=read,
    sniff=sniff,
)
