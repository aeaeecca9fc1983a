"""The joint loss of one batch, over all the label groups that its examples carry."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from gesta.reading import asking, pairs
from gesta.reading.decoder import grouped
from training.batching import IGNORED, Batch, bio_tags
from training.corpus import Example, Range
from training.labels import ROLES, STANCES, TYPES
from training.network import Network

WEIGHTS = {
    "entities": 1.0, "triggers": 3.0, "cues": 1.5, "roles": 0.2, "speaker": 0.15, "covers": 0.2,
    "type": 0.4, "mode": 0.8, "status": 0.5, "same": 0.4, "relation": 0.4,
}  # fmt: skip
# Seen by the tagger with this probability but not in the gold: the asker learns to say no.
DOUBT = 0.15
# False triggers asked about beyond the number of true ones: an untrained tagger sees triggers everywhere.
FALSE_MORE = 4
# Cells of one group of questions.
ASK_BUDGET = 4096


@dataclass
class Asked:
    """One question with its gold answer: a gold trigger, a gold cue, or a doubtful trigger that is none."""

    example: int
    number: int  # of the trigger or cue; -1 for a false trigger
    at: Range
    pieces: Range
    kinds: np.ndarray
    cue: bool


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The weighted loss of each group present in `batch`."""
    entities, triggers, cues, states = network.tagger(batch.ids, batch.cases, batch.mask)
    found: dict[str, Tensor] = {}
    for name, logits, gold in (
        ("entities", entities, batch.entities),
        ("triggers", triggers, batch.triggers),
        ("cues", cues, batch.cues),
    ):
        if bool((gold >= 0).any()):
            found[name] = functional.cross_entropy(logits.float().flatten(0, 1), gold.flatten(), ignore_index=IGNORED)
    asked = _questions(batch, _probabilities(triggers), _probabilities(cues))
    if asked:
        found.update(_asked(network, batch, asked, states.flatten(0, 1)))
    return {name: WEIGHTS[name] * loss for name, loss in found.items()}


def _probabilities(logits: Tensor) -> np.ndarray:
    return logits.detach().float().softmax(-1).flatten(0, 1).numpy()


def _questions(batch: Batch, triggers: np.ndarray, cues: np.ndarray) -> list[Asked]:
    asked: list[Asked] = []
    for n, example in enumerate(batch.examples):
        place = batch.place[n]
        here = [(i, t.at, False) for i, t in enumerate(example.triggers) if place[t.at[0]] >= 0]
        here += [(i, c.at, True) for i, c in enumerate(example.cues) if place[c.at[0]] >= 0]
        if "triggers" in example.tasks:
            here += [(-1, at, False) for at in _false(batch, n, triggers)]
        for i, at, cue in here:
            cells = place[at[0] : at[1]]
            probability = (cues if cue else triggers)[cells[cells >= 0]]
            labels = (probability[:, 1::2] + probability[:, 2::2]).mean(0)
            if not cue and "triggers" not in example.tasks:
                labels = np.full(len(TYPES), 1 / len(TYPES), np.float32)  # an event of no type of ours
            other = np.zeros(len(TYPES) if cue else len(STANCES), np.float32)
            kinds = np.concatenate([other, labels] if cue else [labels, other])
            asked.append(Asked(n, i, at, _reach(example, place, at), kinds, cue))
    return asked


def _false(batch: Batch, number: int, triggers: np.ndarray) -> list[Range]:
    example, place = batch.examples[number], batch.place[number]
    here = np.flatnonzero(place >= 0)
    gold = np.zeros(len(place), np.bool_)
    for trigger in example.triggers:
        gold[trigger.at[0] : trigger.at[1]] = True
    first = int(here[0]) if len(here) else 0
    ranges = grouped(triggers[place[here]], example.pieces.inner[here], DOUBT) if len(here) else []
    found = [(first + a, first + b) for a, b, _ in ranges if not gold[first + a : first + b].any()]
    return found[: len(example.triggers) + FALSE_MORE]


def _reach(example: Example, place: np.ndarray, at: Range) -> Range:
    sentences = example.pieces.sentences
    low, high = np.searchsorted(sentences, [sentences[at[0]], sentences[at[0]] + 1]).tolist()
    while place[low] < 0:
        low += 1
    while place[high - 1] < 0:
        high -= 1
    return asking.reach(at, (low, high))


def _asked(network: Network, batch: Batch, asked: list[Asked], states: Tensor) -> dict[str, Tensor]:
    """Losses of all answers; questions are asked in groups of like length, as in reading."""
    sums: dict[str, list[Tensor]] = defaultdict(list)
    vectors, order = [], []
    for group in asking.batches([a.pieces[1] - a.pieces[0] for a in asked], ASK_BUDGET):
        chosen = [asked[i] for i in group]
        vectors.append(_group(network, batch, chosen, states, sums))
        order.append(group)
    place = np.empty(len(asked), np.int64)
    place[np.concatenate(order)] = np.arange(len(asked))
    found = {name: torch.stack(parts).sum() / _count(batch, asked, name) for name, parts in sums.items()}
    found.update(_paired(network, batch, asked, _gather(torch.cat(vectors), place)))
    return found


def _count(batch: Batch, asked: list[Asked], name: str) -> int:
    """How many questions the sum of a group's losses is shared by."""
    tasks = {"roles": "roles", "mode": "modes", "status": "status"}
    if name in ("speaker", "covers"):
        return max(1, sum(a.cue for a in asked))
    if name == "type":
        return max(1, sum(not a.cue for a in asked))
    return max(1, sum(a.number >= 0 and not a.cue and tasks[name] in batch.examples[a.example].tasks for a in asked))


def _group(network: Network, batch: Batch, asked: list[Asked], states: Tensor, sums: dict[str, list[Tensor]]) -> Tensor:
    """Adds the summed losses of one group of questions to `sums`; returns the vectors of its triggers."""
    arrays = asking.ask([a.at for a in asked], [a.pieces for a in asked], np.stack([a.kinds for a in asked]))
    cells = np.stack([batch.place[a.example][row] for a, row in zip(asked, arrays.piece, strict=True)])
    inputs = [torch.from_numpy(x) for x in (arrays.distance, arrays.inside, arrays.mask, arrays.kinds)]
    roles, speaker, covers, kind, mode, status, vectors = network.asker(_gather(states, cells), *inputs)
    gold = _Gold(batch, asked, arrays.piece.shape[1])
    for name, logits, labels in (
        ("roles", roles.flatten(0, 2), gold.roles.transpose(0, 2, 1).reshape(-1)),
        ("speaker", speaker.flatten(0, 1), gold.speaker.reshape(-1)),
        ("type", kind, gold.type),
        ("mode", mode, gold.mode),
        ("status", status, gold.status),
    ):
        here = np.flatnonzero(labels >= 0)
        if len(here):
            picked, right = logits[torch.from_numpy(here)].float(), torch.from_numpy(labels[here])
            sums[name].append(functional.cross_entropy(picked, right, reduction="sum"))
    at = torch.from_numpy(gold.covers)
    if bool((at >= 0).any()):
        covered = functional.binary_cross_entropy_with_logits
        sums["covers"].append(covered(covers.float()[at >= 0], at[at >= 0].float(), reduction="sum"))
    return vectors


class _Gold:
    """Gold answers as arrays, IGNORED where the example is silent."""

    def __init__(self, batch: Batch, asked: list[Asked], length: int) -> None:
        count = len(asked)
        self.roles = np.full((count, len(ROLES), length), IGNORED, np.int64)
        self.speaker = np.full((count, length), IGNORED, np.int64)
        self.covers = np.full((count, length), IGNORED, np.int64)
        self.type, self.mode, self.status = (np.full(count, IGNORED, np.int64) for _ in range(3))
        for row, question in enumerate(asked):
            example = batch.examples[question.example]
            if question.cue:
                self._cue(row, example, question)
            elif question.number < 0:
                self.type[row] = len(TYPES)
            else:
                self._trigger(row, example, question)

    def _cue(self, row: int, example: Example, question: Asked) -> None:
        cue = example.cues[question.number]
        first, end = question.pieces
        spans = [cue.speaker] if cue.speaker else []
        self.speaker[row, : end - first] = _local(spans, question.pieces)
        for number, trigger in enumerate(example.triggers):
            if first <= trigger.at[0] < end:
                self.covers[row, trigger.at[0] - first] = number in cue.covers

    def _trigger(self, row: int, example: Example, question: Asked) -> None:
        trigger = example.triggers[question.number]
        if "roles" in example.tasks:
            size = question.pieces[1] - question.pieces[0]
            for role in range(len(ROLES)):
                if example.role_mask[role]:
                    spans = [at for r, at in trigger.roles if r == role]
                    self.roles[row, role, :size] = _local(spans, question.pieces)
        if "triggers" in example.tasks:
            self.type[row] = trigger.type
        if "modes" in example.tasks:
            self.mode[row] = trigger.mode
        if "status" in example.tasks and trigger.status >= 0:
            self.status[row] = trigger.status


def _local(spans: list[Range], pieces: Range) -> np.ndarray:
    first, end = pieces
    clipped = [((max(a, first) - first, min(b, end) - first), 0) for a, b in spans if a < end and b > first]
    return bio_tags(end - first, clipped)


def _gather(rows: Tensor, index: np.ndarray) -> Tensor:
    """`rows[index]`, through an embedding look-up: its gradient is many times cheaper on a CPU."""
    return functional.embedding(torch.from_numpy(index), rows)


def _paired(network: Network, batch: Batch, asked: list[Asked], vectors: Tensor) -> dict[str, Tensor]:
    rows: dict[int, list[int]] = defaultdict(list)
    for row, question in enumerate(asked):
        if not question.cue and question.number >= 0 and "pairs" in batch.examples[question.example].tasks:
            rows[question.example].append(row)
    left, right, classes, gold_same, gold_relation = [], [], [], [], []
    for n, chosen in rows.items():
        chosen.sort(key=lambda r: asked[r].number)
        if len(chosen) < 2:
            continue
        example = batch.examples[n]
        numbers = np.asarray([asked[r].number for r in chosen])
        earlier, later = pairs.pairs(len(chosen))
        types = np.asarray([example.triggers[i].type for i in numbers], np.int64)
        sentences = np.asarray([example.pieces.sentences[example.triggers[i].at[0]] for i in numbers], np.int64)
        words = [_word(example, example.triggers[i].at) for i in numbers]
        classes.append(pairs.features(earlier, later, sentences, types, words))
        index = np.asarray(chosen)
        left.append(index[earlier])
        right.append(index[later])
        same = np.asarray(example.same)[numbers]
        gold_same.append(same[earlier] == same[later])
        gold_relation.append(_relations(example, numbers, earlier, later))
    if not left:
        return {}
    one, other = np.concatenate(left), np.concatenate(right)
    scores, relation = network.pairs(
        _gather(vectors, one), _gather(vectors, other), torch.from_numpy(np.concatenate(classes))
    )
    gold = torch.from_numpy(np.concatenate(gold_relation))
    events = len(np.unique(np.concatenate([one, other])))
    loss = functional.cross_entropy(relation.float(), gold, ignore_index=IGNORED, reduction="sum") / events
    return {"same": _ranking(scores.float(), other, np.concatenate(gold_same)), "relation": loss}


def _ranking(scores: Tensor, later: np.ndarray, gold: np.ndarray) -> Tensor:
    """Mention ranking: each trigger picks one of its true earlier mentions, or nothing (score 0) when it has none."""
    _, group = np.unique(later, return_inverse=True)
    count = int(group.max()) + 1
    index = torch.from_numpy(group)
    hit = torch.from_numpy(gold)
    has = torch.zeros(count, dtype=torch.bool).index_fill(0, index[hit].unique(), True)
    floor = torch.zeros(count)
    total = _logsumexp(scores, index, floor)
    low = torch.where(has, torch.full_like(floor, -1e4), floor)
    true = _logsumexp(scores.masked_fill(~hit, -1e4), index, low)
    return (total - true).mean()


def _logsumexp(scores: Tensor, index: Tensor, floor: Tensor) -> Tensor:
    top = torch.scatter_reduce(floor, 0, index, scores.detach(), "amax")
    summed = (floor - top).exp().scatter_add(0, index, (scores - top[index]).exp())
    return summed.log() + top


def _relations(example: Example, numbers: np.ndarray, earlier: np.ndarray, later: np.ndarray) -> np.ndarray:
    """Gold relation of each pair; pairs of other mentions of two related happenings are IGNORED, not negative."""
    same = np.asarray(example.same)
    related = {(same[a], same[b]) for a, b in example.relations}
    related |= {(b, a) for a, b in related}
    gold = np.zeros(len(earlier), np.int64)
    for n, (a, b) in enumerate(zip(numbers[earlier].tolist(), numbers[later].tolist(), strict=True)):
        if (a, b) in example.relations:
            gold[n] = example.relations[a, b]
        elif (same[a], same[b]) in related:
            gold[n] = IGNORED
    return gold


def _word(example: Example, at: Range) -> str:
    return example.text[int(example.pieces.starts[at[0]]) : int(example.pieces.ends[at[1] - 1])]
