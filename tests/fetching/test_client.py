"""What stands behind an address: a page, a feed, a sitemap, a file."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

from gesta.errors import FetchError, FormatError
from gesta.fetching import Archive, Client, Manners, Validators, is_url
from gesta.fetching.client import Told
from gesta.formats import read_with_provenance
from gesta.nouns.report import Report
from tests.fetching.world import SITE, TEXT, World, client, page

FEED = f"{SITE}/feed"
MAP = f"{SITE}/sitemap.xml"
XML = "application/xml"


def reports(told: list[Told]) -> list[Report]:
    found = [item for item, _ in told if isinstance(item, Report)]
    assert len(found) == len(told), [str(item) for item, _ in told]
    return found


def rss(*items: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Daily Lantern</title><link>{SITE}</link>{''.join(items)}</channel></rss>"
    )


def item(number: int, inner: str = "<description>Six hurt near Mokolo.</description>") -> str:
    return (
        f"<item><title>Clash {number}</title><link>{SITE}/news/{number}</link>"
        f"<pubDate>Tue, {10 + number} Mar 2024 09:30:00 GMT</pubDate>{inner}</item>"
    )


def urlset(*entries: str) -> str:
    return (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{"".join(entries)}</urlset>'
    )


def test_what_is_an_address() -> None:
    assert is_url("HTTPS://a.example")
    assert not is_url("news/a.txt")


def test_a_page_is_a_report_whose_publisher_is_the_host_unless_it_says_so_itself() -> None:
    world = World()
    world.put(f"{SITE}/1", page())
    world.put(f"{SITE}/2", page(text=TEXT + "Again. ", head='<meta property="og:site_name" content="Daily Lantern">'))
    one = client(world)
    (first,) = reports(list(one.reports(f"{SITE}/1")))
    assert (first.publisher, first.url, first.published) == ("lantern.example", f"{SITE}/1", None)
    (second,) = reports(list(one.reports(f"{SITE}/2")))
    assert second.publisher == "Daily Lantern"


def test_a_page_without_text_is_an_error_with_its_provenance() -> None:
    world = World()
    world.put(f"{SITE}/1", "<html><body></body></html>")
    ((found, provenance),) = client(world).reports(f"{SITE}/1")
    assert isinstance(found, FormatError)
    assert f"{SITE}/1: no main text found" in str(found)
    assert provenance.url == f"{SITE}/1"


def test_the_encoding_that_the_server_declares_is_used_when_the_page_is_not_utf_8() -> None:
    world = World()
    world.put(
        f"{SITE}/1", page(text=TEXT + "José fled. ").encode("latin-1"), content_type="text/html; charset=ISO-8859-1"
    )
    (found,) = reports(list(client(world).reports(f"{SITE}/1")))
    assert "José fled." in found.text


# ------------------------------------------------------------------------------------------------------------- feeds


def test_the_pages_of_entries_given_in_summary_are_fetched_with_what_the_feed_says_of_them() -> None:
    world = World()
    world.put(FEED, rss(item(1)), content_type=XML)
    world.put(f"{SITE}/news/1", page(title="Clash at post"))
    ((found, provenance),) = client(world).reports(FEED)
    assert isinstance(found, Report)
    assert found.publisher == "Daily Lantern"
    assert found.published == datetime(2024, 3, 11, 9, 30, tzinfo=UTC)
    assert (provenance.path, provenance.url, provenance.extent) == (FEED, f"{SITE}/news/1", "whole")


def test_entries_given_in_full_need_no_further_request() -> None:
    world = World()
    whole = f"<content:encoded><![CDATA[<p>{TEXT}</p><p>The gunmen fled.</p>]]></content:encoded>"
    world.put(FEED, rss(item(1, whole)), content_type=XML)
    ((found, provenance),) = client(world).reports(FEED)
    assert isinstance(found, Report)
    assert found.text.splitlines() == [TEXT.strip(), "The gunmen fled."]
    assert (found.url, provenance.extent) == (f"{SITE}/news/1", "whole")
    assert provenance.path == f"{FEED} entry 1"
    assert provenance.url == FEED
    assert world.paths == [FEED]


def test_without_pages_a_summary_is_a_report_and_called_a_summary() -> None:
    world = World()
    world.put(FEED, rss(item(1)), content_type=XML)
    ((found, provenance),) = client(world, pages=False).reports(FEED)
    assert isinstance(found, Report)
    assert (found.text, provenance.extent) == ("Six hurt near Mokolo.", "summary")


def test_a_page_that_cannot_be_had_is_an_error_and_the_rest_goes_on() -> None:
    world = World()
    world.put(FEED, rss(item(1), item(2)), content_type=XML)
    world.put(f"{SITE}/news/2", page())
    (missing, told), (found, _) = client(world).reports(FEED)
    assert isinstance(missing, FetchError)
    assert (missing.status, told.url, told.path) == (404, f"{SITE}/news/1", FEED)
    assert isinstance(found, Report)


def test_a_link_to_a_private_place_in_a_feed_is_not_followed() -> None:
    world = World(hosts={"inside.example": ["10.1.2.3"]})
    world.put(FEED, rss(item(1).replace("lantern.example", "inside.example")), content_type=XML)
    ((found, _),) = client(world).reports(FEED)
    assert "10.1.2.3, which is no public address" in str(found)


def test_older_entries_are_passed_over_and_each_page_is_fetched_once() -> None:
    world = World()
    world.put(FEED, rss(item(1), item(5), item(5)), content_type=XML)
    world.put(f"{SITE}/news/5", page())
    reports(list(client(world, since=date(2024, 3, 13)).reports(FEED)))
    assert world.paths == [FEED, f"{SITE}/news/5"]


def test_no_more_pages_than_allowed_are_fetched() -> None:
    world = World()
    world.put(FEED, rss(*(item(n) for n in range(1, 6))), content_type=XML)
    told = list(client(world, most_pages=2).reports(FEED))
    assert "leads to more than 2 pages; the rest was left" in str(told[-1][0])
    assert len(world.paths) == 3


# ---------------------------------------------------------------------------------------------------------- sitemaps


def test_a_news_sitemap_tells_of_its_pages_and_a_change_is_no_publication() -> None:
    world = World()
    news = (
        "<news:news><news:publication><news:name>Daily Lantern</news:name></news:publication>"
        "<news:publication_date>2024-03-11T08:00:00Z</news:publication_date><news:title>Clash</news:title></news:news>"
    )
    entries = [
        f"<url><loc>{SITE}/1</loc>{news}</url>",
        f"<url><loc>{SITE}/2</loc><lastmod>2024-03-11</lastmod></url>",
    ]
    world.put(MAP, urlset(*entries), content_type=XML)
    world.put(f"{SITE}/1", page())
    world.put(f"{SITE}/2", page(text=TEXT + "Again. "))
    first, second = reports(list(client(world).reports(MAP)))
    assert (first.publisher, first.published) == ("Daily Lantern", datetime(2024, 3, 11, 8, tzinfo=UTC))
    assert (second.publisher, second.published) == ("lantern.example", None)


def test_a_sitemap_index_leads_on_to_packed_sitemaps() -> None:
    world = World()
    index = f"<sitemapindex><sitemap><loc>{SITE}/a.xml.gz</loc></sitemap></sitemapindex>"
    world.put(MAP, index, content_type=XML)
    world.put(
        f"{SITE}/a.xml.gz",
        gzip.compress(urlset(f"<url><loc>{SITE}/1</loc></url>").encode()),
        content_type="application/gzip",
    )
    world.put(f"{SITE}/1", page())
    assert len(reports(list(client(world).reports(MAP)))) == 1


def test_sitemaps_that_lead_back_to_themselves_come_to_an_end() -> None:
    world = World()
    world.put(MAP, f"<sitemapindex><sitemap><loc>{MAP}</loc></sitemap></sitemapindex>", content_type=XML)
    ((found, _),) = client(world).reports(MAP)
    assert "sitemaps more than 2 deep" in str(found)


def test_a_packed_sitemap_that_bursts_is_an_error() -> None:
    world = World()
    world.put(MAP, gzip.compress(b" " * 200_000), content_type="application/gzip")
    ((found, _),) = client(world, most_bytes=100_000).reports(MAP)
    assert "more than 100,000 bytes when unpacked" in str(found)


def test_a_broken_sitemap_gives_what_stood_before_the_break() -> None:
    world = World()
    world.put(MAP, urlset(f"<url><loc>{SITE}/1</loc></url><url><loc>")[:-9], content_type=XML)
    world.put(f"{SITE}/1", page())
    (found, _), (broken, _) = client(world).reports(MAP)
    assert isinstance(found, Report)
    assert "broken XML" in str(broken)


def test_entities_in_a_sitemap_are_not_followed() -> None:
    world = World()
    bomb = '<!DOCTYPE u [<!ENTITY a "https://x.example/"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    world.put(MAP, bomb + urlset("<url><loc>&a;&x;</loc></url>"), content_type=XML)
    assert list(client(world).reports(MAP)) == []
    assert world.paths == [MAP]


# ------------------------------------------------------------------------------------------------ files and the store


def test_a_file_of_reports_is_read_in_its_format() -> None:
    world = World()
    lines = "\n".join(json.dumps({"id": n, "text": f"{TEXT}{n}"}) for n in range(2))
    world.put(f"{SITE}/reports.jsonl", lines, content_type="application/jsonl")
    told = list(client(world).reports(f"{SITE}/reports.jsonl"))
    assert [report.id for report in reports(told)] == ["0", "1"]
    assert told[1][1].path == f"{SITE}/reports.jsonl:2"


def test_what_has_not_changed_is_not_sent_again_once_it_is_kept(tmp_path: Path) -> None:
    world = World()
    world.put(f"{SITE}/1", page(), etag='"1"')
    validators = Validators(tmp_path / "validators.sqlite")
    one = client(world, validators=validators)
    assert len(list(one.reports(f"{SITE}/1"))) == 1
    list(one.reports(f"{SITE}/1"))
    assert "If-None-Match" not in world.asked[-1].headers
    validators.keep()
    world.pages[f"{SITE}/1"] = []
    world.put(f"{SITE}/1", status=304)
    again = client(world, validators=Validators(tmp_path / "validators.sqlite"))
    assert list(again.reports(f"{SITE}/1")) == []
    assert world.asked[-1].headers["If-None-Match"] == '"1"'


def test_a_feed_of_which_a_page_failed_is_not_remembered(tmp_path: Path) -> None:
    world = World()
    world.put(FEED, rss(item(1)), content_type=XML, etag='"1"')
    validators = Validators(tmp_path / "validators.sqlite")
    list(client(world, validators=validators).reports(FEED))
    validators.keep()
    assert validators.headers(FEED) == {}


def test_a_damaged_file_of_validators_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "v").write_bytes(b"no database, and long enough to be seen as none at all")
    found = client(World(), validators=Validators(tmp_path / "v")).fetch(f"{SITE}/1")
    assert "delete the file: all is fetched anew" in str(found)


def test_the_archive_holds_what_was_answered_and_is_read_as_the_same_report(tmp_path: Path) -> None:
    world = World()
    world.put(f"{SITE}/1", page(), content_encoding="gzip")
    world.put(f"{SITE}/2", page(text=TEXT + "Again. "))
    one = Client(Manners(outside=world, archive=Archive(tmp_path)))
    told = [*one.reports(f"{SITE}/1"), *one.reports(f"{SITE}/2")]
    (file,) = tmp_path.iterdir()
    assert file.name == "gesta-20240312T093001Z.warc.gz"
    again = list(read_with_provenance([file]))
    for (report, provenance), (kept, where) in zip(told, again, strict=True):
        assert isinstance(report, Report)
        assert kept == report
        assert where.archive == provenance.archive
        assert (where.url, where.sha256, where.fetched) == (provenance.url, provenance.sha256, provenance.fetched)


def test_another_run_begins_another_archive(tmp_path: Path) -> None:
    for _ in range(2):
        world = World()
        world.put(f"{SITE}/1", page())
        list(client(world, archive=Archive(tmp_path)).reports(f"{SITE}/1"))
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "gesta-20240312T093001Z-1.warc.gz",
        "gesta-20240312T093001Z.warc.gz",
    ]


def test_an_archive_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    world = World()
    world.put(f"{SITE}/1", page())
    assert "the archive: " in str(client(world, archive=Archive(tmp_path / "file")).fetch(f"{SITE}/1"))
