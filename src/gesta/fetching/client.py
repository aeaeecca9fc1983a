"""The client: one answer, or all reports behind an address – a page, a feed, a sitemap, a file of reports."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gesta.errors import FetchError, FormatError
from gesta.fetching import sitemaps
from gesta.fetching.addresses import shown
from gesta.fetching.archive import Kept
from gesta.fetching.asking import UNCHANGED, Asker, Page, content_formats, content_type
from gesta.fetching.leads import Lead, from_entry, from_listed
from gesta.fetching.manners import Manners
from gesta.formats import Hints, Placed, host_of, kept_headers, page_encoding, read_body, root_name, unpacked_body
from gesta.formats.feed import Entry, entries, entry_report
from gesta.formats.feed import sniff as is_feed
from gesta.nouns.provenance import Provenance
from gesta.nouns.report import Report

Told = tuple[Report | FormatError | FetchError, Provenance]
"""A report, or what stands in for it, and where it came from."""

MOST_DEPTH = 2
"""Sitemaps within sitemaps: the protocol allows one level, some sites use two."""

_HEAD = 20_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: its body, unpacked, and its provenance. The body is empty when nothing changed since the last time."""

    body: bytes
    provenance: Provenance
    status: int = 200

    @property
    def unchanged(self) -> bool:
        """True when the server said that the page is the one fetched before."""
        return self.status == UNCHANGED


def is_url(target: str) -> bool:
    """True when `target` is meant as an address on the web, not as a path."""
    return target.lower().startswith(("http://", "https://"))


def fetch(url: str, manners: Manners | None = None) -> Fetched | FetchError:
    """The answer at `url`, or why there is none. For more than one address make one `Client`: it keeps the pace."""
    return Client(manners or Manners()).fetch(url)


def fetched_reports(target: str, manners: Manners | None = None) -> Iterator[Told]:
    """The reports behind `target`: a page, an RSS or Atom feed, a sitemap, or a file in any format that Gesta reads."""
    return Client(manners or Manners()).reports(target)


class Client:
    """Fetches one thing after another, with the same manners; one at a time."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._asker = Asker(manners)

    def fetch(self, url: str) -> Fetched | FetchError:
        """The answer at `url`, archived when there is an archive; or why there is none."""
        try:
            validators = self._manners.validators
            page = self._asker.ask(url, validators.headers(url) if validators else {})
            return Fetched(page.body, self._provenance(page), page.status)
        except FetchError as error:
            return error

    def reports(self, target: str) -> Iterator[Told]:
        """The reports behind `target`, each as soon as it is had; what cannot be had comes as an error among them.

        A feed's entry given in full is the report; of one given in summary the page is fetched (`Manners.pages`), else
        the summary is the report and its provenance says so. A page unchanged since the last time gives nothing.
        """
        got = self.fetch(target)
        if isinstance(got, FetchError):
            yield got, Provenance(url=shown(target))
        elif not got.unchanged:
            yield from self._noting(target, got, self._behind(got))

    def _provenance(self, page: Page) -> Provenance:
        now = self._manners.outside.now()
        if page.status == UNCHANGED:
            return Provenance(url=page.where.url, fetched=now, headers=kept_headers(page.headers.items()))
        sha256 = hashlib.sha256(page.body).hexdigest()
        kept = Kept(page.where.url, page.address, now, page.status, page.headers, page.body, sha256)
        return Provenance(
            url=page.where.url,
            fetched=now,
            headers=kept_headers(page.headers.items()),
            sha256=sha256,
            archive=self._manners.archive.keep(kept) if self._manners.archive else None,
        )

    def _noting(self, url: str, got: Fetched, told: Iterator[Told]) -> Iterator[Told]:
        """What was told; when all of it were reports, the address is remembered, and asked for by its validators."""
        faultless = True
        for item, provenance in told:
            faultless = faultless and isinstance(item, Report)
            yield item, provenance
        if faultless and self._manners.validators:
            self._manners.validators.note(url, got.provenance.headers)

    def _behind(self, got: Fetched) -> Iterator[Told]:
        """The reports of an answer, whatever it is."""
        url = got.provenance.url or ""
        try:
            head = unpacked_body(url, got.body, self._manners.most_bytes)[:_HEAD].decode("utf-8", "replace")
        except FormatError as error:
            yield error, got.provenance
            return
        if root_name(head) in sitemaps.ROOTS:
            yield from self._led(url, self._from_sitemap(got, MOST_DEPTH))
        elif is_feed(head):
            yield from self._led(url, self._from_feed(got))
        else:
            yield from _read(got, Hints())

    def _led(self, url: str, steps: Iterator[Lead | Told]) -> Iterator[Told]:
        """The reports that the leads lead to, each page once, and what needs no fetching in its place."""
        seen: set[str] = set()
        for step in steps:
            if not isinstance(step, Lead):
                yield step
            elif step.url not in seen and not step.is_older(self._manners.since):
                if len(seen) == self._manners.most_pages:
                    message = f"leads to more than {self._manners.most_pages:,} pages; the rest was left"
                    yield FetchError(message, url=url, remedy="raise the limit, or say since when"), Provenance(url=url)
                    return
                seen.add(step.url)
                yield from self._followed(step, url)

    def _followed(self, lead: Lead, from_url: str) -> Iterator[Told]:
        """The reports of one page."""
        got = self.fetch(lead.url)
        if isinstance(got, FetchError):
            yield got, Provenance(path=from_url, url=shown(lead.url))
        elif not got.unchanged:
            found = replace(got, provenance=replace(got.provenance, path=from_url))
            yield from self._noting(lead.url, got, _read(found, lead.hints))

    def _from_sitemap(self, got: Fetched, depth: int) -> Iterator[Lead | Told]:
        url = got.provenance.url or ""
        try:
            content = unpacked_body(url, got.body, self._manners.most_bytes)
            for listed in sitemaps.listed(url, content):
                lead = from_listed(listed)
                if not listed.leads_on:
                    yield lead
                elif not lead.is_older(self._manners.since):
                    yield from self._further(listed.url, depth - 1)
        except (FetchError, FormatError) as error:
            yield error, got.provenance

    def _further(self, url: str, depth: int) -> Iterator[Lead | Told]:
        """The leads of a sitemap that a sitemap leads to."""
        if depth == 0:
            message = f"sitemaps more than {MOST_DEPTH} deep"
            yield FetchError(message, url=shown(url), remedy="give this sitemap itself"), Provenance(url=shown(url))
            return
        got = self.fetch(url)
        if isinstance(got, FetchError):
            yield got, Provenance(url=shown(url))
        elif not got.unchanged:
            yield from self._from_sitemap(got, depth)

    def _from_feed(self, got: Fetched) -> Iterator[Lead | Told]:
        url = got.provenance.url or ""
        try:
            for entry in entries(url, unpacked_body(url, got.body, self._manners.most_bytes)):
                yield entry_of(entry, got, url, pages=self._manners.pages)
        except FormatError as error:
            yield error, got.provenance


def entry_of(entry: Entry | FormatError, got: Fetched, url: str, *, pages: bool) -> Lead | Told:
    """The page to fetch for an entry given in summary; else the report that the entry itself is."""
    if isinstance(entry, FormatError):
        return entry, got.provenance
    if entry.url and entry.extent == "summary" and pages:
        return from_entry(entry, url)
    return _told(entry_report(url, entry, Hints(publisher=host_of(url))), got)


def _read(got: Fetched, hints: Hints) -> Iterator[Told]:
    """The reports in the body of an answer. `hints` say what led to it; the page's own word wins."""
    url = got.provenance.url or ""
    kind = content_type(got.provenance.headers)
    said = replace(hints, url=url, publisher=hints.publisher or host_of(url), encoding=_encoding(got))
    for item in read_body(url, got.body, content_formats().get(kind) or None, said):
        yield _told(item, got)


def _encoding(got: Fetched) -> str | None:
    """The encoding that the server declares, when the body is not valid UTF-8 anyway."""
    declared = got.provenance.headers.get("content-type", "").lower().partition("charset=")[2]
    return page_encoding(got.body, declared.partition(";")[0] or None)


def _told(item: Placed | FormatError, got: Fetched) -> Told:
    if isinstance(item, FormatError):
        return item, got.provenance
    known = item.provenance or Provenance()
    place = known.path or (None if item.line is None else f"{got.provenance.url}:{item.line}")
    told = replace(got.provenance, extent=known.extent, licence=known.licence)
    return item.report, replace(told, path=place or got.provenance.path)
