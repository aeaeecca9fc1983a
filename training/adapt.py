"""Adapts the encoder to news by masked language modelling, and teaches it what capitals mean."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from gesta.nouns.sentence import Sentence
from gesta.reading.tokenizer import Pieces, Tokenizer
from gesta.spans import Span
from training.network import Tagger

LENGTH, ROWS, RATE, MASKED = 190, 20, 4e-4, 0.18
WARM_UP, LEAST_RATE = 80, 0.02
IGNORED = -100
Lines = list[Pieces]


def adapt(
    tagger: Tagger, texts: Sequence[str], tokenizer: Tokenizer, share: float, report: Callable[[str], None]
) -> None:
    """Trains `tagger`'s encoder and casing in place on `share` (1 = one epoch) of the `texts`."""
    encoder = tagger.encoder
    words = encoder.get_input_embeddings()
    head = _Head(words.embedding_dim, words.num_embeddings)
    parameters = [*encoder.parameters(), *tagger.case.parameters(), *head.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=RATE, weight_decay=0.01, foreach=True)
    batches = list(_batches(_lines(texts, tokenizer), share))
    mask_token = tokenizer.model.token_to_id("[MASK]")
    started = time.monotonic()
    encoder.train()
    for step, lines in enumerate(batches):
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / WARM_UP) * max(LEAST_RATE, 1 - step / len(batches))
        ids, cases, mask, gold = _masked(lines, tokenizer, mask_token, words.num_embeddings)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = encoder(inputs_embeds=words(ids) + tagger.case(cases), attention_mask=mask).last_hidden_state
            chosen = gold >= 0
            logits = head(hidden[chosen]) @ words.weight.t()
        loss = functional.cross_entropy(logits.float() + head.bias, gold[chosen])
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        if step % 50 == 0:
            report(f"{step + 1}/{len(batches)} {time.monotonic() - started:.0f} s masked {float(loss.detach()):.3f}")


class _Head(nn.Module):
    """The transform before the tied output layer; begins as the identity, since the encoder lost its own."""

    def __init__(self, width: int, vocabulary: int) -> None:
        super().__init__()
        self.transform = nn.Linear(width, width)
        nn.init.eye_(self.transform.weight)
        self.norm = nn.LayerNorm(width)
        self.bias = nn.Parameter(torch.zeros(vocabulary))

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        normed: torch.Tensor = self.norm(functional.gelu(self.transform(hidden)))
        return normed


def _lines(texts: Sequence[str], tokenizer: Tokenizer) -> Lines:
    lines: Lines = []
    for text in texts:
        if not text.strip():
            continue
        pieces = tokenizer.pieces(text, (Sentence(Span(0, len(text)), "body", 0),))
        for start in range(0, len(pieces) - 20, LENGTH):
            part = slice(start, start + LENGTH)
            fields = (pieces.ids, pieces.starts, pieces.ends, pieces.cases, pieces.sentences, pieces.inner)
            lines.append(Pieces(*(f[part] for f in fields)))
    return lines


def _batches(lines: Lines, share: float) -> Iterator[Lines]:
    order = random.sample(range(len(lines)), int(len(lines) * min(1.0, share)))
    order.sort(key=lambda i: len(lines[i]) // 16)
    starts = list(range(0, len(order), ROWS))
    random.shuffle(starts)
    for start in starts:
        yield [lines[i] for i in order[start : start + ROWS]]


def _masked(lines: Lines, tokenizer: Tokenizer, mask_token: int, vocabulary: int) -> Iterator[torch.Tensor]:
    """Ids, cases, mask and gold of a batch; whole words are masked: 80 % hidden, 10 % random, 10 % kept."""
    length = max(map(len, lines)) + 2
    ids, cases, mask = (np.zeros((len(lines), length), np.int64) for _ in range(3))
    gold = np.full((len(lines), length), IGNORED, np.int64)
    for row, pieces in enumerate(lines):
        size = len(pieces)
        word = np.cumsum(~pieces.inner) - (not pieces.inner[0])
        picked = (np.random.rand(int(word[-1]) + 1) < MASKED)[word]
        chance = np.random.rand(size)
        seen = np.where(picked & (chance < 0.8), mask_token, pieces.ids)
        seen = np.where(picked & (chance > 0.9), np.random.randint(1000, vocabulary, size), seen)
        ids[row, : size + 2] = [tokenizer.begin, *seen, tokenizer.end]
        cases[row, 1 : size + 1] = pieces.cases
        mask[row, : size + 2] = 1
        gold[row, 1 : size + 1][picked] = pieces.ids[picked]
    return map(torch.from_numpy, (ids, cases, mask, gold))
