"""Asking: from an address to its answer, past every check, with patience, redirection by redirection."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from importlib.resources import files

from gesta.errors import FetchError
from gesta.fetching.addresses import Place, place, public_addresses
from gesta.fetching.internet import Answer, Request
from gesta.fetching.manners import Manners
from gesta.fetching.pace import Pace
from gesta.fetching.robots import Robots

MOST_REDIRECTS = 5
"""Redirections followed: browsers follow 20, pages need two or three; RFC 9309 asks for five with robots.txt."""

MOST_ADDRESSES = 2
"""Addresses of a host that are tried, when the first does not answer."""

UNCHANGED = 304
_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({408, 429, 500, 502, 503, 504})
"""Answers after which the same request may succeed (RFC 9110, RFC 6585)."""

_LOOK = "look at the page in a browser"


@dataclass(frozen=True, slots=True)
class Page:
    """An answer in full: where it came from after all redirections, and from which address of the host."""

    where: Place
    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Asker:
    """Asks one thing after another; keeps the pace of each host and the rules of each site."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._pace = Pace(manners.outside, manners.pause)
        self._robots = Robots(self._rules)

    def ask(self, url: str, more: Mapping[str, str]) -> Page:
        """The page, or an answer of 304 when `more` holds validators. Raises FetchError, which says what was wrong.

        Each redirection is a new address: checked, looked up and held against the robots.txt of its site.
        """
        return self._followed(place(url), self._manners.headers(more), heeding=True)

    def _rules(self, where: Place) -> tuple[int, bytes]:
        """What robots.txt answers, without asking a robots.txt for leave."""
        page = self._followed(where, self._manners.headers({}), heeding=False)
        return page.status, page.body

    def _followed(self, where: Place, headers: Mapping[str, str], *, heeding: bool) -> Page:
        asked = where
        for _ in range(MOST_REDIRECTS + 1):
            delay = self._robots.check(where) if heeding else None
            page = self._patiently(where, headers, delay)
            if page.status not in _REDIRECTIONS or "location" not in page.headers:
                return _good(page)
            where = where.joined(page.headers["location"])
        raise FetchError(f"redirected more than {MOST_REDIRECTS} times", url=asked.url, remedy=_LOOK)

    def _patiently(self, where: Place, headers: Mapping[str, str], delay: float | None) -> Page:
        """The answer, asked for again when there is none or the host is busy. Raises FetchError when patience ends."""
        for attempt in range(1, max(1, self._manners.tries)):
            self._pace.wait(where.host, where.url, delay)
            try:
                page = self._once(where, headers)
            except FetchError as error:
                if not error.temporary:
                    raise
                self._pace.back_off(attempt, where.url, None)
            else:
                if page.status not in _BUSY:
                    return page
                self._pace.back_off(attempt, where.url, page.headers.get("retry-after"))
        self._pace.wait(where.host, where.url, delay)
        return self._once(where, headers)

    def _once(self, where: Place, headers: Mapping[str, str]) -> Page:
        found = self._manners.outside.addresses(where.host, where.port)
        addresses = public_addresses(where, found, self._manners.permit)[:MOST_ADDRESSES]
        for address in addresses[:-1]:
            try:
                return self._at(where, address, headers)
            except FetchError as error:
                if not error.temporary:
                    raise
        return self._at(where, addresses[-1], headers)

    def _at(self, where: Place, address: str, headers: Mapping[str, str]) -> Page:
        """The answer of the host at this address. Raises FetchError when there is none, or it is too much."""
        manners = self._manners
        request = Request(where, address, headers, manners.timeout, manners.deadline, manners.most_bytes)
        try:
            with manners.outside.ask(request) as answer:
                body = _body(where, answer, manners.most_bytes) if answer.status == HTTPStatus.OK else b""
                self._pace.answered(where.host)
                return Page(where, address, answer.status, answer.headers, body)
        except FetchError as error:
            if error.temporary:
                self._pace.silent(where.host)
            raise


def _good(page: Page) -> Page:
    """The page, when it is one. Raises FetchError for every other answer."""
    if page.status in (HTTPStatus.OK, UNCHANGED):
        return page
    try:
        phrase = f" {HTTPStatus(page.status).phrase}"
    except ValueError:
        phrase = ""
    busy = page.status in _BUSY
    remedy = "try again later" if busy else _LOOK
    raise FetchError(
        f"answers {page.status}{phrase}", url=page.where.url, remedy=remedy, status=page.status, temporary=busy
    )


def _body(where: Place, answer: Answer, most: int) -> bytes:
    """The body, unpacked. Raises FetchError when it is too large, or of a kind that holds no reports."""
    kind = content_type(answer.headers)
    if kind not in content_formats():
        remedy = "give pages, feeds, sitemaps, or a format that Gesta reads"
        raise FetchError(f"answers with {kind}, which holds no reports", url=where.url, remedy=remedy)
    length = answer.headers.get("content-length", "0")
    if length.isascii() and length.isdigit() and int(length[:20]) > most:
        raise _too_large(where, most)
    body = bytearray()
    for piece in answer.body:
        body += piece
        if len(body) > most:
            raise _too_large(where, most)
    return bytes(body)


def _too_large(where: Place, most: int) -> FetchError:
    return FetchError(f"larger than {most:,} bytes", url=where.url, remedy="download it and give the file")


def content_type(headers: Mapping[str, str]) -> str:
    """The content type in small letters, without its parameters; empty when none is given."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


@cache
def content_formats() -> dict[str, str]:
    """The format that each content type is read as; empty where the content decides."""
    table = tomllib.loads(files(__package__).joinpath("content_types.toml").read_text(encoding="utf-8"))
    return dict(table["formats"])
