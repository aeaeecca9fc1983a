"""How well events are matched across documents: ECB+, gold mentions, beside the rule that one head is one event.

    python -m evaluation.ecbplus BENCH            MUC, B³, CEAF-e and CoNLL score of the dev part
    python -m evaluation.ecbplus BENCH --train    of held-out training topics only; dev is not looked at
    python -m evaluation.ecbplus BENCH --weights  also the weights of the matcher

BENCH is a folder with ecbplus/train.jsonl.gz and ecbplus/dev.jsonl.gz (Cybulska and Vossen 2014). Gesta is not
trained on them. The usual setting: validated sentences, gold event mentions, documents put into heaps by their words,
mentions compared within a heap, single mentions counted, all heaps scored as one corpus. A second pair of lines takes
the gold sub-topics as heaps. The matcher is fitted to the train part, in every run anew; dev has other topics.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evaluation.coreference import Agreement, Scores, b_cubed, groups
from evaluation.ecbplus_matcher import (
    Matcher,
    Pairs,
    condensed,
    fitted,
    held_out,
    linked,
    score_homes,
    scored,
    threshold,
)
from evaluation.ecbplus_mentions import Document, Mention, documents, mentions
from evaluation.ecbplus_pairs import FEATURES, Heap, Matrix, Rarity, Whitener, cosines
from evaluation.tables import text_table
from gesta.reading.reader import Reader

# Mean cosine of documents from which two heaps are one: the best B³ against the gold
# sub-topics of train.
LIKE_DOCUMENTS = 0.11
WHITENED = ("alone", "state")
HEAD = ("", "MUC P", "R", "F1", "B³ P", "R", "F1", "CEAF-e P", "R", "F1", "CoNLL")

Homes = dict[str, Hashable]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of ECB+: its documents, their likeness, and their mentions as read."""

    documents: Sequence[Document]
    likeness: Matrix
    rarity: Rarity
    mentions: Sequence[Mention]

    @classmethod
    def read(cls, path: Path, reader: Reader) -> Part:
        """The part in that file."""
        docs = documents(path)
        rarity = Rarity.of(docs)
        return cls(docs, document_likeness(docs, rarity), rarity, mentions(docs, reader))

    @property
    def gold_homes(self) -> Homes:
        """The gold sub-topic of each document."""
        return {doc.id: doc.subtopic for doc in self.documents}

    @property
    def homes(self) -> Homes:
        """The heap of each document, by its words."""
        names = linked(condensed(self.likeness), LIKE_DOCUMENTS)
        return {doc.id: int(name) for doc, name in zip(self.documents, names, strict=True)}

    def pairs(self, homes: Homes, whiteners: dict[str, Whitener]) -> list[Pairs]:
        """The pairs of each heap."""
        heaps: dict[Hashable, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            heaps[homes[mention.document.id]].append(mention)
        place = {doc.id: number for number, doc in enumerate(self.documents)}
        return [Pairs.of(Heap(told, self.rarity, whiteners, self.likeness, place)) for told in heaps.values()]


def document_likeness(docs: Sequence[Document], rarity: Rarity) -> Matrix:
    """The cosine of each two documents: words and pairs of words that two hold at least, by rarity."""
    column = {word: number for number, word in enumerate(sorted(w for w, n in rarity.holding.items() if n > 1))}
    rows = np.zeros((len(docs), len(column)))
    for row, doc in enumerate(docs):
        for word in doc.words & column.keys():
            rows[row, column[word]] = rarity(word)
    return cosines(rows)


def whiteners(part: Part) -> dict[str, Whitener]:
    """Those of the vectors of a part's mentions."""
    every = {name: np.stack([getattr(m, name) for m in part.mentions]).astype(np.float64) for name in WHITENED}
    return {name: Whitener.of(vectors) for name, vectors in every.items()}


def lemma_rule(part: Part, homes: Homes) -> Scores:
    """The measures of the rule that mentions of one head in one heap are one event."""
    return score_homes((mention, (homes[mention.document.id], mention.head)) for mention in part.mentions)


def heaps_found(part: Part) -> Agreement:
    """B³ of the heaps against the gold sub-topics."""
    return b_cubed(groups(part.gold_homes), groups(part.homes))


def report_on(bench: Path, *, dev: bool, weights: bool) -> Iterator[str]:
    """The lines of the report."""
    reader = Reader.load()
    train = Part.read(bench / "ecbplus" / "train.jsonl.gz", reader)
    turned = whiteners(train)
    learnt = train.pairs(train.homes, turned)
    odds = held_out(learnt)
    level = threshold(learnt, odds)
    rows = [
        _row("train, one head", lemma_rule(train, train.homes)),
        _row("train, matcher, held out", scored(learnt, odds, level)),
    ]
    told = [_described("train", train)]
    matcher = fitted(learnt)
    if dev:
        part = Part.read(bench / "ecbplus" / "dev.jsonl.gz", reader)
        told.append(_described("dev", part))
        for name, homes in (("dev", part.homes), ("dev, gold heaps", part.gold_homes)):
            checked = part.pairs(homes, turned)
            rows.append(_row(f"{name}, one head", lemma_rule(part, homes)))
            rows.append(_row(f"{name}, matcher", scored(checked, [matcher.odds(p) for p in checked], level)))
    yield from (*told, f"joined from a mean probability of {level:.2f}", "", text_table(HEAD, rows))
    if weights:
        yield from ("", *_weighed(matcher))


def _weighed(matcher: Matcher) -> Iterator[str]:
    said = [
        *(feature.__doc__ or "" for feature in FEATURES),
        "their heads told one event before",
        "the same, of one head",
    ]
    yield from (f"{weight:+.2f}  {words}" for weight, words in zip(matcher.weights, said, strict=True))


def _described(name: str, part: Part) -> str:
    found, gold = heaps_found(part), groups({mention.key: mention.gold for mention in part.mentions})
    return (
        f"{name}: {len(part.documents)} documents, {len(part.mentions)} mentions, {len(gold)} events; "
        f"{len(set(part.homes.values()))} heaps, B³ P {found.precision:.3f} R {found.recall:.3f}"
    )


def _row(name: str, found: Scores) -> tuple[str, ...]:
    every = (found.muc, found.b_cubed, found.ceaf_e)
    figures = [figure for each in every for figure in (each.precision, each.recall, each.f1)]
    return (name, *(f"{100 * figure:.1f}" for figure in (*figures, found.conll)))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--train", action="store_true", help="held-out training topics only")
    parser.add_argument("--weights", action="store_true", help="list the weights of the matcher")
    given = parser.parse_args()
    print("\n".join(report_on(given.bench, dev=not given.train, weights=given.weights)))


if __name__ == "__main__":
    main()
