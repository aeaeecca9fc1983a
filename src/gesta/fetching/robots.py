"""robots.txt: what a site asks robots not to fetch, and how slowly to go (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from gesta.errors import FetchError
from gesta.fetching.addresses import Place, place
from gesta.fetching.manners import ROBOT

MOST_RULES = 500 * 2**10
"""Bytes of robots.txt that are read; RFC 9309 asks for at least so many."""

_REMEDY = "ask the publisher, or save the page and give the file"
_ALL_ALLOWED = ""


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of a site, or why they could not be had."""

    rules: Protego
    unknown: FetchError | None = None


class Robots:
    """The rules of each site, fetched once: `get` gives status and body of an address, or raises FetchError."""

    def __init__(self, get: Callable[[Place], tuple[int, bytes]]) -> None:
        self._get = get
        self._known: dict[str, _Rules] = {}

    def check(self, where: Place) -> float | None:
        """The seconds between two pages that the site asks for. Raises FetchError when it forbids the page.

        Without a robots.txt (4xx) all is allowed; when it cannot be had (5xx, 429, no answer), nothing is.
        """
        known = self._of(where)
        if why := known.unknown:
            message = f"robots.txt could not be had ({why.message}), so nothing is fetched"
            raise FetchError(message, url=where.url, remedy=why.remedy, status=why.status, temporary=why.temporary)
        if not known.rules.can_fetch(where.url, ROBOT):
            raise FetchError("robots.txt does not allow it", url=where.url, remedy=_REMEDY)
        return _delay(known.rules)

    def _of(self, where: Place) -> _Rules:
        if where.site not in self._known:
            self._known[where.site] = self._fetched(place(where.site + "/robots.txt"))
        return self._known[where.site]

    def _fetched(self, where: Place) -> _Rules:
        try:
            status, body = self._get(where)
        except FetchError as error:
            gone = error.status is not None and 400 <= error.status < 500 and not error.temporary
            return _Rules(Protego.parse(_ALL_ALLOWED), None if gone else error)
        found = body[:MOST_RULES].decode("utf-8", "replace").removeprefix("\ufeff") if status == 200 else _ALL_ALLOWED
        return _Rules(Protego.parse(found))


def _delay(rules: Protego) -> float | None:
    """Crawl-delay, or the pace of Request-rate: widely used, though in no standard."""
    delay, rate = rules.crawl_delay(ROBOT), rules.request_rate(ROBOT)
    return float(delay) if delay is not None else rate.seconds / rate.requests if rate and rate.requests else None
