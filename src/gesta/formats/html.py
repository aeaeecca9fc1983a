"""HTML: the main text of a news page, without menus, comments and advertisements; metadata from its head."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from lxml.etree import LxmlError  # type: ignore[import-untyped]

from gesta.errors import FormatError
from gesta.formats._building import Found, build
from gesta.formats._dates import parse_date
from gesta.formats._decoding import decode, whole_bytes
from gesta.formats._markup import FEED_ROOTS, NEWSWIRE_ROOTS, root_name
from gesta.formats._web import page_encoding
from gesta.formats.format import Format, Hints, Input, Placed
from gesta.nouns.report import Report

MOST_PAGE = 16 * 2**20
"""Bytes of a page: the heaviest news pages, with pictures written into them, stay under a third of it."""

MOST_TAGS = 100_000
"""Tags of a page: news pages have a few thousand; with many more, finding the main text takes minutes."""

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_CHARSET_SEARCHED = 4096

_EXTRACTOR_FAILS_BY = (LxmlError, RecursionError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
"""What parser and extractor raise on hostile pages; they promise no exception of their own."""

_META = re.compile(r"<meta\b[^>]{1,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(name|property|itemprop|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_OTHER_DATES = (
    re.compile(r"\"datePublished\"\s{0,9}:\s{0,9}\"([^\"]{4,40})\""),
    re.compile(
        r"<time\b[^>]{0,500}\bdatetime\s?=\s?[\"']([^\"'>]{4,40})[\"'][^>]{0,200}\b(?:pubdate|itemprop=.datePublished)"
    ),
)
"""Dates of publication outside <meta>: in JSON-LD, and a <time> that says it is one."""


def read(given: Input) -> Iterator[Placed | FormatError]:
    """The report of the page. Raises FormatError when the page is too large or holds no main text."""
    yield Placed(page_report(given.path, whole_bytes(given), given.hints))


def page_report(path: str, content: bytes, hints: Hints) -> Report:
    """The report of the page in `content`. Raises FormatError when it is too large or holds no main text."""
    if len(content) > MOST_PAGE or content.count(b"<") > MOST_TAGS:
        limits = f"{MOST_PAGE // 2**20} MB or {MOST_TAGS:,} tags"
        raise FormatError(f"the page has more than {limits}", path=path, remedy="save the article as plain text")
    page = decode(path, content, hints.encoding or _declared(content))
    return build(_main_text(path, page), hints)


def _declared(content: bytes) -> str | None:
    """The encoding that the page declares, when it is not valid UTF-8 anyway and the declaration is a known name."""
    found = _DECLARED.search(content[:_CHARSET_SEARCHED])
    return page_encoding(content, found[1].decode("ascii")) if found else None


def _main_text(path: str, page: str) -> Found:
    """Text and metadata of the page. Raises FormatError when there is no main text."""
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            page,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
        )
    except _EXTRACTOR_FAILS_BY as error:
        raise FormatError(f"the page cannot be parsed ({type(error).__name__})", path=path, remedy=_REMEDY) from None
    text = getattr(document, "text", None)
    if not text:
        raise FormatError("no main text found in the page", path=path, remedy=_REMEDY)
    return Found(
        path,
        text,
        title=getattr(document, "title", None),
        publisher=getattr(document, "sitename", None),
        published=_published(page),
        url=getattr(document, "url", None),
    )


_REMEDY = "save the article as plain text; pages built by scripts hold none until a browser has run them"


def _published(page: str) -> str | None:
    """The date of publication that the page's metadata states and that is a date, best place first; else None.

    Own rules and not the extractor's: it completes "March 2019" to the first of the month and mends impossible days.
    """
    stated = _metadata(page)
    meta = [stated[name] for name in _date_names() if name in stated]
    other = [found[1] for found in (form.search(page) for form in _OTHER_DATES) if found]
    return next(filter(_is_date, [*meta, *other]), None)


@cache
def _date_names() -> tuple[str, ...]:
    table = tomllib.loads(files(__package__).joinpath("pages.toml").read_text(encoding="utf-8"))
    return tuple(table["published"])


def _metadata(page: str) -> dict[str, str]:
    """The contents of the page's <meta> elements by name in small letters; the first of each name counts."""
    stated: dict[str, str] = {}
    for element in _META.finditer(page):
        values = {key.lower(): double or single for key, double, single in _ATTRIBUTE.findall(element[0])}
        name = values.get("property") or values.get("name") or values.get("itemprop") or ""
        stated.setdefault(name.strip().lower(), values.get("content", ""))
    return stated


def _is_date(said: str) -> bool:
    try:
        parse_date(said)
    except ValueError:
        return False
    return True


def sniff(head: str) -> bool:
    """True when a tag that only pages have stands near the start, and it is no feed, newswire or archive."""
    if head.startswith("WARC/") or root_name(head) in FEED_ROOTS | NEWSWIRE_ROOTS:
        return False
    return re.search(r"<(?:!doctype html|html|head|body|article)\b", head[:2000], re.IGNORECASE) is not None


FORMAT = Format(
    name="html",
    suffixes=(".html", ".htm", ".xhtml"),
    description="a saved news page: its main text, title, date, publisher and address",
    read=read,
    sniff=sniff,
)
