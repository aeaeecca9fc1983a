"""Fits the embeddings by which two mentions of one happening lie close together (reading/embedding.py).

    python -m training.linking_embedding CORPUS/bundles.jsonl      writes src/gesta/reading/weights/embedding.npz

Codes the bundles to learn from and keeps what the network saw of each report, and takes all pairs of events of each
bundle, within and across its reports: 1 where both are mentions of one gold incident. The projection is the one under
which a logistic model of the cosine tells them best, of the first part of the embedding for pairs within a report, of
the second for the others (training/embedding_network.py). A pair of which only one is a mention counts less; pairs of
which neither is are left out.

What is fitted on top of embeddings (training/linking_grouping.py, training/linking.py, …) must not learn from those of
bundles that the projection knows by heart: `unseen` gives each bundle the embeddings of a projection fitted without it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from evaluation.bundles import Bundle, incident_at, to_learn
from gesta.nouns.coded import Coded
from gesta.ontologies import load
from gesta.pipeline import Coder
from gesta.reading.embedding import FILE, Embedding, Seen
from gesta.reading.reader import WEIGHTS, Reader
from training.seeing import HELD_OUT, Kept, seen

if TYPE_CHECKING:
    from training.embedding_network import Heap

FOLDS = 6
UNMARKED = 0.3  # how much a pair counts of which only one event is a mention
ANSWERS = frozenset({"response", "about", "part"})
SEED = 0


def unseen(bundles: Sequence[Bundle], coder: Coder) -> list[Coded]:
    """The coded reports of the bundles, in order, each with embeddings fitted without its bundle.

    What is fitted for that is kept in HELD_OUT, and fitted anew for other bundles, another network or another fold.
    """
    reports, kept = seen(bundles, coder)
    fold = {bundle.number: place % FOLDS for place, bundle in enumerate(_shuffled(bundles))}
    heaps = heaped(bundles, reports, kept)
    known = _held_out([{n: heap for n, heap in heaps.items() if fold[n] != each} for each in range(FOLDS)], bundles)
    homes = {report.id: bundle.number for bundle in bundles for report in bundle.reports}
    return [kept.embedded(report, known[fold[homes[report.report.id]]]) for report in reports]


def _held_out(parts: Sequence[Mapping[int, Heap]], bundles: Sequence[Bundle]) -> list[Embedding]:
    """The embeddings fitted on these heaps, those of an earlier run where nothing differs; one on each core."""
    folders = [HELD_OUT / _digest_of(heaps, bundles) for heaps in parts]
    missing = [(f, heaps) for f, heaps in zip(folders, parts, strict=True) if not (f / FILE).exists()]
    cores = os.cpu_count() or 1
    for first in range(0, len(missing), cores):
        _apart(missing[first : first + cores])
    return [Embedding.load(folder) for folder in folders]


def _digest_of(heaps: Mapping[int, Heap], bundles: Sequence[Bundle]) -> str:
    """What an embedding is fitted on, and by what, in a few letters."""
    from training.embedding_network import fitted  # needs torch

    made_of = hashlib.sha256(Path(fitted.__code__.co_filename).read_bytes())
    for bundle in bundles:
        if bundle.number in heaps:
            made_of.update(json.dumps(bundle.gold, sort_keys=True).encode())
            made_of.update(b"".join(each.views.tobytes() for each in heaps[bundle.number].seen))
    return made_of.hexdigest()[:16]


def _fit(folder: Path, heaps: Mapping[int, Heap]) -> None:
    """Fits an embedding and writes it into the folder, whole or not at all."""
    from training.embedding_network import fitted

    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"fresh-{FILE}"
    fitted(list(heaps.values()), cores=1).save(fresh)
    fresh.replace(folder / FILE)


def _apart(some: Sequence[tuple[Path, Mapping[int, Heap]]]) -> None:
    """Fits some embeddings at a time, each in a process of its own, which shares what is in memory here.

    Raises RuntimeError when one of them fails; it has told why.
    """
    running = [get_context("fork").Process(target=_fit, args=each) for each in some]
    for process in running:
        process.start()
    for process in running:
        process.join()
    if any(process.exitcode for process in running):
        raise RuntimeError("an embedding could not be fitted")


def heaped(bundles: Sequence[Bundle], reports: Sequence[Coded], kept: Kept) -> dict[int, Heap]:
    """The events of each bundle, by its number, with the gold."""
    from training.embedding_network import Heap

    marked = {report: spans for bundle in bundles for report, spans in bundle.mentions().items()}
    by_id = {report.report.id: report for report in reports}
    found = {}
    for bundle in bundles:
        told = [by_id[r.id] for r in bundle.reports if by_id[r.id].events]
        events = [(report.report.id, event) for report in told for event in report.events]
        gold = np.array([incident_at(event.trigger, marked.get(name, ())) or "" for name, event in events])
        home = np.array([name for name, _ in events])
        known, within = (gold != "").astype(float), home[:, None] == home[None]
        counts = np.where(known[:, None] * known[None] > 0, 1.0, UNMARKED * np.maximum(known[:, None], known[None]))
        same = (gold[:, None] == gold[None]) * known[:, None]
        related = {(r["from"], r["to"]) for r in bundle.gold["relations"] if r["type"] in ANSWERS}
        answers = np.array([[float((one, other) in related) for other in gold] for one in gold])
        seen_of = tuple(_only(*kept.of(report)) for report in told)
        found[bundle.number] = Heap(seen_of, same, answers, counts, within)
    return found


def _only(all_seen: Seen, numbers: Sequence[int]) -> Seen:
    """What was seen of some triggers."""
    return replace(all_seen, views=all_seen.views[numbers], places=all_seen.places[numbers])


def _shuffled(bundles: Sequence[Bundle]) -> list[Bundle]:
    found = sorted(bundles, key=lambda bundle: bundle.number)
    random.Random(SEED).shuffle(found)
    return found


def main() -> None:
    from training.embedding_network import fitted

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bundles", type=Path, metavar="CORPUS/bundles.jsonl")
    given = parser.parse_args()
    learn = to_learn(given.bundles)
    heaps = heaped(learn, *seen(learn, Coder(Reader.load(embedder=Kept()), load("plover"))))
    fitted(list(heaps.values())).save(WEIGHTS / FILE)


if __name__ == "__main__":
    main()
