"""Actors resolved: cases of invented reports (cases/actors.toml), and laws that hold for any report."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gesta.nouns.mention import Mention
from gesta.nouns.referent import Actor, Gap, Place, Resolved
from gesta.nouns.report import Report
from gesta.ontologies import ontology
from gesta.resolving.actors import resolve_actors
from gesta.spans import Span

CASES = tomllib.loads((Path(__file__).parent / "cases" / "actors.toml").read_text(encoding="utf-8"))["cases"]
WORDS = (
    'the Iraqi police two rebels of Hamas said Kofi Annan in Darfur , "We" US-backed Shabaab and \'s ( FNL ) . former'
).split()


def report_of(text: str, published: Any = None) -> Report:
    return Report(id="r", text=text, digest="sha256:0", published=published)


def found(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words))


def answer(case: dict[str, Any]) -> Resolved[Actor] | Gap:
    text: str = case["text"]
    people = [Mention(found(text, name).trimmed(text) or Span(0, 1), "PER", 0.9) for name in case.get("people", ())]
    people = [_name_only(person, text) for person in people]
    bodies = [Mention(found(text, name, text.rindex(name)), "ORG", 0.9) for name in case.get("bodies", ())]
    span = found(text, case["phrase"], text.index(case["at"]) if "at" in case else 0)
    return resolve_actors(report_of(text, case.get("published")), [span], [*people, *bodies])[span]


def _name_only(person: Mention, text: str) -> Mention:
    words = person.span.of(text).split()
    if words[-1].islower():  # "Montt said" marks which of two mentions is meant
        return Mention(Span(person.span.start, person.span.start + len(words[0])), person.label, person.score)
    return person


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    got = answer(case)
    if case.get("gap"):
        assert isinstance(got, Gap), got
        assert got.reason
        return
    assert isinstance(got, Resolved), got
    for field in ("id", "country", "sector", "ally"):
        if field in case:
            assert (getattr(got.value, field) or "") == case[field], got
    if "anonymous" in case:
        assert got.value.anonymous is case["anonymous"]
    assert case.get("method", "") in got.method


def test_what_was_considered_is_kept() -> None:
    text = "President Bush thanked the troops in a speech in Ohio."
    span = found(text, "President Bush")
    got = resolve_actors(report_of(text), [span], [Mention(found(text, "Bush"), "PER", 1.0)])[span]
    assert isinstance(got, Resolved)
    assert any("Bush" in other.name for other in got.considered)


def test_a_pronoun_goes_to_its_referent() -> None:
    text = "Ghanaian teachers stopped work. They want their pay."
    they, teachers = found(text, "They"), found(text, "Ghanaian teachers")
    got = resolve_actors(report_of(text), [they], [], {they: teachers})[they]
    assert isinstance(got, Resolved)
    assert (got.value.country, got.value.sector) == ("GHA", "EDU")
    assert got.evidence == (they, teachers)
    assert got.method.startswith("pronoun: ")


def test_context_is_always_evidence() -> None:
    text = "In Bamako, soldiers closed the bridges."
    span = found(text, "soldiers")
    got = resolve_actors(report_of(text), [span], [])[span]
    assert isinstance(got, Resolved)
    assert [part.of(text) for part in got.evidence] == ["soldiers", "Bamako"]


def test_a_resolved_place_tells_the_country() -> None:
    text = "OZERO: Two men robbed a shop. Ozero police said a woman was hurt."
    span, place = found(text, "a woman"), found(text, "OZERO")
    ozero = Resolved(Place(None, "Ozero", "city", "USA", (), 1), 0.9, "gazetteer", (place,))
    got = resolve_actors(report_of(text), [span], [], places={place: ozero})[span]
    assert isinstance(got, Resolved)
    assert (got.value.country, got.value.sector) == ("USA", "CVL")
    assert got.method.endswith("country from context")


@pytest.mark.parametrize("answered", [Gap("not in the gazetteer"), "unsure"])
def test_an_unsure_place_tells_nothing(answered: Gap | str) -> None:
    text = "OZERO: Two men robbed a shop, and a woman was hurt."
    span, place = found(text, "a woman"), found(text, "OZERO")
    unsure = Resolved(Place(None, "Ozero", "city", "USA", (), 1), 0.2, "gazetteer", (place,))
    got = resolve_actors(
        report_of(text), [span], [], places={place: answered if isinstance(answered, Gap) else unsure}
    )[span]
    assert isinstance(got, Resolved)
    assert got.value.country is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14), st.data())
def test_any_words_get_one_answer_with_codes_of_the_ontology(words: list[str], draw: st.DataObject) -> None:
    text = " ".join(words)
    start = draw.draw(st.integers(0, len(text) - 1))
    span = Span(start, draw.draw(st.integers(start + 1, len(text))))
    first = resolve_actors(report_of(text), [span], [])
    assert first == resolve_actors(report_of(text), [span], [])
    got = first[span]
    if isinstance(got, Resolved):
        assert 0 < got.score <= 1
        assert got.value.sector is None or got.value.sector in ontology.load().sectors
        assert all(0 <= part.start < part.end <= len(text) for part in got.evidence)
