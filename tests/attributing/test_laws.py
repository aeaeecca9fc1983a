from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gesta.attributing import attribute
from gesta.nouns.claim import STANCES, Claim
from gesta.nouns.event import Event
from gesta.nouns.mention import Mention, ReadCue, Reading, ReadTrigger
from gesta.nouns.report import Report, digest
from gesta.segmenting import quotations, segment
from gesta.spans import Span

PIECES = (
    "The army", "Idris Bako", "said", "declined to comment", "in a statement", "according to", "officials", "on Monday",
    "“They came", "and burned it,”", "denied", "the raid", ",", ".", "\n\n", "whose brother", "U.S.", "İbrahim", ":\n",
)  # fmt: skip


@st.composite
def inputs(draw: st.DrawFn) -> tuple[str, Reading, tuple[Event, ...]]:
    text = " ".join(draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=15)))
    spans = st.builds(_within, st.just(len(text)), st.integers(0, len(text) - 1), st.integers(1, 25))
    triggers = draw(st.lists(spans, max_size=3, unique=True))
    score = st.floats(0, 1)
    mention = st.builds(Mention, spans, st.sampled_from(("PER", "ORG", "GPE", "TIME")), score)
    cue = st.builds(
        ReadCue,
        spans,
        st.dictionaries(st.sampled_from(STANCES), score, max_size=2),
        st.lists(mention, max_size=2).map(tuple),
        st.dictionaries(st.integers(0, max(0, len(triggers) - 1)), score, max_size=2),
    )
    reading = Reading(
        tuple(draw(st.lists(mention, max_size=3))),
        tuple(ReadTrigger(span, {}, {}, {}, ()) for span in triggers),
        tuple(draw(st.lists(cue, max_size=2))),
        (),
    )
    events = tuple(Event(f"e{i}", span, "ASSAULT", None, "actual", 1.0, {}) for i, span in enumerate(triggers))
    return text, reading, events


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(inputs())
def test_claims_lead_back_to_the_text_and_to_events(given_input: tuple[str, Reading, tuple[Event, ...]]) -> None:
    text, reading, events = given_input
    ids = {event.id for event in events}
    claims = _claims(text, reading, events)
    assert claims == _claims(text, reading, events)
    for claim in claims:
        assert set(claim.events) <= ids
        assert len(set(claim.events)) == len(claim.events)
        assert all(span.end <= len(text) for span in _spans(claim))
        speaker = claim.speaker
        assert speaker.role is None or speaker.role.of(text).strip()


def test_a_report_without_cues_has_no_claims() -> None:
    assert _claims("Rebels shelled the depot.", Reading((), (), (), ()), ()) == ()


def test_an_empty_report_has_no_claims() -> None:
    assert attribute(Report("r", "", digest("")), (), Reading((), (), (), ()), (), (), {}) == ()


def _claims(text: str, reading: Reading, events: tuple[Event, ...]) -> tuple[Claim, ...]:
    report = Report("r", text, digest(text))
    sentences = segment(report)
    return attribute(report, sentences, reading, events, quotations(text, sentences), {})


def _spans(claim: Claim) -> list[Span]:
    speaker = claim.speaker
    maybe = (claim.cue, claim.venue, speaker.span, speaker.role, speaker.nationality, speaker.referent)
    return [span for span in maybe if span is not None]


def _within(length: int, start: int, size: int) -> Span:
    return Span(start, min(length, start + size))
