from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from evaluation import bare, commands, speed
from gesta.reading.arrays import Floats, Ints
from gesta.reading.asking import Asked
from gesta.reading.network import Answers, Tags
from tests import standin
from tests.handmade import report


def graph() -> bytes:
    """A tagger of the shipped one's shape, tiny: an encoder, three taggers on its states, and a layer after them."""
    onnx = pytest.importorskip("onnx")
    make, kinds = onnx.helper, onnx.TensorProto
    nodes = [
        make.make_node("Gather", ["table", "ids"], ["embedded"]),
        make.make_node("Cast", ["mask"], ["weight"], to=kinds.FLOAT),
        make.make_node("Unsqueeze", ["weight", "last"], ["weights"]),
        make.make_node("Mul", ["embedded", "weights"], ["hidden"]),
        *(make.make_node("MatMul", ["hidden", f"to_{name}"], [name]) for name in bare.TAGGERS),
        make.make_node("Concat", list(bare.TAGGERS), ["found"], axis=-1),
        make.make_node("MatMul", ["found", "mix"], ["tag_states"]),
    ]
    tables = {name: np.ones((3, 2), np.float32) for name in ("to_entities", "to_triggers", "to_cues")}
    tables |= {"table": np.arange(30, dtype=np.float32).reshape(10, 3), "mix": np.ones((6, 3), np.float32)}
    weights = [onnx.numpy_helper.from_array(array, name) for name, array in tables.items()]
    weights.append(onnx.numpy_helper.from_array(np.asarray([-1], np.int64), "last"))
    inputs = [make.make_tensor_value_info(name, kinds.INT64, ["rows", "pieces"]) for name in ("ids", "cases", "mask")]
    outputs = [make.make_tensor_value_info(name, kinds.FLOAT, None) for name in (*bare.TAGGERS, "tag_states")]
    model = make.make_model(
        make.make_graph(nodes, "tagger", inputs, outputs, weights), opset_imports=[make.make_opsetid("", 18)]
    )
    model.ir_version = 9
    written: bytes = model.SerializeToString()
    return written


def session(written: bytes) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(written, providers=["CPUExecutionProvider"])


def test_the_encoder_is_cut_out_where_all_taggers_begin() -> None:
    ids = np.asarray([[1, 2, 0]], np.int64)
    mask = np.asarray([[1, 1, 0]], np.int64)
    encoder = session(bare.cut(graph()))
    assert [each.name for each in encoder.get_outputs()] == ["hidden"]
    [hidden] = encoder.run(None, {"ids": ids, "cases": ids, "mask": mask})
    assert hidden.tolist() == [[[3, 4, 5], [6, 7, 8], [0, 0, 0]]]


def test_the_cut_graph_holds_nothing_of_the_taggers() -> None:
    onnx = pytest.importorskip("onnx")
    model = onnx.load_from_string(bare.cut(graph()))
    assert {tensor.name for tensor in model.graph.initializer} == {"table", "last"}
    assert [node.op_type for node in model.graph.node] == ["Gather", "Cast", "Unsqueeze", "Mul"]


def test_a_bare_graph_runs_on_recorded_batches() -> None:
    class Counting:
        """A network that answers nothing."""

        def tag(self, ids: Ints, _cases: Ints, _mask: Ints) -> Tags:
            empty = np.zeros((*ids.shape, 0), np.float32)
            return Tags(empty, empty, empty, empty)

        def ask(self, states: Floats, asked: Asked) -> Answers:
            raise NotImplementedError

        def pair(self, left: Floats, right: Floats, features: Ints) -> tuple[Floats, Floats]:
            raise NotImplementedError

    recording = bare.Recording(Counting())
    ids = np.asarray([[1, 2, 3, 4], [1, 2, 3, 0]], np.int64)
    recording.tag(ids, ids, (ids > 0).astype(np.int64))
    assert recording.pieces == 3  # two of four, one of three: the ends of a window are no word pieces
    bare.Bare(session(graph()), bare.TAGGER).run(recording.batches)


def test_the_ratio_is_the_median_over_turns() -> None:
    turns = [(2.0, 1.0), (4.0, 1.0), (10.0, 9.0)]
    found = speed.rates(100, turns, bare.ENCODER)
    assert (found.coding, found.bare, found.ratio) == (25.0, 100.0, 0.5)


def test_the_two_are_run_turn_by_turn() -> None:
    order: list[str] = []
    turns = speed.in_turns(lambda: order.append("coding"), lambda: order.append("bare"))
    assert order == ["coding", "bare"] * speed.TURNS
    assert all(seconds >= 0 for turn in turns for seconds in turn)


def test_reports_are_repeated_under_ids_of_their_own() -> None:
    many = speed.repeated([{"id": "a", "text": "x"}, {"id": "b", "text": "y"}], 3)
    assert [(one["id"], one["text"]) for one in many] == [("0-a", "x"), ("1-b", "y"), ("2-a", "x")]


def test_the_examples_of_the_documentation_can_be_measured() -> None:
    found = speed.examples()
    assert {"report", "toll"} <= {one["id"] for one in found}
    assert len(found) == len({one["id"] for one in found})


def test_a_stand_in_is_not_measured() -> None:
    with pytest.raises(speed.BenchError, match="ships with Gesta"):
        speed.reading_rates(standin.coder(), [report("Rebels shelled a port.")])


def test_a_command_is_run_with_time_memory_and_output() -> None:
    done = commands.run_gesta(["--version"])
    assert done.output.startswith(b"gesta ")
    assert done.seconds > 0
    assert 2**20 < done.peak < 2**34


def test_a_command_that_fails_says_why() -> None:
    with pytest.raises(commands.CommandError, match=r"status 2: (?s:.*)No such option"):
        commands.run_gesta(["code", "--no-such-option"])


def measured(identical: bool) -> speed.Speed:
    return speed.Speed(
        "sha256:w",
        speed.Rates(1000, 500.0, 1000.0, 0.5, bare.ENCODER),
        0.9,
        speed.Memory(200, 9.0, 300.0, identical),
    )


@pytest.mark.parametrize(("identical", "status"), [(True, 0), (False, 1)])
def test_the_command_fails_when_two_runs_differ(
    identical: bool, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(speed, "run", lambda _records, _many: measured(identical))
    assert speed.main([]) == status
    assert "coding as a share of that" in capsys.readouterr().out
    assert speed.main(["--json"]) == status
    assert json.loads(capsys.readouterr().out)["rates"]["ratio"] == 0.5


def test_figures_go_into_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "run", lambda _records, _many: measured(True))
    page = tmp_path / "page.md"
    page.write_text("<!-- figures: speed -->\n<!-- /figures: speed -->\n", "utf-8")
    assert speed.main(["--write", str(page)]) == 0
    assert "| two runs give the same bytes | yes |" in page.read_text("utf-8")


def test_an_empty_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.jsonl").write_text("", "utf-8")
    assert speed.main([str(tmp_path / "empty.jsonl")]) == 1
    assert "no report to measure" in capsys.readouterr().err
