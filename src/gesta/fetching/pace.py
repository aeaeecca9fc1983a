"""The pace: how long to wait between two requests to one host, and after a refusal."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from gesta.errors import FetchError
from gesta.fetching.internet import Outside

LONGEST_WAIT = 120.0
"""Seconds waited for one request at most: who asks for more is asked again on another day."""

LONGEST_BACK_OFF = 60.0
"""Seconds: the back-off doubles up to this."""

MOST_SILENCES = 4
"""Requests in a row without any answer, after which a host is left alone: a dead host must not stop a long feed."""


class Pace:
    """When each host was asked last, and how often in a row it did not answer."""

    def __init__(self, outside: Outside, pause: float) -> None:
        self._outside, self._pause = outside, pause
        self._asked: dict[str, float] = {}
        self._silences: dict[str, int] = {}

    def wait(self, host: str, url: str, delay: float | None) -> None:
        """Returns when the host may be asked: `delay` is what its robots.txt asks for. Raises FetchError."""
        if self._silences.get(host, 0) >= MOST_SILENCES:
            message = f"the host did not answer {MOST_SILENCES} times in a row and is left alone"
            raise FetchError(message, url=url, remedy="try again later", temporary=True)
        pause = max(self._pause, delay or 0.0)
        if pause > LONGEST_WAIT:
            message = f"the host asks for {pause:g} s between two pages"
            raise FetchError(message, url=url, remedy="save the page and give the file")
        if host in self._asked:
            self._sleep(self._asked[host] + pause - self._outside.clock())
        self._asked[host] = self._outside.clock()

    def answered(self, host: str) -> None:
        """Notes that the host answered: the pause counts from the end of its answer."""
        self._asked[host] = self._outside.clock()
        self._silences.pop(host, None)

    def silent(self, host: str) -> None:
        """Notes that the host did not answer."""
        self._silences[host] = self._silences.get(host, 0) + 1

    def back_off(self, attempt: int, url: str, retry_after: str | None) -> None:
        """Waits as long as Retry-After asks for, else 2, 4, 8 … pauses. Raises FetchError beyond measure."""
        asked = _seconds(retry_after, self._outside.now())
        if asked is not None and asked > LONGEST_WAIT:
            message = f"the host asks to come back in {asked:.0f} s"
            raise FetchError(message, url=url, remedy="try again then", temporary=True)
        doubled = min(LONGEST_BACK_OFF, max(self._pause, 1.0) * 2**attempt)
        self._sleep(doubled if asked is None else asked)

    def _sleep(self, seconds: float) -> None:
        if seconds > 0:
            self._outside.sleep(seconds)


def _seconds(said: str | None, now: datetime) -> float | None:
    """What Retry-After says, as seconds or as a date (RFC 9110, 10.2.3); None when it says nothing that can be read."""
    text = (said or "").strip()
    if re.fullmatch(r"\d{1,9}", text):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())
