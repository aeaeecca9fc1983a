"""The weights that ship: all there, light enough, and known by one digest."""

from __future__ import annotations

import hashlib
import json

import onnxruntime
import pytest

from gesta.nouns.claim import STANCES
from gesta.nouns.event import ROLES, STATUSES
from gesta.ontologies import load
from gesta.reading.embedding import FILE
from gesta.reading.network import GRAPHS
from gesta.reading.reader import WEIGHTS, Reader

MOST_BYTES = 30 * 10**6  # of the whole folder: what a package may weigh and still be installed without a thought
LABELS = json.loads((WEIGHTS / "labels.json").read_text("utf-8"))


SHIPPED = (*GRAPHS, FILE, "labels.json", "tokenizer.json", "README.md")


@pytest.mark.parametrize("name", SHIPPED)
def test_each_file_is_there(name: str) -> None:
    assert (WEIGHTS / name).stat().st_size > 0


def test_nothing_else_is_shipped() -> None:
    assert {path.name for path in WEIGHTS.iterdir() if not path.name.startswith(".")} == set(SHIPPED)


def test_the_weights_are_light() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) <= MOST_BYTES


def test_the_digest_is_that_of_the_graphs_in_their_order_and_of_the_embedding() -> None:
    digest = hashlib.sha256()
    for name in GRAPHS:
        digest.update((WEIGHTS / name).read_bytes())
    embedding = hashlib.sha256((WEIGHTS / FILE).read_bytes()).hexdigest()
    whole = hashlib.sha256(f"sha256:{digest.hexdigest()} {embedding}".encode())
    assert Reader.load().version == f"sha256:{whole.hexdigest()}"


def test_the_labels_are_those_of_the_nouns_and_the_ontology() -> None:
    ontology = load("plover")
    assert sorted(LABELS["types"]) == sorted(ontology.types)
    assert sorted(LABELS["stances"]) == sorted(STANCES)
    assert sorted(LABELS["statuses"]) == sorted(STATUSES)
    assert sorted(LABELS["roles"]) == sorted(ROLES)
    modes = {(kind.code, mode) for kind in ontology.types.values() for mode in kind.modes}
    assert {(kind, mode) for kind, mode in LABELS["modes"]} == {("", ""), *modes}


def test_the_graphs_store_their_tables_in_eight_bits() -> None:
    floats = 4 * 22_000_000  # bytes of the encoder's weights as 32-bit floats, in round figures
    assert (WEIGHTS / "tagger.onnx").stat().st_size < floats / 2


def test_the_graphs_name_their_inputs() -> None:
    session = onnxruntime.InferenceSession(WEIGHTS / "pairs.onnx", providers=["CPUExecutionProvider"])
    assert [given.name for given in session.get_inputs()] == ["left", "right", "features"]
