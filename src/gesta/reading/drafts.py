"""What has been read of one report so far, by piece number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from gesta.nouns.mention import Mention
from gesta.reading import asking, decoder
from gesta.reading.arrays import Floats
from gesta.reading.asking import Range
from gesta.reading.decoder import Tagged
from gesta.reading.embedding import Seen
from gesta.reading.labels import Labels
from gesta.reading.network import Answers
from gesta.reading.tokenizer import Pieces
from gesta.spans import Span

# Candidates for triggers and cues pass the tagger with this probability; the asker's answer decides (chosen on dev).
TRIGGER_THRESHOLD, CUE_THRESHOLD = 0.35, 0.45


@dataclass(slots=True)
class Candidate:
    """A trigger or cue that the tagger proposes, and the asker's answer about it once it has been asked."""

    at: Range
    pieces: Range
    scores: Floats
    cue: bool
    roles: list[list[Tagged]] = field(default_factory=list)
    speakers: list[Tagged] = field(default_factory=list)
    covers: Floats | None = None
    type: Floats | None = None
    mode: Floats | None = None
    status: Floats | None = None
    vector: Floats | None = None
    state: Floats | None = None

    @property
    def length(self) -> int:
        """How many pieces the question is about."""
        return self.pieces[1] - self.pieces[0]

    def kinds(self, labels: Labels) -> Floats:
        """What it seems to be: probabilities of the types, then of the stances."""
        other = np.zeros(len(labels.types) if self.cue else len(labels.stances), np.float32)
        return np.concatenate([other, self.scores] if self.cue else [self.scores, other])

    @property
    def view(self) -> Floats:
        """All that the network sees of a trigger that has been asked about: its vector and its mean state."""
        assert self.vector is not None
        assert self.state is not None
        return np.concatenate([self.vector, self.state])

    def take(self, answers: Answers, paths: decoder.AnswerPaths, row: int) -> None:
        """Keeps row `row` of `answers`, decoded; a cue has speakers and covers, a trigger the rest."""
        size = self.length
        if self.cue:
            self.speakers = decoder.tagged(paths.speaker[row, :size], decoder.softmax(answers.speaker[row, :size]))
            self.covers = decoder.sigmoid(answers.covers[row, :size])
            return
        scores = decoder.softmax(answers.roles[row, :size])
        self.roles = [decoder.tagged(paths.roles[row, :size, r], scores[:, r]) for r in range(scores.shape[1])]
        self.type = decoder.softmax(answers.type[row])
        self.mode = decoder.softmax(answers.mode[row])
        self.status = decoder.softmax(answers.status[row])
        self.vector = answers.vectors[row]


@dataclass(slots=True)
class Draft:
    """One report: its pieces, its entities, its candidates; and the state of each piece once they are read."""

    pieces: Pieces
    text: str
    states: Floats = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    entities: list[Mention] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)

    def span(self, start: int, end: int) -> Span:
        """The characters of pieces start…end, stretched to whole words."""
        inner = self.pieces.inner
        while inner[start] and start:
            start -= 1
        while end < len(inner) and inner[end]:
            end += 1
        return Span(int(self.pieces.starts[start]), int(self.pieces.ends[end - 1]))

    def seen(self, candidates: Sequence[Candidate]) -> Seen:
        """What the network saw of some triggers and around them."""
        places = np.asarray([each.at[0] for each in candidates])
        return Seen(np.stack([each.view for each in candidates]), places, self.states, self.pieces.sentences)

    def add_entities(self, first: int, found: Sequence[Tagged], labels: Sequence[str]) -> None:
        """Adds tagged ranges of a window that begins at piece `first`."""
        self.entities += [
            Mention(self.span(first + start, first + end), labels[label], score) for start, end, label, score in found
        ]

    def add_candidates(self, window: Range, probabilities: Floats, *, cue: bool) -> None:
        """Adds the triggers or cues of a window, from the probabilities of its tags."""
        first, end = window
        threshold = CUE_THRESHOLD if cue else TRIGGER_THRESHOLD
        sentences = self.pieces.sentences[first:end]
        for start, stop, scores in decoder.grouped(probabilities, self.pieces.inner[first:end], threshold):
            low, high = np.searchsorted(sentences, [sentences[start], sentences[start] + 1]).tolist()
            at = (first + start, first + stop)
            self.candidates.append(Candidate(at, asking.reach(at, (first + low, first + high)), scores, cue))
