"""What speaks for and against two gold mentions of ECB+ being one event: one function for each feature.

A heap is the mentions of documents that lie together. Each feature maps a heap to a matrix with one row and one column
for each mention, 0 where it has nothing to say. Those of heads look at all mentions of the heap with the same head.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

from evaluation.ecbplus_mentions import Document, Mention

Matrix = NDArray[np.float64]

DIMENSIONS = 48  # of whitened vectors: the first principal components, which hold what is common to many mentions
LEAST_SPREAD = 1e-9  # of a component: below it there is none
RARE = 7.0  # log of about a thousand texts: rarity is counted in such units


@dataclass(frozen=True, slots=True)
class Rarity:
    """The logarithm of how many documents there are for each that holds a word."""

    documents: int
    holding: Mapping[str, int]

    @classmethod
    def of(cls, docs: Iterable[Document]) -> Rarity:
        """Counted in these documents."""
        every = [doc.words for doc in docs]
        return cls(len(every), Counter(word for words in every for word in words))

    def __call__(self, word: str) -> float:
        return log(self.documents / self.holding.get(word, 1))


@dataclass(frozen=True, slots=True)
class Whitener:
    """Vectors turned to their principal components of equal spread: what all have in common no longer counts."""

    middle: Matrix
    turn: Matrix

    @classmethod
    def of(cls, vectors: Matrix) -> Whitener:
        """Fitted to these vectors."""
        middle = vectors.mean(0)
        spread, axes = np.linalg.eigh(np.cov((vectors - middle).T))
        kept = [axis for axis in range(len(spread))[: -DIMENSIONS - 1 : -1] if spread[axis] > LEAST_SPREAD]
        return cls(middle, axes[:, kept] / np.sqrt(spread[kept]))

    def likeness(self, vectors: Matrix) -> Matrix:
        """The cosines between the whitened vectors."""
        return cosines((vectors - self.middle) @ self.turn)


@dataclass(frozen=True)
class Heap:
    """Mentions that are compared with each other, and what the features need to weigh words and vectors.

    `likeness` is that of documents, by their ids in `place`.
    """

    mentions: Sequence[Mention]
    rarity: Rarity
    whiteners: Mapping[str, Whitener]
    likeness: Matrix
    place: Mapping[str, int]

    def vectors(self, name: str) -> Matrix:
        """One row of the named vector for each mention."""
        return np.stack([getattr(mention, name) for mention in self.mentions]).astype(np.float64)

    def same(self, told: Callable[[Mention], object]) -> Matrix:
        """1 where two mentions have the same of something."""
        names: dict[object, int] = {}
        numbers = np.array([names.setdefault(told(mention), len(names)) for mention in self.mentions])
        return np.asarray((numbers[:, None] == numbers[None, :]).astype(np.float64))

    def bags(self, name: str, *, rare: bool) -> Matrix:
        """Mentions by words: 1, or the root of the rarity, where the mention's set of that name holds the word."""
        sets = [getattr(mention, name) for mention in self.mentions]
        column = {word: number for number, word in enumerate(sorted(frozenset().union(*sets)))}
        found = np.zeros((len(sets), max(1, len(column))))
        for row, words in enumerate(sets):
            for word in words:
                found[row, column[word]] = np.sqrt(max(0.0, self.rarity(word))) if rare else 1.0
        return found

    @cached_property
    def heads(self) -> Matrix:
        """Mentions by heads: 1 where the mention has the head."""
        names = sorted({mention.head for mention in self.mentions})
        return np.array([[float(mention.head == name) for name in names] for mention in self.mentions])

    @cached_property
    def documents(self) -> Matrix:
        """Mentions by documents: 1 where the mention stands in the document."""
        names = sorted({mention.document.id for mention in self.mentions})
        return np.array([[float(mention.document.id == name) for name in names] for mention in self.mentions])

    @cached_property
    def same_head(self) -> Matrix:
        """1 where two mentions have one head."""
        return self.heads @ self.heads.T

    def by_heads(self, values: Matrix) -> Matrix:
        """The mean of the values between all mentions of the two heads."""
        counts = self.heads.sum(0)
        means = self.heads.T @ values @ self.heads / np.outer(counts, counts)
        return np.asarray(self.heads @ means @ self.heads.T)


Feature = Callable[[Heap], Matrix]


def cosines(rows: Matrix) -> Matrix:
    """The cosine of each two rows; 0 for a row of nothing."""
    unit = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return np.asarray(unit @ unit.T)


# ----------------------------------------------------------------------------------------------------------- wording


def same_head(heap: Heap) -> Matrix:
    """they have one head"""
    return heap.same_head


def rare_head(heap: Heap) -> Matrix:
    """they have one head, and few documents hold it"""
    return np.asarray(heap.same_head * np.array([heap.rarity(mention.head) / RARE for mention in heap.mentions]))


def frequent_head(heap: Heap) -> Matrix:
    """they have one head, and many mentions of the heap have it"""
    return np.asarray(heap.same_head * np.log(heap.same_head.sum(1)))


def shared_stems(heap: Heap) -> Matrix:
    """they share words"""
    bags = heap.bags("stems", rare=False)
    both, sizes = bags @ bags.T, bags.sum(1)
    return np.asarray(both / (np.add.outer(sizes, sizes) - both))


def contained(heap: Heap) -> Matrix:
    """the words of one are among those of the other"""
    bags = heap.bags("stems", rare=False)
    return np.asarray((bags @ bags.T == np.minimum.outer(bags.sum(1), bags.sum(1))).astype(np.float64))


def same_words(heap: Heap) -> Matrix:
    """they are the same words"""
    return heap.same(lambda mention: mention.span.of(mention.document.text).lower())


def like_meaning(heap: Heap) -> Matrix:
    """their words are alike when read alone"""
    return cosines(heap.vectors("alone"))


def like_meaning_apart(heap: Heap) -> Matrix:
    """their words are alike when read alone, in what sets words apart"""
    return heap.whiteners["alone"].likeness(heap.vectors("alone"))


def like_reading(heap: Heap) -> Matrix:
    """their words are alike when read in context"""
    return cosines(heap.vectors("state"))


def like_reading_apart(heap: Heap) -> Matrix:
    """their words are alike when read in context, in what sets mentions apart"""
    return heap.whiteners["state"].likeness(heap.vectors("state"))


def like_kind(heap: Heap) -> Matrix:
    """they are of one type of events"""
    kinds = heap.vectors("kind")
    return np.asarray(kinds @ kinds.T)


# ----------------------------------------------------------------------------------------------------------- context


def like_sentences_read(heap: Heap) -> Matrix:
    """their sentences are alike when read"""
    return cosines(heap.vectors("sentence_state"))


def like_sentences(heap: Heap) -> Matrix:
    """their sentences share words, rare ones counting more"""
    return cosines(heap.bags("words", rare=True) ** 2)


def like_near(heap: Heap) -> Matrix:
    """the words close to them are alike, rare ones counting more"""
    return cosines(heap.bags("near", rare=True) ** 2)


def like_documents(heap: Heap) -> Matrix:
    """their documents share words, rare ones counting more"""
    at = [heap.place[mention.document.id] for mention in heap.mentions]
    return np.asarray(heap.likeness[np.ix_(at, at)])


def same_document(heap: Heap) -> Matrix:
    """they stand in one document"""
    return heap.same(lambda mention: mention.document.id)


def same_sentence(heap: Heap) -> Matrix:
    """they stand in one sentence"""
    return heap.same(lambda mention: (mention.document.id, mention.sentence))


# ------------------------------------------------------------------------------------------------------ participants


def _shared(name: str, heap: Heap) -> Matrix:
    bags = heap.bags(name, rare=True)
    return np.asarray(bags @ bags.T / RARE)


def _other(name: str, heap: Heap) -> Matrix:
    """1 where both have something and nothing in common."""
    bags = heap.bags(name, rare=False)
    some = bags.sum(1) > 0
    return np.asarray((np.logical_and.outer(some, some) & (bags @ bags.T == 0)).astype(np.float64))


def shared_names(heap: Heap) -> Matrix:
    """their sentences share names, rare ones counting more"""
    return _shared("names", heap)


def other_names(heap: Heap) -> Matrix:
    """their sentences have different names"""
    return _other("names", heap)


def shared_numbers(heap: Heap) -> Matrix:
    """their sentences share numbers, rare ones counting more"""
    return _shared("numbers", heap)


def other_numbers(heap: Heap) -> Matrix:
    """their sentences have different numbers"""
    return _other("numbers", heap)


def shared_actor(heap: Heap) -> Matrix:
    """those who did it are called alike"""
    return _shared("actor", heap)


def other_actor(heap: Heap) -> Matrix:
    """those who did it are called differently"""
    return _other("actor", heap)


def shared_target(heap: Heap) -> Matrix:
    """those it was done to are called alike"""
    return _shared("target", heap)


def other_target(heap: Heap) -> Matrix:
    """those it was done to are called differently"""
    return _other("target", heap)


# ------------------------------------------------------------------------------------------------------------- heads


def heads_read_alike(heap: Heap) -> Matrix:
    """mentions with their heads are mostly alike when read"""
    return heap.by_heads(like_reading_apart(heap))


def heads_near_alike(heap: Heap) -> Matrix:
    """mentions with their heads mostly stand near like words"""
    return heap.by_heads(like_near(heap))


def heads_in_one_sentence(heap: Heap) -> Matrix:
    """mentions with their heads often stand in one sentence"""
    together = same_sentence(heap) - np.eye(len(heap.mentions))
    counts = heap.heads.sum(0)
    share = heap.heads.T @ together @ heap.heads / np.minimum.outer(counts, counts)
    return np.asarray(np.minimum(heap.heads @ share @ heap.heads.T, 1.5))


def head_elsewhere(heap: Heap) -> Matrix:
    """the sentence of one holds the head of the other as well"""
    held = np.array([[float(one.head in other.words) for one in heap.mentions] for other in heap.mentions])
    return np.asarray(held + held.T)


def head_in_document(heap: Heap) -> Matrix:
    """the document of one has the head of the other among its mentions"""
    held = heap.documents @ (heap.documents.T @ heap.heads > 0) @ heap.heads.T
    return np.asarray(held + held.T - 2 * heap.same_head)


def central_head(heap: Heap) -> Matrix:
    """the head of one is found in most documents"""
    return np.maximum.outer(_spread(heap), _spread(heap))


def central_heads(heap: Heap) -> Matrix:
    """the heads of both are found in most documents"""
    return np.minimum.outer(_spread(heap), _spread(heap))


def _spread(heap: Heap) -> Matrix:
    """The share of the heap's documents that have the head of each mention."""
    return np.asarray(heap.heads @ (heap.documents.T @ heap.heads > 0).mean(0))


FEATURES: tuple[Feature, ...] = (
    same_head, rare_head, frequent_head, shared_stems, contained, same_words,
    like_meaning, like_meaning_apart, like_reading, like_reading_apart, like_kind,
    like_sentences_read, like_sentences, like_near, like_documents, same_document, same_sentence,
    shared_names, other_names, shared_numbers, other_numbers, shared_actor, other_actor, shared_target, other_target,
    heads_read_alike, heads_near_alike, heads_in_one_sentence, head_elsewhere, head_in_document,
    central_head, central_heads,
)  # fmt: skip
