"""Feeds on disk: entries in full or in summary, broken and hostile ones."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from gesta.errors import FormatError
from gesta.formats import read_with_provenance
from gesta.nouns.report import Report
from tests.formats.reading import ENGLISH, read_all, refusal

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Daily Lantern</title>
<entry><title>Clash at post</title><link href="https://lantern.example/1"/><updated>2024-03-12T09:30:00Z</updated>
<published>2024-03-11T09:30:00Z</published>
<content type="html">&lt;p&gt;{ENGLISH}&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;&lt;p&gt;They fled.&lt;/p&gt;</content>
</entry><entry><title>Second</title><updated>2024-03-12T09:30:00Z</updated><summary>Two hurt.</summary></entry>
</feed>"""


def test_an_entry_in_full_is_a_report() -> None:
    first, _ = read_all(ATOM)
    assert isinstance(first, Report)
    assert first.text.splitlines() == [ENGLISH, "They fled."]
    assert (first.title, first.publisher, first.url) == ("Clash at post", "Daily Lantern", "https://lantern.example/1")
    assert first.published == datetime(2024, 3, 11, 9, 30, tzinfo=UTC)


def test_a_summary_is_called_one_and_an_update_is_no_publication() -> None:
    told = list(read_with_provenance(["-"], stdin=BytesIO(ATOM.encode())))
    assert [provenance.extent for _, provenance in told] == ["whole", "summary"]
    assert told[1][1].path == "stdin entry 2"
    second = told[1][0]
    assert isinstance(second, Report)
    assert (second.text, second.published) == ("Two hurt.", None)


def test_a_feed_cut_off_gives_what_stood_before_and_says_so() -> None:
    found = read_all(ATOM[: ATOM.index("Second")], "feed")
    assert isinstance(found[0], Report)
    assert isinstance(found[-1], FormatError)
    assert "entries may be missing" in str(found[-1])


def test_an_entry_without_words_is_an_error_with_its_number() -> None:
    assert "stdin entry 1: the text is empty" in refusal("<rss><channel><item><title>A</title></item></channel></rss>")


def test_what_is_no_feed_is_refused() -> None:
    assert "broken XML" in refusal("words", "feed")
    assert "no entry" in refusal('<rss version="2.0"><channel><title>A</title></channel></rss>')


def test_entity_bombs_and_outside_entities_do_nothing() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE rss [<!ENTITY e0 "lol"><!ENTITY x SYSTEM "file:///etc/hostname">{levels}]>'
    content = f"<item><description>{ENGLISH} &e9; &x;</description></item>"
    for found in read_all(f'{head}<rss version="2.0"><channel>{content}</channel></rss>', "feed"):
        assert isinstance(found, FormatError) or len(found.text) < 1000


def test_markup_nested_beyond_measure_is_refused() -> None:
    deep = "&lt;div&gt;" * 5000 + ENGLISH
    assert "the text is empty" in refusal(
        f'<rss version="2.0"><channel><item><description>{deep}</description></item></channel></rss>'
    )
