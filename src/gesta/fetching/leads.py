"""Leads: the pages that a feed or a sitemap points to, with what it says of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urljoin

from gesta.fetching.sitemaps import Listed
from gesta.formats import Hints, parse_date
from gesta.formats.feed import Entry


@dataclass(frozen=True, slots=True)
class Lead:
    """A page to fetch, what is known of it already, and when it changed or appeared, if that was said."""

    url: str
    hints: Hints
    dated: date | None

    def is_older(self, since: date | None) -> bool:
        """True when it is said to be from before `since`; what has no date is not passed over."""
        return since is not None and self.dated is not None and self.dated < since


def from_entry(entry: Entry, feed: str) -> Lead:
    """The page of a feed's entry."""
    published = _moment(entry.published)
    hints = Hints(published=published, publisher=entry.publisher, title=entry.title)
    return Lead(_joined(feed, entry.url or ""), hints, _day(published))


def from_listed(listed: Listed) -> Lead:
    """The page that a sitemap lists. When it changed says whether it is old, never when it was published."""
    published = _moment(listed.published)
    hints = Hints(published=published, publisher=listed.publisher, title=listed.title)
    return Lead(listed.url, hints, _day(published or _moment(listed.changed)))


def _joined(feed: str, link: str) -> str:
    try:
        return urljoin(feed, link)
    except ValueError:
        return link


def _moment(said: str | None) -> date | datetime | None:
    try:
        return parse_date(said) if said else None
    except ValueError:
        return None


def _day(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment
