"""HTML: the article without its surroundings, and hostile pages that do no harm."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from gesta.formats import Hints
from gesta.nouns.report import Report
from tests.formats.reading import read_all, read_one, refusal

HEAD = """<title>Six hurt in clash at border post | Daily Lantern</title>
<meta property="og:site_name" content="Daily Lantern">
<meta property="article:published_time" content="2019-03-12T09:30:00Z">
<link rel="canonical" href="https://lantern.example/news/six-hurt"><script>var a = "killed 99";</script>"""
BODY = """<nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Six hurt in clash at border post</h1>
<p>MOKOLO, Cameroon (DL) - Six soldiers were hurt on Tuesday when gunmen attacked a post near Mokolo, the army said.</p>
<p>The gunmen fled to the hills after an hour of fighting, José Fotso, a witness, told the Daily Lantern.</p>
<p>It was the third attack since January, officials said, and asked for more troops.</p></article>
<footer>Copyright. Subscribe to our newsletter.</footer>"""


def page(head: str = HEAD, body: str = BODY) -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def test_the_article_is_read_with_its_metadata() -> None:
    report = read_one(page())
    assert report.text.splitlines()[1].startswith("MOKOLO, Cameroon (DL) - Six soldiers were hurt")
    assert not {"Home", "newsletter", "killed 99"} & {
        word for word in ("Home", "newsletter", "killed 99") if word in report.text
    }
    assert (report.title, report.publisher) == ("Six hurt in clash at border post", "Daily Lantern")
    assert (report.published, report.url) == (
        datetime(2019, 3, 12, 9, 30, tzinfo=UTC),
        "https://lantern.example/news/six-hurt",
    )


def test_a_page_that_says_no_date_has_none() -> None:
    report = read_one(page(head="<title>Clash</title>", body=BODY.replace("January", "12 January 2019")))
    assert report.published is None


@pytest.mark.parametrize("said", ["soon", "9999-99-99", "0000-00-00", "2019-02-31T10:00:00Z"])
def test_a_date_that_is_none_is_no_date(said: str) -> None:
    assert read_one(page(head=f'<meta property="article:published_time" content="{said}">')).published is None


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("<meta name='pubdate' content='12 March 2019'>", date(2019, 3, 12)),
        ('<meta content="2019-03-12" itemprop="datePublished"/>', date(2019, 3, 12)),
        ('<meta name="date" content="soon"><meta name="dc.date" content="20190312">', date(2019, 3, 12)),
        (
            '<script type="application/ld+json">{"datePublished": "2019-03-12T09:30:00+01:00"}</script>',
            datetime(2019, 3, 12, 9, 30, tzinfo=timezone(timedelta(hours=1))),
        ),
        ('<time datetime="2019-03-12" itemprop="datePublished">today</time>', date(2019, 3, 12)),
        ('<meta name="date" content="March 2019"><time datetime="2018-01-01">then</time>', None),
    ],
)
def test_the_date_is_the_one_that_the_metadata_states(head: str, published: date | None) -> None:
    assert read_one(page(head=head)).published == published


def test_a_declared_encoding_is_used() -> None:
    content = page(head='<meta charset="ISO-8859-1">').encode("cp1252")
    assert "José Fotso" in read_one(content).text


def test_a_page_that_declares_another_encoding_than_it_has_is_refused() -> None:
    content = page(head='<meta charset="shift_jis">').encode("cp1252") + b"<!-- \x81 \xfd -->"
    assert "not valid SHIFT_JIS" in refusal(content)


def test_entities_and_outside_files_are_not_expanded() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE r [<!ENTITY e0 "boom">{bomb}<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    content = f"{doctype}<html><body>{BODY.replace('Six soldiers', '&e11;&x; Six soldiers')}</body></html>"
    (found,) = read_all(content, "html")
    text = found.text if isinstance(found, Report) else str(found)
    assert len(text) < 1000
    assert "boomboom" not in text


@pytest.mark.parametrize(
    "content",
    [
        "<html><body></body></html>",
        "<html><body><script>document.write('The army said.')</script></body></html>",
        "<html><body>" + "<div>" * 20_000 + "words" + "</div>" * 20_000,
        "<html><body><p>" + "<b>" * 3_000 + "words",
        "<html>" + "<table><tr><td>" * 2_000 + "x",
        "<html><body>" + "<br>" * 5_000,
    ],
)
def test_pages_without_main_text_are_refused(content: str) -> None:
    assert "stdin: no main text found in the page" in refusal(content)


@pytest.mark.parametrize("content", ["<html>" + " " * (17 * 2**20), "<html><body>" + "<br>" * 110_000])
def test_a_giant_page_is_refused(content: str) -> None:
    assert "the page has more than 16 MB or 100,000 tags" in refusal(content)


def test_hints_fill_what_the_page_does_not_say() -> None:
    hints = Hints(publisher="Sahel Wire", title="Other", published=date(2020, 1, 1))
    assert read_one(page(), hints=hints).publisher == "Daily Lantern"
    bare = read_one(page(head=""), hints=hints)
    assert (bare.publisher, bare.published) == ("Sahel Wire", date(2020, 1, 1))


def test_reading_twice_gives_the_same() -> None:
    assert read_all(page()) == read_all(page())
