"""Nouns that Hypothesis draws: any value that the nouns allow, however odd, so that the store must keep it exactly."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, get_args

from hypothesis import strategies as st

from gesta.nouns.claim import STANCES, Claim, Speaker
from gesta.nouns.coded import Coded
from gesta.nouns.episode import (
    QUESTIONS,
    Anchor,
    Card,
    Episode,
    Evidence,
    Figure,
    Party,
    PartyRole,
    Setting,
    Statement,
    Telling,
    Tie,
    TieType,
    Voice,
)
from gesta.nouns.event import ROLES, STATUSES, Event, Filler, Link, LinkType, PairScore
from gesta.nouns.incident import Incident, Participant, Relation, Told, TollRange
from gesta.nouns.judgement import VERDICTS, Judgement, Reason
from gesta.nouns.linkable import Linkable
from gesta.nouns.mention import Mention
from gesta.nouns.provenance import Provenance
from gesta.nouns.referent import Actor, Alternative, Basis, Gap, Place, Resolved, TimePrecision, When
from gesta.nouns.report import Report, digest
from gesta.nouns.resolution import Resolution
from gesta.nouns.review import CORRECTED_FIELDS, Correction
from gesta.nouns.sentence import Section, Sentence
from gesta.nouns.toll import Outcome, Toll
from gesta.spans import Span

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
maybe_words = st.none() | words
scores = st.floats(0, 1)
numbers = st.none() | st.integers(0, 10**10)
keys = st.text("0123456789abcdef", min_size=32, max_size=32)
zones = st.sampled_from([None, UTC, timezone(timedelta(hours=5, minutes=45)), timezone(-timedelta(hours=3))])
moments = st.builds(lambda moment, zone: moment.replace(tzinfo=zone), st.datetimes(), zones)
dates = st.none() | st.dates() | moments


def kind_of(literal: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(literal))


def few(each: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(each, max_size=most).map(tuple)


spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(1, 9))
actors = st.builds(Actor, maybe_words, words, words, maybe_words, maybe_words, maybe_words, st.booleans())
degrees = st.none() | st.floats(-90, 90)
centres = st.none() | st.tuples(st.floats(-90, 90), st.floats(-90, 90))
places = st.builds(
    lambda **known: Place(**known),
    id=maybe_words,
    name=words,
    feature=words,
    country=maybe_words,
    admin=few(words),
    precision=st.integers(1, 7),
    latitude=degrees,
    longitude=degrees,
    radius_km=degrees,
    centre=centres,
)
times = st.none() | st.datetimes()
whens = st.builds(When, times, times, st.none() | kind_of(TimePrecision), kind_of(Basis), few(spans))
gaps = st.builds(Gap, words)
considered = few(st.builds(Alternative, words, scores, words))


def resolved(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(Resolved, value, scores, words, few(spans), considered)


def answers(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return gaps | resolved(value)


# ------------------------------------------------------------------------------------------------- coded reports

reports = st.builds(
    lambda text, **known: Report(text=text, digest=digest(text), **known),
    text=words,
    id=words,
    title=maybe_words,
    publisher=maybe_words,
    published=dates,
    dateline=st.none() | spans,
    url=maybe_words,
    language=words,
)
tolls = st.builds(Toll, kind_of(Outcome), numbers, numbers, words, few(spans), st.booleans())
fillers = st.builds(Filler, spans, scores, st.none() | spans)
events = st.builds(
    lambda **known: Event(**known),
    id=words,
    trigger=spans,
    type=words,
    mode=maybe_words,
    status=st.sampled_from(STATUSES),
    score=scores,
    roles=st.dictionaries(st.sampled_from(ROLES), few(fillers), max_size=3),
    toll=few(tolls),
    aggregate=st.booleans(),
    ordered_by=few(spans),
    same=maybe_words,
    part=maybe_words,
    scores=st.dictionaries(words, scores, max_size=2),
)
speakers = st.builds(
    Speaker, spans, scores, st.none() | spans, st.none() | spans, st.none() | spans, anonymous=st.booleans()
)
claims = st.builds(Claim, speakers, st.sampled_from(STANCES), st.none() | spans, few(words), st.none() | spans)
resolutions = st.builds(
    Resolution,
    st.dictionaries(spans, answers(actors), max_size=3),
    st.dictionaries(spans, answers(places), max_size=2),
    st.dictionaries(spans, answers(whens), max_size=2),
    st.dictionaries(words, answers(whens), max_size=2),
    st.dictionaries(words, answers(places), max_size=2),
)
coded = st.builds(
    lambda **known: Coded(**known),
    report=reports,
    sentences=few(st.builds(Sentence, spans, kind_of(Section), st.integers(0, 9))),
    entities=few(st.builds(Mention, spans, words, scores)),
    events=st.lists(events, max_size=3, unique_by=lambda event: event.id).map(tuple),
    links=few(st.builds(Link, kind_of(LinkType), words, words, scores)),
    claims=few(claims),
    versions=st.dictionaries(words, words, max_size=2),
    resolution=resolutions,
    pairs=few(st.builds(PairScore, words, words, scores, scores, scores, scores)),
)
provenances = st.builds(
    lambda **known: Provenance(**known),
    path=maybe_words,
    url=maybe_words,
    fetched=st.none() | moments,
    headers=st.dictionaries(words, words, max_size=2),
    sha256=maybe_words,
    archive=maybe_words,
    licence=maybe_words,
    extent=st.sampled_from(["whole", "summary"]),
)

# ------------------------------------------------------------------------------------------- episodes, incidents

cards = st.builds(Card, keys, words, maybe_words, dates, maybe_words, maybe_words)
anchors = st.builds(Anchor, keys, spans)
evidence = st.builds(Evidence, anchors, words)
tellings = st.builds(Telling, words, evidence, words, maybe_words, st.sampled_from(STATUSES), scores, st.booleans())
voices = st.builds(Voice, evidence, answers(actors), st.booleans(), st.booleans(), st.booleans())
figures = st.builds(Figure, kind_of(Outcome), numbers, numbers, words, st.booleans(), maybe_words, st.booleans())
statements = st.builds(
    lambda **known: Statement(**known),
    id=words,
    question=st.sampled_from(QUESTIONS),
    value=words,
    stance=st.sampled_from(STANCES),
    voice=st.none() | voices,
    evidence=few(evidence),
    card=cards,
    denied=st.booleans(),
    figure=st.none() | figures,
    actor=st.none() | resolved(actors),
)
episodes = st.builds(
    lambda anchor, **known: Episode(id=str(anchor), **known),
    anchor=anchors,
    card=cards,
    tellings=few(tellings),
    type=words,
    mode=maybe_words,
    status=st.sampled_from(STATUSES),
    aggregate=st.booleans(),
    background=st.booleans(),
    when=answers(whens),
    where=answers(places),
    places=few(resolved(places)),
    parties=few(st.builds(Party, kind_of(PartyRole), evidence, answers(actors))),
    weapons=few(evidence),
    statements=few(statements),
    ties=few(st.builds(Tie, kind_of(TieType), words, scores, few(evidence))),
    context=words,
    names=st.frozensets(words, max_size=2),
    setting=st.builds(
        Setting, words, st.booleans(), st.none() | st.tuples(st.dates(), st.dates()), st.frozensets(words, max_size=2),
        few(st.tuples(words, scores)),
    ),
)  # fmt: skip
linkables = st.lists(episodes, max_size=2, unique_by=lambda episode: episode.id).flatmap(
    lambda drawn: st.builds(
        Linkable,
        st.just(tuple(drawn)),
        st.frozensets(keys, max_size=3),
        words,
        few(keys, 3),
    )
)
ranges = st.builds(TollRange, kind_of(Outcome), numbers, numbers, numbers, words, few(words))
incidents = st.builds(
    lambda **known: Incident(**known),
    id=keys,
    headline=words,
    type=words,
    mode=maybe_words,
    status=st.sampled_from(STATUSES),
    when=answers(whens),
    where=answers(places),
    participants=few(st.builds(Participant, kind_of(PartyRole), words, answers(actors), few(words), few(evidence))),
    tellings=few(st.builds(Told, cards, tellings)),
    statements=few(statements),
    tolls=st.dictionaries(kind_of(Outcome), ranges, max_size=2),
    cards=few(cards),
    episodes=few(anchors.map(str)),
    origins=st.integers(0, 9),
    reports=st.integers(0, 9),
    copies=st.integers(0, 9),
    grade=words,
    status_line=words,
    weapons=few(evidence),
    attached=few(anchors.map(str)),
    relations=few(st.builds(Relation, kind_of(TieType), words, scores, few(evidence), few(words))),
    judgements=few(words),
    reviewed=maybe_words,
    originals=st.dictionaries(keys, keys, max_size=2),
    versions=st.dictionaries(words, words, max_size=2),
)
judgements = st.builds(
    lambda **known: Judgement(**known),
    left=anchors.map(str),
    right=anchors.map(str),
    verdict=st.sampled_from(VERDICTS),
    score=scores,
    by=words.map(lambda name: f"person:{name}") | words.map(lambda name: f"model:{name}"),
    reasons=few(st.builds(Reason, words, scores, st.floats(-9, 9), words)),
    made=st.none() | moments,
    comment=maybe_words,
    withdrawn=st.booleans(),
)
plain = st.none() | st.booleans() | st.integers(-(2**40), 2**40) | words | st.lists(words, max_size=2)
corrections = st.builds(
    lambda **known: Correction(**known),
    id=keys,
    anchor=anchors.map(str),
    field=st.sampled_from(CORRECTED_FIELDS),
    value=plain,
    before=plain,
    by=words,
    made=moments,
    comment=maybe_words,
    undoes=maybe_words,
)
DAY = date(2021, 3, 9)
NOON = datetime(2021, 3, 9, 12, tzinfo=UTC)
