"""The gold event mentions of ECB+, and what the network reads at each: its sentence, its vectors, its roles.

The network is asked about the gold mentions as if they were triggers that it had found itself; only sentences that hold
one are read. Of the annotation nothing is used but where a mention stands: not its class, nor anything of time, place
and participants.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from gesta.linking.words import content, name_words, stem, tokens
from gesta.nouns.report import Report, digest
from gesta.nouns.sentence import Sentence
from gesta.reading import asking, decoder
from gesta.reading.arrays import Floats
from gesta.reading.drafts import Candidate, Draft
from gesta.reading.reader import WINDOW, Reader
from gesta.reading.tokenizer import windows
from gesta.segmenting import segment
from gesta.spans import Span

NEAR = 60  # characters on either side of a mention whose words count as near: about ten words
# Words that end a phrasal verb: the head of "checked into" is "checked", that of "injured reserve" is "reserve".
PARTICLES = frozenset(
    "into in on up out to off down for with over at by from away back through of the a an and".split()
)
SHORTEST = 3  # letters of a word that can name a participant
ALONE_BATCH = 64  # words read at once


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its validated gold mentions: where each stands, and its gold cluster. `subtopic` is gold, too."""

    id: str
    text: str
    topic: int
    subtopic: str
    gold: Mapping[Span, str]

    @property
    def words(self) -> frozenset[str]:
        """Its content words, and each two that follow each other; without the address that many texts begin with."""
        first, _, rest = self.text.partition("\n")
        found = content(rest if first.startswith("http") else self.text)
        return frozenset([*found, *map(" ".join, pairwise(found))])


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold mention with what can be compared: words as stems, vectors of the network.

    `words` are those of its sentence, `near` those close by, without the mention's own. `state` is read in context,
    `alone` without any. `kind` holds a probability for each event type.
    """

    document: Document
    span: Span
    sentence: Span
    head: str
    stems: frozenset[str]
    words: frozenset[str]
    near: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    actor: frozenset[str]
    target: frozenset[str]
    state: Floats
    sentence_state: Floats
    alone: Floats
    kind: Floats

    @property
    def key(self) -> tuple[str, Span]:
        """Document and place."""
        return self.document.id, self.span

    @property
    def gold(self) -> str:
        """The gold cluster."""
        return self.document.gold[self.span]


def documents(path: Path) -> list[Document]:
    """The documents of one part, in order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_document(json.loads(line)) for line in lines]


def mentions(docs: Sequence[Document], reader: Reader) -> list[Mention]:
    """All gold mentions, read by the network."""
    alone = words_alone({span.of(doc.text).lower() for doc in docs for span in doc.gold}, reader)
    return [mention for doc in docs if doc.gold for mention in _read(doc, reader, alone)]


def head(phrase: str) -> str:
    """The stem of the word that says what happened: the last, or the first when the last is a particle."""
    found = tokens(phrase) or [phrase.lower()]
    return stem(found[0] if found[-1] in PARTICLES else found[-1])


def words_alone(phrases: Iterable[str], reader: Reader) -> dict[str, Floats]:
    """The vector of each phrase when it is read by itself."""
    by_length: dict[int, list[tuple[str, list[int]]]] = defaultdict(list)
    for phrase in sorted(set(phrases)):
        pieces = reader.tokenizer.model.encode(phrase, add_special_tokens=False).ids
        by_length[len(pieces)].append((phrase, pieces))
    found: dict[str, Floats] = {}
    for _, same in sorted(by_length.items()):
        for start in range(0, len(same), ALONE_BATCH):
            batch = same[start : start + ALONE_BATCH]
            ids = np.asarray([[reader.tokenizer.begin, *p, reader.tokenizer.end] for _, p in batch], np.int64)
            states = reader.network.tag(ids, np.zeros_like(ids), np.ones_like(ids)).states[:, 1:-1].mean(1)
            found |= {phrase: vector for (phrase, _), vector in zip(batch, states, strict=True)}
    return found


def _document(record: Mapping[str, Any]) -> Document:
    """A mention that is in no cluster of the annotation is a cluster of its own."""
    events = (s for s in record["spans"] if "ACTION" in s["label"] and s["validated"])
    gold = {Span(s["start"], s["end"]): s.get("cluster") or f"{record['id']} {s['id']}" for s in events}
    meta = record["meta"]
    return Document(record["id"], record["text"], meta["topic"], meta["subtopic"], dict(sorted(gold.items())))


def _read(doc: Document, reader: Reader, alone: Mapping[str, Floats]) -> Iterator[Mention]:
    told = [s for s in segment(Report(doc.id, doc.text, digest(doc.text))) if any(s.span.overlaps(g) for g in doc.gold)]
    draft = Draft(reader.tokenizer.pieces(doc.text, told), doc.text)
    states, triggers = _tagged(draft, reader)
    for span in doc.gold:
        draft.candidates.append(_candidate(draft, span, triggers))
    _ask(draft, reader, states)
    for span, candidate in zip(doc.gold, draft.candidates, strict=True):
        sentence = next(s for s in told if s.span.overlaps(span))
        yield _mention(doc, span, sentence, _Reading(draft, candidate, states, alone), reader)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the network made of one mention."""

    draft: Draft
    candidate: Candidate
    states: Floats
    alone: Mapping[str, Floats]


def _tagged(draft: Draft, reader: Reader) -> tuple[Floats, Floats]:
    """The states of all pieces and the probabilities of their types as triggers; names go into the draft."""
    states: list[Floats] = []
    triggers: list[Floats] = []
    for start, end in windows(draft.pieces, WINDOW):
        pieces = draft.pieces.ids[start:end]
        ids = np.concatenate([[reader.tokenizer.begin], pieces, [reader.tokenizer.end]])[None, :].astype(np.int64)
        cases = np.pad(draft.pieces.cases[start:end], 1)[None, :]
        tags = reader.network.tag(ids, cases, np.ones_like(ids))
        path = decoder.best_tags(tags.entities[:, 1:-1])[0]
        draft.add_entities(start, decoder.tagged(path, decoder.softmax(tags.entities[0, 1:-1])), reader.labels.entities)
        labels = decoder.softmax(tags.triggers[0, 1:-1])
        triggers.append(labels[:, 1::2] + labels[:, 2::2])
        states.append(tags.states[0, 1:-1])
    return np.concatenate(states), np.concatenate(triggers)


def _candidate(draft: Draft, span: Span, triggers: Floats) -> Candidate:
    """The gold mention as a trigger, of the types that the tagger gives its words."""
    pieces = draft.pieces
    inside = np.flatnonzero((pieces.ends > span.start) & (pieces.starts < span.end)).tolist()
    at = inside[0], inside[-1] + 1
    number = pieces.sentences[at[0]]
    low, high = np.searchsorted(pieces.sentences, [number, number + 1]).tolist()
    return Candidate(at, asking.reach(at, (low, max(high, at[1]))), triggers[at[0] : at[1]].mean(0), cue=False)


def _ask(draft: Draft, reader: Reader, states: Floats) -> None:
    asked = draft.candidates
    kinds = np.stack([candidate.kinds(reader.labels) for candidate in asked])
    question = asking.ask([c.at for c in asked], [c.pieces for c in asked], kinds)
    answers = reader.network.ask(states[question.piece], question)
    paths = decoder.answer_paths(answers)
    for row, candidate in enumerate(asked):
        candidate.take(answers, paths, row)


def _mention(doc: Document, span: Span, sentence: Sentence, read: _Reading, reader: Reader) -> Mention:
    text, inside = doc.text, sentence.span
    start, end = min(inside.start, span.start), max(inside.end, span.end)
    at, pieces = read.candidate.at, read.draft.pieces
    own = (pieces.starts >= start) & (pieces.ends <= end)
    kind = read.candidate.type
    assert kind is not None
    return Mention(
        document=doc,
        span=span,
        sentence=inside,
        head=head(span.of(text)),
        stems=frozenset(map(stem, tokens(span.of(text)))) or frozenset({head(span.of(text))}),
        words=_content(text[start : span.start], text[span.end : end]),
        near=_content(text[max(start, span.start - NEAR) : span.start], text[span.end : min(end, span.end + NEAR)]),
        names=frozenset(
            word
            for entity in read.draft.entities
            if entity.label != "TIME" and inside.overlaps(entity.span)
            for word in name_words(entity.span.of(text))
        ),
        numbers=frozenset(word for word in tokens(text[start:end]) if word[0].isdigit()),
        actor=_participants(read, reader, {"actor"}),
        target=_participants(read, reader, {"target", "victim"}),
        state=read.states[at[0] : at[1]].mean(0),
        sentence_state=read.states[own].mean(0) if own.any() else read.states[at[0] : at[1]].mean(0),
        alone=read.alone[span.of(text).lower()],
        kind=kind[:-1],
    )


def _content(*parts: str) -> frozenset[str]:
    return frozenset(word for part in parts for word in content(part))


def _participants(read: _Reading, reader: Reader, roles: set[str]) -> frozenset[str]:
    first = read.candidate.pieces[0]
    spans = (
        read.draft.span(first + start, first + end)
        for role, found in zip(reader.labels.roles, read.candidate.roles, strict=True)
        if role in roles
        for start, end, _, _ in found
    )
    return frozenset(stem(w) for span in spans for w in tokens(span.of(read.draft.text)) if len(w) >= SHORTEST)
