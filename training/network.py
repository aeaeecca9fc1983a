"""The reader's network in torch: an encoder with taggers, a thin layer that asks about each trigger and cue, a pair
scorer. Each of the three parts becomes one ONNX graph."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel

from gesta.reading.tokenizer import CASES
from training.labels import ENTITIES, RELATIONS, ROLES, STANCES, STATUSES, TYPED_MODES, TYPES, bio

KINDS = len(TYPES) + len(STANCES)
ASK_WIDTH = 256
DISTANCES = 96  # signed distance to the trigger in pieces, clipped to ±47
VECTOR, ROLE_VECTOR = 128, 32
# Pair features, each with its number of classes: see `gesta.reading.pairs`.
PAIR_FEATURES = (10, 8, 2, 2, 2)


class Tagger(nn.Module):
    """Encoder, taggers for entities, triggers and cues, and one more layer that has seen what they found.

    Inputs: ids, cases, mask, each [B, T]. Returns probabilities entities [B, T, 17], triggers [B, T, 35], cues
    [B, T, 15] as logits, and states [B, T, 256] for `Asker`.
    """

    def __init__(self, encoder: str, dropout: float = 0.1) -> None:
        super().__init__()
        config = AutoConfig.from_pretrained(encoder)
        options: dict[str, Any] = {"attn_implementation": "eager"}
        if hasattr(config, "attention_probs_dropout_prob"):
            options["attention_probs_dropout_prob"] = 0.0  # costs a third of the speed on a CPU, gains nothing
        if config.model_type == "bert":
            options["add_pooling_layer"] = False
        self.encoder = AutoModel.from_pretrained(encoder, **options)
        width = self.encoder.config.hidden_size
        self.case = nn.Embedding(CASES, width)
        nn.init.zeros_(self.case.weight)
        self.drop = nn.Dropout(dropout)
        self.entities = nn.Linear(width, len(bio(ENTITIES)))
        self.triggers = nn.Linear(width, len(bio(TYPES)))
        self.cues = nn.Linear(width, len(bio(STANCES)))
        seen = len(bio(ENTITIES)) + len(bio(TYPES)) + len(bio(STANCES))
        self.seen = nn.Linear(seen, width)
        self.mix = Layer(width, 6)
        self.states = nn.Linear(width, ASK_WIDTH)

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        embedded = self.encoder.get_input_embeddings()(ids) + self.case(cases)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        dropped = self.drop(hidden)
        entities, triggers, cues = self.entities(dropped), self.triggers(dropped), self.cues(dropped)
        found = torch.cat([entities.softmax(-1), triggers.softmax(-1), cues.softmax(-1)], -1).detach()
        mixed = self.mix(hidden + self.seen(found.to(hidden.dtype)), mask)
        return entities, triggers, cues, self.states(mixed)


class Layer(nn.Module):
    """One transformer layer of our own: traces to ONNX with free shapes and has no dropout, which costs more time on a
    CPU than a layer this small. Inputs [B, T, width], mask [B, T]."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads, self.depth = heads, width // heads
        self.parts = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.wide, self.narrow = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.norm, self.last_norm = nn.LayerNorm(width), nn.LayerNorm(width)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        parts = self.parts(hidden).unflatten(-1, (3, self.heads, self.depth)).permute(2, 0, 3, 1, 4)
        query, key, value = parts[0] * self.depth**-0.5, parts[1], parts[2]
        scores = query @ key.transpose(-1, -2) + (1 - mask[:, None, None, :].to(query.dtype)) * -1e4
        mixed = (scores.softmax(-1).to(value.dtype) @ value).transpose(1, 2).flatten(2)
        hidden = self.norm(hidden + self.out(mixed))
        return self.last_norm(hidden + self.narrow(nn.functional.gelu(self.wide(hidden))))


class Asker(nn.Module):
    """Asks about one trigger or cue at a time, over the pieces of its own sentence only.

    Inputs: states [N, L, 256], distance [N, L] (to the trigger, shifted to 0…95), inside [N, L] (1 on the trigger),
    mask [N, L], kinds [N, 24] (probabilities of the 17 types, then of the 7 stances). Returns logits: roles
    [N, L, 7, 3], speaker [N, L, 3], covers [N, L], type [N, 18] (last: no event), mode [N, M], status [N, 4], and
    vectors [N, 352] for `Pairs`.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        width = ASK_WIDTH
        self.distance = nn.Embedding(DISTANCES, width)
        self.inside = nn.Embedding(2, width)
        self.kind = nn.Linear(KINDS, width)
        self.query = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(width, 4) for _ in range(2))
        self.roles = nn.Linear(width, 3 * len(ROLES))
        self.speaker = nn.Linear(width, 3)
        self.covers = nn.Linear(width, 1)
        self.summary = nn.Sequential(nn.Linear(2 * width, width), nn.GELU(), nn.Dropout(dropout))
        self.type_head = nn.Linear(width, len(TYPES) + 1)
        self.mode_head = nn.Linear(width, len(TYPED_MODES))
        self.status_head = nn.Linear(width, len(STATUSES))
        self.vector = nn.Linear(width, VECTOR)
        self.role_vector = nn.Linear(width, ROLE_VECTOR)

    def forward(
        self, states: Tensor, distance: Tensor, inside: Tensor, mask: Tensor, kinds: Tensor
    ) -> tuple[Tensor, ...]:
        at = inside.to(states.dtype).unsqueeze(-1)
        query = (states * at).sum(1) / at.sum(1).clamp(min=1)
        asked = (self.query(query) + self.kind(kinds.to(states.dtype))).unsqueeze(1)
        hidden = self.norm(states + asked + self.distance(distance) + self.inside(inside))
        for layer in self.layers:
            hidden = layer(hidden, mask)
        dropped = self.drop(hidden)
        roles = self.roles(dropped).unflatten(-1, (len(ROLES), 3))
        state = self.summary(torch.cat([(hidden * at).sum(1) / at.sum(1).clamp(min=1), query], -1))
        weight = (1 - roles.softmax(-1)[..., 0]).detach() * mask.unsqueeze(-1)  # N L R
        pooled = torch.einsum("nlr,nlw->nrw", weight.to(hidden.dtype), hidden) / (weight.sum(1).unsqueeze(-1) + 0.3)
        vectors = torch.cat([self.vector(state), self.role_vector(pooled.to(hidden.dtype)).flatten(1)], -1)
        return (
            roles, self.speaker(dropped), self.covers(dropped).squeeze(-1),
            self.type_head(state), self.mode_head(state), self.status_head(state), vectors,
        )  # fmt: skip


class Pairs(nn.Module):
    """Scores ordered pairs of triggers of one report. Inputs: left, right [P, 352] vectors, features [P, 5] classes.

    Returns logits same [P] (against 0 for "nothing earlier") and relation [P, 7].
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.features = nn.ModuleList(nn.Embedding(n, 24) for n in PAIR_FEATURES)
        width = 3 * VECTOR + ROLE_VECTOR * len(ROLES) + len(ROLES) + 24 * len(PAIR_FEATURES)
        self.layers = nn.Sequential(
            nn.Linear(width, 256), nn.GELU(), nn.Dropout(dropout), nn.Linear(256, 128), nn.GELU(), nn.Dropout(dropout)
        )
        self.same = nn.Linear(128, 1)
        self.relation = nn.Linear(128, len(RELATIONS))

    def forward(self, left: Tensor, right: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        one, other = left[:, :VECTOR], right[:, :VECTOR]
        fit = left[:, VECTOR:] * right[:, VECTOR:]
        dots = fit.unflatten(-1, (len(ROLES), ROLE_VECTOR)).sum(-1)
        embedded = [layer(features[:, n]).to(left.dtype) for n, layer in enumerate(self.features)]
        hidden = self.layers(torch.cat([one, other, one * other, fit, dots, *embedded], -1))
        return self.same(hidden).squeeze(-1), self.relation(hidden)


class Network(nn.Module):
    """The three parts together."""

    def __init__(self, encoder: str) -> None:
        super().__init__()
        self.tagger, self.asker, self.pairs = Tagger(encoder), Asker(), Pairs()
