"""Sitemaps: the pages of a site, or further sitemaps, as the site lists them; with the particulars of news sitemaps.

https://www.sitemaps.org/protocol.html, https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from lxml import etree  # type: ignore[import-untyped]

from gesta.errors import FetchError

ROOTS = frozenset({"urlset", "sitemapindex"})
MOST_ENTRIES = 50_000
"""Entries of a sitemap: the protocol allows no more."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page, or a further sitemap (`leads_on`), and what is said of it. `changed` is no date of publication."""

    url: str
    leads_on: bool
    changed: str | None = None
    published: str | None = None
    title: str | None = None
    publisher: str | None = None


def listed(url: str, content: bytes) -> Iterator[Listed]:
    """What the sitemap lists, in its order. Raises FetchError where it breaks off, after what stood before."""
    number = 0
    walk = etree.iterparse(
        BytesIO(content), events=("end",), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        for _, element in walk:
            if _name(element) in ("url", "sitemap") and (found := _listed(element)):
                number += 1
                yield found
                element.clear()
            if number >= MOST_ENTRIES:
                raise FetchError(f"more than {MOST_ENTRIES:,} entries", url=url, remedy="the rest was not read")
    except etree.XMLSyntaxError as error:
        message = f"broken XML: {error.msg}; nothing after it was read"
        raise FetchError(message, url=url, remedy="give the pages themselves") from None


def _listed(element: etree._Element) -> Listed | None:
    """The entry; None when it has no address."""
    said = {_name(inner): (inner.text or "").strip() for inner in element.iter() if (inner.text or "").strip()}
    if not said.get("loc"):
        return None
    return Listed(
        said["loc"],
        _name(element) == "sitemap",
        said.get("lastmod"),
        said.get("publication_date"),
        said.get("title"),
        said.get("name"),
    )


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
