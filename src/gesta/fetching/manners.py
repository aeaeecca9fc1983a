"""How Gesta behaves on other people's servers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gesta.errors import FetchError
from gesta.fetching.addresses import PUBLIC, Permit
from gesta.fetching.archive import Archive
from gesta.fetching.internet import Internet, Outside
from gesta.fetching.validators import Validators
from gesta.version import VERSION

ROBOT = "Gesta"
"""The name that robots.txt may speak to."""

_ACCEPTED = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Manners:
    """How to behave. robots.txt is always heeded; there is no setting for that.

    `contact` (a mail or web address) is told to every server. `pause` is seconds between two requests to one host;
    what robots.txt asks for counts when it is longer. `timeout` is seconds without a sign of life, `deadline` seconds
    for one request in all. `most_bytes` holds for what is sent and for what it unpacks to; the default is what a page
    may have. `tries` counts the first. `most_pages` is the most that one feed or sitemap leads to; `pages` says whether
    the page of an entry is fetched when a feed gives a summary only, `since` passes older entries over. `archive` keeps
    what was answered, `validators` remembers what has not changed, `permit` and `outside` are for tests.
    """

    contact: str | None = None
    pause: float = 1.0
    timeout: float = 20.0
    deadline: float = 120.0
    most_bytes: int = 16 * 2**20
    tries: int = 3
    most_pages: int = 1000
    pages: bool = True
    since: date | None = None
    archive: Archive | None = None
    validators: Validators | None = None
    permit: Permit = PUBLIC
    outside: Outside = field(default_factory=Internet)

    @property
    def user_agent(self) -> str:
        """Who asks: name, version, and whom to write to. Raises FetchError for a contact that no header can hold."""
        said = (self.contact or "").strip()
        if not said.isascii() or not said.isprintable():
            raise FetchError(f"the contact {said!r} is not plain ASCII", url="contact", remedy="give a mail address")
        return f"{ROBOT}/{VERSION}" + (f" (+{said})" if said else "")

    def headers(self, more: Mapping[str, str]) -> dict[str, str]:
        """The headers of a request."""
        return {
            "User-Agent": self.user_agent,
            "Accept": _ACCEPTED,
            "Accept-Language": "en",
            "Accept-Encoding": "gzip, deflate",
            **more,
        }
