from __future__ import annotations

from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from gesta.nouns.coded import Coded
from gesta.nouns.event import Event, Filler
from gesta.nouns.referent import Actor, Resolved
from gesta.spans import Span
from gesta.telling.page import page
from tests import handmade, referents

VOID = {"meta", "br", "img", "link", "input"}
HOSTILE = "<script>alert('1')</script> & \"quoted\" </p></style>"


class Outline(HTMLParser):
    """The tags, ids, links and words of a page; fails on tags that do not close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if tag not in VOID:
            self.open.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]
        assert not [name for name, _ in attrs if name.startswith("on") or name == "src"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


@pytest.fixture(scope="module")
def outline() -> Outline:
    return Outline(page(handmade.coded()))


def test_the_page_is_whole_and_asks_for_nothing(outline: Outline) -> None:
    assert outline.tags["html"] == outline.tags["main"] == outline.tags["h1"] == 1
    assert outline.tags["script"] == outline.tags["link"] == outline.tags["img"] == 0
    assert len(outline.ids) == len(set(outline.ids))
    assert {link for link in outline.links if not link.startswith("#")} == set()
    assert {link[1:] for link in outline.links} <= set(outline.ids)


def test_the_page_tells_what_the_account_tells(outline: Outline) -> None:
    for words in (
        "publisher: Sahel Wire · published: 2019-03-12 · dateline: KORAMBE, Mali, March 12 (Sahel Wire) -",
        "killed: at least 7 (as said: “at least seven people”) line 1",
        "TOTAL of several events, not one event",
        "A local official, anonymous – says so (“said”) line 7",
        "The defence ministry – declines to comment",
        "11 events · 15 mentions · 8 attributions · 11 sentences",
    ):
        assert words in outline.text


def test_every_event_has_a_card_and_its_words_light_up(outline: Outline) -> None:
    assert outline.tags["article"] == 11
    text = page(handmade.coded())
    assert 'class="m trigger h-0-trigger t-0"' in text
    assert "#c-0" in text
    assert ".h-0-place { background: var(--place)" in text


def test_no_word_of_a_report_becomes_markup() -> None:
    hostile = Outline(page(_hostile()))
    assert hostile.tags["script"] == 0
    assert hostile.text.count("<script>alert('1')</script>") >= 4
    assert hostile.ids.count("c-0") == 1


def test_referents_are_told_beside_the_words() -> None:
    text = Outline(page(referents.coded())).text
    assert "army jets → Malian armed forces · MLI MIL line 3" in text
    assert "the town of Korambe → Korambe, Mopti, Mali · town line 1" in text
    assert "near the village of Tessara line 3 not placed" in text


def test_no_name_of_a_referent_becomes_markup() -> None:
    coded = referents.coded()
    hostile = Resolved(Actor("x", HOSTILE, "army", "MLI", HOSTILE), 1.0, "alias", ())
    actors = dict.fromkeys(coded.resolution.actors, hostile)
    outline = Outline(page(replace(coded, resolution=replace(coded.resolution, actors=actors))))
    assert outline.tags["script"] == 0
    assert "<script>alert('1')</script>" in outline.text


def test_a_report_without_events_says_so() -> None:
    empty = Outline(page(replace(handmade.coded(), events=(), links=(), claims=())))
    assert "No events found." in empty.text


def test_the_same_report_gives_the_same_page() -> None:
    assert page(handmade.coded()) == page(replace(handmade.coded()))


def _hostile() -> Coded:
    """A report that tries markup in every value that comes from outside."""
    whole = Span(0, len(HOSTILE))
    event = Event(HOSTILE, Span(0, 8), HOSTILE, HOSTILE, "actual", 1.0, {"actor": (Filler(whole, 1.0),)})
    report = handmade.report(HOSTILE, title=HOSTILE, publisher=HOSTILE, url=HOSTILE, language='en"><script>')
    return replace(handmade.coded(), report=report, events=(event,), links=(), claims=(), versions={HOSTILE: HOSTILE})
