"""From a finished draft to the `Reading` that the rules work on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gesta.nouns.mention import Mention, ReadCue, Reading, ReadPair, ReadTrigger
from gesta.reading import decoder, pairs
from gesta.reading.arrays import Floats
from gesta.reading.decoder import Tagged
from gesta.reading.drafts import Candidate, Draft
from gesta.reading.embedding import Embedder
from gesta.reading.labels import Labels
from gesta.reading.network import Network

# A trigger must convince the tagger and the asker together: the tagger's weight, and the least joint probability
# (both chosen by trigger F1 on dev).
TAGGER_WEIGHT, EVENT_THRESHOLD = 0.5, 0.6
# Proposals below this are not worth a rule's look.
LEAST = 0.02


def reading(draft: Draft, network: Network, embedder: Embedder, labels: Labels) -> Reading:
    """All that the network proposes for one report, in order of position."""
    scored = [(c, _types(c)) for c in sorted(draft.candidates, key=lambda c: c.at) if not c.cue]
    kept = [(c, types) for c, types in scored if types.sum() >= EVENT_THRESHOLD]
    embedded = embedder.embed(draft.seen([c for c, _ in kept])) if kept else []
    triggers = tuple(_trigger(draft, *each, labels) for each in zip(kept, embedded, strict=True))
    starts = [c.at[0] for c, _ in kept]
    cues = sorted((c for c in draft.candidates if c.cue), key=lambda c: c.at)
    return Reading(
        entities=tuple(sorted(draft.entities, key=lambda m: m.span)),
        triggers=triggers,
        cues=tuple(_cue(draft, c, starts, labels) for c in cues),
        pairs=tuple(_pairs(draft, kept, triggers, network)),
    )


def _types(candidate: Candidate) -> Floats:
    """Probability of each type; what is missing to 1 is the probability that this is no event."""
    assert candidate.type is not None
    types: Floats = TAGGER_WEIGHT * candidate.scores + (1 - TAGGER_WEIGHT) * candidate.type[:-1]
    return types


def _trigger(draft: Draft, kept: tuple[Candidate, Floats], embedding: bytes, labels: Labels) -> ReadTrigger:
    candidate, types = kept
    assert candidate.mode is not None
    assert candidate.status is not None
    best = labels.types[int(types.argmax())]
    modes = {mode: float(p) for (kind, mode), p in zip(labels.modes, candidate.mode, strict=True) if kind in ("", best)}
    total = sum(modes.values())
    return ReadTrigger(
        span=draft.span(*candidate.at),
        type_scores={label: float(p) for label, p in zip(labels.types, types, strict=True) if p >= LEAST},
        mode_scores={mode: p / total for mode, p in modes.items() if p >= LEAST * total},
        status_scores=dict(zip(labels.statuses, map(float, candidate.status), strict=True)),
        roles=tuple(m for role, found in zip(labels.roles, candidate.roles, strict=True)
                    for m in _mentions(draft, candidate, found, role)),
        embedding=embedding,
    )  # fmt: skip


def _mentions(draft: Draft, candidate: Candidate, found: Sequence[Tagged], label: str) -> list[Mention]:
    first = candidate.pieces[0]
    return [Mention(draft.span(first + start, first + end), label, score) for start, end, _, score in found]


def _cue(draft: Draft, candidate: Candidate, starts: Sequence[int], labels: Labels) -> ReadCue:
    assert candidate.covers is not None
    first, end = candidate.pieces
    covers = {
        number: float(candidate.covers[start - first])
        for number, start in enumerate(starts)
        if first <= start < end and candidate.covers[start - first] >= LEAST
    }
    speakers = _mentions(draft, candidate, candidate.speakers, "speaker")
    return ReadCue(
        span=draft.span(*candidate.at),
        stance_scores={label: float(p) for label, p in zip(labels.stances, candidate.scores, strict=True)},
        speakers=tuple(sorted(speakers, key=lambda m: -m.score)),
        covers=covers,
    )


def _pairs(
    draft: Draft, kept: Sequence[tuple[Candidate, Floats]], triggers: Sequence[ReadTrigger], network: Network
) -> list[ReadPair]:
    if len(kept) < 2:
        return []
    earlier, later = pairs.pairs(len(kept))
    sentences = np.asarray([draft.pieces.sentences[c.at[0]] for c, _ in kept], np.int64)
    types = np.asarray([int(t.argmax()) for _, t in kept], np.int64)
    classes = pairs.features(earlier, later, sentences, types, [t.span.of(draft.text) for t in triggers])
    vectors = np.stack([c.vector for c, _ in kept if c.vector is not None])
    same, relation = network.pair(vectors[earlier], vectors[later], classes)
    # Columns of `relation` after "none": part, part_back, response, response_back, about, about_back.
    scores = np.concatenate([decoder.sigmoid(same)[:, None], decoder.softmax(relation)[:, 1:]], axis=1)
    worth = np.flatnonzero(scores.max(-1) >= LEAST).tolist()
    return [ReadPair(int(earlier[n]), int(later[n]), *map(float, scores[n])) for n in worth]
