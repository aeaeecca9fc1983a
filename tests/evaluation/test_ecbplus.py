from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from evaluation import ecbplus
from evaluation.ecbplus_matcher import Memory, Pairs, clustered, condensed, fitted, linked, scored
from evaluation.ecbplus_mentions import Document, Mention, documents, head, mentions
from evaluation.ecbplus_pairs import FEATURES, Heap, Rarity, Whitener, cosines
from gesta.reading.reader import Reader
from gesta.spans import Span

# An invented text: each mention is written [word|cluster], one in no cluster [word|].
FIRE = "A [fire|f] burnt down the market hall of Tabor on Monday.\nThree stalls were [destroyed|d] in the [blaze|f].\n"
AGAIN = "Tabor: market hall [fire|f] [destroyed|d] stalls of three traders, police [said|].\n"
STRIKE = "Miners in Orlen [walked out|w] on Friday.\nThe [strike|w] over pay [began|b] at dawn.\n"
WALKOUT = "Orlen miners [strike|w]: the [walkout|w] [began|b] on Friday, the union [said|].\n"
HEADS = ({"head": "fire"}, {"head": "blaze"})


def record(name: str, topic: int, marked: str) -> dict[str, Any]:
    """A record of the benchmark's shape."""
    text, spans = "", []
    for number, part in enumerate(marked.replace("]", "[").split("[")):
        words, bar, cluster = part.partition("|")
        if bar:
            span = {"start": len(text), "end": len(text) + len(words), "label": "ACTION_OCCURRENCE", "validated": True}
            spans.append(span | {"id": str(number)} | ({"cluster": f"{topic}{cluster}"} if cluster else {}))
        text += words
    return {"id": name, "text": text, "spans": spans, "meta": {"topic": topic, "subtopic": f"{topic}_ecb"}}


def written(path: Path, records: Sequence[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(each) + "\n" for each in records)
    return path


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    train = [record("1_1", 1, FIRE), record("1_2", 1, AGAIN), record("2_1", 2, STRIKE), record("2_2", 2, WALKOUT)]
    dev = [record("3_1", 3, FIRE.replace("Tabor", "Lesno")), record("3_2", 3, AGAIN.replace("Tabor", "Lesno"))]
    written(tmp_path / "ecbplus" / "train.jsonl.gz", train)
    written(tmp_path / "ecbplus" / "dev.jsonl.gz", dev)
    return tmp_path


def mention(doc: Document, place: int, **told: Any) -> Mention:
    span = list(doc.gold)[place]
    some = {name: frozenset[str]() for name in ("words", "near", "names", "numbers", "actor", "target")}
    vectors = {name: np.eye(4, dtype=np.float32)[place % 4] for name in ("state", "sentence_state", "alone", "kind")}
    words = span.of(doc.text)
    given = {"sentence": Span(0, len(doc.text)), "head": head(words), "stems": frozenset(words.split())}
    return Mention(document=doc, span=span, **{**given, **some, **vectors, **told})


def heap(marked: str, *told: dict[str, Any]) -> Heap:
    """The mentions of one invented document, with what is told of each."""
    made = record("9_1", 9, marked)
    gold = {Span(s["start"], s["end"]): s.get("cluster", s["id"]) for s in made["spans"]}
    doc = Document("9_1", made["text"], 9, "9_ecb", gold)
    found = [mention(doc, n, **(told[n] if n < len(told) else {})) for n in range(len(gold))]
    whole = {name: Whitener.of(np.random.default_rng(1).normal(size=(9, 4))) for name in ("alone", "state")}
    return Heap(found, Rarity.of([doc]), whole, np.ones((1, 1)), {"9_1": 0})


def value(name: str, mine: Heap, one: int = 0, other: int = 1) -> float:
    [feature] = [each for each in FEATURES if each.__name__ == name]
    return float(feature(mine)[one, other])


def test_validated_events_are_read_and_the_unclustered_stand_alone(tmp_path: Path) -> None:
    made = record("1_1", 1, AGAIN)
    made["spans"][0]["validated"] = False
    made["spans"].append({**made["spans"][1], "label": "TIME_DATE", "id": "t", "start": 0, "end": 5})
    [doc] = documents(written(tmp_path / "part.jsonl.gz", [made]))
    assert [span.of(doc.text) for span in doc.gold] == ["destroyed", "said"]
    assert list(doc.gold.values()) == ["1d", "1_1 5"]


def test_an_address_above_the_text_is_no_word_of_it() -> None:
    text = "http: / / www. tabor. example / news\nFire in the market hall"
    assert Document("1", text, 1, "1", {}).words == {"fir", "market", "hall", "fir market", "market hall"}


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("checked into", "check"), ("market fire", "fir"), ("Strikes", "strik"), ("shot", "shoot"), ("–", "–")],
)
def test_the_head_says_what_happened(phrase: str, expected: str) -> None:
    assert head(phrase) == expected


def test_mentions_are_read_in_context_and_alone(bench: Path) -> None:
    docs = documents(bench / "ecbplus" / "train.jsonl.gz")
    found = mentions(docs, Reader.load())
    assert [each.span for each in found] == [span for doc in docs for span in doc.gold]
    first = found[0]
    assert (first.head, first.gold) == ("fir", "1f")
    assert "market" in first.words
    assert "fir" not in first.words
    fire = next(each for each in found[1:] if each.head == first.head)
    assert np.allclose(first.alone, fire.alone, atol=1e-5)
    assert not np.allclose(first.state, fire.state, atol=1e-2)


@pytest.mark.parametrize(
    ("name", "left", "right", "expected"),
    [
        ("same_head", {"head": "fire"}, {"head": "fire"}, 1),
        ("same_head", {"head": "fire"}, {"head": "blaze"}, 0),
        ("shared_stems", {"stems": frozenset("ab")}, {"stems": frozenset("bc")}, 1 / 3),
        ("contained", {"stems": frozenset("ab")}, {"stems": frozenset("b")}, 1),
        ("contained", {"stems": frozenset("ab")}, {"stems": frozenset("bc")}, 0),
        ("other_names", {"names": frozenset({"tabor"})}, {"names": frozenset({"lesno"})}, 1),
        ("other_names", {"names": frozenset({"tabor"})}, {}, 0),
        ("other_numbers", {"numbers": frozenset({"3"})}, {"numbers": frozenset({"3", "7"})}, 0),
        ("other_target", {"target": frozenset({"hall"})}, {"target": frozenset({"stall"})}, 1),
        ("like_reading", {"state": np.array([1, 0])}, {"state": np.array([1, 1])}, 0.5**0.5),
        ("head_elsewhere", {"words": frozenset({"blaze"}), "head": "fire"}, {"head": "blaze"}, 1),
        ("heads_in_one_sentence", {"head": "fire"}, {"head": "blaze"}, 1),
        ("same_document", {}, {}, 1),
    ],
)
def test_features(name: str, left: dict[str, Any], right: dict[str, Any], expected: float) -> None:
    both = "The [fire|f] was a [blaze|f]."
    assert value(name, heap(both, left, right)) == pytest.approx(expected)


def test_every_feature_is_symmetric_and_says_what_it_is() -> None:
    mine = heap(FIRE, {"names": frozenset({"tabor"})}, {"names": frozenset({"tabor"}), "numbers": frozenset("3")})
    for feature in FEATURES:
        values = feature(mine)
        assert values.shape == (3, 3)
        assert np.allclose(values, values.T)
        assert feature.__doc__


def test_rare_words_count_more() -> None:
    docs = [Document(str(n), text, 1, "1", {}) for n, text in enumerate(("fire hall", "fire", "fire", "fire hall"))]
    rarity = Rarity.of(docs)
    assert rarity("hall") > rarity("fir") == 0
    likeness = ecbplus.document_likeness(docs, rarity)
    assert likeness[0, 3] == pytest.approx(1)
    assert likeness[0, 1] == 0


def test_average_link_joins_while_the_mean_pair_is_likely() -> None:
    likely = np.array([[1.0, 0.9, 0.2], [0.9, 1.0, 0.4], [0.2, 0.4, 1.0]])
    first, second, third = linked(condensed(likely), 0.5)
    assert first == second != third
    assert len(set(linked(condensed(likely), 0.25))) == 1
    assert list(linked(np.zeros(0), 0.5)) == [1]
    assert list(linked(np.array([1.0000001]), 0.5)) == [1, 1]


def test_memory_tells_heads_that_were_one_event_from_those_that_were_not() -> None:
    same, other = heap("[fire|f] [blaze|f]", *HEADS), heap("[fire|f] [blaze|b]", *HEADS)
    memory = Memory.of([Pairs.of(same)])
    assert memory.values(Pairs.of(same))[0, 0] > 0
    assert Memory.of([Pairs.of(other)]).values(Pairs.of(same))[0, 0] < 0
    assert Memory.of([]).values(Pairs.of(same))[0].tolist() == [0, 0]


def test_the_matcher_learns_what_it_is_shown() -> None:
    shown = [
        Pairs.of(heap("[fire|f] [fire|f] [said|s]", {"head": "fire"}, {"head": "fire"}, {"head": "say"}))
        for _ in range(4)
    ]
    odds = [fitted(shown).odds(each) for each in shown]
    assert scored(shown, odds, 0.5).conll == pytest.approx(1)
    names = [name for _, name in clustered(shown, odds, 0.5)]
    assert names[0] == names[1] != names[2]
    assert names[0] != names[3], "heaps are never joined"


def test_cosines_of_nothing_are_nothing() -> None:
    assert cosines(np.array([[0.0, 0.0], [3.0, 4.0]])).tolist() == [[0, 0], [0, pytest.approx(1)]]


def test_the_report_gives_every_setting(bench: Path) -> None:
    lines = list(ecbplus.report_on(bench, dev=True, weights=True))
    assert lines[0].startswith("train: 4 documents, 13 mentions, 6 events; ")
    table = "\n".join(lines)
    for row in (
        "train, one head",
        "train, matcher, held out",
        "dev, one head",
        "dev, matcher",
        "dev, gold heaps, matcher",
    ):
        assert row in table
    assert len(lines) > len(FEATURES)


def test_dev_is_left_alone_when_only_train_is_asked_for(bench: Path) -> None:
    (bench / "ecbplus" / "dev.jsonl.gz").unlink()
    assert not any("dev" in line for line in ecbplus.report_on(bench, dev=False, weights=False))
