"""Fetching: pages, feeds and sitemaps from the web, with manners. The only code that opens the network.

`Client.reports` gives the reports behind an address, `Client.fetch` one answer; `Manners` says how to behave.
"""

from __future__ import annotations

from gesta.fetching.addresses import PUBLIC, Permit
from gesta.fetching.archive import Archive
from gesta.fetching.client import Client, Fetched, fetch, fetched_reports, is_url
from gesta.fetching.internet import Answer, Internet, Outside, Request
from gesta.fetching.manners import Manners
from gesta.fetching.validators import Validators

__all__ = [
    "PUBLIC",
    "Answer",
    "Archive",
    "Client",
    "Fetched",
    "Internet",
    "Manners",
    "Outside",
    "Permit",
    "Request",
    "Validators",
    "fetch",
    "fetched_reports",
    "is_url",
]
