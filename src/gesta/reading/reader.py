"""The reader: reports in, what the network proposes out. Many reports are read in shared batches of like length."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gesta.nouns.mention import Reading
from gesta.nouns.report import Report
from gesta.nouns.sentence import Sentence
from gesta.reading import asking, decoder
from gesta.reading.arrays import Floats, Ints
from gesta.reading.drafts import Candidate, Draft
from gesta.reading.embedding import Embedder, Embedding
from gesta.reading.labels import Labels
from gesta.reading.network import Network, OnnxNetwork, Tags
from gesta.reading.proposing import reading
from gesta.reading.tokenizer import Tokenizer, windows

# The weights that ship with the package.
WEIGHTS = Path(__file__).parent / "weights"
# Longest window in pieces, as in training. Two more stand at its ends.
WINDOW = 218
# Cells of one padded batch: enough to keep the cores busy; more costs memory and gains no speed.
TAG_BUDGET, ASK_BUDGET = 1024, 1024

Window = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Reader:
    """Tokenizer, network, labels and embedder. `version` is the digest of the weights."""

    tokenizer: Tokenizer
    network: Network
    labels: Labels
    embedder: Embedder
    version: str

    @classmethod
    def load(cls, folder: Path | None = None, embedder: Embedder | None = None) -> Reader:
        """The reader in `folder`, or the one that ships with the package; with another embedder where one is given.

        Raises ReaderError when it is damaged.
        """
        folder = folder or WEIGHTS
        network = OnnxNetwork.load(folder)
        labels = Labels.load(folder / "labels.json")
        used: Embedder = embedder or Embedding.load(folder)
        version = "sha256:" + hashlib.sha256(f"{network.version} {used.version}".encode()).hexdigest()
        return cls(Tokenizer.load(folder / "tokenizer.json"), network, labels, used, version)

    def read(self, batch: Sequence[tuple[Report, tuple[Sentence, ...]]]) -> list[Reading]:
        """One reading for each report, in order."""
        drafts = [Draft(self.tokenizer.pieces(report.text, sentences), report.text) for report, sentences in batch]
        offsets = np.cumsum([0, *(len(d.pieces) for d in drafts)]).tolist()
        states = self._tag(drafts, offsets)
        for draft, start, end in zip(drafts, offsets, offsets[1:], strict=False):
            draft.states = states[start:end]
        self._ask(drafts, offsets, states)
        return [reading(draft, self.network, self.embedder, self.labels) for draft in drafts]

    def _tag(self, drafts: Sequence[Draft], offsets: Sequence[int]) -> Floats:
        """Fills each draft with entities and candidates; returns the states of all pieces, stacked."""
        cut = [(number, *window) for number, draft in enumerate(drafts) for window in windows(draft.pieces, WINDOW)]
        states: Floats = np.zeros((offsets[-1], 0), np.float32)
        for group in asking.batches([end - start for _, start, end in cut], TAG_BUDGET):
            chosen = [cut[i] for i in group]
            tags = self.network.tag(*self._padded(drafts, chosen))
            if not states.shape[1]:
                states = np.zeros((offsets[-1], tags.states.shape[-1]), np.float32)
            for row, (number, start, end) in enumerate(chosen):
                states[offsets[number] + start : offsets[number] + end] = tags.states[row, 1 : end - start + 1]
            self._decode(drafts, chosen, tags)
        return states

    def _decode(self, drafts: Sequence[Draft], chosen: Sequence[Window], tags: Tags) -> None:
        paths = decoder.best_tags(tags.entities[:, 1:])
        for row, (number, start, end) in enumerate(chosen):
            inside = slice(1, end - start + 1)
            draft = drafts[number]
            found = decoder.tagged(paths[row, : end - start], decoder.softmax(tags.entities[row, inside]))
            draft.add_entities(start, found, self.labels.entities)
            draft.add_candidates((start, end), decoder.softmax(tags.triggers[row, inside]), cue=False)
            draft.add_candidates((start, end), decoder.softmax(tags.cues[row, inside]), cue=True)

    def _padded(self, drafts: Sequence[Draft], chosen: Sequence[Window]) -> tuple[Ints, Ints, Ints]:
        length = max(end - start for _, start, end in chosen) + 2
        ids, cases, mask = (np.zeros((len(chosen), length), np.int64) for _ in range(3))
        for row, (number, start, end) in enumerate(chosen):
            size, pieces = end - start, drafts[number].pieces
            ids[row, : size + 2] = [self.tokenizer.begin, *pieces.ids[start:end], self.tokenizer.end]
            cases[row, 1 : size + 1] = pieces.cases[start:end]
            mask[row, : size + 2] = 1
        return ids, cases, mask

    def _ask(self, drafts: Sequence[Draft], offsets: Sequence[int], states: Floats) -> None:
        """Fills the answer of every candidate."""
        asked: list[tuple[int, Candidate]] = [(offsets[n], c) for n, d in enumerate(drafts) for c in d.candidates]
        for group in asking.batches([c.length for _, c in asked], ASK_BUDGET):
            chosen = [asked[i] for i in group]
            question = asking.ask(
                [c.at for _, c in chosen],
                [c.pieces for _, c in chosen],
                np.stack([c.kinds(self.labels) for _, c in chosen]),
            )
            index = question.piece + np.asarray([offset for offset, _ in chosen])[:, None]
            answers = self.network.ask(states[index], question)
            paths = decoder.answer_paths(answers)
            for row, (offset, candidate) in enumerate(chosen):
                candidate.take(answers, paths, row)
                start, end = candidate.at
                candidate.state = states[offset + start : offset + end].mean(axis=0)
