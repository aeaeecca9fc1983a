"""Newswire XML: items of NewsML-G2 and NITF, several a file; withdrawn, empty, broken and hostile ones."""

from __future__ import annotations

from datetime import UTC, date, datetime

from gesta.errors import FormatError
from gesta.nouns.report import Report
from tests.formats.reading import ENGLISH, read_all, read_one, refusal

NITF = f"""<nitf><head><title>T</title><docdata><date.issue norm="20240312T093000Z"/>
<doc.copyright holder="Sahel Wire"/></docdata><pubdata name="Sahel Wire"/></head><body>
<body.head><hedline><hl1>Four killed near border</hl1></hedline><dateline>DIFFA, Niger</dateline></body.head>
<body.content><p>{ENGLISH}</p><p>Nobody claimed
the attack.</p><media><media-caption>A post</media-caption></media></body.content></body></nitf>"""


def item(inner: str, status: str = "usable", language: str = "en") -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:1" xml:lang="{language}"><itemMeta>
<itemClass qcode="ninat:text"/><provider qcode="nprov:SW"><name>Sahel Wire</name></provider>
<versionCreated>2024-03-12T09:30:00Z</versionCreated><firstCreated>2024-03-11T09:30:00Z</firstCreated>
<pubStatus qcode="stat:{status}"/></itemMeta><contentMeta><headline>Four killed</headline></contentMeta>
<contentSet>{inner}</contentSet></newsItem>"""


def message(*items: str) -> str:
    return f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{"".join(items)}</itemSet></newsMessage>'


def test_nitf_is_read_with_its_dateline_and_particulars() -> None:
    report = read_one(NITF)
    assert report.text.splitlines() == ["DIFFA, Niger", ENGLISH, "Nobody claimed the attack."]
    assert (report.title, report.publisher) == ("Four killed near border", "Sahel Wire")
    assert report.published == datetime(2024, 3, 12, 9, 30, tzinfo=UTC)


def test_a_message_holds_several_items_of_several_kinds() -> None:
    html = f'<inlineXML contenttype="application/xhtml+xml"><html><body><p>{ENGLISH} A.</p></body></html></inlineXML>'
    plain = f"<inlineData>{ENGLISH} B.</inlineData>"
    first, second, third = read_all(message(item(html), item(plain), item(f"<inlineXML>{NITF}</inlineXML>")))
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert isinstance(third, Report)
    assert (first.title, first.publisher) == ("Four killed", "Sahel Wire")
    assert first.published == datetime(2024, 3, 12, 9, 30, tzinfo=UTC)
    assert second.text == f"{ENGLISH} B."
    assert third.text.startswith("DIFFA, Niger\n")


def test_withdrawn_and_empty_items_are_errors_and_the_rest_goes_on() -> None:
    plain = f"<inlineData>{ENGLISH}</inlineData>"
    withdrawn, empty, foreign, good = read_all(
        message(item(plain, "canceled"), item("<remoteContent/>"), item(plain, language="fr"), item(plain))
    )
    assert "the agency withdrew this item (stat:canceled)" in str(withdrawn)
    assert "the item holds no text (ninat:text)" in str(empty)
    assert "'fr'" in str(foreign)
    assert isinstance(good, Report)


def test_a_file_cut_off_gives_what_stood_before_with_the_line() -> None:
    good, broken = read_all(message(item(f"<inlineData>{ENGLISH}</inlineData>"), "<newsItem>")[:-20], "newsml")
    assert isinstance(good, Report)
    assert isinstance(broken, FormatError)
    assert broken.line == 5
    assert "broken XML" in str(broken)


def test_entities_are_not_looked_up() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE nitf [<!ENTITY e0 "lol"><!ENTITY x SYSTEM "file:///etc/hostname">{levels}]>'
    assert "amplification" in refusal(head + NITF.replace("Nobody", "&e9;"), "newsml")
    for name in ("e1", "x"):
        assert f"entity &{name};" in refusal(head + NITF.replace("Nobody", f"&{name};"), "newsml")


def test_a_break_further_down_spoils_no_item_before_it() -> None:
    good, broken = read_all(f"<all>{NITF}<p></q></all>", "newsml")
    assert isinstance(good, Report)
    assert "broken XML" in str(broken)


def test_nesting_beyond_measure_is_an_error() -> None:
    assert "broken XML" in refusal("<nitf>" + "<p>" * 100_000, "newsml")


def test_other_xml_is_refused() -> None:
    assert "no newsItem and no nitf" in refusal("<a/>", "newsml")


def test_a_date_alone_is_a_date() -> None:
    assert read_one(NITF.replace("T093000Z", "")).published == date(2024, 3, 12)
