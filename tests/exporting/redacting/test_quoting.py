"""How much of one report an export quotes, and which words: in a report of which nearly every word is coded."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import unescape
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesta.exporting import Choices, export, exporters
from gesta.exporting.redacting.blocks import ELLIPSIS, UNQUOTED
from gesta.exporting.redacting.quoting import ALLOWANCE, Allowance, Quotations, clipped, quoted
from gesta.exporting.redacting.text import worded
from gesta.exporting.redacting.wordless import cut, few, runs
from gesta.nouns.claim import Claim, Speaker
from gesta.nouns.coded import Coded
from gesta.nouns.episode import Anchor, Card, Evidence, Figure, Statement, Telling, Voice
from gesta.nouns.event import Event, Filler
from gesta.nouns.incident import Incident, Participant, Told
from gesta.nouns.mention import Mention
from gesta.nouns.referent import Actor, Gap, Resolved
from gesta.nouns.report import Report, digest
from gesta.nouns.resolution import Resolution
from gesta.nouns.sentence import Sentence
from gesta.nouns.toll import Toll
from gesta.spans import Span
from tests.exporting.invented import Shelf
from tests.exporting.redacting.test_law import plain, unpacked
from tests.exporting.staged import incident

SHOWN = 4  # words in a row that are looked for
SENTENCES = 40
DEED = ("ASSAULT", "firearms")


@cache
def _lines() -> tuple[str, ...]:
    """Sentences of which no four words in a row are alike."""
    return tuple(
        f"On day{n} the tired men of camp{n} struck hut{n} of clan{n}, killing {n} herders there{n}, elder{n} said."
        for n in range(1, SENTENCES + 1)
    )


TEXT = "\n".join(_lines())
REPORT = Report(
    "many", TEXT, digest(TEXT), "Deeds of a month", "Sahel Wire", published=None, url="https://sahelwire.example/many"
)


def _at(line: int, words: str) -> Span:
    start = TEXT.index(words, TEXT.index(_lines()[line]))
    return Span(start, start + len(words))


@cache
def coded() -> Coded:
    """The report with an event in every sentence, nearly each word of which fills a role."""
    events = tuple(_events())
    fillers = [filler.span for event in events for role in event.roles.values() for filler in role]
    actors = {
        span: Resolved(Actor(None, span.of(TEXT), "composed", None, "UAF"), 0.9, "composed", ()) for span in fillers
    }
    claims = tuple(
        Claim(Speaker(_at(n, f"elder{n + 1}"), 0.9), "asserts", _at(n, "said"), (event.id,))
        for n, event in enumerate(events)
    )
    sentences = tuple(Sentence(_at(n, line), "body", n) for n, line in enumerate(_lines()))
    entities = tuple(Mention(span, "ORG", 0.9) for span in sorted(fillers))
    known = Resolution(
        actors={**actors, **{c.speaker.span: Gap(f"nothing in {c.speaker.span.of(TEXT)!r}") for c in claims}}
    )
    return Coded(REPORT, sentences, entities, events, (), claims, {"gesta": "0.1.0"}, known)


def _events() -> Iterator[Event]:
    for n in range(SENTENCES):
        roles: dict[Any, tuple[Filler, ...]] = {
            "actor": (Filler(_at(n, f"the tired men of camp{n + 1}"), 0.9),),
            "target": (Filler(_at(n, f"hut{n + 1} of clan{n + 1}"), 0.9),),
            "victim": (Filler(_at(n, f"{n + 1} herders there{n + 1}"), 0.9),),
            "time": (Filler(_at(n, f"On day{n + 1}"), 0.9),),
        }
        toll = Toll("killed", n + 1, n + 1, f"killing {n + 1} herders", (_at(n, f"killing {n + 1} herders"),))
        yield Event(f"e{n + 1}", _at(n, "struck"), *DEED, "actual", 0.9, roles, (toll,))


@cache
def tale() -> Incident:
    """An incident that rests on all words of the report."""
    key = REPORT.key
    card = Card(key, REPORT.id, REPORT.publisher, None, REPORT.title, REPORT.url)

    def words(span: Span) -> Evidence:
        return Evidence(Anchor(key, span), span.of(TEXT))

    figures = tuple(
        Statement(
            id=f"s{n}",
            question="how many",
            value=f"killed: {n + 1}",
            stance="asserts",
            voice=Voice(words(_at(n, f"elder{n + 1}")), Gap("not known")),
            evidence=(words(_at(n, _lines()[n])),),
            card=card,
            figure=Figure("killed", n + 1, n + 1, f"killing {n + 1} herders"),
        )
        for n in range(SENTENCES)
    )
    parties = tuple(
        Participant("actor", f"men {n}", Gap("not known"), (), (words(_at(n, f"the tired men of camp{n + 1}")),))
        for n in range(SENTENCES)
    )
    tellings = tuple(Told(card, Telling(e.id, words(e.trigger), *DEED, "actual", 0.9)) for e in coded().events)
    found = incident("ASSAULT.firearms", statements=figures, tellings=tellings, cards=(card,))
    return replace(found, headline="Attack", participants=parties)


SHELF = Shelf((coded(),), (tale(),), {"gesta": "0.1.0"})


def output(name: str, policy: Any) -> str:
    stream = io.BytesIO()
    export(name, SHELF, stream, Choices(text=policy))
    return unpacked(stream.getvalue(), name)


def covered(said: str) -> int:
    """How many letters of the report stand in an output in runs of four words or more."""
    found, words = plain(unescape(said)).split(), plain(TEXT).split()
    there = {tuple(found[at : at + SHOWN]) for at in range(len(found) - SHOWN + 1)}
    hit = {
        at + step
        for at in range(len(words) - SHOWN + 1)
        if tuple(words[at : at + SHOWN]) in there
        for step in range(SHOWN)
    }
    return sum(len(words[at]) for at in hit)


# ------------------------------------------------------------------------------------------------------ the allowance


@pytest.mark.parametrize("name", list(exporters()))
def test_all_quotations_of_a_report_together_keep_to_the_allowance(name: str) -> None:
    assert covered(output(name, "quotes")) <= ALLOWANCE.of(TEXT)


@pytest.mark.parametrize("name", ["brat", "corpus", "csv", "incidents-jsonl", "jsonl", "parquet", "plover", "xlsx"])
def test_without_the_allowance_they_would_be_half_of_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gesta.exporting.redacting.quoting.ALLOWANCE", Allowance(1.0, len(TEXT)))
    assert covered(output(name, "quotes")) > len(TEXT) / 2


def test_a_long_text_has_an_allowance_of_its_own() -> None:
    assert ALLOWANCE.of("x" * 1_000) == 150
    assert ALLOWANCE.of("x" * 1_000_000) == 1_000


def test_the_words_for_deeds_come_first_then_the_figures_then_the_parties() -> None:
    shown = quoted(coded())
    given = "|".join(span.of(TEXT) for span in shown)
    assert given.count("struck") == SENTENCES
    assert [n for n in range(SENTENCES) if f"killing {n + 1} herders" in given] == list(range(given.count("killing")))
    assert 0 < given.count("killing") < SENTENCES
    assert "day" not in given
    assert sum(map(len, shown)) <= ALLOWANCE.of(TEXT)


def test_what_is_short_still_fits_where_something_long_does_not() -> None:
    text = "They struck. " + "a long name of many words " * 20
    span, long = Span(5, 11), Span(13, 13 + 100)
    event = Event(
        "e1", span, *DEED, "actual", 0.9, {"actor": (Filler(long, 0.9),), "place": (Filler(Span(0, 4), 0.9),)}
    )
    one = replace(coded(), report=replace(REPORT, text=text), events=(event,), claims=(), entities=())
    assert quoted(one) == (Span(0, 4), span)


spans = st.tuples(st.integers(0, 380), st.integers(1, 200)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@settings(max_examples=60)
@given(st.lists(spans, max_size=30), st.lists(spans, max_size=10))
def test_no_more_than_the_allowance_and_nothing_that_no_value_rests_on(names: list[Span], deeds: list[Span]) -> None:
    text = ("word " * 120)[:580]
    events = tuple(Event(f"e{n}", span, *DEED, "actual", 0.9, {}) for n, span in enumerate(deeds))
    entities = tuple(Mention(span, "PER", 0.9) for span in names)
    one = replace(coded(), report=replace(REPORT, text=text), events=events, claims=(), entities=entities)
    shown = quoted(one)
    assert sum(map(len, shown)) <= ALLOWANCE.of(text)
    assert all(any(span.overlaps(cited) for cited in (*names, *deeds)) for span in shown)
    assert all(before.end < after.start for before, after in pairwise(shown))
    assert quoted(one) == shown


# ----------------------------------------------------------------------------------------------- what a value points to


def test_offsets_sentences_and_digest_lead_to_the_words_that_are_left_out() -> None:
    line: dict[str, Any] = json.loads(output("jsonl", "quotes"))
    assert line["report"]["digest"] == digest(TEXT)
    assert [TEXT[start:end] for start, end in line["sentences"]] == list(_lines())
    for event, known in zip(line["events"], coded().events, strict=True):
        assert event["trigger"]["text"] == "struck"
        for role, fillers in known.roles.items():
            for filler, told in zip(fillers, event["roles"][role], strict=True):
                assert TEXT[told["start"] : told["end"]] == filler.span.of(TEXT)
                assert told["text"] == line["text"][told["start"] : told["end"]]
                pairs = zip(told["text"], filler.span.of(TEXT), strict=True)
                assert all(sign in (UNQUOTED, own) for sign, own in pairs)


def test_a_figure_as_said_is_told_with_its_words_or_not_at_all() -> None:
    line: dict[str, Any] = json.loads(output("jsonl", "quotes"))
    said = [event["toll"][0]["as_said"] for event in line["events"]]
    whole = said.index(ELLIPSIS)
    assert said == [*(f"killing {n + 1} herders" for n in range(whole)), *[ELLIPSIS] * (SENTENCES - whole)]
    assert [event["toll"][0]["low"] for event in line["events"]] == list(range(1, SENTENCES + 1))


def test_an_incident_quotes_the_words_that_its_report_shows() -> None:
    shown = quoted(coded())
    line: dict[str, Any] = json.loads(output("incidents-jsonl", "quotes"))
    for claim, n in zip(line["claims"], range(SENTENCES), strict=True):
        (words,) = claim["evidence"]
        assert TEXT[words["start"] : words["end"]] == _lines()[n]
        pieces = [span.of(TEXT) for span in shown if span.overlaps(Span(words["start"], words["end"]))]
        assert words["text"] == f"{ELLIPSIS} " + f" {ELLIPSIS} ".join(pieces) + f" {ELLIPSIS}"
        assert (claim["toll"]["as_said"], claim["toll"]["low"]) == (ELLIPSIS, n + 1)
    assert {event["trigger"]["text"] for event in line["events"]} == {"struck"}


@pytest.mark.parametrize("first", ["reports", "incidents"])
def test_the_same_words_are_shown_whichever_is_asked_for_first(first: str) -> None:
    with worded(SHELF, "quotes", quotes=True) as records:
        if first == "reports":
            assert len(list(records.reports())) == 1
        [found] = records.incidents()
    words = {statement.evidence[0].text for statement in found.statements}
    assert f"{ELLIPSIS} struck {ELLIPSIS} killing 1 herders there1 {ELLIPSIS} said {ELLIPSIS}" in words
    assert all(f"{ELLIPSIS} struck {ELLIPSIS}" in each for each in words)


def test_of_a_report_that_is_not_in_the_export_nothing_is_quoted() -> None:
    with worded(Shelf((), (tale(),)), "quotes", quotes=True) as records:
        [found] = records.incidents()
    assert {words.text for statement in found.statements for words in statement.evidence} == {ELLIPSIS}
    assert {participant.name for participant in found.participants} == {f"men {n}" for n in range(SENTENCES)}


# ------------------------------------------------------------------------------------------------------- small pieces


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        ([Span(10, 33)], "Gunmen struck two villages"[:23]),
        ([Span(10, 16)], "Gunmen …"),
        ([Span(17, 23)], "… struck …"),
        ([Span(10, 16), Span(17, 23)], "Gunmen struck …"),
        ([Span(10, 16), Span(24, 27)], "Gunmen … two …"),
        ([Span(0, 16)], "Gunmen …"),
        ([Span(40, 50)], "…"),
        ([], "…"),
    ],
)
def test_what_is_left_out_of_a_quotation_is_seen(shown: list[Span], wanted: str) -> None:
    assert clipped(Evidence(Anchor("r", Span(10, 33)), "Gunmen struck two villages"[:23]), shown) == wanted


def test_no_words_stay_no_words() -> None:
    assert clipped(Evidence(Anchor("r", Span(10, 20)), ""), []) == ""


def test_what_is_noted_is_found() -> None:
    quotations = Quotations()
    quotations.note("a", [Span(1, 5), Span(7, 9)])
    quotations.note("a", [Span(1, 5)])
    assert (quotations.of("a"), quotations.of("b")) == ((Span(1, 5),), ())
    quotations.close()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("gunmen", "gunmen"),
        ("a dozen gunmen", "a dozen gunmen"),
        ("about a dozen masked gunmen from the north", "…dozen masked gunmen…"),
        ("residents of a village near Kurbo", "residents…"),
        ("suspected members of the Front", "suspected members…"),
        ("The Army's 6th Infantry Division", "…6th Infantry Division"),
    ],
)
def test_a_name_is_cut_around_its_head(name: str, wanted: str) -> None:
    assert few(name) == wanted


def test_a_run_that_was_heard_is_cut_behind_its_third_word() -> None:
    heard = runs("The men fled to the road between Gao and Ansongo.")
    assert cut("the road between Gao and Ansongo, Gao, MLI", heard) == "the road between…, Gao, MLI"
    assert cut("Kurbo, Tillabéri, NER", heard) == "Kurbo, Tillabéri, NER"
