"""What an answer from the web says besides its page: the headers that are kept, the encoding, the host."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

KEPT_HEADERS = frozenset({"content-type", "date", "etag", "last-modified"})

_AS_BROWSERS_DO: Mapping[str, str] = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
}
"""Web pages that declare Latin-1 are Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels"""


def kept_headers(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The headers that tell what was answered and when, by name in small letters, sorted."""
    return {name: value for name, value in sorted((n.lower(), v) for n, v in headers) if name in KEPT_HEADERS}


def host_of(url: str) -> str | None:
    """The host of an address, without "www.": who publishes a page that does not say it; None when there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def page_encoding(content: bytes, declared: str | None) -> str | None:
    """The encoding to read a page in: none, for UTF-8, when it is valid UTF-8 anyway or the name is not known."""
    if declared is None or is_utf8(content):
        return None
    name = declared.strip("\"' ").lower()
    try:
        known = codecs.lookup(_AS_BROWSERS_DO.get(name, name)).name
    except (LookupError, ValueError):
        return None
    return known if known not in ("utf-8", "utf-16") else None


def is_utf8(content: bytes) -> bool:
    """True when `content` is valid UTF-8."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
